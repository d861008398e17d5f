import { type Address, type Hash, parseAbi, type TransactionReceipt } from 'viem'
import type { TidemarkClient } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

// Without a return value, so that tokens which return nothing can be approved as well.
const approveAbi = /*#__PURE__*/ parseAbi([
  'function approve(address spender, uint256 amount)',
  'event Approval(address indexed owner, address indexed spender, uint256 value)',
])

/** Who may spend how much of which token. */
export interface ApproveTokenArgs {
  readonly token: Address
  /** The exchange to trade, the vault factory to create a vault, a vault to deposit. */
  readonly spender: Address
  /** Atoms. */
  readonly amount: bigint
}

/** Who may spend how much of which token, and how to send. */
export type ApproveTokenParameters = ApproveTokenArgs & WriteOptions

/** The allowance from now on: `Approval`. */
export interface ApproveTokenSyncReturnType {
  readonly owner: Address
  readonly spender: Address
  readonly value: bigint
  readonly receipt: TransactionReceipt
}

/** Build the call that approves a spender. */
export function approveTokenCall({ token, spender, amount }: ApproveTokenArgs) {
  return { abi: approveAbi, address: token, functionName: 'approve', args: [spender, amount] } as const
}

/**
 * Let `spender` move up to `amount` atoms of the sender's tokens; replaces what was allowed before.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} what the token reverts with; `UnknownRevert` keeps data of errors that are not ours.
 */
export async function approveToken(client: TidemarkClient, parameters: ApproveTokenParameters): Promise<Hash> {
  return write(client, approveTokenCall(parameters), parameters)
}

/**
 * Approve as {@link approveToken} does and wait until it counts.
 *
 * @throws {RevertError} as {@link approveToken}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function approveTokenSync(
  client: TidemarkClient,
  parameters: ApproveTokenArgs & SyncOptions,
): Promise<ApproveTokenSyncReturnType> {
  const receipt = await writeSync(client, approveTokenCall(parameters), parameters)
  return { ...eventOf(receipt, { abi: approveAbi, address: parameters.token, eventName: 'Approval' }), receipt }
}
