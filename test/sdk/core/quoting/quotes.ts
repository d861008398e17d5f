import { Side } from '@tidemark/sdk/core'
import {
  avellanedaSpreadWad,
  capLadder,
  entrySpreadBps,
  fillIntensityWad,
  fraction,
  glftQuotes,
  historyEntries,
  inventoryRatioWad,
  inventorySkew,
  judgeUpdate,
  type LadderOrder,
  type LeverageTerms,
  ladderOrders,
  leverageOrders,
  linearReservation,
  NEW_FEED,
  type QuoteEntry,
  readFeed,
  recordQuote,
  skewedSize,
  spreadBpsOf,
  spreadQuote,
  startHistory,
  timesDown,
  timesUp,
} from '@tidemark/sdk/quoting'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../../helpers/expectError.ts'

const WAD = 10n ** 18n

describe('quoting spread', () => {
  it('stays a tick apart where both sides round to one price, and says so', () => {
    expect(spreadQuote(5n, { spreadBps: 0 })).to.deep.equal({
      bidPrice: 5n,
      askPrice: 6n,
      spreadBps: 0,
      reasons: ['ONE_TICK'],
    })
    // Half a tick above 5: 5 and 6 without moving anything.
    expect(spreadQuote({ numerator: 11n, denominator: 2n }, { spreadBps: 0 })).to.deep.include({
      bidPrice: 5n,
      askPrice: 6n,
    })
  })

  it('brings the spread within its bounds; the lower one wins', () => {
    const at = (spreadBps: number, minSpreadBps: number, maxSpreadBps: number) =>
      spreadQuote(10_000n, { spreadBps, minSpreadBps, maxSpreadBps })
    expect(at(10, 20, 100)).to.deep.equal({
      bidPrice: 9_990n,
      askPrice: 10_010n,
      spreadBps: 20,
      reasons: ['CLAMPED_MIN'],
    })
    expect(at(200, 20, 100)).to.deep.equal({
      bidPrice: 9_950n,
      askPrice: 10_050n,
      spreadBps: 100,
      reasons: ['CLAMPED_MAX'],
    })
    expect(at(200, 60, 40)).to.deep.include({ spreadBps: 60, reasons: ['CLAMPED_MAX', 'CLAMPED_MIN'] })
    expect(at(50, 20, 100).reasons).to.deep.equal([])
    expectThrow(() => spreadQuote(1n, { spreadBps: 100 }), 'QuotePriceOutOfRange')
  })

  it('is measured against the bid', () => {
    expect(spreadBpsOf(1_000n, 1_010n)).to.equal(100n)
    expectThrow(() => spreadBpsOf(0n, 5n), 'QuotePriceOutOfRange', { bidPrice: 0n, askPrice: 5n })
  })
})

