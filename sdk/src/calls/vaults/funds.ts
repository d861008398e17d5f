import {
  depositedEvent,
  depositFunction,
  haltedEvent,
  withdrawFunction,
  withdrawnEvent,
} from '../../abis/makerVault.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import type { VaultArgs } from './place.ts'

/** What goes into which vault, in atoms. */
export interface DepositVaultArgs extends VaultArgs {
  /** Base atoms, whole lots; 0 by default. */
  readonly base?: bigint
  /** Quote atoms; 0 by default. */
  readonly quote?: bigint
}

/** What the vault booked: `Deposited`. */
export interface DepositVaultResult {
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
  /** Base atoms. */
  readonly baseAmount: bigint
  /** Quote atoms. */
  readonly quoteAmount: bigint
  /** Lots that entered the position. */
  readonly lots: bigint
  /** Quote atoms at which they entered: at the mark, the average cost rounded down, or the reference price while flat. */
  readonly cost: bigint
  /** Where that came from: 0 no base, 1 the oracle, 2 the average, 3 the reference price. */
  readonly entry: number
}

/** Build the call that deposits into a vault. */
export function depositVaultCall({ vault, base = 0n, quote = 0n }: DepositVaultArgs): Call<typeof depositFunction> {
  return callOf(depositFunction, vault, [base, quote])
}

/** {@link depositVaultCall}, and the event it leaves. */
export const depositVaultVerb: Verb<DepositVaultArgs, DepositVaultResult> = {
  call: depositVaultCall,
  result: (events, { address }) => events.one(depositedEvent, address),
}

/** What leaves which vault, in atoms, and to whom. */
export interface WithdrawVaultArgs extends DepositVaultArgs {
  /** The sender by default. */
  readonly to: Address
}

/** What left the vault: `Withdrawn`. */
export interface WithdrawVaultResult {
  readonly to: Address
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
  /** Base atoms. */
  readonly baseAmount: bigint
  /** Quote atoms. */
  readonly quoteAmount: bigint
  /** Lots that left the position. */
  readonly lots: bigint
  /** Quote atoms of cost that left with them, rounded down. */
  readonly cost: bigint
  /** Whether the vault stopped, because resting orders are no longer covered. */
  readonly halted: boolean
}

/** Build the call that withdraws from a vault. */
export function withdrawVaultCall({
  vault,
  base = 0n,
  quote = 0n,
  to,
}: WithdrawVaultArgs): Call<typeof withdrawFunction> {
  return callOf(withdrawFunction, vault, [base, quote, to])
}

/** {@link withdrawVaultCall}, and the events it leaves. */
export const withdrawVaultVerb: Verb<WithdrawVaultArgs, WithdrawVaultResult, 'to'> = {
  call: withdrawVaultCall,
  filled: { to: 'sender' },
  result: (events, { address }) => ({
    ...events.one(withdrawnEvent, address),
    halted: events.all(haltedEvent, address).length > 0,
  }),
}
