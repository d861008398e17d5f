import {
  accrueFees,
  bestPoolPrices,
  earnFees,
  feesDueDown,
  MAX_U256,
  MOST_STREAMED,
  NEW_ACCOUNT,
  NO_FEES,
  type PoolParams,
  type PoolState,
  poolFeesClaimed,
  poolFeesDistributed,
  poolFounded,
  poolGridMoved,
  poolJoined,
  poolLeft,
  poolLeftOneToken,
  poolMoveCancelled,
  poolMoveProposed,
  poolOperatorChanged,
  poolRequiredFunds,
  poolTaken,
  previewJoin,
  refitPoolGrid,
  Side,
  spreadTicks,
  ZERO_ADDRESS,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../helpers/expectError.ts'

const DAY = 86_400n
const MARKET = { marketId: 1, lotSize: 10n, tickSize: 1n }
const fees = { takerFeeBps: 10, poolFeeShareBps: 4_000 }
const PARAMS: PoolParams = {
  ...{
    prices: [100n, 200n],
    sizePerCell: 1_000n,
    referencePrice: 100n,
    minReferencePrice: 90n,
    maxReferencePrice: 110n,
  },
  ...{ operator: ZERO_ADDRESS, deadline: 1_000n, name: '0x', symbol: '0x' },
}
/** One cell, all of it bids: 1,000 lots at 100 ticks, 100,000 quote atoms, as many LP units. */
const founded = () => poolFounded(PARAMS, MARKET, { timestamp: 1_000n })
const sell = (pool: PoolState, size: bigint) =>
  poolTaken(pool, { side: Side.Bid, size, limitPrice: 0n, ...fees, timestamp: 1_000n }).pool

describe('core pool at its edges', () => {
  it('sums what lots earn up to the very end of a cell, and names the lot that is none', () => {
    const prices = [100n, 150n, 300n, 700n]
    // 10 lots at 50 ticks; with the first of the next cell 150 more; and that one alone.
    expect(spreadTicks(prices, 10n, 0n, 10n)).to.equal(500n)
    expect(spreadTicks(prices, 10n, 0n, 11n)).to.equal(650n)
    expect(spreadTicks(prices, 10n, 10n, 11n)).to.equal(150n)
    expect(spreadTicks(prices, 10n, 9n, 21n)).to.equal(50n + 1_500n + 400n)
    expectThrow(() => spreadTicks(prices, 10n, 30n, 31n), 'CursorOutOfRange', { cursor: 4n, capacity: 3n })
    expectThrow(() => spreadTicks(prices, 10n, 2_560n, 2_561n), 'CursorOutOfRange', { cursor: 256n, capacity: 3n })
  })

  it('has a best price where a side has lots, and a bound where it has none', () => {
    const { pool } = founded()
    const grid = (cursor: bigint) => bestPoolPrices([100n, 150n, 300n], { ...pool.grid, cursor })
    expect(grid(0n)).to.deep.equal({ bid: 0n, ask: 150n })
    expect(grid(1_000n)).to.deep.equal({ bid: 100n, ask: 300n })
    expect(grid(1_001n)).to.deep.equal({ bid: 150n, ask: 300n })
    expect(grid(2_000n)).to.deep.equal({ bid: 150n, ask: (1n << 64n) - 1n })
  })

  it('releases all that is left at and after the end of a stream, also of one without length', () => {
    expect([feesDueDown(7n, 2n, 3n), feesDueDown(7n, 3n, 3n), feesDueDown(7n, 4n, 3n)]).to.deep.equal([4n, 7n, 7n])
    expect(feesDueDown(7n, 0n, 0n)).to.equal(7n)
  })

  it('stays as it is while nothing is released, whoever is there to earn it', () => {
    const { pool } = founded()
    const stream = { ...NO_FEES, remaining: 3n, updatedAt: 1_000n, duration: DAY }
    const alone = { ...pool, stream, supply: 1_000n }
    expect(accrueFees(alone, 1_001n)).to.equal(alone)
    // A third of a day on, an atom is due: with nobody there, it streams again.
    const later = accrueFees(alone, 1_000n + DAY / 3n)
    expect([later.stream.remaining, later.stream.updatedAt, later.settled]).to.deep.equal([3n, 1_000n + DAY / 3n, 0n])
  })

  it('numbers an exit by one token twice, when it leaves something', () => {
    const { founder } = founded()
    const order = { lp: 10_000n, timestamp: 1_000n }
    const mixed = sell(founded().pool, 500n)
    const left = poolLeftOneToken(mixed, founder, { ...order, base: false })
    expect([left.amount, left.setAside, left.account.setAsideBase]).to.deep.equal([5_000n, 500n, 500n])
    expect(left.pool.events - mixed.events).to.equal(2n)
    const { pool } = founded()
    const whole = poolLeftOneToken(pool, founder, { ...order, base: false })
    expect([whole.amount, whole.setAside, whole.pool.events - pool.events]).to.deep.equal([10_000n, 0n, 1n])
  })

  it('adds what one exit sets aside to what another did', () => {
    const { founder } = founded()
    const order = { lp: 10_000n, timestamp: 1_000n }
    const once = poolLeftOneToken(sell(founded().pool, 500n), founder, { ...order, base: false })
    const twice = poolLeftOneToken(once.pool, once.account, { ...order, base: false })
    expect(twice.account.setAsideBase).to.equal(1_000n)
    const other = poolLeftOneToken(twice.pool, twice.account, { ...order, base: true })
    expect([other.account.setAsideBase, other.account.setAsideQuote]).to.deep.equal([1_000n, 5_000n])
  })

  it('takes joins and leaves on the bounds they name, and not an atom beyond', () => {
    const { founder } = founded()
    const pool = sell(founded().pool, 500n)
    // 5,000 base and 50,000 quote atoms for 100,000 units: 500 and 5,000 for a tenth; the cursor is at half.
    const half = 5n * 10n ** 17n
    const exact = { minBase: 500n, maxBase: 500n, minQuote: 5_000n, maxQuote: 5_000n, minCursor: half, maxCursor: half }
    const order = { lp: 10_000n, timestamp: 1_000n, bounds: { ...exact, deadline: 1_000n } }
    expect(poolJoined(pool, NEW_ACCOUNT, order)).to.include({ base: 500n, quote: 5_000n })
    expect(poolLeft(pool, founder, order)).to.include({ base: 500n, quote: 5_000n })
    for (const [bounds, code, args] of [
      [{ minBase: 501n }, 'BaseOutOfBounds', { amount: 500n, min: 501n, max: MAX_U256 }],
      [{ maxBase: 499n }, 'BaseOutOfBounds', { amount: 500n, min: 0n, max: 499n }],
      [{ minQuote: 5_001n }, 'QuoteOutOfBounds', { amount: 5_000n, min: 5_001n, max: MAX_U256 }],
      [{ maxQuote: 4_999n }, 'QuoteOutOfBounds', { amount: 5_000n, min: 0n, max: 4_999n }],
      [{ minCursor: half + 1n }, 'CursorOutOfBounds', { cursor: half, min: half + 1n, max: MAX_U256 }],
      [{ maxCursor: half - 1n }, 'CursorOutOfBounds', { cursor: half, min: 0n, max: half - 1n }],
      [{ deadline: 999n }, 'PoolDeadlinePassed', { deadline: 999n, timestamp: 1_000n }],
    ] as const) {
      expectThrow(() => poolJoined(pool, NEW_ACCOUNT, { ...order, bounds }), code, args)
      expectThrow(() => poolLeft(pool, founder, { ...order, bounds }), code, args)
    }
    expectThrow(() => poolJoined(pool, NEW_ACCOUNT, { lp: 0n, timestamp: 0n }), 'ZeroLiquidity')
    // Rounded up: half an atom of base and 5 of quote; 5.05 and 50.5.
    expect(previewJoin(pool, 10n)).to.deep.equal({ base: 1n, quote: 5n })
    expect(previewJoin(pool, 101n)).to.deep.equal({ base: 6n, quote: 51n })
  })

  it('sleeps when too little is left for a lot per cell: nothing rests, and leaving goes on', () => {
    const { pool, founder } = founded()
    // 50 of 100,000 units stay: half a lot per cell.
    const tiny = { ...pool, supply: 50n, reserveQuote: 50n }
    const asleep = poolLeft(tiny, { ...founder, balance: 20n }, { lp: 10n, timestamp: 1_000n })
    expect(asleep.pool.grid).to.deep.equal({ size: 0n, cursor: 1n, bidTicks: 100n })
    expect(poolRequiredFunds(asleep.pool)).to.deep.equal({ base: 0n, quote: 0n })
    expect(bestPoolPrices(PARAMS.prices, asleep.pool.grid).bid).to.equal(100n)
    expect(poolLeft(asleep.pool, asleep.account, { lp: 10n, timestamp: 1_000n }).quote).to.equal(10n)
    const move = { prices: [100n, 300n], referencePrice: 100n }
    const proposed = poolMoveProposed(asleep.pool, move, 0n)
    expectThrow(() => poolGridMoved(proposed, move, { timestamp: DAY }), 'PoolDormant')
  })

  it('moves within the oracle’s band and between its best prices, both bounds included', () => {
    const { pool } = founded()
    const to = (referencePrice: bigint, oracle?: { bandBps: number; mark?: bigint }, halted = false) => {
      const move = { prices: [90n, 250n], referencePrice }
      const context = { timestamp: DAY, halted, ...(oracle && { oracle }) }
      return () => poolGridMoved(poolMoveProposed(pool, move, 0n), move, context)
    }
    // Bids at 100, no ask: without an oracle the grid's last price stands for it.
    expect(to(200n)().anchor.prices).to.deep.equal([90n, 250n])
    expectThrow(to(201n), 'MovePriceOutOfBounds', { price: 201n, bid: 100n, ask: 200n })
    expectThrow(to(99n), 'MovePriceOutOfBounds', { price: 99n, bid: 100n, ask: 200n })
    const oracle = { bandBps: 1_000, mark: 200n << 64n }
    // 10 % of 200: from 180 to 220.
    for (const price of [180n, 220n]) expect(to(price, oracle)().events).to.equal(pool.events + 2n)
    expectThrow(to(221n, oracle), 'MovePriceOutOfBounds', { price: 221n, bid: 180n, ask: 220n })
    expectThrow(to(179n, oracle), 'MovePriceOutOfBounds', { price: 179n, bid: 180n, ask: 220n })
    expectThrow(to(180n, { bandBps: 1_000 }), 'OracleUnavailable', { marketId: 1 })
    expectThrow(to(180n, oracle, true), 'MarketIsHalted', { marketId: 1 })
  })

  it('is refitted to the most that its reserves cover, the cursor rounded to either side', () => {
    const PLENTY = 10n ** 9n
    const terms = fc.record({
      prices: fc.uniqueArray(fc.bigInt(1n, 60n), { minLength: 2, maxLength: 5 }),
      ...{ unit: fc.bigInt(1n, 12n), place: fc.nat(60), target: fc.bigInt(0n, 40n) },
      ...{ lots: fc.bigInt(0n, 80n), ticks: fc.oneof(fc.bigInt(0n, 3_000n), fc.constant(PLENTY)) },
    })
    fc.assert(
      fc.property(terms, ({ prices: list, unit, place, target, lots, ticks }) => {
        const prices = list.toSorted((a, b) => Number(a - b))
        const cells = BigInt(prices.length - 1)
        const cursor = BigInt(place) % (cells * unit + 1n)
        const bidsOf = (size: bigint, at: bigint) => {
          const below = prices.slice(0, -1).map((price, cell) => {
            const left = at - BigInt(cell) * size
            return price * (left <= 0n ? 0n : left < size ? left : size)
          })
          return below.reduce((sum, each) => sum + each, 0n)
        }
        const [cell, rest] = [cursor / unit, cursor % unit]
        // Either rounding of the cursor's place in its cell.
        const places = (size: bigint) => [(rest * size) / unit, (rest * size + unit - 1n) / unit]
        const isCovered = (size: bigint) =>
          places(size).some((part) => {
            const at = cell * size + part
            return cells * size - at <= lots && bidsOf(size, at) <= ticks
          })
        const grid = { cursor, size: unit, bidTicks: bidsOf(unit, cursor) }
        const fitted = refitPoolGrid(prices, grid, target, { lots, ticks })
        expect(fitted.size <= target).to.equal(true)
        // With ticks to spare the lots decide, exactly; where both are short, it may stay a little below.
        for (let size = fitted.size + 1n; ticks === PLENTY && size <= target; size++) {
          expect(isCovered(size)).to.equal(false)
        }
        if (fitted.size === 0n) return
        expect(places(fitted.size)).to.include(fitted.cursor - cell * fitted.size)
        expect(fitted.bidTicks).to.equal(bidsOf(fitted.size, fitted.cursor))
        expect(cells * fitted.size - fitted.cursor <= lots && fitted.bidTicks <= ticks).to.equal(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('numbers a claim of fees, and offers nothing asleep', () => {
    const { pool, founder } = founded()
    const given = poolFeesDistributed(pool, { amount: 99_000n, timestamp: 1_000n })
    const claimed = poolFeesClaimed(given, founder, { provider: 'f', timestamp: 1_000n + DAY })
    expect([given.events - pool.events, claimed.pool.events - given.events]).to.deep.equal([1n, 1n])
    const asleep = { ...pool, grid: { size: 0n, cursor: 1n, bidTicks: 100n } }
    for (const side of [Side.Ask, Side.Bid]) {
      const order = { side, size: 9n, limitPrice: 100n, ...fees, timestamp: 1_000n }
      expect(poolTaken(asleep, order)).to.include({ size: 0n, notional: 0n, fee: 0n })
      expect(poolTaken(asleep, { ...order, notional: 500n }).pool).to.equal(asleep)
    }
  })
})

describe('core pools from their first day', () => {
  const ONE_REFERENCE = { minReferencePrice: 100n, maxReferencePrice: 100n }
  const found = (more: object = {}) =>
    poolFounded({ ...PARAMS, ...ONE_REFERENCE, ...more }, { ...MARKET, tickSize: 2n }, { timestamp: 0n })

  it('are founded within the bounds on the reference price, and on them', () => {
    const { pool, founder } = found()
    expect([pool.events, pool.seq, pool.reserveQuote]).to.deep.equal([0n, 0n, 200_000n])
    expect(founder).to.deep.equal({ ...NEW_ACCOUNT, balance: 199_000n })
    expect(NEW_ACCOUNT).to.deep.equal({ balance: 0n, checkpoint: 0n, owed: 0n, setAsideBase: 0n, setAsideQuote: 0n })
    const bounds = (min: bigint, max: bigint) => ({ mark: 100n, min, max })
    expectThrow(
      () => found({ minReferencePrice: 101n, maxReferencePrice: 200n }),
      'MarkOutOfBounds',
      bounds(101n, 200n),
    )
    expectThrow(() => found({ minReferencePrice: 1n, maxReferencePrice: 99n }), 'MarkOutOfBounds', bounds(1n, 99n))
  })

  it('number what their operator does', () => {
    const { pool } = found()
    const proposed = poolMoveProposed(pool, { prices: [90n, 180n], referencePrice: 100n }, 7n)
    expect([proposed.events, proposed.executableAt]).to.deep.equal([1n, 86_407n])
    expect(poolMoveCancelled(proposed).events).to.equal(2n)
    expect(poolOperatorChanged(proposed, `0x${'1'.repeat(40)}`).events).to.equal(2n)
  })

  it('buy the least that brings an amount, and sell the most that it pays for', () => {
    const order = { takerFeeBps: 0, poolFeeShareBps: 0, timestamp: 0n, size: 999n }
    const bids = (notional: bigint) =>
      poolTaken(found().pool, { ...order, side: Side.Bid, limitPrice: 0n, notional }).size
    // 200 atoms a lot.
    expect([1n, 200n, 201n, 400n].map(bids)).to.deep.equal([1n, 1n, 2n, 2n])
    const { pool } = poolTaken(found().pool, { ...order, side: Side.Bid, limitPrice: 0n })
    const asks = (notional: bigint) => poolTaken(pool, { ...order, side: Side.Ask, limitPrice: 200n, notional }).size
    expect([399n, 400n, 799n, 800n].map(asks)).to.deep.equal([0n, 1n, 1n, 2n])
  })

  it('let no more fees stream than fit', () => {
    expect(MOST_STREAMED).to.equal(2n ** 103n - 1n)
    const { pool } = found()
    expect(earnFees(pool, MOST_STREAMED, 0n).stream.remaining).to.equal(MOST_STREAMED)
    expectThrow(() => earnFees(pool, MOST_STREAMED + 1n, 0n), 'CastOverflow', { value: 2n ** 103n, type: 'uint103' })
    expect(earnFees(pool, 0n, 9n)).to.equal(pool)
  })
})
