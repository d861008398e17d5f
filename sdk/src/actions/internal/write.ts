import type { Abi, Account, Address, Chain, Hash, ReplacementReturnType, TransactionReceipt } from 'viem'
import { simulateContract, waitForTransactionReceipt, writeContract } from 'viem/actions'
import { getAction } from 'viem/utils'
import { TidemarkError } from '../../core/errors.ts'
import { toTidemarkError } from '../../errors/toTidemarkError.ts'
import { requireAccount, type TidemarkClient } from './client.ts'

/** A call as every builder returns it: what viem's multicall, simulateContract and estimateContractGas take. */
export interface ContractCall {
  readonly abi: Abi
  readonly address: Address
  readonly functionName: string
  readonly args?: readonly unknown[]
}

/** How a transaction is sent. */
export interface WriteOptions {
  /** Signs and pays; the client's account by default. */
  readonly account?: Account | Address
  readonly chain?: Chain
  readonly gas?: bigint
  readonly maxFeePerGas?: bigint
  readonly maxPriorityFeePerGas?: bigint
  readonly nonce?: number
  /** Whether to simulate first, so that a revert comes decoded and costs nothing. Default true. */
  readonly simulate?: boolean
}

/** How a transaction is sent and waited for. Times in milliseconds. */
export interface SyncOptions extends WriteOptions {
  readonly confirmations?: number
  readonly pollingInterval?: number
  readonly timeout?: number
}

/** The transaction was included and reverted; `cause` is the decoded reason where it could be found. */
export class TransactionRevertedError extends TidemarkError {
  constructor(hash: Hash, cause: TidemarkError | undefined) {
    const reason = cause === undefined ? '' : `: ${cause.message}`
    super('TransactionReverted', `transaction ${hash} reverted${reason}`, { hash }, cause && { cause })
  }
}

/**
 * Another transaction took the nonce, so this one will never happen: the wallet's user cancelled it, or sent something
 * else in its place. A transaction that was only repriced is the same one and no error.
 */
export class TransactionReplacedError extends TidemarkError {
  constructor(hash: Hash, replacement: Hash, reason: 'cancelled' | 'replaced') {
    super('TransactionReplaced', `transaction ${hash} was ${reason}: ${replacement} took its nonce`, {
      hash,
      replacement,
      reason,
    })
  }
}

/** Simulate, send and return the hash. */
export async function write(client: TidemarkClient, call: ContractCall, options: WriteOptions): Promise<Hash> {
  const { gas, maxFeePerGas, maxPriorityFeePerGas, nonce, simulate = true } = options
  const account = requireAccount(client, options.account)
  try {
    if (simulate) await getAction(client, simulateContract, 'simulateContract')({ ...call, account })
    return await getAction(
      client,
      writeContract,
      'writeContract',
    )({
      ...call,
      account,
      chain: options.chain ?? client.chain ?? null,
      ...(gas === undefined ? {} : { gas }),
      ...(maxFeePerGas === undefined ? {} : { maxFeePerGas }),
      ...(maxPriorityFeePerGas === undefined ? {} : { maxPriorityFeePerGas }),
      ...(nonce === undefined ? {} : { nonce }),
    })
  } catch (error) {
    throw toTidemarkError(error)
  }
}

/**
 * Simulate, send, wait for the receipt, and throw unless the transaction succeeded.
 *
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when another transaction took its place.
 */
export async function writeSync(
  client: TidemarkClient,
  call: ContractCall,
  options: SyncOptions,
): Promise<TransactionReceipt> {
  const { confirmations, pollingInterval, timeout } = options
  const hash = await write(client, call, options)
  let replaced: ReplacementReturnType | undefined
  const wait = getAction(client, waitForTransactionReceipt, 'waitForTransactionReceipt')
  const receipt = await wait({
    hash,
    onReplaced: (response) => {
      replaced = response
    },
    ...(confirmations === undefined ? {} : { confirmations }),
    ...(pollingInterval === undefined ? {} : { pollingInterval }),
    ...(timeout === undefined ? {} : { timeout }),
  }).catch((error: unknown) => {
    throw toTidemarkError(error)
  })
  if (replaced !== undefined && replaced.reason !== 'repriced') {
    throw new TransactionReplacedError(hash, replaced.transaction.hash, replaced.reason)
  }
  if (receipt.status === 'success') return receipt
  throw new TransactionRevertedError(receipt.transactionHash, await revertReason(client, call, options, receipt))
}

/** Ask again at the block that refused it: a receipt does not say why. */
async function revertReason(
  client: TidemarkClient,
  call: ContractCall,
  options: WriteOptions,
  { blockNumber }: TransactionReceipt,
): Promise<TidemarkError | undefined> {
  const account = requireAccount(client, options.account)
  try {
    await getAction(client, simulateContract, 'simulateContract')({ ...call, account, blockNumber })
    return undefined
  } catch (error) {
    return toTidemarkError(error)
  }
}
