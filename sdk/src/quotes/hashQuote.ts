import type { Hex } from 'viem'
import { hashTypedData } from 'viem/utils'
import type { Quote } from '../core/quote.ts'
import { toTidemarkError } from '../errors/toTidemarkError.ts'
import { type QuoteVenue, quoteMessage } from './quoteMessage.ts'

/**
 * Hash a quote as EIP-712: what its maker signs, and its id on chain. Mirrors `Exchange.hashQuote`.
 *
 * @throws {InvalidArgumentError} when a number exceeds its type or an address is malformed.
 */
export function hashQuote(quote: Quote, venue: QuoteVenue): Hex {
  try {
    return hashTypedData(quoteMessage(quote, venue))
  } catch (error) {
    throw toTidemarkError(error)
  }
}