describe('quoting skew', () => {
  it('by size: 1 at the target, 2 in all, less to buy the more there is', () => {
    const skewAt = (baseValue: bigint) =>
      inventorySkew({ baseValue, quoteValue: 1_000n - baseValue, target: fraction(1n, 2n), rangeValue: 100n })
    expect(skewAt(500n)).to.deep.equal({ bid: fraction(1n, 1n), ask: fraction(1n, 1n) })
    expect(skewAt(550n)).to.deep.equal({ bid: fraction(1n, 2n), ask: fraction(3n, 2n) })
    expect([skewAt(400n).bid, skewAt(600n).bid]).to.deep.equal([fraction(2n, 1n), fraction(0n, 1n)])
    const value = fc.bigInt({ min: 0n, max: 10n ** 30n })
    fc.assert(
      fc.property(
        value,
        value,
        value,
        fc.bigInt({ min: 0n, max: 100n }),
        (baseValue, quoteValue, rangeValue, percent) => {
          fc.pre(baseValue + quoteValue > 0n && rangeValue > 0n)
          const terms = { baseValue, quoteValue, rangeValue, target: fraction(percent, 100n) }
          const { bid, ask } = inventorySkew(terms)
          expect(bid.numerator * ask.denominator + ask.numerator * bid.denominator).to.equal(
            2n * bid.denominator * ask.denominator,
          )
          expect(bid.numerator >= 0n && ask.numerator >= 0n).to.equal(true)
          const more = inventorySkew({
            ...terms,
            baseValue: baseValue + 1n,
            quoteValue: quoteValue === 0n ? 0n : quoteValue - 1n,
          })
          if (quoteValue > 0n)
            expect(more.bid.numerator * bid.denominator <= bid.numerator * more.bid.denominator).to.equal(true)
        },
      ),
    )
  })

  it('by price: against the inventory, exact, never below nothing', () => {
    const mid = { numerator: 201n, denominator: 2n }
    const at = (lots: bigint) => linearReservation(mid, lots, fraction(1n, 4n))
    expect(at(0n)).to.deep.equal({ numerator: 804n, denominator: 8n })
    // 100.5 - 10/4 = 98; 100.5 + 10/4 = 103.
    expect(at(10n)).to.deep.equal({ numerator: 784n, denominator: 8n })
    expect(at(-10n)).to.deep.equal({ numerator: 824n, denominator: 8n })
    expect(at(1_000n).numerator).to.equal(0n)
  })

  it('fractions round as asked, whatever the sign', () => {
    const half = fraction(-2n, -4n)
    expect(half).to.deep.equal({ numerator: 1n, denominator: 2n })
    expect([timesDown(5n, half), timesDown(-5n, half), timesUp(5n, half), timesUp(-5n, half)]).to.deep.equal([
      2n,
      -3n,
      3n,
      -2n,
    ])
    expect(skewedSize(7n, fraction(3n, 2n))).to.equal(10n)
    expect([inventoryRatioWad(1n, 3n), inventoryRatioWad(0n, 0n)]).to.deep.equal([WAD / 4n, 0n])
  })

  const flat: LeverageTerms = {
    mid: { numerator: 100_001n, denominator: 2n },
    tickSize: 3n,
    lots: 0n,
    equity: 10n ** 12n,
    spreadPpm: 3_000,
    skewPpm: 500_000,
    sizePpm: 100_000,
    layers: 4,
  }

  it('by leverage: symmetric when flat, layer by layer, but for rounding', () => {
    const orders = leverageOrders(flat)
    for (let level = 0; level < flat.layers; level++) {
      const [ask, bid] = orders.filter((order) => order.level === level)
      if (!ask || !bid) throw new Error('two sides')
      // Ask up, bid down: twice the mid apart by less than two ticks, and outward.
      const off = ask.price + bid.price - 100_001n
      expect(off >= -1n && off <= 1n, `${off}`).to.equal(true)
      expect([ask.isPostOnly, bid.isPostOnly]).to.deep.equal([true, true])
      expect(ask.size).to.equal(bid.size)
    }
  })

  it('by leverage: a long and an equal short are mirror images', () => {
    const long = leverageOrders({ ...flat, lots: 10n ** 6n })
    const short = leverageOrders({ ...flat, lots: -(10n ** 6n) })
    for (const order of long) {
      const mirror = short.find((other) => other.level === order.level && other.side !== order.side)
      const off = order.price + (mirror?.price ?? 0n) - 100_001n
      expect(off >= -1n && off <= 1n).to.equal(true)
      expect(order.isPostOnly).to.equal(mirror?.isPostOnly)
    }
    // The side that adds keeps further away than flat, the other comes closer.
    expect((long[1]?.price ?? 0n) < (leverageOrders(flat)[1]?.price ?? 0n)).to.equal(true)
    expect((long[0]?.price ?? 0n) < (leverageOrders(flat)[0]?.price ?? 0n)).to.equal(true)
  })

  it('by leverage: needs equity and a skew that does not turn prices over', () => {
    expectThrow(() => leverageOrders({ ...flat, equity: 0n }), 'NoEquity', { equity: 0n })
    expectThrow(() => leverageOrders({ ...flat, skewPpm: 4_000_000, sizePpm: 500_000 }), 'SkewTooStrong', {
      skewPpm: 4_000_000,
      sizePpm: 500_000,
    })
    // Long a hundred times its equity: the bid would be below nothing, and bids round down.
    expectThrow(() => leverageOrders({ ...flat, lots: 666n * 10n ** 6n }), 'LadderPrice', {
      level: 0,
      price: -339_397n,
    })
    expect(leverageOrders({ ...flat, equity: 1_000_000n, sizePpm: 100_000 })).to.deep.equal([])
    // 10 % of 7 000 at 100 a lot: 7 lots, which are a multiple of one and not of two.
    const small = { ...flat, mid: { numerator: 100n, denominator: 1n }, tickSize: 1n, equity: 7_000n, sizePpm: 100_000 }
    const sizes = (sizeStep?: bigint) =>
      leverageOrders({ ...small, lots: 0n, layers: 1, ...(sizeStep !== undefined && { sizeStep }) }).map(
        ({ size }) => size,
      )
    expect(sizes()).to.deep.equal([7n, 7n])
    expect(sizes(2n)).to.deep.equal([6n, 6n])
    expect(leverageOrders({ ...flat, skewPpm: 3_999_999, sizePpm: 500_000, layers: 1 })).to.have.length(2)
  })
})

