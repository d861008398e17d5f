import { BPS } from '../market.ts'
import type { Quote } from '../quote.ts'
import type { Limits } from '../strategy.ts'
import { add, mul } from '../u256.ts'
import { QuoteTooLongError, SpreadTooNarrowError } from './errors.ts'

/**
 * Spread and lifetime of a signed quote at `timestamp` (UTC seconds). An absent side has no spread. Mirrors
 * `StrategyLib.checkQuote`.
 *
 * @throws {SpreadTooNarrowError | QuoteTooLongError}
 *
 * @example
 * checkQuoteTerms({ minSpreadBps: 100, maxTtl: 60 }, quote, 50n) // no throw: 60 seconds at most, and wide enough
 */
export function checkQuoteTerms(
  limits: Pick<Limits, 'minSpreadBps' | 'maxTtl'>,
  quote: Pick<Quote, 'bidPrice' | 'bidSize' | 'askPrice' | 'askSize' | 'expiry'>,
  timestamp: bigint,
): void {
  const { bidPrice, askPrice } = quote
  const minSpreadBps = BigInt(limits.minSpreadBps)
  if (minSpreadBps !== 0n && quote.bidSize !== 0n && quote.askSize !== 0n) {
    if (mul(askPrice, BPS) < mul(bidPrice, BPS + minSpreadBps)) {
      throw new SpreadTooNarrowError(bidPrice, askPrice, minSpreadBps)
    }
  }
  if (limits.maxTtl === 0) return
  const latest = add(timestamp, BigInt(limits.maxTtl))
  if (quote.expiry > latest) throw new QuoteTooLongError(quote.expiry, latest)
}
