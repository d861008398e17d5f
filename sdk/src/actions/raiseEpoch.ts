import type { Address, Hash, TransactionReceipt } from 'viem'
import { exchangeAbi } from '../abis/exchange.ts'
import type { ExchangeCall } from './internal/call.ts'
import { type ExchangeOption, exchangeOf, type TidemarkClient } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** How to send. */
export type RaiseEpochParameters = ExchangeOption & WriteOptions

/** The epoch that quotes must be signed in from now on: `EpochRaised`. */
export interface RaiseEpochSyncReturnType {
  readonly maker: Address
  readonly epoch: bigint
  readonly receipt: TransactionReceipt
}

/** Build the call that cancels everything its sender has signed. */
export function raiseEpochCall({ exchange }: Required<ExchangeOption>): ExchangeCall<'raiseEpoch'> {
  return { abi: exchangeAbi, address: exchange, functionName: 'raiseEpoch', args: [] }
}

/**
 * Cancel every quote the sender has signed so far, on all markets. Mirrors `Exchange.raiseEpoch`.
 *
 * @returns Hash of the transaction.
 */
export async function raiseEpoch(client: TidemarkClient, parameters: RaiseEpochParameters = {}): Promise<Hash> {
  return write(client, raiseEpochCall({ exchange: await exchangeOf(client, parameters) }), parameters)
}

/**
 * Cancel every quote as {@link raiseEpoch} does and wait until they are dead.
 *
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function raiseEpochSync(
  client: TidemarkClient,
  parameters: RaiseEpochParameters & SyncOptions = {},
): Promise<RaiseEpochSyncReturnType> {
  const address = await exchangeOf(client, parameters)
  const receipt = await writeSync(client, raiseEpochCall({ exchange: address }), parameters)
  return { ...eventOf(receipt, { abi: exchangeAbi, address, eventName: 'EpochRaised' }), receipt }
}