describe('quoting ladders', () => {
  it('rounds away from mid, and keeps ask above bid', () => {
    const mid = { numerator: 2_001n, denominator: 20n }
    // 100.05: 1 % is 99.0495 and 101.0505.
    expect(ladderOrders({ mid, bidBps: 100, askBps: 100, stepBps: 0, sizes: [4n] })).to.deep.equal([
      { side: Side.Bid, level: 0, price: 99n, size: 4n },
      { side: Side.Ask, level: 0, price: 102n, size: 4n },
    ])
    const exact = { numerator: 100n, denominator: 1n }
    expect(
      ladderOrders({ mid: exact, bidBps: 0, askBps: 0, stepBps: 0, sizes: [4n] }).map(({ price }) => price),
    ).to.deep.equal([100n, 101n])
    expectThrow(
      () => ladderOrders({ mid: exact, bidBps: 5_000, askBps: 1, stepBps: 5_000, sizes: [1n, 1n] }),
      'LadderPrice',
      {
        level: 1,
        price: 0n,
      },
    )
  })

  it('has no order where a level has no size', () => {
    const mid = { numerator: 100n, denominator: 1n }
    const orders = ladderOrders({ mid, bidBps: 100, askBps: 100, stepBps: 100, sizes: [0n, 3n] })
    expect(orders.map(({ level, price }) => [level, price])).to.deep.equal([
      [1, 98n],
      [1, 102n],
    ])
  })

  it('is cut where its side has no more, best first', () => {
    const order = (side: Side, level: number, size: bigint): LadderOrder => ({ side, level, price: 1n, size })
    const orders = [order(Side.Ask, 0, 5n), order(Side.Bid, 0, 5n), order(Side.Ask, 1, 5n), order(Side.Ask, 2, 5n)]
    expect(capLadder(orders, Side.Ask, 7n)).to.deep.equal([
      order(Side.Ask, 0, 5n),
      order(Side.Bid, 0, 5n),
      order(Side.Ask, 1, 2n),
    ])
  })
})

