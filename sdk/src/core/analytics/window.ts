import type { EquityCurve } from './curve.ts'
import { mergeTargets, omegaWad, sortinoWad, subtractTargets, type TargetTotals } from './downside.ts'
import { type CurvePoint, fallDuration, fallWad } from './fall.ts'
import { addToFallWindow, type FallWindow, mergeFallWindows, startFallWindow } from './fallWindow.ts'
import { recoveryFactor, totalReturnWad } from './growth.ts'
import { DAY, DAYS_PER_YEAR, type Metric, undefinedBecause } from './metric.ts'
import type { Performance } from './performance.ts'
import { mergeReturns, type ReturnTotals, sharpeWad, subtractReturns, volatilityWad } from './returns.ts'
import type { SharePrice } from './sharePrice.ts'
import {
  addToExtremes,
  mergeExtremes,
  mergeTrips,
  NO_EXTREMES,
  netProfit,
  subtractTrips,
  type TripExtremes,
  type TripTotals,
} from './trips.ts'
import { mergeVolumes, subtractVolumes, type VolumeTotals } from './volume.ts'

/**
 * What an account did between two moments: an hour or a day, kept to be merged into longer windows. Plain data; a record is
 * undone by the window before it.
 */
export interface PerformanceWindow {
  readonly volume: VolumeTotals
  readonly trips: TripTotals
  readonly extremes: TripExtremes
  /** Results of trips; returns of the periods that ended within. */
  readonly results: ReturnTotals
  readonly returns: ReturnTotals
  readonly target: TargetTotals
  /** Falls within; absent while the account has never been funded. */
  readonly falls?: FallWindow
  /** Price of a share and profit at both ends, seconds, and the curve's period. */
  readonly first: SharePrice
  readonly last: SharePrice
  readonly profit: bigint
  readonly endTime: bigint
  readonly period: bigint
  readonly isRuined: boolean
}

/**
 * A window that starts with the account as it is: let time pass to the start first.
 *
 * @example
 * const before = closeWindow(startWindow(account), account)
 * const after = recordEquity(account, 90n, 10_070n)
 * const since = closeWindow(extendWindow(startWindow(account), account, after), after)
 * readWindow(mergeWindows(before, since)).maxDrawdown // => { ok: true, value: 30n }
 */
export function startWindow(account: Performance): PerformanceWindow {
  const { volume, trips, results, curve } = account
  return {
    volume: subtractVolumes(volume, volume),
    trips: subtractTrips(trips, trips),
    extremes: NO_EXTREMES,
    results: subtractReturns(results, results),
    returns: subtractReturns(curve.returns, curve.returns),
    target: subtractTargets(curve.target, curve.target),
    ...(curve.price.shares > 0n && { falls: startFallWindow(pointOf(curve)) }),
    first: curve.price,
    last: curve.price,
    profit: 0n,
    endTime: curve.time,
    period: curve.period,
    isRuined: curve.isRuined,
  }
}

/**
 * Count what one record made of an account: `before` it, as the last record left it, and `after` it.
 *
 * @example
 * extendWindow(startWindow(account), account, recordEquity(account, 90n, 10_300n)).profit // => 200n
 */
export function extendWindow(window: PerformanceWindow, before: Performance, after: Performance): PerformanceWindow {
  const results = subtractReturns(after.results, before.results)
  const isLater = after.curve.time > before.curve.time
  // Only when time passes is a moment over, and a point of the curve.
  const closed = isLater ? closeWindow(window, before) : window
  return {
    ...closed,
    volume: mergeVolumes(window.volume, subtractVolumes(after.volume, before.volume)),
    trips: mergeTrips(window.trips, subtractTrips(after.trips, before.trips)),
    extremes: results.count > 0n ? addToExtremes(window.extremes, results.sum) : window.extremes,
    results: mergeReturns(window.results, results),
    returns: mergeReturns(window.returns, subtractReturns(after.curve.returns, before.curve.returns)),
    target: mergeTargets(window.target, subtractTargets(after.curve.target, before.curve.target)),
    first: window.first.shares > 0n ? window.first : after.curve.first,
    last: after.curve.price,
    profit: window.profit + profitOf(after.curve) - profitOf(before.curve),
    endTime: after.curve.time,
    isRuined: after.curve.isRuined,
  }
}

