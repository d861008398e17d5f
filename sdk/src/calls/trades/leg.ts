import type { Address, Hex } from 'viem'
import { toUint } from '../../core/errors.ts'
import type { Quote } from '../../core/quote.ts'

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
  return { maker: quote.maker, size, limitPrice, quote: packQuoteLeg(quote, signature) } as const
}

/**
 * A quote and its signature as a leg of a route carries them: eleven words, then the signature.
 *
 * @throws {CastOverflowError} when a number does not fit a word.
 */
export function packQuoteLeg(quote: Quote, signature: Hex): Hex {
  const { maker, marketId, bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry, taker, salt } = quote
  const words = [maker, marketId, bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry, taker, salt]
  return `0x${words.map((word) => toUint(BigInt(word), 256).toString(16).padStart(64, '0')).join('')}${signature.slice(2)}`
}
