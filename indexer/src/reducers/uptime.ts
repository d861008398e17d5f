import { isAgreedQuote, setQuoting, type Uptime } from '@tidemark/sdk/analytics'
import type { Grid } from '@tidemark/sdk/core'
import { UPTIME } from '../store/tables/measures.ts'
import type { Records } from '../store/workingSet.ts'
import { TIGHT_BPS, type UptimeRecord } from './measures.ts'
import { quoteOf } from './offers.ts'

/** Any spread: no ask is this far above a bid. */
const ANY_BPS = Number.MAX_SAFE_INTEGER

/** A grid's uptime as the SDK's: at any spread, and at a tight one. */
export function uptimesOf({ start, time, quoted, tight }: UptimeRecord, grid: Grid | undefined): [Uptime, Uptime] {
  const of = (seconds: number, spreadBps: number): Uptime => ({
    startTime: BigInt(start),
    time: BigInt(time),
    isQuoting: grid !== undefined && isAgreedQuote(quoteOf(grid), 1n, spreadBps),
    quoted: BigInt(seconds),
  })
  return [of(quoted, ANY_BPS), of(tight, TIGHT_BPS)]
}

/** Something is about to happen to a maker: until now it quoted with a grid, or not. The grid is asked for where time has passed. */
export function observeUptime(
  records: Records,
  maker: UptimeRecord['maker'],
  time: number,
  gridOf: () => Grid | undefined,
): void {
  const before = records.get(UPTIME, maker)
  if (before === undefined) {
    // Time counts from the first event behind the one that made the grid; that is in the same second, or the grid was unfunded.
    if (gridOf() !== undefined) records.put(UPTIME, { maker, start: time, time, quoted: 0, tight: 0 }, maker)
    return
  }
  if (before.time >= time) return
  const now = BigInt(time)
  const [quoted, tight] = uptimesOf(before, gridOf()).map((uptime) => Number(setQuoting(uptime, now, false).quoted))
  records.put(UPTIME, { ...before, time, quoted: quoted ?? 0, tight: tight ?? 0 }, maker)
}
