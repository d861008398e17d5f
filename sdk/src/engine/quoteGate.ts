import { type GateVerdict, judgeUpdate } from '../core/quoting/gate.ts'
import { notBefore } from './checks.ts'
import type { KnownQuoteRules, ManagedQuote } from './quoteRecord.ts'

/** Whether a quote became what an update wanted, and why. */
export type QuoteVerdict =
  | { readonly update: true; readonly reason: 'MOVE' | 'TTL' }
  | { readonly update: false; readonly reason: 'TOLERANCE' }

/**
 * Whether a quote becomes another at `now`, seconds: as core's gate judges its two sides, of which one that may change takes the
 * other along. Without a gate, or with nothing left on either side, only the interval counts.
 *
 * @throws {TooEarlyError} when the interval holds it back.
 */
export function judgeQuote(
  { gate, minUpdateInterval: minInterval }: KnownQuoteRules,
  quote: ManagedQuote,
  next: ManagedQuote,
  now: bigint,
): QuoteVerdict {
  const { bidPrice, bidSize, askPrice, askSize, updatedAt: time } = quote
  const earliest = time + minInterval
  if (gate === undefined || bidSize + askSize === 0n) {
    notBefore(now, earliest)
    return { update: true, reason: 'MOVE' }
  }
  const terms = { ...gate, minInterval }
  const verdicts = [
    judgeUpdate(terms, { price: bidPrice, size: bidSize, time }, { price: next.bidPrice, size: next.bidSize, now }),
    judgeUpdate(terms, { price: askPrice, size: askSize, time }, { price: next.askPrice, size: next.askSize, now }),
  ]
  const any = (reason: GateVerdict['reason']) => verdicts.some((verdict) => verdict.reason === reason)
  if (any('MOVE')) return { update: true, reason: 'MOVE' }
  if (any('TTL')) return { update: true, reason: 'TTL' }
  if (any('INTERVAL')) notBefore(now, earliest)
  return { update: false, reason: 'TOLERANCE' }
}

/** Whether a quote has run out at `now`, seconds. */
export function hasRunOut({ gate }: KnownQuoteRules, { updatedAt }: ManagedQuote, now: bigint): boolean {
  return gate !== undefined && gate.ttl > 0n && now - updatedAt >= gate.ttl
}
