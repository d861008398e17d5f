import type { Address, Hash, TransactionReceipt } from 'viem'
import { makerVaultAbi } from '../abis/makerVault.ts'
import type { MakerVaultCall } from './internal/call.ts'
import type { TidemarkClient } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** Which vault to resume. */
export interface ResumeVaultArgs {
  readonly vault: Address
}

/** Which vault to resume, and how to send. */
export type ResumeVaultParameters = ResumeVaultArgs & WriteOptions

/** The grid fills again: `Resumed`. */
export interface ResumeVaultSyncReturnType {
  readonly receipt: TransactionReceipt
}

/** Build the call that resumes a vault. */
export function resumeVaultCall({ vault }: ResumeVaultArgs): MakerVaultCall<'resume'> {
  return { abi: makerVaultAbi, address: vault, functionName: 'resume', args: [] }
}

/**
 * Let a vault's grid fill again. Owner only. Mirrors `MakerVault.resume`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, or `Underfunded` unless the vault holds what its orders need.
 */
export async function resumeVault(client: TidemarkClient, parameters: ResumeVaultParameters): Promise<Hash> {
  return write(client, resumeVaultCall(parameters), parameters)
}

/**
 * Let a vault's grid fill again as {@link resumeVault} does and wait until it does.
 *
 * @throws {RevertError} as {@link resumeVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function resumeVaultSync(
  client: TidemarkClient,
  parameters: ResumeVaultArgs & SyncOptions,
): Promise<ResumeVaultSyncReturnType> {
  const receipt = await writeSync(client, resumeVaultCall(parameters), parameters)
  eventOf(receipt, { abi: makerVaultAbi, address: parameters.vault, eventName: 'Resumed' })
  return { receipt }
}
