import {
  addFlow,
  advanceCurve,
  type CurveMetrics,
  type EquityCurve,
  readCurve,
  setEquity,
  startCurve,
} from '@tidemark/sdk/analytics'
import type { SeriesPoint } from './series.ts'

/** What a daily series tells as the SDK's running curve, and how many daily returns that comes from. */
export interface SeriesMetrics extends CurveMetrics {
  readonly returns: bigint
}

/** The SDK's metrics of a daily series, as of its end; nothing for an empty one. */
export function seriesCurve(series: readonly SeriesPoint[]): SeriesMetrics | undefined {
  const [start, ...rest] = series
  const end = series.at(-1)
  if (start === undefined || end === undefined) return undefined
  let curve: EquityCurve = addFlow(startCurve(BigInt(start.timestamp)), BigInt(start.timestamp), start.equity)
  for (const { timestamp, equity, netFlow } of rest) {
    // What a day ends with belongs to that day, not to the one that begins with its last second.
    const time = BigInt(timestamp) - 1n
    const at = time < curve.time ? curve.time : time
    curve = addFlow(setEquity(curve, at, equity - netFlow), at, netFlow)
  }
  const now = BigInt(end.timestamp)
  const { returns } = advanceCurve(curve, now)
  return { ...readCurve(curve, now), returns: returns.count }
}
