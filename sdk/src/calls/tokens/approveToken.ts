import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import { approvalEvent, approveFunction } from './erc20.ts'

/** Who may spend how much of which token. */
export interface ApproveTokenArgs {
  readonly token: Address
  /** The exchange to trade, a factory to create a vault or pool, a vault or pool to add to it. */
  readonly spender: Address
  /** Atoms. */
  readonly amount: bigint
}

/** The allowance from now on: `Approval`. */
export interface ApproveTokenResult {
  readonly owner: Address
  readonly spender: Address
  /** Atoms. */
  readonly value: bigint
}

/** Build the call that approves a spender. */
export function approveTokenCall({ token, spender, amount }: ApproveTokenArgs): Call<typeof approveFunction> {
  return callOf(approveFunction, token, [spender, amount])
}

/** {@link approveTokenCall}, and the event it leaves. */
export const approveTokenVerb: Verb<ApproveTokenArgs, ApproveTokenResult> = {
  call: approveTokenCall,
  result: (events, { address }) => events.one(approvalEvent, address),
}
