import { sqrtDown, WAD } from '../u256.ts'
import { ceilDiv, DAYS_PER_YEAR, defined, type Metric, undefinedBecause } from './metric.ts'
import { sqrtUp } from './roots.ts'

/** How returns lie around a target, WAD: all that Sortino and Omega need, exactly. */
export interface TargetTotals {
  /** Least acceptable return per period. Fixed, because sums around one target tell nothing of another. */
  readonly target: bigint
  readonly count: bigint
  /** Sum of what returns above the target exceed it by. */
  readonly excess: bigint
  /** Sum of what returns below the target fall short of it by, positive. */
  readonly shortfall: bigint
  /** Sum of the squares of those shortfalls. */
  readonly shortfallSquares: bigint
}

/**
 * Before the first return.
 *
 * @param target Least acceptable return per period, WAD.
 *
 * @example
 * startTarget().count // => 0n
 */
export function startTarget(target = 0n): TargetTotals {
  return { target, count: 0n, excess: 0n, shortfall: 0n, shortfallSquares: 0n }
}

/**
 * Count a return, in WAD, that came `times` times.
 *
 * @example
 * addToTarget(startTarget(), -5n) // => { target: 0n, count: 1n, excess: 0n, shortfall: 5n, shortfallSquares: 25n }
 */
export function addToTarget(totals: TargetTotals, returnWad: bigint, times = 1n): TargetTotals {
  const over = returnWad - totals.target
  const count = totals.count + times
  if (over >= 0n) return { ...totals, count, excess: totals.excess + over * times }
  return {
    ...totals,
    count,
    shortfall: totals.shortfall - over * times,
    shortfallSquares: totals.shortfallSquares + over * over * times,
  }
}

/**
 * Totals of a later moment less those of an earlier one, around the same target.
 *
 * @example
 * subtractTargets(addToTarget(startTarget(), -5n), startTarget()).shortfall // => 5n
 */
export function subtractTargets(later: TargetTotals, earlier: TargetTotals): TargetTotals {
  return {
    target: later.target,
    count: later.count - earlier.count,
    excess: later.excess - earlier.excess,
    shortfall: later.shortfall - earlier.shortfall,
    shortfallSquares: later.shortfallSquares - earlier.shortfallSquares,
  }
}

/**
 * Totals of two windows together, around the same target.
 *
 * @example
 * mergeTargets(addToTarget(startTarget(), -5n), addToTarget(startTarget(), 3n))
 * // => { target: 0n, count: 2n, excess: 3n, shortfall: 5n, shortfallSquares: 25n }
 */
export function mergeTargets(a: TargetTotals, b: TargetTotals): TargetTotals {
  return {
    target: a.target,
    count: a.count + b.count,
    excess: a.excess + b.excess,
    shortfall: a.shortfall + b.shortfall,
    shortfallSquares: a.shortfallSquares + b.shortfallSquares,
  }
}

/**
 * Annualised downside deviation in WAD: √(Σ shortfall² / n · periodsPerYear) over *all* n returns, rounded up.
 *
 * @example
 * downsideWad(addToTarget(startTarget(), -WAD / 100n)) // => { ok: true, value: 191_049_731_745_428_002n }
 */
export function downsideWad({ count, shortfallSquares }: TargetTotals, periodsPerYear: bigint = DAYS_PER_YEAR): Metric {
  if (count === 0n) return undefinedBecause('NO_DATA')
  return defined(sqrtUp(ceilDiv(shortfallSquares * periodsPerYear, count)))
}

/**
 * Annualised Sortino ratio in WAD: (mean − target) / √(Σ shortfall² / n) · √periodsPerYear, n counting all returns, magnitude
 * rounded down. Source: F. Sortino and L. Price, "Performance Measurement in a Downside Risk Framework" (1994).
 *
 * @example
 * sortinoWad(addToTarget(addToTarget(startTarget(), -WAD / 100n), WAD / 50n))
 * // => { ok: true, value: 13_509_256_086_106_296_030n }
 */
export function sortinoWad(totals: TargetTotals, periodsPerYear: bigint = DAYS_PER_YEAR): Metric {
  const { count, excess, shortfall, shortfallSquares } = totals
  if (count === 0n) return undefinedBecause('NO_DATA')
  if (shortfallSquares === 0n) return undefinedBecause('NO_DOWNSIDE')
  const over = excess - shortfall
  const magnitude = sqrtDown((over * over * periodsPerYear * WAD * WAD) / (count * shortfallSquares))
  return defined(over < 0n ? -magnitude : magnitude)
}

/**
 * Omega ratio in WAD: what returns exceed the target by over what they fall short of it by, rounded down. Source: C. Keating
 * and W. Shadwick, "A Universal Performance Measure" (2002).
 *
 * @example
 * omegaWad(addToTarget(addToTarget(startTarget(), -WAD / 100n), WAD / 50n))
 * // => { ok: true, value: 2_000_000_000_000_000_000n }
 */
export function omegaWad({ count, excess, shortfall }: TargetTotals): Metric {
  if (count === 0n) return undefinedBecause('NO_DATA')
  return shortfall === 0n ? undefinedBecause('NO_DOWNSIDE') : defined((excess * WAD) / shortfall)
}
