import type { Address, Hash, TransactionReceipt } from 'viem'
import { exchangeAbi } from '../abis/exchange.ts'
import type { ExchangeCall } from './internal/call.ts'
import { type ExchangeOption, exchangeOf, requireAccount, type TidemarkClient } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** Which streaming quotes to retire. */
export interface CancelQuotesUpToArgs {
  readonly marketId: number
  /** Every quote of a nonce below this one is retired; this one stays fillable. */
  readonly quoteNonce: bigint
}

/** Whose quotes: the sender's by default; a vault's by its manager or owner. */
export interface MakerOption {
  readonly maker?: Address
}

/** Which streaming quotes to retire, and how to send. */
export type CancelQuotesUpToParameters = CancelQuotesUpToArgs & MakerOption & ExchangeOption & WriteOptions

/** The oldest nonce that is left: `QuotesCancelledUpTo`. */
export interface CancelQuotesUpToSyncReturnType {
  readonly maker: Address
  readonly marketId: number
  readonly nonce: bigint
  readonly receipt: TransactionReceipt
}

/** Build the call that retires streaming quotes. */
export function cancelQuotesUpToCall(
  args: CancelQuotesUpToArgs & Required<MakerOption & ExchangeOption>,
): ExchangeCall<'cancelUpTo'> {
  const { exchange, maker, marketId, quoteNonce } = args
  return { abi: exchangeAbi, address: exchange, functionName: 'cancelUpTo', args: [maker, marketId, quoteNonce] }
}

/**
 * Retire every streaming quote of the maker below `quoteNonce` in a market. Mirrors `Exchange.cancelUpTo`; `core` computes
 * the same with `advanceStream`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `QuoteRetired` when `quoteNonce` is older than the current one, `NonceJumpTooLarge` when it is more
 * than 2^42 ahead, `NotMaker` when it is another's.
 */
export async function cancelQuotesUpTo(client: TidemarkClient, parameters: CancelQuotesUpToParameters): Promise<Hash> {
  const exchange = await exchangeOf(client, parameters)
  return write(
    client,
    cancelQuotesUpToCall({ ...parameters, exchange, maker: makerOf(client, parameters) }),
    parameters,
  )
}

/**
 * Retire streaming quotes as {@link cancelQuotesUpTo} does and wait until they are dead.
 *
 * @throws {RevertError} as {@link cancelQuotesUpTo}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function cancelQuotesUpToSync(
  client: TidemarkClient,
  parameters: CancelQuotesUpToParameters & SyncOptions,
): Promise<CancelQuotesUpToSyncReturnType> {
  const address = await exchangeOf(client, parameters)
  const call = cancelQuotesUpToCall({ ...parameters, exchange: address, maker: makerOf(client, parameters) })
  const receipt = await writeSync(client, call, parameters)
  return { ...eventOf(receipt, { abi: exchangeAbi, address, eventName: 'QuotesCancelledUpTo' }), receipt }
}

function makerOf(client: TidemarkClient, { maker, account }: CancelQuotesUpToParameters): Address {
  return maker ?? requireAccount(client, account).address
}
