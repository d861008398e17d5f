import type { Address, Hex } from 'viem'
import { hashTypedData } from 'viem/utils'
import { QUOTE_TYPES, type Quote, quoteDomain } from '../core/quote.ts'
import { toTidemarkError } from '../errors/toTidemarkError.ts'

/** The exchange a quote is for: what its signature is bound to. */
export interface QuoteVenue {
  readonly chainId: number
  readonly exchange: Address
}

/**
 * Hash a quote as EIP-712: what its maker signs, and its id on chain. Mirrors `Exchange.hashQuote`.
 *
 * @throws {InvalidArgumentError} when a number exceeds its type or an address is malformed.
 */
export function hashQuote(quote: Quote, { chainId, exchange }: QuoteVenue): Hex {
  const typedData = {
    domain: quoteDomain(chainId, exchange),
    types: QUOTE_TYPES,
    primaryType: 'Quote',
    message: quote,
  } as const
  try {
    return hashTypedData(typedData)
  } catch (error) {
    throw toTidemarkError(error)
  }
}
