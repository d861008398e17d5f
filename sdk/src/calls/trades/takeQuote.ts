import { takeQuoteFunction } from '../../abis/exchange.ts'
import { type Quote, quoteSide } from '../../core/quote.ts'
import type { Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { TakePermitsOption } from '../tokens/permit2.ts'
import type { Verb } from '../verb.ts'
import { type Fill, fillOf } from './fill.ts'
import { TAKE_PLACE, type TakePlace, type TakeTerms, toTake } from './take.ts'

/** A take of a signed quote. */
export interface TakeQuoteArgs extends Omit<TakeTerms, 'limitPrice'>, TakePlace, TakePermitsOption {
  readonly quote: Quote
  readonly signature: Hex
  /** Worst price in ticks for every lot, fee not included; the quote's own by default. */
  readonly limitPrice?: bigint
}

/** Build the call that takes from a signed quote. */
export function takeQuoteCall(args: TakeQuoteArgs): Call<typeof takeQuoteFunction> {
  const { exchange, quote, signature, limitPrice = quoteSide(quote, args.side).price } = args
  return callOf(takeQuoteFunction, exchange, [quote, signature, toTake({ ...args, limitPrice })])
}

/** {@link takeQuoteCall}, and the fill it leaves. */
export const takeQuoteVerb: Verb<TakeQuoteArgs, Fill, keyof TakePlace> = {
  call: takeQuoteCall,
  filled: TAKE_PLACE,
  result: (events, { address }) => fillOf(events, address),
}
