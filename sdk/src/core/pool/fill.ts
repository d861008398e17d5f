import { toUint } from '../errors.ts'
import { asksForTicksDown, bidsForTicksUp } from '../grid/lots.ts'
import { asksWithin, askTicks, bidsWithin, bidTicks } from '../grid.ts'
import { feeUp, poolFeeDown, Side } from '../market.ts'
import { type RebateSchedule, rebateDown } from '../rebate.ts'
import { add, checked, mul, sub } from '../u256.ts'
import { earnFees } from './fees.ts'
import { poolGridOf } from './grid.ts'
import { spreadTicks } from './prices.ts'
import type { PoolState } from './state.ts'

/** What a taker asks of a pool, and the terms that hold. Mirrors the Solidity struct `GridOrder`. */
export interface PoolOrder {
  /** The pool's side. */
  readonly side: Side
  /** Most lots. */
  readonly size: bigint
  /** Worst price in ticks. */
  readonly limitPrice: bigint
  /** Most (asks) or least (bids) notional in quote atoms; no bound unless given. */
  readonly notional?: bigint
  readonly takerFeeBps: number
  /** The pool's share of that fee, in 1/10 000. */
  readonly poolFeeShareBps: number
  /** Rebates that the market pays, and the pool's volume in the period so far, in quote atoms. */
  readonly schedule?: RebateSchedule
  readonly volume?: bigint
  /** UTC seconds. */
  readonly timestamp: bigint
}

/** A fill as the exchange tells of it: of exactly `size` lots, with the rebate it paid in quote atoms. */
export interface ToldPoolFill extends Omit<PoolOrder, 'limitPrice' | 'notional' | 'schedule' | 'volume'> {
  readonly rebate: bigint
}

/** A fill from the pool's side; of size 0 when nothing rests within the order's bounds. Amounts are quote atoms. */
export interface PoolFill {
  readonly pool: PoolState
  readonly size: bigint
  readonly notional: bigint
  readonly fee: bigint
  /** The pool's share of the fee, and its rebate: both stream to the providers. */
  readonly poolFee: bigint
  readonly rebate: bigint
  readonly cursorBefore: bigint
}

/**
 * Lots that an order can have of the grid. Mirrors `PoolGrid._lotsToFill`.
 *
 * @example
 * poolLotsFor(pool, { ...order, side: Side.Bid, size: 2_000n }) // => 1_000n
 */
export function poolLotsFor({ anchor, grid, market }: PoolState, order: PoolOrder): bigint {
  if (grid.size === 0n) return 0n
  const whole = poolGridOf(anchor.prices, grid)
  const isAsk = order.side === Side.Ask
  const within = isAsk ? asksWithin(whole, order.limitPrice) : bidsWithin(whole, order.limitPrice)
  const lots = within > order.size ? order.size : within
  const { notional } = order
  if (notional === undefined) return lots
  if (isAsk) return asksForTicksDown(whole, lots, notional / market.tickSize)
  return bidsForTicksUp(whole, lots, (notional + market.tickSize - 1n) / market.tickSize)
}

/**
 * Fill an order against the grid. Mirrors `PoolGrid.onTake`.
 *
 * @throws {CastOverflowError | OverflowError} when reserves leave 112 bits, or fees 103.
 *
 * @example
 * poolTaken(pool, { ...order, side: Side.Bid, size: 500n }).notional // => 50_000n
 */
export function poolTaken(pool: PoolState, order: PoolOrder): PoolFill {
  const size = poolLotsFor(pool, order)
  const { cursor: cursorBefore } = pool.grid
  if (size === 0n) return { pool, size, notional: 0n, fee: 0n, poolFee: 0n, rebate: 0n, cursorBefore }
  return fill(pool, { ...order, size }, (notional) => rebateDown(order.schedule, order.volume ?? 0n, notional))
}

/**
 * Fill exactly `size` lots of the grid, whose rebate is known already: what an index makes of an event.
 *
 * @throws {ZeroCellSizeError | InsufficientLiquidityError} when fewer rest.
 * @throws {CastOverflowError | OverflowError} when reserves leave 112 bits, or fees 103.
 *
 * @example
 * poolFilled(pool, { ...order, side: Side.Bid, size: 500n, rebate: 5n }).pool.stream.remaining // => 25n
 */
export function poolFilled(pool: PoolState, told: ToldPoolFill): PoolFill {
  return fill(pool, told, () => told.rebate)
}

function fill(pool: PoolState, order: Omit<ToldPoolFill, 'rebate'>, rebateOn: (notional: bigint) => bigint): PoolFill {
  const { grid, anchor, market } = pool
  const { size } = order
  const cursorBefore = grid.cursor
  const whole = poolGridOf(anchor.prices, grid)
  const base = mul(size, market.lotSize)
  const isAsk = order.side === Side.Ask
  const ticks = isAsk ? askTicks(whole, size) : bidTicks(whole, size)
  const notional = mul(ticks, market.tickSize)
  const cursor = isAsk ? cursorBefore + size : cursorBefore - size
  const bidTicksNow = isAsk
    ? checked(grid.bidTicks + toUint(ticks - spreadTicks(anchor.prices, grid.size, cursorBefore, cursor), 112), 112)
    : sub(grid.bidTicks, ticks)
  const reserves = isAsk
    ? { reserveBase: sub(pool.reserveBase, base), reserveQuote: toUint(add(pool.reserveQuote, notional), 112) }
    : { reserveBase: toUint(add(pool.reserveBase, base), 112), reserveQuote: sub(pool.reserveQuote, notional) }
  const fee = feeUp(notional, order.takerFeeBps)
  const poolFee = poolFeeDown(fee, order.poolFeeShareBps)
  const rebate = rebateOn(notional)
  const filled: PoolState = {
    ...pool,
    ...reserves,
    grid: { cursor, size: grid.size, bidTicks: bidTicksNow },
    seq: checked(pool.seq + 1n, 32),
  }
  return {
    pool: earnFees(filled, poolFee + rebate, order.timestamp),
    ...{ size, notional, fee, poolFee, rebate, cursorBefore },
  }
}
