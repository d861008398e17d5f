import { hedgedEvent, hedgeFunction } from '../../abis/makerVault.ts'
import { type Call, callOf } from '../call.ts'
import { type TakeRouteTerms, toRouteArgs } from '../trades/takeRoute.ts'
import type { Verb } from '../verb.ts'
import type { VaultArgs } from './place.ts'

/** A route that the vault takes: on a market with a live oracle of the same two tokens. */
export interface HedgeArgs extends TakeRouteTerms, VaultArgs {}

/** What the hedge came to: `Hedged`. */
export interface HedgeResult {
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
  readonly marketId: number
  /** Whether base was bought. */
  readonly bought: boolean
  /** Lots of the vault's own market. */
  readonly lots: bigint
  /** Quote atoms exchanged, before the fee. */
  readonly notional: bigint
  readonly fee: bigint
  /** Quote atoms lost against the oracle's price, fee included, rounded up. */
  readonly cost: bigint
}

/** Build the call by which a manager trades as taker for the vault. */
export function hedgeCall({ vault, ...route }: HedgeArgs): Call<typeof hedgeFunction> {
  return callOf(hedgeFunction, vault, toRouteArgs({ ...route, recipient: vault }))
}

/** {@link hedgeCall}, and the event it leaves. */
export const hedgeVerb: Verb<HedgeArgs, HedgeResult> = {
  call: hedgeCall,
  result: (events, { address }) => events.one(hedgedEvent, address),
}
