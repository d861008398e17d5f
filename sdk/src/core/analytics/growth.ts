import { powerWad } from '../expLn.ts'
import { WAD } from '../u256.ts'
import { DAY, DAYS_PER_YEAR, defined, type Metric, undefinedBecause, wadOf } from './metric.ts'
import { priceReturnWad, type SharePrice } from './sharePrice.ts'

/** Seconds per year of 365 days. */
const YEAR = DAY * DAYS_PER_YEAR

/** Shortest time that is annualised, seconds: 30 days. */
export const MIN_ANNUALISED = 30n * DAY

/**
 * Return from a first price of a share to another. WAD, rounded toward minus infinity.
 *
 * @example
 * totalReturnWad({ equity: 100n, shares: 1n }, { equity: 150n, shares: 1n })
 * // => { ok: true, value: 500_000_000_000_000_000n }
 */
export function totalReturnWad(first: SharePrice, last: SharePrice): Metric {
  if (first.shares === 0n) return undefinedBecause('NO_DATA')
  return first.equity <= 0n ? undefinedBecause('NON_POSITIVE_EQUITY') : defined(priceReturnWad(first, last))
}

/**
 * Compound annual growth rate from one price of a share to another, `seconds` later: `(last / first)^(year / seconds) - 1`.
 * WAD, to the nearest unit; years have 365 days and are counted in time, never in rows.
 *
 * Undefined below {@link MIN_ANNUALISED}: use the total return.
 *
 * @example
 * cagrWad({ equity: 100n, shares: 1n }, { equity: 150n, shares: 1n }, 365n * DAY)
 * // => { ok: true, value: 500_000_000_000_000_000n }
 */
export function cagrWad(first: SharePrice, last: SharePrice, seconds: bigint): Metric {
  if (first.shares === 0n) return undefinedBecause('NO_DATA')
  if (first.equity <= 0n || last.equity <= 0n) return undefinedBecause('NON_POSITIVE_EQUITY')
  if (seconds < MIN_ANNUALISED) return undefinedBecause('PERIOD_TOO_SHORT')
  return defined(powerWad(last.equity * first.shares, first.equity * last.shares, YEAR, seconds) - WAD)
}

/**
 * Calmar ratio: annual growth over the largest fall, both WAD. WAD, rounded toward minus infinity.
 *
 * @example
 * calmarWad(defined(WAD / 2n), defined(WAD / 4n)) // => { ok: true, value: 2_000_000_000_000_000_000n }
 */
export function calmarWad(cagr: Metric, fall: Metric): Metric {
  if (!cagr.ok) return cagr
  if (!fall.ok) return fall
  return fall.value === 0n ? undefinedBecause('NO_DRAWDOWN') : defined(wadOf(cagr.value, fall.value))
}

/**
 * Net profit over the largest fall of profit, both quote atoms. WAD, signed, rounded toward minus infinity.
 *
 * @example
 * recoveryFactor(300n, 200n) // => { ok: true, value: 1_500_000_000_000_000_000n }
 */
export function recoveryFactor(netProfit: bigint, fallAmount: bigint): Metric {
  return fallAmount === 0n ? undefinedBecause('NO_DRAWDOWN') : defined(wadOf(netProfit, fallAmount))
}
