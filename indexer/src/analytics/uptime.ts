import { type Metric, setQuoting, type Uptime, undefinedBecause, uptimeWad } from '@tidemark/sdk/analytics'
import type { Grid } from '@tidemark/sdk/core'
import type { UptimeRecord } from '../reducers/measures.ts'
import { uptimesOf } from '../reducers/uptime.ts'

/** A grid and how long it has quoted, as of one moment. */
export interface UptimeAt {
  readonly record: UptimeRecord | undefined
  readonly grid: Grid | undefined
  /** The moment. */
  readonly time: number
}

/** Part of the time in which a maker's grid had both sides: at any spread, and at a tight one. */
export interface UptimeMetrics {
  readonly quoteUptime: Metric
  readonly tightUptime: Metric
  /** Seconds that both are of. */
  readonly observed: number
}

/** Uptime between two moments, or since the grid came to be; undefined for who has none. */
export function uptimeBetween(before: UptimeAt, after: UptimeAt): UptimeMetrics {
  const { record } = after
  if (record === undefined) {
    return { quoteUptime: undefinedBecause('NO_DATA'), tightUptime: undefinedBecause('NO_DATA'), observed: 0 }
  }
  const from = BigInt(Math.max(record.start, before.time))
  const [quoted, tight] = before.record ? uptimesOf(before.record, before.grid) : []
  const [quotedNow, tightNow] = uptimesOf(record, after.grid)
  const part = (now: Uptime, then: Uptime | undefined) => {
    const already = then ? setQuoting(then, from, false).quoted : 0n
    return uptimeWad({ ...now, startTime: from, quoted: now.quoted - already }, BigInt(after.time))
  }
  const observed = after.time - Number(from)
  return { quoteUptime: part(quotedNow, quoted), tightUptime: part(tightNow, tight), observed }
}
