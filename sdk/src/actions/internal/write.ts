import type { Hash, ReplacementReturnType, TransactionReceipt } from 'viem'
import { simulateContract, waitForTransactionReceipt, writeContract } from 'viem/actions'
import { getAction } from 'viem/utils'
import type { ContractCall } from '../../calls/call.ts'
import { TidemarkError } from '../../core/errors.ts'
import { requireAccount, type SyncOptions, type TidemarkClient, type WriteOptions } from './client.ts'
import { rethrow } from './rethrow.ts'

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
    return rethrow(error)
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
  }).catch(rethrow)
  const isOurs = replaced === undefined || replaced.reason === 'repriced'
  if (isOurs && receipt.status === 'success') return receipt
  // Loaded when there is a failure to report, and not before.
  const { TransactionReplacedError, TransactionRevertedError } = await import('../../calls/transactionErrors.ts')
  if (replaced !== undefined && replaced.reason !== 'repriced') {
    throw new TransactionReplacedError(hash, replaced.transaction.hash, replaced.reason)
  }
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
  const again = getAction(client, simulateContract, 'simulateContract')({ ...call, account, blockNumber })
  const reason = await again.catch(rethrow).catch((error: unknown) => error)
  return reason instanceof TidemarkError ? reason : undefined
}
