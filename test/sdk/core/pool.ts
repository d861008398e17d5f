import {
  claimableFees,
  NEW_ACCOUNT,
  type PoolAccount,
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
  poolRequiredFunds,
  poolSetAsideClaimed,
  poolTaken,
  poolUnitsMoved,
  previewLeave,
  Side,
  spreadTicks,
  ZERO_ADDRESS,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

const DAY = 86_400n
const MARKET = { marketId: 1, lotSize: 10n, tickSize: 1n }
const PARAMS: PoolParams = {
  prices: [100n, 200n],
  sizePerCell: 1_000n,
  referencePrice: 100n,
  minReferencePrice: 90n,
  maxReferencePrice: 110n,
  operator: ZERO_ADDRESS,
  deadline: 1_000n,
  name: '0x',
  symbol: '0x',
}
const fees = { takerFeeBps: 10, poolFeeShareBps: 4_000 }

/** One cell, all of it bids: 1,000 lots at 100 ticks, 100,000 quote atoms, as many LP units. */
function founded(): { pool: PoolState; founder: PoolAccount } {
  return poolFounded(PARAMS, MARKET, { timestamp: 1_000n })
}
const sell = (pool: PoolState, size: bigint, timestamp = 1_000n) =>
  poolTaken(pool, { side: Side.Bid, size, limitPrice: 0n, ...fees, timestamp })

describe('core pool', () => {
  it('is founded on what its orders need, at their value', () => {
    const { pool, founder, locked, base, quote } = poolFounded(PARAMS, MARKET, { timestamp: 1_000n })
    expect([base, quote, pool.supply]).to.deep.equal([0n, 100_000n, 100_000n])
    expect([founder.balance, locked.balance]).to.deep.equal([99_000n, 1_000n])
    expect(poolRequiredFunds(pool)).to.deep.equal({ base: 0n, quote: 100_000n })
    expectThrow(() => poolFounded(PARAMS, MARKET, { timestamp: 1_001n }), 'PoolDeadlinePassed')
    expectThrow(() => poolFounded({ ...PARAMS, sizePerCell: 999n }, MARKET, { timestamp: 0n }), 'FirstSizeTooSmall')
    const far = { mark: 111n << 64n }
    expectThrow(() => poolFounded(PARAMS, MARKET, { timestamp: 0n, oracle: far }), 'MarkOutOfBounds', {
      mark: 111n,
      min: 90n,
      max: 110n,
    })
    expectThrow(() => poolFounded(PARAMS, MARKET, { timestamp: 0n, oracle: {} }), 'OracleUnavailable')
  })

  it('is founded at a mark on either bound, and not a part of a tick beyond', () => {
    const at = (mark: bigint) => () => poolFounded(PARAMS, MARKET, { timestamp: 0n, oracle: { mark } })
    for (const mark of [90n << 64n, 110n << 64n]) expect(at(mark)().pool.supply).to.equal(100_000n)
    expectThrow(at((90n << 64n) - 1n), 'MarkOutOfBounds', { mark: 89n, min: 90n, max: 110n })
    expectThrow(at((110n << 64n) + 1n), 'MarkOutOfBounds', { mark: 110n, min: 90n, max: 110n })
  })

  it('knows what lots earn over cells of several widths', () => {
    const prices = [100n, 150n, 300n, 700n]
    // 5 lots at 50 ticks, 10 at 150, 5 at 400.
    expect(spreadTicks(prices, 10n, 5n, 25n)).to.equal(3_750n)
    expect(spreadTicks(prices, 10n, 12n, 18n)).to.equal(900n)
    expect(spreadTicks(prices, 10n, 0n, 30n)).to.equal(6_000n)
  })

  it('numbers the events of its liquidity without a gap', () => {
    const { pool, founder } = founded()
    const order = { lp: 10_000n, timestamp: 1_000n }
    const joined = poolJoined(pool, founder, order)
    expect(joined.pool.events - pool.events).to.equal(1n)
    expect(poolLeft(joined.pool, joined.account, order).pool.events - pool.events).to.equal(2n)
  })

  it('sells what it bought a cell higher', () => {
    const bought = sell(founded().pool, 500n)
    // 500 lots at 100; fee 10 bps of 50,000, of which the pool keeps 40 %.
    expect([bought.notional, bought.fee, bought.poolFee]).to.deep.equal([50_000n, 50n, 20n])
    expect([bought.pool.reserveBase, bought.pool.reserveQuote]).to.deep.equal([5_000n, 50_000n])
    const sold = poolTaken(bought.pool, { side: Side.Ask, size: 900n, limitPrice: 200n, ...fees, timestamp: 1_000n })
    expect([sold.size, sold.notional]).to.deep.equal([500n, 100_000n])
    expect([sold.pool.reserveBase, sold.pool.reserveQuote]).to.deep.equal([0n, 150_000n])
    expect(sold.pool.grid).to.deep.equal({ cursor: 1_000n, size: 1_000n, bidTicks: 100_000n })
    expect(sell(sold.pool, 1n, 1_000n).pool.seq).to.equal(3n)
    expect(
      poolTaken(sold.pool, { side: Side.Ask, size: 1n, limitPrice: 200n, ...fees, timestamp: 1_000n }).size,
    ).to.equal(0n)
  })

  it('takes the ceiling from who joins and gives the floor to who leaves', () => {
    const { pool } = sell(founded().pool, 333n)
    // 3,330 base and 66,700 quote atoms for 100,000 units.
    const joined = poolJoined(pool, NEW_ACCOUNT, { lp: 7n, timestamp: 1_000n })
    expect([joined.base, joined.quote]).to.deep.equal([1n, 5n])
    const left = poolLeft(joined.pool, joined.account, { lp: 7n, timestamp: 1_000n })
    expect([left.base, left.quote]).to.deep.equal([0n, 4n])
    expect(left.pool.supply).to.equal(pool.supply)
    const most = { maxQuote: 4n }
    expectThrow(() => poolJoined(pool, NEW_ACCOUNT, { lp: 7n, bounds: most, timestamp: 1_000n }), 'QuoteOutOfBounds', {
      amount: 5n,
      min: 0n,
      max: 4n,
    })
    expectThrow(() => poolLeft(pool, NEW_ACCOUNT, { lp: 1n, timestamp: 1_000n }), 'InsufficientBalance')
    expectThrow(() => previewLeave(pool, pool.supply + 1n), 'InsufficientBalance')
  })

  it('grows its cells with its units', () => {
    const joined = poolJoined(founded().pool, NEW_ACCOUNT, { lp: 50_000n, timestamp: 1_000n })
    expect(joined.quote).to.equal(50_000n)
    expect(joined.pool.grid).to.deep.equal({ cursor: 1_500n, size: 1_500n, bidTicks: 150_000n })
  })

  it('streams fees over a day to those who hold units meanwhile', () => {
    const { pool, founder } = founded()
    const paid = sell(pool, 500n).pool
    expect(claimableFees(paid, founder, 1_000n)).to.equal(0n)
    // Half a day: 10 of 20 atoms, all of them the founder's; the locked units earn nothing.
    expect(claimableFees(paid, founder, 1_000n + DAY / 2n)).to.equal(9n)
    const claimed = poolFeesClaimed(paid, founder, { provider: 'f', timestamp: 1_000n + DAY })
    expect(claimed.amount).to.equal(19n)
    expectThrow(
      () => poolFeesClaimed(claimed.pool, claimed.account, { provider: 'f', timestamp: 1_000n + DAY }),
      'NothingClaimable',
    )
    expectThrow(() => poolFeesDistributed(pool, { amount: 0n, timestamp: 1_000n }), 'ZeroLiquidity')
  })

  it('leaves earned fees with whoever held the units', () => {
    const { pool, founder } = founded()
    const given = poolFeesDistributed(pool, { amount: 99_000n, timestamp: 1_000n })
    const noon = 1_000n + DAY / 2n
    const moved = poolUnitsMoved(given, founder, NEW_ACCOUNT, { amount: 99_000n, timestamp: noon })
    expect(claimableFees(moved.pool, moved.from, 1_000n + DAY)).to.equal(49_500n)
    expect(claimableFees(moved.pool, moved.to, 1_000n + DAY)).to.equal(49_500n)
  })

  it('sets the other token aside for an exit by one', () => {
    const { founder } = founded()
    const { pool } = sell(founded().pool, 500n)
    const left = poolLeftOneToken(pool, founder, { lp: 10_000n, base: true, timestamp: 1_000n })
    expect([left.amount, left.setAside]).to.deep.equal([500n, 5_000n])
    const claimed = poolSetAsideClaimed(left.pool, left.account, { base: false, provider: 'f' })
    expect(claimed.amount).to.equal(5_000n)
    expectThrow(
      () => poolSetAsideClaimed(claimed.pool, claimed.account, { base: false, provider: 'f' }),
      'NothingClaimable',
    )
  })

  it('moves its grid a day after it was announced, around a price that the grid confirms', () => {
    const move = { prices: [90n, 110n], referencePrice: 100n }
    const announced = poolMoveProposed(founded().pool, move, 1_000n)
    const at = (timestamp: bigint, wanted = move) => poolGridMoved(announced, wanted, { timestamp })
    expectThrow(() => at(1_000n + DAY - 1n), 'MoveNotDue', { executableAt: 1_000n + DAY })
    expectThrow(() => at(1_001n + 4n * DAY), 'MoveExpired')
    expectThrow(() => at(1_000n + DAY, { ...move, referencePrice: 101n }), 'NoMoveProposed')
    // 100,000 ticks buy 1,111 lots at 90.
    const moved = at(1_000n + DAY)
    expect(moved.grid).to.deep.equal({ cursor: 1_111n, size: 1_111n, bidTicks: 99_990n })
    expect(moved.anchor).to.deep.equal({ anchorSize: 1_111n, anchorSupply: 100_000n, prices: move.prices })
    expectThrow(() => poolMoveCancelled(moved), 'NoMoveProposed')
    const off = poolMoveProposed(founded().pool, { ...move, referencePrice: 201n }, 0n)
    expectThrow(() => poolGridMoved(off, { ...move, referencePrice: 201n }, { timestamp: DAY }), 'MovePriceOutOfBounds')
  })
})
