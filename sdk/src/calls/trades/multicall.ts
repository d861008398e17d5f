import type { Address } from 'viem'
import { multicallFunction } from '../../abis/exchange.ts'
import { type Call, type ContractCall, callOf, type Encode } from '../call.ts'

/** Calls of one contract that happen together or not at all. */
export interface MulticallArgs {
  /** The exchange, or a factory. */
  readonly target: Address
  /** Calls of that contract, as builders return them. */
  readonly calls: readonly ContractCall[]
}

/** Build the one transaction of several calls, by the sender: permit and take, or cancel many quotes. */
export function multicallCall({ target, calls }: MulticallArgs, encode: Encode): Call<typeof multicallFunction> {
  return callOf(multicallFunction, target, [calls.map(encode)])
}
