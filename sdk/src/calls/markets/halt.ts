import { haltMarketFunction, marketHaltedEvent, marketResumedEvent, resumeMarketFunction } from '../../abis/exchange.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import { AT_EXCHANGE, type MarketArgs } from './place.ts'

/** Who stopped which market: `MarketHalted`. */
export interface HaltMarketResult {
  readonly marketId: number
  readonly by: Address
}

/** Build the call that stops fills of a market. */
export function haltMarketCall({ exchange, marketId }: MarketArgs): Call<typeof haltMarketFunction> {
  return callOf(haltMarketFunction, exchange, [marketId])
}

/** {@link haltMarketCall}, and the event it leaves. */
export const haltMarketVerb: Verb<MarketArgs, HaltMarketResult, 'exchange'> = {
  call: haltMarketCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(marketHaltedEvent, address),
}

/** Which market goes on: `MarketResumed`. */
export interface ResumeMarketResult {
  readonly marketId: number
}

/** Build the call that lets fills of a market go on. */
export function resumeMarketCall({ exchange, marketId }: MarketArgs): Call<typeof resumeMarketFunction> {
  return callOf(resumeMarketFunction, exchange, [marketId])
}

/** {@link resumeMarketCall}, and the event it leaves. */
export const resumeMarketVerb: Verb<MarketArgs, ResumeMarketResult, 'exchange'> = {
  call: resumeMarketCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(marketResumedEvent, address),
}
