import { ceilDiv, floorDiv } from '../analytics/metric.ts'
import { PPM } from '../spacing/profit.ts'

/** An exact fraction. */
export interface Fraction {
  readonly numerator: bigint
  /** Above 0. */
  readonly denominator: bigint
}

/**
 * `numerator / denominator` in lowest terms, the denominator above 0. Exact.
 *
 * @param denominator Not 0.
 *
 * @example
 * fraction(6n, -4n) // => { numerator: -3n, denominator: 2n }
 */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
  const divisor = gcd(numerator, denominator) * (denominator < 0n ? -1n : 1n)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

/**
 * `floor(value * numerator / denominator)`, rounded toward minus infinity; in the unit of `value`.
 *
 * @example
 * timesDown(-7n, { numerator: 1n, denominator: 2n }) // => -4n
 */
export function timesDown(value: bigint, { numerator, denominator }: Fraction): bigint {
  return floorDiv(value * numerator, denominator)
}

/**
 * `ceil(value * numerator / denominator)`, rounded toward plus infinity; in the unit of `value`.
 *
 * @example
 * timesUp(7n, { numerator: 1n, denominator: 2n }) // => 4n
 */
export function timesUp(value: bigint, { numerator, denominator }: Fraction): bigint {
  return ceilDiv(value * numerator, denominator)
}

/**
 * Whether `after` is further from `before` than `ppm` parts per million of it. Exact.
 *
 * @example
 * isBeyond(1_000_000n, 1_000_101n, 100) // => true
 */
export function isBeyond(before: bigint, after: bigint, ppm: number): boolean {
  const change = after > before ? after - before : before - after
  return change * PPM > before * BigInt(ppm)
}

/** Greatest common divisor, above 0 unless both are 0. */
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}
