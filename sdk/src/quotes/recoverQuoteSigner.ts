import type { Address, Hex } from 'viem'
import { recoverAddress } from 'viem/utils'
import type { Quote } from '../core/quote.ts'
import { isCanonicalSignature } from './canonicalSignature.ts'
import { hashQuote } from './hashQuote.ts'
import type { QuoteVenue } from './quoteMessage.ts'

/**
 * Recover who signed a quote, or nothing when the signature is not one that the exchange reads as ECDSA. Mirrors
 * OpenZeppelin's `ECDSA.tryRecover`: 65 bytes, `v` 27 or 28, `s` in the lower half.
 *
 * @throws {InvalidArgumentError} when the quote cannot be hashed.
 */
export async function recoverQuoteSigner(
  quote: Quote,
  signature: Hex,
  venue: QuoteVenue,
): Promise<Address | undefined> {
  const hash = hashQuote(quote, venue)
  if (!isCanonicalSignature(signature)) return undefined
  try {
    return await recoverAddress({ hash, signature })
  } catch {
    return undefined
  }
}
