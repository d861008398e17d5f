import type {
  Abi,
  AbiFunction,
  AbiStateMutability,
  Address,
  ContractFunctionArgs,
  ContractFunctionReturnType,
  Hex,
} from 'viem'

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
  readonly args: ContractFunctionArgs<readonly [item], AbiStateMutability, item['name']>
}

/** What a function returns, as viem decodes it. */
export type Returned<item extends AbiFunction> = ContractFunctionReturnType<
  readonly [item],
  AbiStateMutability,
  item['name']
>

/** Encodes a call as transaction data: viem's `encodeFunctionData`. */
export type Encode = (call: ContractCall) => Hex

/** Put a call together. */
export function callOf<const item extends AbiFunction>(
  item: item,
  address: Address,
  args: Call<item>['args'],
): Call<item> {
  return { abi: [item], address, functionName: item.name, args }
}
