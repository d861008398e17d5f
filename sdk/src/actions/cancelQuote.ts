import type { Address, Hash, Hex, TransactionReceipt } from 'viem'
import { exchangeAbi } from '../abis/exchange.ts'
import { TidemarkError } from '../core/errors.ts'
import type { Quote } from '../core/quote.ts'
import type { ExchangeCall } from './internal/call.ts'
import { type ExchangeOption, exchangeOf, type TidemarkClient } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** Which quote to withdraw. */
export interface CancelQuoteArgs {
  readonly quote: Quote
}

/** Which quote to withdraw, and how to send. */
export type CancelQuoteParameters = CancelQuoteArgs & ExchangeOption & WriteOptions

/** The quote that is withdrawn: `QuoteCancelled`. */
export interface CancelQuoteSyncReturnType {
  readonly maker: Address
  readonly hash: Hex
  readonly receipt: TransactionReceipt
}

/** The quote is a streaming one, which cancelling by hash would leave fillable. */
export class QuoteNotStandingError extends TidemarkError {
  constructor(nonce: bigint) {
    super('QuoteNotStanding', `a quote of nonce ${nonce} is streaming: retire it with cancelQuotesUpTo ${nonce + 1n}`, {
      nonce,
    })
  }
}

/** Build the call that withdraws a standing quote. @throws {QuoteNotStandingError} when it is a streaming one. */
export function cancelQuoteCall({
  exchange,
  quote,
}: CancelQuoteArgs & Required<ExchangeOption>): ExchangeCall<'cancelQuote'> {
  if (quote.nonce !== 0n) throw new QuoteNotStandingError(quote.nonce)
  return { abi: exchangeAbi, address: exchange, functionName: 'cancelQuote', args: [quote] }
}

/**
 * Withdraw one standing quote of the sender for good. A streaming one is retired by `cancelQuotesUpTo` instead.
 * Mirrors `Exchange.cancelQuote`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotMaker`.
 * @throws {QuoteNotStandingError} when it is a streaming one.
 */
export async function cancelQuote(client: TidemarkClient, parameters: CancelQuoteParameters): Promise<Hash> {
  const exchange = await exchangeOf(client, parameters)
  return write(client, cancelQuoteCall({ ...parameters, exchange }), parameters)
}

/**
 * Withdraw a standing quote as {@link cancelQuote} does and wait until it is dead.
 *
 * @throws {RevertError} as {@link cancelQuote}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function cancelQuoteSync(
  client: TidemarkClient,
  parameters: CancelQuoteParameters & SyncOptions,
): Promise<CancelQuoteSyncReturnType> {
  const address = await exchangeOf(client, parameters)
  const receipt = await writeSync(client, cancelQuoteCall({ ...parameters, exchange: address }), parameters)
  return { ...eventOf(receipt, { abi: exchangeAbi, address, eventName: 'QuoteCancelled' }), receipt }
}
