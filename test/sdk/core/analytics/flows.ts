import {
  addFifoFill,
  addMarkoutFill,
  conditionalValueAtRiskWad,
  defined,
  type FifoMode,
  type FifoTrip,
  fifoPnl,
  fifoReturnWad,
  holdBenchmark,
  isAgreedQuote,
  mergeMarkouts,
  observeMid,
  percentile,
  realisedSpreadWad,
  setQuoting,
  splitEquity,
  splitFill,
  splitFunding,
  splitMark,
  splitProfit,
  startFifo,
  startMarkouts,
  startSplit,
  startUptime,
  uptimeWad,
  valueAtRiskWad,
} from '@tidemark/sdk/analytics'
import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../../helpers/expectError.ts'
import { known } from '../../helpers/published.ts'

const WAD = 10n ** 18n
const none = (reason: string) => ({ ok: false, reason })

function tripsOf(mode: FifoMode, fills: readonly (readonly [bigint, bigint, bigint?])[]) {
  let state = startFifo(mode)
  const trips: FifoTrip[] = []
  for (const [time, [amount, price, fee = 0n]] of fills.entries()) {
    const side = amount > 0n ? Side.Bid : Side.Ask
    const next = addFifoFill(state, { time: BigInt(time), side, size: amount > 0n ? amount : -amount, price, fee })
    state = next.state
    trips.push(...next.trips)
  }
  return { state, trips }
}

describe('analytics FIFO round trips', () => {
  const LEAN = [
    [1_000n, 107n],
    [1_000n, 108n],
    [-1_000n, 109n],
    [1_000n, 108n],
    [-2_000n, 109n],
  ] as const

  it('fill to fill: the oldest entry first (Lean TradeBuilderTests)', () => {
    const { trips, state } = tripsOf('FillToFill', LEAN)
    expect(trips.map(fifoPnl)).to.deep.equal([2_000n, 1_000n, 1_000n])
    expect(trips.map(({ entryTime, exitTime }) => [entryTime, exitTime])).to.deep.equal([
      [0n, 2n],
      [1n, 4n],
      [3n, 4n],
    ])
    expect(state.lots).to.deep.equal([])
  })

  it('flat to flat: one trip for all of it (Lean TradeBuilderTests)', () => {
    const { trips } = tripsOf('FlatToFlat', LEAN)
    expect(trips).to.deep.equal([
      {
        side: Side.Bid,
        entryTime: 0n,
        exitTime: 4n,
        size: 3_000n,
        entryNotional: 323_000n,
        exitNotional: 327_000n,
        fees: 0n,
      },
    ])
    expect(trips.map(fifoPnl)).to.deep.equal([4_000n])
  })

  it('a fill that turns the position ends one trip and begins another, its fee with the first (Lean)', () => {
    const turn = [
      [1_000n, 107n, 1n],
      [-2_000n, 108n, 1n],
      [1_000n, 109n, 1n],
    ] as const
    for (const mode of ['FillToFill', 'FlatToFlat', 'PerExit'] as const) {
      const { trips, state } = tripsOf(mode, turn)
      expect(trips.map((trip) => [trip.side, fifoPnl(trip), trip.fees])).to.deep.equal([
        [Side.Bid, 1_000n, 2n],
        [Side.Ask, -1_000n, 1n],
      ])
      expect(state.lots).to.deep.equal([])
    }
  })

  it('counts a part of an entry once, its fee with the first part (pyfolio)', () => {
    // +4@10, -2@15, +2@20: one trip of 10, two of the first and two of the last stay open.
    const { trips, state } = tripsOf('PerExit', [
      [4n, 10n, 6n],
      [-2n, 15n, 1n],
      [2n, 20n, 3n],
    ])
    expect(trips.map((trip) => [fifoPnl(trip), trip.fees])).to.deep.equal([[10n, 7n]])
    expect(state.lots.map(({ size, price, fee }) => [size, price, fee])).to.deep.equal([
      [2n, 10n, 0n],
      [2n, 20n, 3n],
    ])
    expect(tripsOf('PerExit', [[0n, 5n]]).state.lots).to.deep.equal([])
    expect(
      fifoReturnWad({
        side: Side.Bid,
        entryTime: 0n,
        exitTime: 0n,
        size: 1n,
        entryNotional: 0n,
        exitNotional: 5n,
        fees: 0n,
      }),
    ).to.deep.equal(none('NO_DATA'))
  })

  it('every mode finds the same profit, size and fees once all is closed', () => {
    const fills = fc.array(
      fc.tuple(fc.bigInt({ min: -9n, max: 9n }), fc.bigInt({ min: 1n, max: 50n }), fc.bigInt({ min: 0n, max: 5n })),
      {
        maxLength: 20,
      },
    )
    fc.assert(
      fc.property(fills, (list) => {
        const trades = list.filter(([size]) => size !== 0n)
        const left = trades.reduce((sum, [size]) => sum + size, 0n)
        const closed = left === 0n ? trades : [...trades, [-left, 20n, 2n] as [bigint, bigint, bigint]]
        const cash = closed.reduce((sum, [size, price]) => sum - size * price, 0n)
        const fees = closed.reduce((sum, [, , fee]) => sum + fee, 0n)
        for (const mode of ['FillToFill', 'FlatToFlat', 'PerExit'] as const) {
          const { trips, state } = tripsOf(mode, closed)
          expect(state.lots).to.deep.equal([])
          expect(trips.reduce((sum, trip) => sum + fifoPnl(trip), 0n)).to.equal(cash)
          expect(trips.reduce((sum, trip) => sum + trip.fees, 0n)).to.equal(fees)
        }
      }),
    )
  })
})

