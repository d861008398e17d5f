import { type GateVerdict, judgeUpdate } from '../core/quoting/gate.ts'
import type { ManagedQuote, QuoteRules } from './quoteRecord.ts'

/**
 * Whether a quote may become another at `now`, seconds: as core's gate judges its two sides, of which one that may change takes the
 * other along. Without a gate only the interval counts.
 */
export function judgeQuote(
  { gate, minUpdateInterval: minInterval = 0n }: QuoteRules,
  quote: ManagedQuote,
  next: ManagedQuote,
  now: bigint,
): GateVerdict {
  const time = quote.updatedAt
  if (gate === undefined) {
    return now < time + minInterval ? { update: false, reason: 'INTERVAL' } : { update: true, reason: 'MOVE' }
  }
  const terms = { ...gate, minInterval }
  const bid = { price: quote.bidPrice, size: quote.bidSize, time }
  const ask = { price: quote.askPrice, size: quote.askSize, time }
  const verdicts = [
    judgeUpdate(terms, bid, { price: next.bidPrice, size: next.bidSize, now }),
    judgeUpdate(terms, ask, { price: next.askPrice, size: next.askSize, now }),
  ]
  const of = (reason: GateVerdict['reason']) => verdicts.find((verdict) => verdict.reason === reason)
  return of('MOVE') ?? of('TTL') ?? of('INTERVAL') ?? { update: false, reason: 'TOLERANCE' }
}

/** Whether a quote has run out at `now`, seconds. */
export function hasRunOut({ gate }: QuoteRules, { updatedAt }: ManagedQuote, now: bigint): boolean {
  return gate !== undefined && gate.ttl > 0n && now - updatedAt >= gate.ttl
}
