import { TidemarkError } from '../errors.ts'
import { WAD } from '../u256.ts'
import { defined, floorDiv, type Metric, undefinedBecause } from './metric.ts'

/** Fewest returns whose tail means anything. */
export const MIN_TAIL_SAMPLES = 20

/** A part of a whole is below 0 or above 1. */
export class FractionOutOfRangeError extends TidemarkError {
  constructor(fraction: bigint) {
    super('FractionOutOfRange', `${fraction} is not from 0 to ${WAD} (1e18)`, { fraction, max: WAD })
  }
}

/**
 * The value below which the part `fraction` (WAD) of `values` lies, linear between neighbours: at rank `fraction · (n - 1)`.
 * In the unit of the values, rounded toward minus infinity.
 *
 * @throws {FractionOutOfRangeError}
 *
 * @example
 * percentile([10n, 20n, 30n], WAD / 4n) // => { ok: true, value: 15n }
 */
export function percentile(values: readonly bigint[], fraction: bigint): Metric {
  if (fraction < 0n || fraction > WAD) throw new FractionOutOfRangeError(fraction)
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const rank = fraction * BigInt(values.length - 1)
  const low = sorted[Number(rank / WAD)]
  if (low === undefined) return undefinedBecause('NO_DATA')
  const high = sorted[Number(rank / WAD) + 1] ?? low
  return defined(low + floorDiv((high - low) * (rank % WAD), WAD))
}

/**
 * Historical value at risk: the return per period that only the part `tail` (WAD; one twentieth unless given) of the returns
 * falls below. WAD, rounded toward minus infinity; a loss is negative. Undefined below {@link MIN_TAIL_SAMPLES}.
 *
 * @throws {FractionOutOfRangeError}
 *
 * @example
 * valueAtRiskWad(Array.from({ length: 21 }, (_, i) => BigInt(i - 10))) // => { ok: true, value: -9n }
 */
export function valueAtRiskWad(returns: readonly bigint[], tail = WAD / 20n): Metric {
  return returns.length < MIN_TAIL_SAMPLES ? undefinedBecause('TOO_FEW_SAMPLES') : percentile(returns, tail)
}

/**
 * Conditional value at risk, or expected shortfall: mean of the returns at or below {@link valueAtRiskWad}. WAD, rounded toward
 * minus infinity.
 *
 * @throws {FractionOutOfRangeError}
 *
 * @example
 * conditionalValueAtRiskWad(Array.from({ length: 21 }, (_, i) => BigInt(i - 10)), WAD / 10n)
 * // => { ok: true, value: -9n }
 */
export function conditionalValueAtRiskWad(returns: readonly bigint[], tail = WAD / 20n): Metric {
  const bound = valueAtRiskWad(returns, tail)
  if (!bound.ok) return bound
  // The bound is rounded down from between two returns, or is a return: the lowest one is always within.
  const worst = returns.filter((value) => value <= bound.value)
  return defined(
    floorDiv(
      worst.reduce((sum, value) => sum + value, 0n),
      BigInt(worst.length),
    ),
  )
}