describe('analytics of where profit comes from', () => {
  it('spread and inventory by hand', () => {
    // Mid 100: buy 10 at 99; the mid falls to 97; sell 10 at 98 for a fee of 3 and a rebate of 1.
    let split = splitFill(startSplit(100n), { side: Side.Bid, size: 10n, price: 99n, mid: 100n, fee: 0n, rebate: 1n })
    split = splitFill(split, { side: Side.Ask, size: 10n, price: 98n, mid: 97n, fee: 3n, rebate: 0n })
    split = splitFunding(split, -2n)
    expect(split).to.deep.equal({
      lots: 0n,
      mid: 97n,
      cash: -14n,
      spread: 20n,
      inventory: -30n,
      fees: 3n,
      rebates: 1n,
      funding: -2n,
    })
    expect(splitProfit(split)).to.equal(-14n)
  })

  it('the parts are the whole after every event', () => {
    const fill = fc.record({
      side: fc.constantFrom(Side.Bid, Side.Ask),
      size: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      price: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      mid: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      fee: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      rebate: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    })
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.bigInt({ min: -99n, max: 99n }),
        fc.array(fill),
        (mid, lots, fills) => {
          let split = startSplit(mid, lots)
          const start = splitEquity(split)
          for (const [i, each] of fills.entries()) {
            split = splitFill(split, each)
            expect(splitProfit(split)).to.equal(splitEquity(split) - start)
            split = i % 3 === 0 ? splitFunding(split, each.fee - each.rebate) : splitMark(split, each.price)
            expect(splitProfit(split)).to.equal(splitEquity(split) - start)
          }
        },
      ),
    )
  })

  it('beside holding, flows on both sides', () => {
    // 5 lots and 100; 2 lots and 10 came in; one lot sold at 12; now at 8.
    expect(
      holdBenchmark({ lots: 5n, quote: 100n }, { lots: 6n, quote: 122n }, 8n, { lots: 2n, quote: 10n }),
    ).to.deep.equal({
      value: 170n,
      hold: 166n,
      tradePnl: 4n,
    })
  })
})

describe('analytics of markouts', () => {
  const fill = (time: bigint, side: Side, price: bigint, size = 1n) => ({ time, side, size, price, mid: 1_000n })

  it('judges each fill by the first mid at or after its horizon, weighted by volume', () => {
    let markouts = startMarkouts(30n)
    expect(realisedSpreadWad(markouts)).to.deep.equal(none('NO_DATA'))
    markouts = addMarkoutFill(markouts, fill(0n, Side.Bid, 995n))
    markouts = addMarkoutFill(markouts, fill(10n, Side.Ask, 1_004n, 3n))
    expect(observeMid(markouts, 29n, 500n)).to.equal(markouts)
    markouts = observeMid(markouts, 30n, 990n)
    // Bought at 995, then 990: -5 on 1 000.
    expect(realisedSpreadWad(markouts)).to.deep.equal(defined(-WAD / 200n))
    markouts = observeMid(markouts, 45n, 1_001n)
    // Three sold at 1 004, then 1 001: 9 more, on 4 000 in all.
    expect(markouts).to.deep.equal({ horizon: 30n, gain: 4n, volume: 4_000n, fills: 2n, pending: [] })
    expect(realisedSpreadWad(markouts)).to.deep.equal(defined(WAD / 1_000n))
  })

  it('merges, fills that wait included', () => {
    const a = observeMid(addMarkoutFill(startMarkouts(5n), fill(0n, Side.Bid, 990n)), 5n, 1_000n)
    const b = addMarkoutFill(startMarkouts(5n), fill(7n, Side.Ask, 1_010n))
    expect(mergeMarkouts(a, b)).to.deep.equal(addMarkoutFill(a, fill(7n, Side.Ask, 1_010n)))
  })
})

