import { BPS } from '../market.ts'
import { QuotePriceOutOfRangeError, type TickFraction, twoSidedPrices } from '../quote.ts'

/** Why a quote looks as it does. */
export type SpreadReason = 'CLAMPED_MIN' | 'CLAMPED_MAX' | 'ONE_TICK'

/** How far apart bid and ask shall be, in 1/10 000 of mid. */
export interface SpreadTerms {
  readonly spreadBps: number
  /** Bounds of it; 0 and 20 000 unless given. */
  readonly minSpreadBps?: number
  readonly maxSpreadBps?: number
}

/** Both prices, and what was done to get there. */
export interface SpreadQuote {
  readonly bidPrice: bigint
  readonly askPrice: bigint
  /** The spread after clamping. */
  readonly spreadBps: number
  readonly reasons: readonly SpreadReason[]
}

/**
 * Bid and ask around `mid`, rounded away from it, at least one tick apart, the spread brought within its bounds first.
 *
 * @example
 * spreadQuote(10_000n, { spreadBps: 200 }) // => { bidPrice: 9_900n, askPrice: 10_100n, spreadBps: 200, reasons: [] }
 *
 * @param mid In ticks; a whole number of them, or an exact fraction.
 * @throws {QuotePriceOutOfRangeError} when a price leaves 1 … 2^64 - 1.
 */
export function spreadQuote(mid: bigint | TickFraction, terms: SpreadTerms): SpreadQuote {
  const { minSpreadBps = 0, maxSpreadBps = 20_000 } = terms
  const reasons: SpreadReason[] = []
  let { spreadBps } = terms
  if (spreadBps > maxSpreadBps) {
    spreadBps = maxSpreadBps
    reasons.push('CLAMPED_MAX')
  }
  // A lower bound protects the maker, so it wins over an upper one below it.
  if (spreadBps < minSpreadBps) {
    spreadBps = minSpreadBps
    reasons.push('CLAMPED_MIN')
  }
  const { bidPrice, askPrice } = twoSidedPrices(mid, spreadBps)
  if (askPrice - bidPrice === 1n) reasons.push('ONE_TICK')
  return { bidPrice, askPrice, spreadBps, reasons }
}

/**
 * Distance of ask from bid in 1/10 000 of the bid, rounded down.
 *
 * @param bidPrice Ticks, above 0.
 * @throws {QuotePriceOutOfRangeError} otherwise.
 *
 * @example
 * spreadBpsOf(1_000n, 1_010n) // => 100n
 */
export function spreadBpsOf(bidPrice: bigint, askPrice: bigint): bigint {
  if (bidPrice <= 0n) throw new QuotePriceOutOfRangeError(bidPrice, askPrice)
  return ((askPrice - bidPrice) * BPS) / bidPrice
}
