import type { Address, Hash, TransactionReceipt } from 'viem'
import { makerVaultAbi } from '../abis/makerVault.ts'
import type { MakerVaultCall } from './internal/call.ts'
import { requireAccount, type TidemarkClient } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** What leaves which vault, in atoms, and for whom. */
export interface WithdrawVaultArgs {
  readonly vault: Address
  /** Base atoms; 0 by default. */
  readonly base?: bigint
  /** Quote atoms; 0 by default. */
  readonly quote?: bigint
  readonly to: Address
}

/** What to withdraw, to the sender unless `to` says otherwise, and how to send. */
export type WithdrawVaultParameters = Omit<WithdrawVaultArgs, 'to'> &
  Partial<Pick<WithdrawVaultArgs, 'to'>> &
  WriteOptions

/** What left the vault: `Withdrawn`. */
export interface WithdrawVaultSyncReturnType {
  /** Number of the vault's event, gapless from 1. */
  readonly eventSeq: number
  readonly to: Address
  /** Base atoms. */
  readonly baseAmount: bigint
  /** Quote atoms. */
  readonly quoteAmount: bigint
  /** Lots that left the position; a started one counts. */
  readonly lots: bigint
  /** Quote atoms of cost that left with them: their share of the average, rounded up. */
  readonly cost: bigint
  readonly receipt: TransactionReceipt
}

/** Build the call that withdraws from a vault. */
export function withdrawVaultCall({ vault, base = 0n, quote = 0n, to }: WithdrawVaultArgs): MakerVaultCall<'withdraw'> {
  return { abi: makerVaultAbi, address: vault, functionName: 'withdraw', args: [base, quote, to] }
}

/**
 * Take base and quote out of a vault, at any time. Cutting into what its orders need halts the grid. Mirrors
 * `MakerVault.withdraw`; `core` books the same with `withdrawFromVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner` or `ERC20InsufficientBalance`.
 */
export async function withdrawVault(client: TidemarkClient, parameters: WithdrawVaultParameters): Promise<Hash> {
  return write(client, callOf(client, parameters), parameters)
}

/**
 * Withdraw as {@link withdrawVault} does and wait until the funds have left.
 *
 * @throws {RevertError} as {@link withdrawVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function withdrawVaultSync(
  client: TidemarkClient,
  parameters: WithdrawVaultParameters & SyncOptions,
): Promise<WithdrawVaultSyncReturnType> {
  const receipt = await writeSync(client, callOf(client, parameters), parameters)
  const event = eventOf(receipt, { abi: makerVaultAbi, address: parameters.vault, eventName: 'Withdrawn' })
  return { ...event, receipt }
}

function callOf(client: TidemarkClient, parameters: WithdrawVaultParameters) {
  const to = parameters.to ?? requireAccount(client, parameters.account).address
  return withdrawVaultCall({ ...parameters, to })
}
