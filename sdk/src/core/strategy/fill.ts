import { isWithinBand, markValueDown, markValueUp } from '../mark.ts'
import { BPS, Side } from '../market.ts'
import { costOfUp, InsufficientLotsError, type Position } from '../position.ts'
import type { Limits } from '../strategy.ts'
import { add, checkedSigned, MAX_U256 } from '../u256.ts'
import {
  DeltaOutOfBandError,
  FillTooLargeError,
  InventoryTooLargeError,
  PriceOutOfBandError,
  PriceOutOfRangeError,
} from './errors.ts'

/** A fill as a strategy sees it, before it is booked. Mirrors the Solidity struct of the same name, but for the taker. */
export interface FillTerms {
  /** The vault's side. */
  readonly side: Side
  /** Lots. */
  readonly size: bigint
  /** Quote atoms; of a hedge, fees included. */
  readonly notional: bigint
  /** Lowest and highest price of any lot of it, ticks. */
  readonly lowPrice: bigint
  readonly highPrice: bigint
  /** Oracle price in ticks, Q64.64; 0 on a market without oracle. */
  readonly mark: bigint
}

/**
 * Every lot within `bandBps` of the mark. Mirrors `StrategyLib.checkBand`.
 *
 * @throws {PriceOutOfBandError}
 *
 * @example
 * checkBand({ ...fill, mark: 100n * MARK_ONE }, 100) // no throw: the fill is at the mark
 */
export function checkBand({ lowPrice, highPrice, mark }: FillTerms, bandBps: number | bigint): void {
  for (const price of [lowPrice, highPrice]) {
    if (!isWithinBand(price, mark, bandBps)) throw new PriceOutOfBandError(price, mark, BigInt(bandBps))
  }
}

/**
 * Price range, fill size, inventory, delta: what needs no memory of earlier fills. `lots` are those held before. Mirrors
 * `StrategyLib.checkFill`.
 *
 * @throws {PriceOutOfRangeError | FillTooLargeError | InventoryTooLargeError | DeltaOutOfBandError}
 * @throws {InsufficientLotsError} when delta is bounded and more is sold than held.
 *
 * @example
 * checkFill({ ...NO_LIMITS, maxFillSize: 5n }, fill, 0n) // no throw: 5 lots are the most
 */
export function checkFill(limits: Limits, fill: FillTerms, lots: bigint): void {
  const { minPrice, maxFillSize, maxLots } = limits
  const max = limits.maxPrice === 0n ? MAX_U256 : limits.maxPrice
  if (fill.lowPrice < minPrice) throw new PriceOutOfRangeError(fill.lowPrice, minPrice, max)
  if (fill.highPrice > max) throw new PriceOutOfRangeError(fill.highPrice, minPrice, max)
  if (maxFillSize !== 0n && fill.size > maxFillSize) throw new FillTooLargeError(fill.size, maxFillSize)
  if (maxLots !== 0n && fill.side === Side.Bid) {
    const after = add(lots, fill.size)
    if (after > maxLots) throw new InventoryTooLargeError(after, maxLots)
  }
  if (limits.deltaRatioBps !== 0) checkDelta(limits, lots, lotsAfter(fill, lots))
}

/**
 * Delta within its band, or nearer to its target than before. `lots` are held before, `lotsNow` after. Mirrors
 * `StrategyLib.checkDelta`.
 *
 * @throws {DeltaOutOfBandError}
 *
 * @example
 * checkDelta({ ...NO_LIMITS, deltaRatioBps: 10_000, deltaTarget: 10n, deltaBand: 2n }, 12n, 10n)
 * // no throw: 12 is within 2 of 10
 */
export function checkDelta(limits: Limits, lots: bigint, lotsNow: bigint): void {
  const distance = distanceOf(limits, lotsNow)
  if (distance <= limits.deltaBand || distance < distanceOf(limits, lots)) return
  throw new DeltaOutOfBandError(deltaOf(limits, lotsNow), limits.deltaTarget, limits.deltaBand)
}

/**
 * Delta of `lots` held, in lots: `lots * deltaRatioBps / 10_000`, rounded toward zero. Mirrors `StrategyLib.deltaOf`.
 *
 * @throws {OverflowError} when the product leaves int256.
 *
 * @example
 * deltaOf({ deltaRatioBps: 5_000 }, 7n) // => 3n
 */
export function deltaOf({ deltaRatioBps }: Pick<Limits, 'deltaRatioBps'>, lots: bigint): bigint {
  // Solidity's conversion wraps; no vault holds that many.
  return checkedSigned(BigInt.asIntN(256, lots) * BigInt(deltaRatioBps)) / BPS
}

/**
 * Lots held once the fill is booked. Mirrors `StrategyLib.lotsAfter`.
 *
 * @throws {InsufficientLotsError} when more are sold than held.
 *
 * @example
 * lotsAfter({ side: Side.Bid, size: 5n }, 10n) // => 15n
 */
export function lotsAfter({ side, size }: Pick<FillTerms, 'side' | 'size'>, lots: bigint): bigint {
  if (side === Side.Bid) return add(lots, size)
  if (size > lots) throw new InsufficientLotsError(lots, size)
  return lots - size
}

/**
 * What a fill drains from the outflow bucket, in quote atoms, rounded up: all that is paid for more inventory; of a sale, what it
 * brings less than the oracle's price, or without an oracle less than average cost. Mirrors `StrategyLib.outflowUp`.
 *
 * @throws {InsufficientLotsError} when more is sold than held and there is no mark.
 * @throws {OverflowError} when a value exceeds 2^256 - 1.
 *
 * @example
 * outflowUp(fill, EMPTY_POSITION, 1n) // => 500n
 */
export function outflowUp(fill: FillTerms, position: Position, tickSize: bigint): bigint {
  if (fill.side === Side.Bid) return fill.notional
  const worth = fill.mark !== 0n ? markValueUp(fill.size, tickSize, fill.mark) : costOfUp(position, fill.size)
  return worth > fill.notional ? worth - fill.notional : 0n
}

/**
 * Realised PnL and, with a mark (ticks, Q64.64), what inventory is worth beyond its cost, in quote atoms, rounded down. Mirrors
 * `StrategyLib.pnlAt`.
 *
 * @throws {OverflowError} when a value leaves 256 bits.
 *
 * @example
 * pnlAt(position, 1n, 90n * MARK_ONE) // => -101n
 */
export function pnlAt(position: Position, tickSize: bigint, mark: bigint): bigint {
  if (mark === 0n) return position.realisedPnl
  const worth = BigInt.asIntN(256, markValueDown(position.lots, tickSize, mark))
  return checkedSigned(checkedSigned(position.realisedPnl + worth) - position.cost)
}

function distanceOf(limits: Limits, lots: bigint): bigint {
  const distance = checkedSigned(deltaOf(limits, lots) - limits.deltaTarget)
  return distance < 0n ? checkedSigned(-distance) : distance
}
