import { BPS } from './market.ts'
import { mul, mulDivDown, mulDivUp } from './u256.ts'

/** One tick as a mark: marks are ticks, Q64.64. Mirrors `MarkLib.ONE`. */
export const MARK_ONE = 1n << 64n

/**
 * Quote atoms that `lots` are worth at `mark` (ticks, Q64.64), rounded down. Mirrors `MarkLib.valueDown`.
 *
 * @throws {OverflowError} above 2^256 - 1.
 *
 * @example
 * markValueDown(3n, 1n, MARK_ONE / 2n) // => 1n
 */
export function markValueDown(lots: bigint, tickSize: bigint, mark: bigint): bigint {
  return mulDivDown(mul(lots, tickSize), mark, MARK_ONE)
}

/**
 * Quote atoms that `lots` are worth at `mark` (ticks, Q64.64), rounded up. Mirrors `MarkLib.valueUp`.
 *
 * @throws {OverflowError} above 2^256 - 1.
 *
 * @example
 * markValueUp(3n, 1n, MARK_ONE / 2n) // => 2n
 */
export function markValueUp(lots: bigint, tickSize: bigint, mark: bigint): bigint {
  return mulDivUp(mul(lots, tickSize), mark, MARK_ONE)
}

/**
 * Whether `price` (ticks) is within `bandBps` (1/10 000) of `mark` (ticks, Q64.64): `|price - mark| * 10_000 <= mark * bandBps`,
 * exact. Mirrors `MarkLib.within`.
 *
 * @throws {OverflowError} when a product exceeds 2^256 - 1: not for prices of 64 bits and marks of 128.
 *
 * @example
 * isWithinBand(101n, 100n * MARK_ONE, 100) // => true
 */
export function isWithinBand(price: bigint, mark: bigint, bandBps: number | bigint): boolean {
  const scaled = mul(price, MARK_ONE)
  const distance = scaled > mark ? scaled - mark : mark - scaled
  return mul(distance, BPS) <= mul(mark, BigInt(bandBps))
}
