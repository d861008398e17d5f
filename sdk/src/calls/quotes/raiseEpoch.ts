import { epochRaisedEvent, raiseEpochFunction } from '../../abis/exchange.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import { AT_EXCHANGE, type ExchangeArgs } from '../markets/place.ts'
import type { Verb } from '../verb.ts'

/** The epoch that quotes must be signed in from now on: `EpochRaised`. */
export interface RaiseEpochResult {
  readonly maker: Address
  readonly epoch: bigint
}

/** Build the call that cancels everything its sender has signed. */
export function raiseEpochCall({ exchange }: ExchangeArgs): Call<typeof raiseEpochFunction> {
  return callOf(raiseEpochFunction, exchange, [])
}

/** {@link raiseEpochCall}, and the event it leaves. */
export const raiseEpochVerb: Verb<ExchangeArgs, RaiseEpochResult, 'exchange'> = {
  call: raiseEpochCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(epochRaisedEvent, address),
}
