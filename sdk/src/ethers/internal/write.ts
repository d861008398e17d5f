import { isError, type TransactionReceipt, type TransactionResponse } from 'ethers'
import type { Hash, Hex } from '../../calls/abi.ts'
import type { ContractCall } from '../../calls/call.ts'
import { TidemarkError } from '../../core/errors.ts'
import { interfaceOf } from './interface.ts'
import { attempt, rethrow } from './rethrow.ts'
import { providerOf, requireSigner, type SyncOptions, type TidemarkRunner, type WriteOptions } from './runner.ts'

/** A call as transaction data. */
export function encode({ abi, functionName, args = [] }: ContractCall): Hex {
  return interfaceOf(abi).encodeFunctionData(functionName, args) as Hex
}

/** Simulate, send and return the hash. */
export async function write(runner: TidemarkRunner, call: ContractCall, options: WriteOptions): Promise<Hash> {
  return (await send(runner, call, options)).hash as Hash
}

async function send(
  runner: TidemarkRunner,
  call: ContractCall,
  { gas: gasLimit, simulate = true, maxFeePerGas, maxPriorityFeePerGas, nonce }: WriteOptions,
): Promise<TransactionResponse> {
  const signer = requireSigner(runner)
  return attempt(async () => {
    const request = { to: call.address, data: encode(call) }
    if (simulate) await signer.call(request)
    return signer.sendTransaction({
      ...request,
      ...(gasLimit === undefined ? {} : { gasLimit }),
      ...(maxFeePerGas === undefined ? {} : { maxFeePerGas }),
      ...(maxPriorityFeePerGas === undefined ? {} : { maxPriorityFeePerGas }),
      ...(nonce === undefined ? {} : { nonce }),
    })
  })
}

/**
 * Simulate, send, wait for the receipt, and throw unless the transaction succeeded.
 *
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when another transaction took its place.
 */
export async function writeSync(
  runner: TidemarkRunner,
  call: ContractCall,
  options: SyncOptions,
): Promise<TransactionReceipt> {
  const sent = await send(runner, call, options)
  const receipt = await sent.wait(options.confirmations, options.timeout).catch((error: unknown) => settle(sent, error))
  if (receipt?.status === 1) return receipt
  const hash = (receipt?.hash ?? sent.hash) as Hash
  const { TransactionRevertedError } = await loadErrors()
  throw new TransactionRevertedError(hash, receipt === null ? undefined : await reasonOf(runner, sent, receipt))
}

/** ethers throws for a transaction that reverted or was sent anew; a repriced one is the same. */
async function settle({ hash }: TransactionResponse, error: unknown): Promise<TransactionReceipt> {
  if (isError(error, 'CALL_EXCEPTION') && error.receipt) return error.receipt
  if (!isError(error, 'TRANSACTION_REPLACED')) return rethrow(error)
  if (error.reason === 'repriced') return error.receipt
  const { TransactionReplacedError } = await loadErrors()
  throw new TransactionReplacedError(hash as Hash, error.replacement.hash as Hash, error.reason)
}

/** Loaded when there is a failure to report, and not before. */
function loadErrors() {
  return import('../../calls/transactionErrors.ts')
}

/** Ask again at the block that refused it: a receipt does not say why. */
async function reasonOf(
  runner: TidemarkRunner,
  { from, to, data }: TransactionResponse,
  { blockNumber }: TransactionReceipt,
): Promise<TidemarkError | undefined> {
  const again = attempt(() => providerOf(runner).call({ from, to, data, blockTag: blockNumber }))
  const reason = await again.catch((error: unknown) => error)
  return reason instanceof TidemarkError ? reason : undefined
}