describe('quoting gate', () => {
  const terms = { minInterval: 10n, priceTolerancePpm: 1_000, sizeTolerancePpm: 100_000, ttl: 60n, renewBefore: 5n }
  const current = { price: 10_000n, size: 100n, time: 1_000n }
  const judge = (price: bigint, size: bigint, now: bigint) => judgeUpdate(terms, current, { price, size, now })

  it('moves beyond the tolerance, after the interval', () => {
    expect(judge(10_010n, 100n, 1_020n)).to.deep.equal({ update: false, reason: 'TOLERANCE' })
    expect(judge(10_011n, 100n, 1_020n)).to.deep.equal({ update: true, reason: 'MOVE' })
    expect(judge(9_989n, 100n, 1_010n)).to.deep.equal({ update: true, reason: 'MOVE' })
    expect(judge(9_989n, 100n, 1_009n)).to.deep.equal({ update: false, reason: 'INTERVAL' })
    expect(judge(10_000n, 110n, 1_020n)).to.deep.equal({ update: false, reason: 'TOLERANCE' })
    expect(judge(10_000n, 89n, 1_020n)).to.deep.equal({ update: true, reason: 'MOVE' })
  })

  it('renews before it runs out, whatever tolerance and interval say', () => {
    expect(judge(10_000n, 100n, 1_054n)).to.deep.equal({ update: false, reason: 'TOLERANCE' })
    expect(judge(10_000n, 100n, 1_055n)).to.deep.equal({ update: true, reason: 'TTL' })
    const slow = { ...terms, minInterval: 1_000n }
    expect(judgeUpdate(slow, current, { price: 10_000n, size: 100n, now: 1_055n })).to.deep.equal({
      update: true,
      reason: 'TTL',
    })
    expect(judgeUpdate({ ...terms, ttl: 0n }, current, { price: 10_000n, size: 100n, now: 9_999n }).update).to.equal(
      false,
    )
  })

  it('never holds back a cancel, and begins at once', () => {
    expect(judge(10_000n, 0n, 1_000n)).to.deep.equal({ update: true, reason: 'CANCEL' })
    expect(judgeUpdate(terms, undefined, { price: 1n, size: 1n, now: 0n })).to.deep.equal({
      update: true,
      reason: 'REFRESH',
    })
    expect(judgeUpdate(terms, { ...current, size: 0n }, { price: 1n, size: 0n, now: 0n }).update).to.equal(false)
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 10n ** 6n }), (price, wait) => {
        expect(judge(price, 0n, 1_000n + wait)).to.deep.equal({ update: true, reason: 'CANCEL' })
      }),
    )
  })
})

describe('quoting staleness', () => {
  const terms = { maxAge: 30n, maxDeviationPpm: 50_000, grace: 20n, cooldown: 15n }
  /** Play readings of [now, price, observed] and show status and reason after each. */
  function play(readings: readonly (readonly [bigint, bigint, bigint, boolean?])[]) {
    let state = NEW_FEED
    return readings.map(([now, price, observed, isHalted = false]) => {
      const next = readFeed(state, terms, { now, price, observed, isHalted })
      state = next.state
      expect(next.shouldPull).to.equal(state.status === 'PULLED')
      return next.reason === undefined ? state.status : `${state.status} ${next.reason}`
    })
  }

  it('goes from pulled to active after the cooldown, to stale by age, to pulled after the grace, and back', () => {
    expect(
      play([
        [0n, 100n, 0n],
        [14n, 101n, 14n],
        [15n, 101n, 15n],
        [45n, 101n, 15n],
        [46n, 101n, 15n],
        [65n, 101n, 15n],
        [66n, 101n, 15n],
        [70n, 101n, 15n],
        [80n, 102n, 80n],
        [94n, 102n, 90n],
        [95n, 102n, 95n],
      ]),
    ).to.deep.equal([
      'PULLED COOLDOWN',
      'PULLED COOLDOWN',
      'ACTIVE',
      'ACTIVE',
      'STALE AGE',
      'STALE AGE',
      'PULLED AGE',
      'PULLED AGE',
      'PULLED COOLDOWN',
      'PULLED COOLDOWN',
      'ACTIVE',
    ])
  })

  it('a stale feed that becomes fresh is active at once', () => {
    expect(
      play([
        [0n, 100n, 0n],
        [15n, 100n, 15n],
        [46n, 100n, 15n],
        [50n, 100n, 50n],
        [81n, 100n, 50n],
      ]),
    ).to.deep.equal(['PULLED COOLDOWN', 'ACTIVE', 'STALE AGE', 'ACTIVE', 'STALE AGE'])
  })

  it('no price, a halt or a jump pulls at once; a jump that lasts is believed after the cooldown', () => {
    const open = [
      [0n, 1_000n, 0n],
      [15n, 1_000n, 15n],
    ] as const
    expect(play([...open, [16n, 0n, 16n]]).at(-1)).to.equal('PULLED NO_PRICE')
    expect(play([...open, [16n, 1_000n, 16n, true]]).at(-1)).to.equal('PULLED HALTED')
    expect(play([...open, [16n, 1_050n, 16n]]).at(-1)).to.equal('ACTIVE')
    expect(
      play([...open, [16n, 1_051n, 16n], [17n, 1_051n, 17n], [31n, 1_052n, 31n], [32n, 1_052n, 32n]]).slice(2),
    ).to.deep.equal(['PULLED DEVIATION', 'PULLED COOLDOWN', 'PULLED COOLDOWN', 'ACTIVE'])
  })

  it('a feed that keeps jumping is never believed', () => {
    const readings = Array.from(
      { length: 40 },
      (_, i) => [BigInt(i) * 5n, i % 2 === 0 ? 100n : 120n, BigInt(i) * 5n] as const,
    )
    for (const status of play(readings)) expect(status).to.equal('PULLED COOLDOWN')
  })
})

