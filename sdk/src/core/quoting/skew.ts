import type { TickFraction } from '../quote.ts'
import { WAD } from '../u256.ts'
import { type Fraction, fraction, timesDown } from './fraction.ts'

/** What a maker holds and wants to hold. Quote amounts in any one unit. */
export interface SkewTerms {
  /** Base held, at market, and quote held. */
  readonly baseValue: bigint
  readonly quoteValue: bigint
  /** Part of all that shall be base. */
  readonly target: Fraction
  /** How far from the target, at market, one side ends. */
  readonly rangeValue: bigint
}

/** By what to multiply the sizes of each side: 1 each at the target, their sum 2. */
export interface SizeSkew {
  readonly bid: Fraction
  readonly ask: Fraction
}

/**
 * Inventory skew by size, exact: sizes move linearly from two on one side to two on the other as base crosses the range around
 * its target. Both are 0 for an empty account or range. The range reaches at most half of everything. Source: hummingbot, pure
 * market making, inventory skew.
 *
 * @example
 * inventorySkew({ baseValue: 70n, quoteValue: 30n, target: fraction(1n, 2n), rangeValue: 40n })
 * // => { bid: { numerator: 1n, denominator: 2n }, ask: { numerator: 3n, denominator: 2n } }
 */
export function inventorySkew({ baseValue, quoteValue, target, rangeValue }: SkewTerms): SizeSkew {
  const none = fraction(0n, 1n)
  const total = baseValue + quoteValue
  if (total <= 0n || rangeValue <= 0n) return { bid: none, ask: none }
  // All values times this are whole: the target's denominator, and two for the half.
  const scale = 2n * target.denominator
  const half = total * target.denominator
  const range = rangeValue * scale < half ? rangeValue * scale : half
  const middle = total * target.numerator * 2n
  const left = middle > range ? middle - range : 0n
  const right = middle + range
  const base = baseValue * scale
  const bid = base <= left ? fraction(2n, 1n) : base >= right ? none : fraction(2n * (right - base), right - left)
  return { bid, ask: fraction(2n * bid.denominator - bid.numerator, bid.denominator) }
}

/**
 * A size times its skew, rounded down to lots.
 *
 * @example
 * skewedSize(10n, fraction(5n, 4n)) // => 12n
 */
export function skewedSize(size: bigint, skew: Fraction): bigint {
  return timesDown(size, skew)
}

/**
 * Inventory skew by price: the mid moved against the inventory, `mid - ticksPerLot · lots`. Exact; below 0 it is 0.
 *
 * @param lots Inventory less its target, signed.
 *
 * @example
 * linearReservation({ numerator: 100n, denominator: 1n }, 4n, fraction(1n, 2n))
 * // => { numerator: 196n, denominator: 2n }
 */
export function linearReservation(mid: TickFraction, lots: bigint, ticksPerLot: Fraction): TickFraction {
  const numerator = mid.numerator * ticksPerLot.denominator - ticksPerLot.numerator * lots * mid.denominator
  return { numerator: numerator > 0n ? numerator : 0n, denominator: mid.denominator * ticksPerLot.denominator }
}

/**
 * Inventory as a part of everything: base value over total, WAD, rounded down; 0 for an empty account.
 *
 * @example
 * inventoryRatioWad(1n, 3n) // => 250_000_000_000_000_000n
 */
export function inventoryRatioWad(baseValue: bigint, quoteValue: bigint): bigint {
  const total = baseValue + quoteValue
  return total <= 0n ? 0n : (baseValue * WAD) / total
}
