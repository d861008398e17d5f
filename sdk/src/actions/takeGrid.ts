import type { Address, Hash } from 'viem'
import { exchangeAbi } from '../abis/exchange.ts'
import type { ExchangeCall } from './internal/call.ts'
import { type ExchangeOption, exchangeOf, requireAccount, type TidemarkClient } from './internal/client.ts'
import { type FillReturnType, fillOf, type TakeTerms, toTake } from './internal/take.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** A take of a vault's grid. */
export interface TakeGridTerms extends TakeTerms {
  readonly vault: Address
}

/** A take, who receives what it buys, and the exchange it goes to. */
export type TakeGridArgs = TakeGridTerms & { readonly recipient: Address } & Required<ExchangeOption>

/** A take, received by the sender unless `recipient` says otherwise, and how to send. */
export type TakeGridParameters = TakeGridTerms & { readonly recipient?: Address } & ExchangeOption & WriteOptions

/** Build the call that takes from a vault's grid. */
export function takeGridCall({ exchange, vault, ...take }: TakeGridArgs): ExchangeCall<'takeGrid'> {
  return { abi: exchangeAbi, address: exchange, functionName: 'takeGrid', args: [vault, toTake(take)] }
}

/**
 * Trade against a vault's grid at `limitPrice` or better, out of the sender's allowance to the exchange: quote atoms when
 * buying, fee included, base atoms when selling. The fee rounds up, in the venue's favour. Mirrors `Exchange.takeGrid`;
 * `core` computes the same with `fillVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NothingToTake`, `SizeBelowMinimum`, `VaultHalted`, `UnknownVault`, `SelfTrade`,
 * `DeadlinePassed`, `ERC20InsufficientAllowance` or `ERC20InsufficientBalance`.
 */
export async function takeGrid(client: TidemarkClient, parameters: TakeGridParameters): Promise<Hash> {
  return write(client, await callOf(client, parameters), parameters)
}

/**
 * Trade against a vault's grid as {@link takeGrid} does and wait for the fill.
 *
 * @throws {RevertError} as {@link takeGrid}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function takeGridSync(
  client: TidemarkClient,
  parameters: TakeGridParameters & SyncOptions,
): Promise<FillReturnType> {
  const call = await callOf(client, parameters)
  return fillOf(await writeSync(client, call, parameters), call.address)
}

async function callOf(client: TidemarkClient, parameters: TakeGridParameters) {
  const recipient = parameters.recipient ?? requireAccount(client, parameters.account).address
  return takeGridCall({ ...parameters, recipient, exchange: await exchangeOf(client, parameters) })
}
