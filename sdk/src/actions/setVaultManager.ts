import type { Address, Hash, TransactionReceipt } from 'viem'
import { makerVaultAbi } from '../abis/makerVault.ts'
import type { MakerVaultCall } from './internal/call.ts'
import type { TidemarkClient } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** Whose vault gets which manager. */
export interface SetVaultManagerArgs {
  readonly vault: Address
  /** The zero address for nobody. */
  readonly manager: Address
}

/** Whose vault gets which manager, and how to send. */
export type SetVaultManagerParameters = SetVaultManagerArgs & WriteOptions

/** The manager from now on: `ManagerChanged`. */
export interface SetVaultManagerSyncReturnType {
  readonly manager: Address
  readonly receipt: TransactionReceipt
}

/** Build the call that replaces a vault's manager. */
export function setVaultManagerCall({ vault, manager }: SetVaultManagerArgs): MakerVaultCall<'setManager'> {
  return { abi: makerVaultAbi, address: vault, functionName: 'setManager', args: [manager] }
}

/**
 * Replace a vault's manager, effective at once. Owner only. Mirrors `MakerVault.setManager`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`.
 */
export async function setVaultManager(client: TidemarkClient, parameters: SetVaultManagerParameters): Promise<Hash> {
  return write(client, setVaultManagerCall(parameters), parameters)
}

/**
 * Replace a vault's manager as {@link setVaultManager} does and wait until it counts.
 *
 * @throws {RevertError} as {@link setVaultManager}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function setVaultManagerSync(
  client: TidemarkClient,
  parameters: SetVaultManagerArgs & SyncOptions,
): Promise<SetVaultManagerSyncReturnType> {
  const receipt = await writeSync(client, setVaultManagerCall(parameters), parameters)
  const event = eventOf(receipt, { abi: makerVaultAbi, address: parameters.vault, eventName: 'ManagerChanged' })
  return { ...event, receipt }
}
