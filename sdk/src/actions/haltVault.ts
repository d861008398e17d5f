import type { Address, Hash, TransactionReceipt } from 'viem'
import { makerVaultAbi } from '../abis/makerVault.ts'
import type { MakerVaultCall } from './internal/call.ts'
import type { TidemarkClient } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** Which vault to halt. */
export interface HaltVaultArgs {
  readonly vault: Address
}

/** Which vault to halt, and how to send. */
export type HaltVaultParameters = HaltVaultArgs & WriteOptions

/** Who stopped the grid: `Halted`. */
export interface HaltVaultSyncReturnType {
  readonly by: Address
  readonly receipt: TransactionReceipt
}

/** Build the call that halts a vault. */
export function haltVaultCall({ vault }: HaltVaultArgs): MakerVaultCall<'halt'> {
  return { abi: makerVaultAbi, address: vault, functionName: 'halt', args: [] }
}

/**
 * Stop a vault's grid: fills revert with `VaultHalted`, withdrawals go on. Owner or manager. Mirrors `MakerVault.halt`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotManager`.
 */
export async function haltVault(client: TidemarkClient, parameters: HaltVaultParameters): Promise<Hash> {
  return write(client, haltVaultCall(parameters), parameters)
}

/**
 * Stop a vault's grid as {@link haltVault} does and wait until it stands.
 *
 * @throws {RevertError} as {@link haltVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function haltVaultSync(
  client: TidemarkClient,
  parameters: HaltVaultArgs & SyncOptions,
): Promise<HaltVaultSyncReturnType> {
  const receipt = await writeSync(client, haltVaultCall(parameters), parameters)
  const event = eventOf(receipt, { abi: makerVaultAbi, address: parameters.vault, eventName: 'Halted' })
  return { ...event, receipt }
}
