import { multicallFunction } from '../../abis/exchange.ts'
import type { Address, Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'

/** Calls of one contract that happen together or not at all, by the sender of the transaction. */
export interface MulticallArgs {
  /** The exchange, or a factory. */
  readonly target: Address
  /** Calls of that contract as transaction data: `calls.map(encodeFunctionData)`. */
  readonly data: readonly Hex[]
}

/** Build the one transaction of several calls: permits and a take, or the cancels of many quotes. */
export function multicallCall({ target, data }: MulticallArgs): Call<typeof multicallFunction> {
  return callOf(multicallFunction, target, [data])
}
