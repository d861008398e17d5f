import {
  haltedEvent,
  haltFunction,
  managerChangedEvent,
  raiseManagerEpochFunction,
  resumedEvent,
  resumeFunction,
  setManagerFunction,
} from '../../abis/makerVault.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import type { VaultArgs } from './place.ts'

/** Who stopped the vault: `Halted`. */
export interface HaltVaultResult {
  readonly by: Address
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
}

/** Build the call that halts a vault. */
export function haltVaultCall({ vault }: VaultArgs): Call<typeof haltFunction> {
  return callOf(haltFunction, vault, [])
}

/** {@link haltVaultCall}, and the event it leaves. */
export const haltVaultVerb: Verb<VaultArgs, HaltVaultResult> = {
  call: haltVaultCall,
  result: (events, { address }) => events.one(haltedEvent, address),
}

/** The vault goes on: `Resumed`. */
export interface ResumeVaultResult {
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
}

/** Build the call that resumes a vault. */
export function resumeVaultCall({ vault }: VaultArgs): Call<typeof resumeFunction> {
  return callOf(resumeFunction, vault, [])
}

/** {@link resumeVaultCall}, and the event it leaves. */
export const resumeVaultVerb: Verb<VaultArgs, ResumeVaultResult> = {
  call: resumeVaultCall,
  result: (events, { address }) => events.one(resumedEvent, address),
}

/** Who shall manage which vault; the zero address for nobody. */
export interface SetVaultManagerArgs extends VaultArgs {
  readonly manager: Address
}

/** Who manages from now on: `ManagerChanged`. */
export interface SetVaultManagerResult {
  readonly manager: Address
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
  /** Epoch that quotes must carry from now on; older ones are void. */
  readonly managerEpoch: number
}

/** Build the call that appoints a manager. */
export function setVaultManagerCall({ vault, manager }: SetVaultManagerArgs): Call<typeof setManagerFunction> {
  return callOf(setManagerFunction, vault, [manager])
}

/** {@link setVaultManagerCall}, and the event it leaves. */
export const setVaultManagerVerb: Verb<SetVaultManagerArgs, SetVaultManagerResult> = {
  call: setVaultManagerCall,
  result: (events, { address }) => events.one(managerChangedEvent, address),
}

/** Build the call that voids every quote signed for a vault. */
export function raiseManagerEpochCall({ vault }: VaultArgs): Call<typeof raiseManagerEpochFunction> {
  return callOf(raiseManagerEpochFunction, vault, [])
}

/** {@link raiseManagerEpochCall}, and the event it leaves. */
export const raiseManagerEpochVerb: Verb<VaultArgs, SetVaultManagerResult> = {
  call: raiseManagerEpochCall,
  result: (events, { address }) => events.one(managerChangedEvent, address),
}
