import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import { transferEvent, transferFunction } from './erc20.ts'

/** What goes where. */
export interface TransferTokenArgs {
  /** Any ERC-20; a pool, for its LP units. */
  readonly token: Address
  readonly to: Address
  /** Atoms. */
  readonly amount: bigint
}

/** What moved: `Transfer`. */
export interface TransferTokenResult {
  readonly from: Address
  readonly to: Address
  /** Atoms. */
  readonly value: bigint
}

/** Build the call that moves tokens of its sender. */
export function transferTokenCall({ token, to, amount }: TransferTokenArgs): Call<typeof transferFunction> {
  return callOf(transferFunction, token, [to, amount])
}

/** {@link transferTokenCall}, and the event it leaves. */
export const transferTokenVerb: Verb<TransferTokenArgs, TransferTokenResult> = {
  call: transferTokenCall,
  result: (events, { address }) => events.one(transferEvent, address),
}
