import {
  acceptOwnershipFunction,
  factorySetEvent,
  guardianSetEvent,
  ownershipTransferredEvent,
  ownershipTransferStartedEvent,
  setFactoryFunction,
  setGuardianFunction,
  transferOwnershipFunction,
} from '../../abis/exchange.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import { AT_EXCHANGE, type ExchangeArgs } from './place.ts'

/** How a maker fills. Numbered as in Solidity; signers are accounts that were never registered. */
export const MakerKind = { Signer: 0, Vault: 1, Pool: 2 } as const
/** One of {@link MakerKind}'s values. */
export type MakerKind = (typeof MakerKind)[keyof typeof MakerKind]

/** Who may halt markets besides the governor; the zero address for nobody. */
export interface SetGuardianArgs extends ExchangeArgs {
  readonly guardian: Address
}

/** Who may halt from now on: `GuardianSet`. */
export type SetGuardianResult = Omit<SetGuardianArgs, 'exchange'>

/** Build the call that names the guardian. */
export function setGuardianCall({ exchange, guardian }: SetGuardianArgs): Call<typeof setGuardianFunction> {
  return callOf(setGuardianFunction, exchange, [guardian])
}

/** {@link setGuardianCall}, and the event it leaves. */
export const setGuardianVerb: Verb<SetGuardianArgs, SetGuardianResult, 'exchange'> = {
  call: setGuardianCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(guardianSetEvent, address),
}

/** Whose vaults or pools may make, once per kind. */
export interface SetFactoryArgs extends ExchangeArgs {
  readonly kind: MakerKind
  readonly factory: Address
}

/** The factory for good: `FactorySet`. */
export type SetFactoryResult = Omit<SetFactoryArgs, 'exchange'>

/** Build the call that names a factory. */
export function setFactoryCall({ exchange, kind, factory }: SetFactoryArgs): Call<typeof setFactoryFunction> {
  return callOf(setFactoryFunction, exchange, [kind, factory])
}

/** {@link setFactoryCall}, and the event it leaves. */
export const setFactoryVerb: Verb<SetFactoryArgs, SetFactoryResult, 'exchange'> = {
  call: setFactoryCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => {
    const { kind, factory } = events.one(factorySetEvent, address)
    return { kind: kind as MakerKind, factory }
  },
}

/** Who shall govern. */
export interface TransferGovernorArgs extends ExchangeArgs {
  readonly governor: Address
}

/** Who governs, and who will once they accept: `OwnershipTransferStarted`. */
export interface TransferGovernorResult {
  readonly previousOwner: Address
  readonly newOwner: Address
}

/** Build the call that offers the governor's role. */
export function transferGovernorCall(args: TransferGovernorArgs): Call<typeof transferOwnershipFunction> {
  return callOf(transferOwnershipFunction, args.exchange, [args.governor])
}

/** {@link transferGovernorCall}, and the event it leaves. */
export const transferGovernorVerb: Verb<TransferGovernorArgs, TransferGovernorResult, 'exchange'> = {
  call: transferGovernorCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(ownershipTransferStartedEvent, address),
}

/** Build the call that accepts the governor's role. */
export function acceptGovernorCall({ exchange }: ExchangeArgs): Call<typeof acceptOwnershipFunction> {
  return callOf(acceptOwnershipFunction, exchange, [])
}

/** {@link acceptGovernorCall}, and the event it leaves. */
export const acceptGovernorVerb: Verb<ExchangeArgs, TransferGovernorResult, 'exchange'> = {
  call: acceptGovernorCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(ownershipTransferredEvent, address),
}
