import { takeGridFunction } from '../../abis/exchange.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { TakePermitsOption } from '../tokens/permit2.ts'
import type { Verb } from '../verb.ts'
import { type Fill, fillOf } from './fill.ts'
import { TAKE_PLACE, type TakePlace, type TakeTerms, toTake } from './take.ts'

/** A take of a grid. */
export interface TakeGridArgs extends TakeTerms, TakePlace, TakePermitsOption {
  /** A vault, or a pool. */
  readonly vault: Address
}

/** Build the call that takes from the grid of a vault or pool. */
export function takeGridCall({ exchange, vault, ...take }: TakeGridArgs): Call<typeof takeGridFunction> {
  return callOf(takeGridFunction, exchange, [vault, toTake(take)])
}

/** {@link takeGridCall}, and the fill it leaves. */
export const takeGridVerb: Verb<TakeGridArgs, Fill, keyof TakePlace> = {
  call: takeGridCall,
  filled: TAKE_PLACE,
  result: (events, { address }) => fillOf(events, address),
}