/**
 * End a window with the account as its last record left it: that moment becomes the last point. Needed before merging or reading.
 *
 * @example
 * closeWindow(startWindow(account), account).endTime // => 60n
 */
export function closeWindow(window: PerformanceWindow, account: Performance): PerformanceWindow {
  const { curve } = account
  if (window.falls === undefined) {
    return curve.price.shares > 0n ? { ...window, falls: startFallWindow(pointOf(curve)) } : window
  }
  return { ...window, falls: addToFallWindow(window.falls, pointOf(curve)) }
}

/**
 * Two neighbouring windows of one account, each closed, as one: what recording both in one would have given.
 *
 * @example
 * mergeWindows(startWindow(account), startWindow(account)).profit // => 0n
 */
export function mergeWindows(a: PerformanceWindow, b: PerformanceWindow): PerformanceWindow {
  const falls = a.falls && b.falls ? mergeFallWindows(a.falls, b.falls) : (a.falls ?? b.falls)
  return {
    volume: mergeVolumes(a.volume, b.volume),
    trips: mergeTrips(a.trips, b.trips),
    extremes: mergeExtremes(a.extremes, b.extremes),
    results: mergeReturns(a.results, b.results),
    returns: mergeReturns(a.returns, b.returns),
    target: mergeTargets(a.target, b.target),
    ...(falls && { falls }),
    first: a.first.shares > 0n ? a.first : b.first,
    last: b.last,
    profit: a.profit + b.profit,
    endTime: b.endTime,
    period: b.period,
    isRuined: a.isRuined || b.isRuined,
  }
}

/** What a window says of the curve; its trips and volumes are read as any others. Ratios in WAD, amounts in quote atoms. */
export interface WindowMetrics {
  /** Earned or lost within, flows taken out; and of round trips. */
  readonly profit: bigint
  readonly netProfit: bigint
  readonly totalReturn: Metric
  readonly volatility: Metric
  readonly sharpe: Metric
  readonly sortino: Metric
  readonly omega: Metric
  readonly maxDrawdown: Metric
  readonly maxDrawdownWad: Metric
  readonly drawdownDuration: { readonly seconds: bigint; readonly isOpen: boolean }
  readonly recoveryFactor: Metric
}

/**
 * Read a closed window.
 *
 * @param riskFreeWad Risk-free return per period, WAD.
 *
 * @example
 * readWindow(startWindow(account)).maxDrawdown // => { ok: true, value: 0n }
 */
export function readWindow(window: PerformanceWindow, riskFreeWad = 0n): WindowMetrics {
  const { returns, target, falls, first, last, profit, endTime } = window
  const isRuined = window.isRuined || falls?.fall.isRuined === true
  const ratio = (metric: () => Metric) => (isRuined ? undefinedBecause('NON_POSITIVE_EQUITY') : metric())
  const periodsPerYear = (DAY * DAYS_PER_YEAR) / window.period
  const none = undefinedBecause('NO_DATA')
  return {
    profit,
    netProfit: netProfit(window.trips),
    totalReturn: ratio(() => totalReturnWad(first, last)),
    volatility: ratio(() => volatilityWad(returns, periodsPerYear)),
    sharpe: ratio(() => sharpeWad(returns, periodsPerYear, riskFreeWad)),
    sortino: ratio(() => sortinoWad(target, periodsPerYear)),
    omega: ratio(() => omegaWad(target)),
    maxDrawdown: falls ? { ok: true, value: falls.fall.amount } : none,
    maxDrawdownWad: ratio(() => (falls ? fallWad(falls.fall) : none)),
    drawdownDuration: falls ? fallDuration(falls.fall, endTime) : { seconds: 0n, isOpen: false },
    recoveryFactor: falls ? recoveryFactor(profit, falls.fall.amount) : none,
  }
}

function pointOf(curve: EquityCurve): CurvePoint {
  return { time: curve.time, price: curve.price, profit: profitOf(curve) }
}

function profitOf({ equity, netFlow }: EquityCurve): bigint {
  return equity - netFlow
}
