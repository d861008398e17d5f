import { TidemarkError } from '../core/errors.ts'
import { ceilOf, type Fraction, floorOf, formatScaled, parseDecimal } from './decimal.ts'

/** The percentage is finer than a basis point. */
export class PercentTooPreciseError extends TidemarkError {
  constructor(value: string, below: string, above: string) {
    super('PercentTooPrecise', `${value} % is no whole number of bps; the nearest are ${below} % and ${above} %`, {
      value,
      below,
      above,
    })
  }
}

function bpsOf(value: string): Fraction {
  const { numerator, denominator } = parseDecimal(value)
  return { numerator: numerator * 100n, denominator }
}

/**
 * Read a percentage such as `'0.05'` as basis points, 1/10 000: `'0.05'` is 5. Exact.
 *
 * @throws {PercentTooPreciseError} when it is finer than a basis point; the error names the nearest percentages.
 * @throws {InvalidDecimalError} when it is not a plain decimal.
 *
 * @example
 * parsePercent('0.05') // => 5
 */
export function parsePercent(value: string): number {
  const exact = bpsOf(value)
  const bps = floorOf(exact)
  if (bps !== ceilOf(exact)) throw new PercentTooPreciseError(value, formatPercent(bps), formatPercent(bps + 1n))
  return Number(bps)
}

/**
 * Read a percentage as basis points, rounded down.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parsePercentDown('0.059') // => 5
 */
export function parsePercentDown(value: string): number {
  return Number(floorOf(bpsOf(value)))
}

/**
 * Read a percentage as basis points, rounded up.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parsePercentUp('0.051') // => 6
 */
export function parsePercentUp(value: string): number {
  return Number(ceilOf(bpsOf(value)))
}

/**
 * Write basis points as a percentage: 5 is `'0.05'`. Exact; the inverse of {@link parsePercent}.
 *
 * @example
 * formatPercent(5) // => '0.05'
 */
export function formatPercent(bps: number | bigint): string {
  return formatScaled(BigInt(bps), 2)
}
