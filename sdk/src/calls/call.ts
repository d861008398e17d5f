import type { Abi, AbiFunction, Address, ValuesOf } from './abi.ts'

/** A call as every builder returns it: what viem's multicall, simulateContract and estimateContractGas take. */
export interface ContractCall {
  readonly abi: Abi
  readonly address: Address
  readonly functionName: string
  readonly args?: readonly unknown[]
}

/** A call of one function, with the one item of its ABI, so that a bundle carries no others. */
export interface Call<item extends AbiFunction> {
  readonly abi: readonly [item]
  readonly address: Address
  readonly functionName: item['name']
  readonly args: ValuesOf<item['inputs']>
}

/** Put a call together. */
export function callOf<const item extends AbiFunction>(
  item: item,
  address: Address,
  args: Call<item>['args'],
): Call<item> {
  return { abi: [item], address, functionName: item.name, args }
}
