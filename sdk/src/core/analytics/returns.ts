import { sqrtDown, WAD } from '../u256.ts'
import { ceilDiv, DAYS_PER_YEAR, defined, floorDiv, type Metric, undefinedBecause, wadOf } from './metric.ts'
import { sqrtUp } from './roots.ts'

/**
 * Return over one period in WAD, owner's flows taken out, rounded toward minus infinity.
 *
 * @example
 * periodReturnWad(1_000n, 1_150n, 100n) // => { ok: true, value: 50_000_000_000_000_000n }
 */
export function periodReturnWad(before: bigint, after: bigint, netFlow: bigint): Metric {
  if (before <= 0n) return undefinedBecause('NON_POSITIVE_EQUITY')
  return defined(wadOf(after - netFlow - before, before))
}

/**
 * Count, sum and sum of squares of returns in WAD, or of the profits of trips in quote atoms: all that mean and variance
 * need, exactly.
 */
export interface ReturnTotals {
  readonly count: bigint
  readonly sum: bigint
  readonly sumOfSquares: bigint
}

/** Before the first return. */
export const NO_RETURNS: ReturnTotals = { count: 0n, sum: 0n, sumOfSquares: 0n }

/**
 * Count one more return, in WAD.
 *
 * @example
 * addReturn(NO_RETURNS, 5n) // => { count: 1n, sum: 5n, sumOfSquares: 25n }
 */
export function addReturn(totals: ReturnTotals, returnWad: bigint): ReturnTotals {
  return {
    count: totals.count + 1n,
    sum: totals.sum + returnWad,
    sumOfSquares: totals.sumOfSquares + returnWad * returnWad,
  }
}

/**
 * Count that many periods in which nothing changed, returns of 0 WAD. Leaving them out would annualise wrongly.
 *
 * @example
 * addIdleReturns(addReturn(NO_RETURNS, 5n), 2n).count // => 3n
 */
export function addIdleReturns(totals: ReturnTotals, periods: bigint): ReturnTotals {
  return periods === 0n ? totals : { ...totals, count: totals.count + periods }
}

/**
 * Totals of a later moment less those of an earlier one: what happened in between.
 *
 * @example
 * subtractReturns(addReturn(NO_RETURNS, 5n), NO_RETURNS).sum // => 5n
 */
export function subtractReturns(later: ReturnTotals, earlier: ReturnTotals): ReturnTotals {
  return {
    count: later.count - earlier.count,
    sum: later.sum - earlier.sum,
    sumOfSquares: later.sumOfSquares - earlier.sumOfSquares,
  }
}

/**
 * Totals of two windows together.
 *
 * @example
 * mergeReturns(addReturn(NO_RETURNS, 5n), addReturn(NO_RETURNS, -3n)) // => { count: 2n, sum: 2n, sumOfSquares: 34n }
 */
export function mergeReturns(a: ReturnTotals, b: ReturnTotals): ReturnTotals {
  return { count: a.count + b.count, sum: a.sum + b.sum, sumOfSquares: a.sumOfSquares + b.sumOfSquares }
}

/**
 * Mean return per period. WAD, rounded toward minus infinity.
 *
 * @example
 * meanWad(returns) // => { ok: true, value: 6_666_666_666_666_666n }
 */
export function meanWad({ count, sum }: ReturnTotals): Metric {
  return count === 0n ? undefinedBecause('NO_DATA') : defined(floorDiv(sum, count))
}

/** n(n-1)s² of the returns, exact: zero if they are all equal. */
function spreadOf({ count, sum, sumOfSquares }: ReturnTotals): bigint {
  return count * sumOfSquares - sum * sum
}

/**
 * Annualised volatility in WAD: s · √periodsPerYear, s with n − 1 in the denominator, one integer root, rounded up. Zero when
 * the returns are all equal.
 *
 * @example
 * volatilityWad(returns) // => { ok: true, value: 291_833_285_741_477_178n }
 */
export function volatilityWad(totals: ReturnTotals, periodsPerYear: bigint = DAYS_PER_YEAR): Metric {
  const { count } = totals
  if (count < 2n) return undefinedBecause('TOO_FEW_SAMPLES')
  return defined(sqrtUp(ceilDiv(spreadOf(totals) * periodsPerYear, count * (count - 1n))))
}

/**
 * Annualised Sharpe ratio in WAD: (mean − rf) / s · √periodsPerYear, s with n − 1 in the denominator, one integer root,
 * magnitude rounded down. Source: W. Sharpe, "The Sharpe Ratio" (1994), ex post.
 *
 * @param riskFreeWad Risk-free return per period, WAD.
 *
 * @example
 * sharpeWad(returns) // => { ok: true, value: 8_338_093_878_327_919_366n }
 */
export function sharpeWad(totals: ReturnTotals, periodsPerYear: bigint = DAYS_PER_YEAR, riskFreeWad = 0n): Metric {
  const { count, sum } = totals
  if (count < 2n) return undefinedBecause('TOO_FEW_SAMPLES')
  // The excess over a constant has the same variance as the returns themselves.
  const spread = spreadOf(totals)
  if (spread === 0n) return undefinedBecause('ZERO_VARIANCE')
  const excess = sum - count * riskFreeWad
  const squared = (excess * excess * periodsPerYear * (count - 1n) * WAD * WAD) / (count * spread)
  const magnitude = sqrtDown(squared)
  return defined(excess < 0n ? -magnitude : magnitude)
}

/**
 * System quality number of trips in WAD: √n · mean / s of their profits, s with n − 1 in the denominator, magnitude rounded
 * down. Source: V. Tharp, "Definitive Guide to Position Sizing" (2008), without his cap of n at 100.
 *
 * @param profits Count, sum and squares of the trips' profits in quote atoms.
 *
 * @example
 * sqnWad(returns) // => { ok: true, value: 755_928_946_018_454_454n }
 */
export function sqnWad(profits: ReturnTotals): Metric {
  return sharpeWad(profits, profits.count)
}
