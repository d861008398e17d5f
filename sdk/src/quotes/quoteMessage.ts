import type { Address } from 'viem'
import { QUOTE_TYPES, type Quote, quoteDomain } from '../core/quote.ts'

/** The exchange a quote is for: what its signature is bound to. */
export interface QuoteVenue {
  readonly chainId: number
  readonly exchange: Address
}

/** A quote as EIP-712 typed data: what a wallet shows and its maker signs. */
export function quoteMessage(quote: Quote, { chainId, exchange }: QuoteVenue) {
  return {
    domain: quoteDomain(chainId, exchange),
    types: QUOTE_TYPES,
    primaryType: 'Quote',
    message: quote,
  } as const
}
