import { BPS } from '../market.ts'
import type { Quote } from '../quote.ts'
import { WAD } from '../u256.ts'
import { TimeWentBackError } from './curve.ts'
import { defined, type Metric, undefinedBecause } from './metric.ts'

/** How long a maker has quoted as agreed. Seconds. */
export interface Uptime {
  readonly startTime: bigint
  readonly time: bigint
  readonly isQuoting: boolean
  /** Seconds of good quoting up to `time`. */
  readonly quoted: bigint
}

/**
 * A measurement that starts at `time`, in seconds, without a quote.
 *
 * @example
 * startUptime(100n).isQuoting // => false
 */
export function startUptime(time: bigint): Uptime {
  return { startTime: time, time, isQuoting: false, quoted: 0n }
}

/**
 * From `time` on, seconds, the maker quotes as agreed, or does not.
 *
 * @throws {TimeWentBackError}
 *
 * @example
 * setQuoting(setQuoting(startUptime(0n), 10n, true), 40n, false).quoted // => 30n
 */
export function setQuoting(uptime: Uptime, time: bigint, isQuoting: boolean): Uptime {
  return { ...uptime, time, isQuoting, quoted: quotedUntil(uptime, time) }
}

/**
 * Part of the time since the start in which the maker quoted as agreed. WAD, rounded down.
 *
 * @throws {TimeWentBackError}
 *
 * @example
 * uptimeWad(setQuoting(startUptime(0n), 10n, true), 40n) // => { ok: true, value: 750_000_000_000_000_000n }
 */
export function uptimeWad(uptime: Uptime, now: bigint): Metric {
  const quoted = quotedUntil(uptime, now)
  const all = now - uptime.startTime
  return all === 0n ? undefinedBecause('NO_DATA') : defined((quoted * WAD) / all)
}

function quotedUntil({ time, isQuoting, quoted }: Uptime, now: bigint): bigint {
  if (now < time) throw new TimeWentBackError(now, time)
  return isQuoting ? quoted + now - time : quoted
}

/**
 * Whether a quote has both sides, each of at least `minSize` lots, at most `maxSpreadBps` (1/10 000 of the bid) apart.
 *
 * @example
 * isAgreedQuote({ bidPrice: 100n, bidSize: 5n, askPrice: 102n, askSize: 5n }, 5n, 200) // => true
 */
export function isAgreedQuote(
  { bidPrice, bidSize, askPrice, askSize }: Pick<Quote, 'bidPrice' | 'bidSize' | 'askPrice' | 'askSize'>,
  minSize: bigint,
  maxSpreadBps: number,
): boolean {
  const isSized = bidSize > 0n && askSize > 0n && bidSize >= minSize && askSize >= minSize
  return isSized && (askPrice - bidPrice) * BPS <= bidPrice * BigInt(maxSpreadBps)
}