describe('quoting history', () => {
  const entry = (quoteId: bigint): QuoteEntry => ({
    quoteId,
    time: quoteId,
    mid: { numerator: 2_001n, denominator: 2n },
    bidPrice: 1_000n,
    bidSize: 1n,
    askPrice: 1_001n,
    askSize: 1n,
    inventoryWad: WAD / 2n,
    reason: 'MOVE',
  })

  it('keeps the last entries in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.nat({ max: 30 }), (capacity, count) => {
        let history = startHistory(capacity)
        for (let i = 0; i < count; i++) history = recordQuote(history, entry(BigInt(i)))
        const kept = Math.min(capacity, count)
        expect(historyEntries(history).map(({ quoteId }) => Number(quoteId))).to.deep.equal(
          Array.from({ length: kept }, (_, i) => count - kept + i),
        )
        expect(history.recorded).to.equal(count)
      }),
    )
  })

  it('tells the spread of an entry, and needs room', () => {
    // 1 / 1 000.5 in 1/10 000: 9.995.
    expect(entrySpreadBps(entry(1n))).to.equal(9n)
    expectThrow(() => startHistory(0), 'HistoryCapacity', { capacity: 0, min: 1 })
  })
})

describe('quoting models', () => {
  it('say which parameter is nothing', () => {
    expectThrow(() => avellanedaSpreadWad({ gamma: 0n, sigma: 1n, kappa: 1n, timeLeft: 1n }), 'ModelParameter', {
      name: 'gamma',
      value: 0n,
    })
    expectThrow(() => avellanedaSpreadWad({ gamma: 1n, sigma: 1n, kappa: -1n, timeLeft: 1n }), 'ModelParameter', {
      name: 'kappa',
      value: -1n,
    })
    const terms = { gamma: WAD, xi: WAD, delta: WAD, sigma: WAD, intensity: 0n, kappa: WAD }
    expectThrow(() => glftQuotes(terms), 'ModelParameter', { name: 'intensity', value: 0n })
  })

  it('fills thin out with distance', () => {
    // 140 · e^(-1.5 · 2) = 6.97018.
    expect(fillIntensityWad(140n * WAD, (3n * WAD) / 2n, 2n * WAD) / 10n ** 13n).to.equal(697_018n)
    expect(fillIntensityWad(140n * WAD, WAD, 0n)).to.equal(140n * WAD)
  })
})
