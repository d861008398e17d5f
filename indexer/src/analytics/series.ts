import {
  addReturn,
  addToDrawdown,
  DAY,
  type Drawdown,
  type EquitySample,
  equityAt,
  type Metric,
  NO_RETURNS,
  periodReturnWad,
  type ReturnTotals,
  sharpeWad,
  startDrawdown,
  type VaultState,
} from '@tidemark/sdk/core'
import type { Mark } from '../reducers/records.ts'

/** A vault and its market's mark at the start of a range or at the close of a UTC day. */
export interface DayClose {
  /** Days since 1970. */
  readonly day: number
  /** Unix seconds: when the start came to be, or the end of the day. The last day may not be over. */
  readonly timestamp: number
  /** As far as equity depends on it. */
  readonly state: VaultState
  readonly mark: Mark
  /** Net flow since the vault's creation. */
  readonly netFlow: bigint
}

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
 * of the count, too, would annualise wrongly.
 */
export function seriesSharpe(series: readonly SeriesPoint[]): Metric {
  let returns: ReturnTotals = NO_RETURNS
  for (const [i, point] of series.entries()) {
    const previous = series[i - 1]
    if (previous === undefined) continue
    const change = periodReturnWad(previous.equity, point.equity, point.netFlow)
    if (!change.ok) return change
    returns = addReturn(addIdleDays(returns, point.day - previous.day - 1), change.value)
  }
  return sharpeWad(returns)
}

/** Days without change are returns of zero: they add to the count alone. */
function addIdleDays(returns: ReturnTotals, days: number): ReturnTotals {
  return days > 0 ? { ...returns, count: returns.count + BigInt(days) } : returns
}

/** Deepest fall of a series, its start included; nothing for an empty one. */
export function seriesDrawdown(series: readonly SeriesPoint[]): Drawdown | undefined {
  const [start, ...rest] = series
  return start && rest.reduce(addToDrawdown, startDrawdown(start.equity))
}

/** Unix seconds at which a day ends. */
export function dayEnd(day: number): number {
  return (day + 1) * Number(DAY)
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
