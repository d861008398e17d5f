import type { Address, Hex } from 'viem'
import { isHex, recoverAddress, size, slice } from 'viem/utils'
import type { Quote } from '../core/quote.ts'
import { hashQuote, type QuoteVenue } from './hashQuote.ts'

/** Half the order of secp256k1: above it a signature is the malleable twin of another. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

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
  if (!isHex(signature) || size(signature) !== 65) return undefined
  const v = Number(slice(signature, 64))
  if (v !== 27 && v !== 28) return undefined
  if (BigInt(slice(signature, 32, 64)) > HALF_ORDER) return undefined
  try {
    return await recoverAddress({ hash, signature })
  } catch {
    return undefined
  }
}
