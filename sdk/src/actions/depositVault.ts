import type { Address, Hash, TransactionReceipt } from 'viem'
import { makerVaultAbi } from '../abis/makerVault.ts'
import type { MakerVaultCall } from './internal/call.ts'
import type { TidemarkClient } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** What goes into which vault, in atoms. */
export interface DepositVaultArgs {
  readonly vault: Address
  /** Base atoms, whole lots; 0 by default. */
  readonly base?: bigint
  /** Quote atoms; 0 by default. */
  readonly quote?: bigint
}

/** What was deposited, and how to send. */
export type DepositVaultParameters = DepositVaultArgs & WriteOptions

/** What the vault booked: `Deposited`. */
export interface DepositVaultSyncReturnType {
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
  /** Base atoms. */
  readonly baseAmount: bigint
  /** Quote atoms. */
  readonly quoteAmount: bigint
  /** Lots that entered the position. */
  readonly lots: bigint
  /** Quote atoms at which they entered: the average cost rounded down, or the reference price while flat. */
  readonly cost: bigint
  /** Where that came from: 0 no base, 1 the oracle, 2 the average, 3 the reference price. */
  readonly entry: number
  readonly receipt: TransactionReceipt
}

/** Build the call that deposits into a vault. */
export function depositVaultCall({ vault, base = 0n, quote = 0n }: DepositVaultArgs): MakerVaultCall<'deposit'> {
  return { abi: makerVaultAbi, address: vault, functionName: 'deposit', args: [base, quote] }
}

/**
 * Add base and quote to a vault, out of its owner's allowances to it. Mirrors `MakerVault.deposit`; `core` books the same
 * with `depositToVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `NotWholeLots`, `ERC20InsufficientAllowance` or `ERC20InsufficientBalance`.
 */
export async function depositVault(client: TidemarkClient, parameters: DepositVaultParameters): Promise<Hash> {
  return write(client, depositVaultCall(parameters), parameters)
}

/**
 * Deposit as {@link depositVault} does and wait until the vault has booked it.
 *
 * @throws {RevertError} as {@link depositVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function depositVaultSync(
  client: TidemarkClient,
  parameters: DepositVaultArgs & SyncOptions,
): Promise<DepositVaultSyncReturnType> {
  const receipt = await writeSync(client, depositVaultCall(parameters), parameters)
  const event = eventOf(receipt, { abi: makerVaultAbi, address: parameters.vault, eventName: 'Deposited' })
  return { ...event, receipt }
}