describe('analytics of quoting', () => {
  it('uptime is the time quoted as agreed over all of it', () => {
    let uptime = startUptime(100n)
    expect(uptimeWad(uptime, 100n)).to.deep.equal(none('NO_DATA'))
    uptime = setQuoting(uptime, 110n, true)
    uptime = setQuoting(uptime, 130n, false)
    uptime = setQuoting(uptime, 170n, true)
    // 20 and 10 of 80 seconds.
    expect(uptimeWad(uptime, 180n)).to.deep.equal(defined((3n * WAD) / 8n))
    expectThrow(() => setQuoting(uptime, 169n, true), 'TimeWentBack', { time: 169n, recorded: 170n })
  })

  it('a quote counts with both sides, large enough and close enough', () => {
    const quote = { bidPrice: 1_000n, bidSize: 5n, askPrice: 1_010n, askSize: 5n }
    expect(isAgreedQuote(quote, 5n, 100)).to.equal(true)
    expect(isAgreedQuote(quote, 6n, 100)).to.equal(false)
    expect(isAgreedQuote(quote, 5n, 99)).to.equal(false)
    expect(isAgreedQuote({ ...quote, askSize: 0n }, 0n, 100)).to.equal(false)
  })
})

describe('analytics of tails', () => {
  it('value at risk lies between returns, the shortfall is the mean below it', () => {
    const returns = Array.from({ length: 41 }, (_, i) => (BigInt(i) - 20n) * 10n)
    // Rank 0.05 · 40 = 2: the third lowest; the mean of -200, -190 and -180.
    expect(valueAtRiskWad(returns)).to.deep.equal(defined(-180n))
    expect(conditionalValueAtRiskWad(returns)).to.deep.equal(defined(-190n))
    // Rank 0.95: between -200 and -190.
    expect(valueAtRiskWad(returns.slice(0, 20))).to.deep.equal(defined(-191n))
    expect(conditionalValueAtRiskWad(returns.slice(0, 20))).to.deep.equal(defined(-200n))
    expect(valueAtRiskWad(returns.slice(0, 19))).to.deep.equal(none('TOO_FEW_SAMPLES'))
    expect(conditionalValueAtRiskWad([])).to.deep.equal(none('TOO_FEW_SAMPLES'))
  })

  it('a percentile rounds down, and knows no order of its input', () => {
    expect(percentile([], 0n)).to.deep.equal(none('NO_DATA'))
    expect(percentile([3n, -2n, 3n], WAD)).to.deep.equal(defined(3n))
    expect(percentile([3n, -2n], WAD / 2n)).to.deep.equal(defined(0n))
    expect(percentile([-3n, 2n], WAD / 2n)).to.deep.equal(defined(-1n))
    expectThrow(() => percentile([1n], -1n), 'FractionOutOfRange', { fraction: -1n, max: WAD })
    expectThrow(() => percentile([1n], WAD + 1n), 'FractionOutOfRange')
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -99n, max: 99n }), { minLength: 1 }),
        fc.bigInt({ min: 0n, max: WAD }),
        (list, part) => {
          const value = known(percentile(list, part))
          const below = BigInt(list.filter((each) => each <= value).length)
          expect(
            value >= list.reduce((a, b) => (a < b ? a : b)) && value <= list.reduce((a, b) => (a > b ? a : b)),
          ).to.equal(true)
          expect(below >= 1n && below * WAD >= part * BigInt(list.length - 1) - WAD).to.equal(true)
        },
      ),
    )
  })
})
