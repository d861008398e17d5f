import {
  addReturn,
  addToDrawdown,
  type Drawdown,
  type EquitySample,
  type Metric,
  NO_RETURNS,
  periodReturnWad,
  type ReturnTotals,
  sharpeWad,
  startDrawdown,
} from '@tidemark/sdk/analytics'
import { equityAt } from '@tidemark/sdk/core'
import type { DayClose } from '../store/read/closes.ts'

/** Equity at one moment of a series, with the owner's flow since the sample before. */
export interface SeriesPoint extends EquitySample {
  readonly day: number
  readonly timestamp: number
}

/**
 * Equity at each close. The first close is the starting point and has no flow. Days without a close between two others
 * changed nothing and are left out.
 */
export function equitySeries(closes: Iterable<DayClose>): SeriesPoint[] {
  const series: SeriesPoint[] = []
  let flowBefore: bigint | undefined
  for (const { day, timestamp, state, mark, netFlow } of closes) {
    const equity = equityAt(state, mark.notional, mark.size)
    series.push({ day, timestamp, equity, netFlow: netFlow - (flowBefore ?? netFlow) })
    flowBefore = netFlow
  }
  return series
}

/**
 * Sharpe ratio of daily returns over a series, 365 days a year. Days left out count as returns of zero: leaving them out
 * of the count, too, would annualise wrongly. A vault that is empty and stays so, or is funded anew, has no return.
 */
export function seriesSharpe(series: readonly SeriesPoint[]): Metric {
  let returns: ReturnTotals = NO_RETURNS
  for (const [i, point] of series.entries()) {
    const previous = series[i - 1]
    if (previous === undefined) continue
    // Nothing was invested, so there was nothing to have a return on, idle days included.
    if (previous.equity === 0n && resultOf(point) === 0n) continue
    const change = periodReturnWad(previous.equity, point.equity, point.netFlow)
    if (!change.ok) return change
    returns = addReturn(addIdleDays(returns, point.day - previous.day - 1), change.value)
  }
  return sharpeWad(returns)
}

/** Equity before the period's flow: what the period made of the sample before. */
function resultOf({ equity, netFlow }: EquitySample): bigint {
  return equity - netFlow
}

/** Days without change are returns of zero: they add to the count alone. */
function addIdleDays(returns: ReturnTotals, days: number): ReturnTotals {
  return days > 0 ? { ...returns, count: returns.count + BigInt(days) } : returns
}

/**
 * Whether falls can be told as shares of a peak: there was something, and it never came to nothing or less by itself. What
 * the owner takes out is no fall.
 */
export function hasShares(series: readonly SeriesPoint[]): boolean {
  const ruined = series.some((point, i) => {
    const result = resultOf(point)
    // An empty vault that stays empty until its owner funds it loses nothing.
    return result < 0n || (result === 0n && (series[i - 1]?.equity ?? 0n) > 0n)
  })
  return !ruined && series.some(({ equity }) => equity > 0n)
}

/** Deepest fall of a series, its start included; nothing for an empty one. */
export function seriesDrawdown(series: readonly SeriesPoint[]): Drawdown | undefined {
  const [start, ...rest] = series
  return start && rest.reduce(addToDrawdown, startDrawdown(start.equity))
}

/**
 * At most `max` points that keep the shape: of each run of neighbours the last one, carrying the flows of all of them.
 * The start stays.
 */
export function thinSeries(series: readonly SeriesPoint[], max: number): SeriesPoint[] {
  const [start, ...rest] = series
  if (start === undefined || series.length <= max) return [...series]
  const run = Math.ceil(rest.length / Math.max(max - 1, 1))
  const thinned = [start]
  for (let at = 0; at < rest.length; at += run) {
    const points = rest.slice(at, at + run)
    const last = points.at(-1)
    if (last === undefined) break
    thinned.push({ ...last, netFlow: points.reduce((sum, { netFlow }) => sum + netFlow, 0n) })
  }
  return thinned
}
