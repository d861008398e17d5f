import type { exchangeAbi } from '../abis/exchange.ts'
import type { lensAbi } from '../abis/lens.ts'
import type { liquidityPoolAbi } from '../abis/liquidityPool.ts'
import type { makerVaultAbi } from '../abis/makerVault.ts'
import type { poolFactoryAbi } from '../abis/poolFactory.ts'
import type { vaultFactoryAbi } from '../abis/vaultFactory.ts'
import type { AbiParameter, ValueOf } from '../calls/abi.ts'
import { RevertError } from './revert.ts'

type Items =
  | (typeof exchangeAbi)[number]
  | (typeof lensAbi)[number]
  | (typeof liquidityPoolAbi)[number]
  | (typeof makerVaultAbi)[number]
  | (typeof poolFactoryAbi)[number]
  | (typeof vaultFactoryAbi)[number]
type AbiErrors = Extract<Items, { readonly type: 'error' }>

/** Name of an error that our contracts revert with. */
export type RevertName = AbiErrors['name']

/** Its arguments by name, typed as the ABI says. */
export type RevertArgs<name extends RevertName> = ArgsOf<Extract<AbiErrors, { readonly name: name }>>

type ArgsOf<item> = item extends { readonly inputs: readonly (infer input extends AbiParameter)[] }
  ? { readonly [each in input as each['name'] & string]: ValueOf<each> }
  : never

/**
 * Whether something thrown is a certain error of our contracts; if so, its arguments are typed.
 *
 * @param name The error's name in Solidity.
 *
 * @example
 * if (isRevert(error, 'QuoteExpired')) console.log(error.args.expiry)
 */
export function isRevert<name extends RevertName>(
  error: unknown,
  name: name,
): error is RevertError & { readonly args: RevertArgs<name> } {
  return error instanceof RevertError && error.solidityName === name
}
