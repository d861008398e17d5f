import { haltedEvent, setStrategyFunction, strategySetEvent } from '../../abis/makerVault.ts'
import type { Strategy } from '../../core/strategy.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import { type StrategyRecord, toStrategyRecord } from './createVault.ts'
import type { VaultArgs } from './place.ts'

/** What a vault shall do from now on. */
export interface SetStrategyArgs extends VaultArgs {
  readonly strategy: Strategy
  /** The `strategyState` that the choice was based on: a fill in between makes the call fail. */
  readonly expectedState: bigint
}

/** What the vault does from now on: `StrategySet`. */
export interface SetStrategyResult extends StrategyRecord {
  /** Whether it stopped, because it lacks what the new grid needs. */
  readonly halted: boolean
}

/** Build the call that replaces a vault's strategy. */
export function setStrategyCall({ vault, strategy, expectedState }: SetStrategyArgs): Call<typeof setStrategyFunction> {
  return callOf(setStrategyFunction, vault, [strategy, expectedState])
}

/** {@link setStrategyCall}, and the events it leaves. */
export const setStrategyVerb: Verb<SetStrategyArgs, SetStrategyResult> = {
  call: setStrategyCall,
  result: (events, { address }) => ({
    ...toStrategyRecord(events.one(strategySetEvent, address)),
    halted: events.all(haltedEvent, address).length > 0,
  }),
}
