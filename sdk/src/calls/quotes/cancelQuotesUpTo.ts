import { cancelUpToFunction, quotesCancelledUpToEvent } from '../../abis/exchange.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { MarketArgs } from '../markets/place.ts'
import type { Verb } from '../verb.ts'

/** Which streaming quotes to retire. */
export interface CancelQuotesUpToArgs extends MarketArgs {
  /** Whose quotes: the sender's by default; a vault's by its manager or owner. */
  readonly maker: Address
  /** Every quote of a nonce below this one is retired; this one stays fillable. */
  readonly quoteNonce: bigint
}

/** The oldest nonce that is left: `QuotesCancelledUpTo`. */
export interface CancelQuotesUpToResult {
  readonly maker: Address
  readonly marketId: number
  readonly nonce: bigint
}

/** Build the call that retires streaming quotes. */
export function cancelQuotesUpToCall(args: CancelQuotesUpToArgs): Call<typeof cancelUpToFunction> {
  const { exchange, maker, marketId, quoteNonce } = args
  return callOf(cancelUpToFunction, exchange, [maker, marketId, quoteNonce])
}

/** {@link cancelQuotesUpToCall}, and the event it leaves. */
export const cancelQuotesUpToVerb: Verb<CancelQuotesUpToArgs, CancelQuotesUpToResult, 'exchange' | 'maker'> = {
  call: cancelQuotesUpToCall,
  filled: { exchange: 'exchange', maker: 'sender' },
  result: (events, { address }) => events.one(quotesCancelledUpToEvent, address),
}
