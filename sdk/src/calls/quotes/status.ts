import { checkStrategyFunction, quoteStatusFunction } from '../../abis/lens.ts'
import type { Side } from '../../core/market.ts'
import type { Quote } from '../../core/quote.ts'
import type { Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import { AT_LENS, type LensArgs } from '../markets/reads.ts'
import type { Query } from '../verb.ts'

/** Why one side of a quote cannot fill now, the first that applies; `Fillable` when it can. In the order of Solidity's enum. */
export const QUOTE_STATUS_REASONS = [
  'Fillable',
  'Empty',
  'UnknownMarket',
  'MarketHalted',
  'Expired',
  'MarkUnavailable',
  'WrongMaker',
  'MakerHalted',
  'Epoch',
  'Signature',
  'Retired',
  'NonceJump',
  'Cancelled',
  'Filled',
  'Unfunded',
  'Strategy',
] as const
/** One of {@link QUOTE_STATUS_REASONS}. */
export type QuoteStatusReason = (typeof QUOTE_STATUS_REASONS)[number]

/** What is left of a quote. Lots. */
export interface QuoteStatus {
  /** EIP-712 hash, the quote's id on chain. */
  readonly hash: Hex
  /** Lots that a taker can sell to it now. */
  readonly bidLots: bigint
  /** Lots that a taker can buy from it now. */
  readonly askLots: bigint
  readonly bidReason: QuoteStatusReason
  readonly askReason: QuoteStatusReason
}

/** Which quotes, by which lens. */
export interface GetQuoteStatusArgs extends LensArgs {
  readonly quotes: readonly { readonly quote: Quote; readonly signature: Hex }[]
}

/** Build the read of what quotes can fill. */
export function getQuoteStatusCall({ lens, quotes }: GetQuoteStatusArgs): Call<typeof quoteStatusFunction> {
  return callOf(quoteStatusFunction, lens, [quotes.map(({ quote }) => quote), quotes.map(({ signature }) => signature)])
}

/** What each quote can fill now, and why not more, in the order asked. Fails because of none of them. */
export const getQuoteStatusQuery: Query<GetQuoteStatusArgs, typeof quoteStatusFunction, QuoteStatus[], 'lens'> = {
  call: getQuoteStatusCall,
  filled: AT_LENS,
  result: (statuses) =>
    statuses.map(({ bidReason, askReason, ...status }) => ({
      ...status,
      bidReason: QUOTE_STATUS_REASONS[bidReason] ?? 'Strategy',
      askReason: QUOTE_STATUS_REASONS[askReason] ?? 'Strategy',
    })),
}

/** Which lots of which quote. */
export interface CheckQuoteArgs extends LensArgs {
  /** Of a vault. */
  readonly quote: Quote
  /** The maker's side. */
  readonly side: Side
  /** Lots. */
  readonly size: bigint
}

/** Build the read that asks a vault's strategy about a quote. */
export function checkQuoteCall({ lens, quote, side, size }: CheckQuoteArgs): Call<typeof checkStrategyFunction> {
  return callOf(checkStrategyFunction, lens, [quote, side, size])
}

/** Nothing when a vault's strategy lets the quote fill now; else the vault's own error. */
export const checkQuoteQuery: Query<CheckQuoteArgs, typeof checkStrategyFunction, void, 'lens'> = {
  call: checkQuoteCall,
  filled: AT_LENS,
  result: () => undefined,
}
