import {
  claimProfitShareFunction,
  crystallisedEvent,
  crystalliseFunction,
  profitShareClaimedEvent,
  profitShareSetEvent,
  setProfitShareFunction,
} from '../../abis/makerVault.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import type { VaultArgs } from './place.ts'

/** The manager's share of future profit. */
export interface SetProfitShareArgs extends VaultArgs {
  /** In 1/10 000, at most 5 000. */
  readonly shareBps: number
}

/** The share from now on: `ProfitShareSet`. */
export interface SetProfitShareResult {
  readonly shareBps: number
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
}

/** Build the call that sets the manager's share. */
export function setProfitShareCall({ vault, shareBps }: SetProfitShareArgs): Call<typeof setProfitShareFunction> {
  return callOf(setProfitShareFunction, vault, [shareBps])
}

/** {@link setProfitShareCall}, and the event it leaves. */
export const setProfitShareVerb: Verb<SetProfitShareArgs, SetProfitShareResult> = {
  call: setProfitShareCall,
  result: (events, { address }) => events.one(profitShareSetEvent, address),
}

/** Profit that was shared: `Crystallised`. Quote atoms. */
export interface Crystallised {
  readonly manager: Address
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
  /** Profit on which the share is paid from now on. */
  readonly highWaterMark: bigint
  /** The manager's share of what came on top, rounded down. */
  readonly accrued: bigint
  /** What of it, and of what was carried, is set aside now. */
  readonly setAside: bigint
}

/** What crystallising came to. */
export interface CrystalliseResult {
  /** Nothing where there was no profit above the mark, or none that can be told. */
  readonly crystallised: Crystallised | undefined
}

/** Build the call that shares profit above the high-water mark. */
export function crystalliseCall({ vault }: VaultArgs): Call<typeof crystalliseFunction> {
  return callOf(crystalliseFunction, vault, [])
}

/** {@link crystalliseCall}, and the event it may leave. */
export const crystalliseVerb: Verb<VaultArgs, CrystalliseResult> = {
  call: crystalliseCall,
  result: (events, { address }) => ({ crystallised: events.all(crystallisedEvent, address)[0] }),
}

/** From which vault to whom. */
export interface ClaimProfitShareArgs extends VaultArgs {
  /** The sender by default. */
  readonly to: Address
}

/** What a manager took: `ProfitShareClaimed`. */
export interface ClaimProfitShareResult {
  readonly manager: Address
  readonly to: Address
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
  /** Quote atoms. */
  readonly amount: bigint
}

/** Build the call by which a manager takes what is set aside. */
export function claimProfitShareCall({ vault, to }: ClaimProfitShareArgs): Call<typeof claimProfitShareFunction> {
  return callOf(claimProfitShareFunction, vault, [to])
}

/** {@link claimProfitShareCall}, and the event it leaves. */
export const claimProfitShareVerb: Verb<ClaimProfitShareArgs, ClaimProfitShareResult, 'to'> = {
  call: claimProfitShareCall,
  filled: { to: 'sender' },
  result: (events, { address }) => events.one(profitShareClaimedEvent, address),
}
