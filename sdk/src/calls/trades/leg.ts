import type { Quote } from '../../core/quote.ts'
import { encodeQuoteLeg } from '../../core/route/leg.ts'
import type { Address, Hex } from '../abi.ts'

/** Lots of one grid. */
export interface GridLeg {
  /** A vault, or a pool. */
  readonly maker: Address
  /** Most lots from this leg. */
  readonly size: bigint
  /** Worst price in ticks for every lot of it, fee not included. */
  readonly limitPrice: bigint
}

/** Lots of one signed quote. */
export interface QuoteLeg {
  readonly quote: Quote
  readonly signature: Hex
  /** Most lots from this leg. */
  readonly size: bigint
  /** Worst price in ticks, fee not included; the quote's own by default. */
  readonly limitPrice?: bigint
}

/** One maker of a route. */
export type TakeRouteLeg = GridLeg | QuoteLeg

/** A leg as Solidity's `Leg`, for a taker on the makers' `side`. */
export function toLeg(leg: TakeRouteLeg, side: 0 | 1) {
  if (!('quote' in leg)) return { ...leg, quote: '0x' } as const
  const { quote, signature, size } = leg
  const { limitPrice = side === 0 ? quote.bidPrice : quote.askPrice } = leg
  return { maker: quote.maker, size, limitPrice, quote: encodeQuoteLeg(quote, signature) } as const
}
