import { WAD } from '../u256.ts'

/** Why a metric has no value. */
export type UndefinedReason =
  | 'NO_DATA'
  | 'TOO_FEW_SAMPLES'
  | 'ZERO_VARIANCE'
  | 'NO_DOWNSIDE'
  | 'NO_LOSSES'
  | 'NO_WINS'
  | 'NO_DRAWDOWN'
  | 'NON_POSITIVE_EQUITY'
  | 'PERIOD_TOO_SHORT'

/** A metric: an exact integer at a stated scale, or the reason why there is none. Never a sentinel. */
export type Metric =
  | { readonly ok: true; readonly value: bigint }
  | { readonly ok: false; readonly reason: UndefinedReason }

/** Seconds per day; equity is sampled at UTC day boundaries. */
export const DAY = 86_400n

/** Days per year: these markets never close. */
export const DAYS_PER_YEAR = 365n

/**
 * A metric without value, for this reason.
 *
 * @example
 * undefinedBecause('NO_DATA') // => { ok: false, reason: 'NO_DATA' }
 */
export function undefinedBecause(reason: UndefinedReason): Metric {
  return { ok: false, reason }
}

/**
 * A metric with this value: WAD, atoms or seconds, as the metric states.
 *
 * @example
 * defined(5n) // => { ok: true, value: 5n }
 */
export function defined(value: bigint): Metric {
  return { ok: true, value }
}

/**
 * `floor(dividend / divisor)` toward minus infinity, so that neither a gain nor a loss looks better than it is.
 *
 * @param divisor Above 0.
 *
 * @example
 * floorDiv(-7n, 2n) // => -4n
 */
export function floorDiv(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  return dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient
}

/**
 * `ceil(dividend / divisor)` toward plus infinity.
 *
 * @param divisor Above 0.
 *
 * @example
 * ceilDiv(7n, 2n) // => 4n
 */
export function ceilDiv(dividend: bigint, divisor: bigint): bigint {
  return -floorDiv(-dividend, divisor)
}

/**
 * `dividend / divisor` in WAD, rounded toward minus infinity.
 *
 * @param divisor Above 0.
 *
 * @example
 * wadOf(1n, 3n) // => 333_333_333_333_333_333n
 */
export function wadOf(dividend: bigint, divisor: bigint): bigint {
  return floorDiv(dividend * WAD, divisor)
}
