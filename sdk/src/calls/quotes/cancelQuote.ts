import { cancelQuoteFunction, quoteCancelledEvent } from '../../abis/exchange.ts'
import { TidemarkError } from '../../core/errors.ts'
import type { Quote } from '../../core/quote.ts'
import type { Address, Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import { AT_EXCHANGE, type ExchangeArgs } from '../markets/place.ts'
import type { Verb } from '../verb.ts'

/** Which quote to withdraw. */
export interface CancelQuoteArgs extends ExchangeArgs {
  readonly quote: Quote
}

/** The quote that is withdrawn: `QuoteCancelled`. */
export interface CancelQuoteResult {
  readonly maker: Address
  readonly hash: Hex
}

/** The quote is a streaming one, which cancelling by hash would leave fillable. */
export class QuoteNotStandingError extends TidemarkError {
  constructor(nonce: bigint) {
    super('QuoteNotStanding', `a quote of nonce ${nonce} is streaming: retire it with cancelQuotesUpTo ${nonce + 1n}`, {
      nonce,
    })
  }
}

/** Build the call that withdraws a standing quote. @throws {QuoteNotStandingError} when it is a streaming one. */
export function cancelQuoteCall({ exchange, quote }: CancelQuoteArgs): Call<typeof cancelQuoteFunction> {
  if (quote.nonce !== 0n) throw new QuoteNotStandingError(quote.nonce)
  return callOf(cancelQuoteFunction, exchange, [quote])
}

/** {@link cancelQuoteCall}, and the event it leaves. */
export const cancelQuoteVerb: Verb<CancelQuoteArgs, CancelQuoteResult, 'exchange'> = {
  call: cancelQuoteCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(quoteCancelledEvent, address),
}
