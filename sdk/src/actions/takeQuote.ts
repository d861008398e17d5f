import type { Address, Hash, Hex } from 'viem'
import { exchangeAbi } from '../abis/exchange.ts'
import { type Quote, quoteSide } from '../core/quote.ts'
import type { ExchangeCall } from './internal/call.ts'
import { type ExchangeOption, exchangeOf, requireAccount, type TidemarkClient } from './internal/client.ts'
import { type FillReturnType, fillOf, type TakeTerms, toTake } from './internal/take.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** A take of a signed quote. Its limit is the quote's own price by default. */
export interface TakeQuoteTerms extends Omit<TakeTerms, 'limitPrice'>, Partial<Pick<TakeTerms, 'limitPrice'>> {
  readonly quote: Quote
  readonly signature: Hex
}

/** A take, who receives what it buys, and the exchange it goes to. */
export type TakeQuoteArgs = TakeQuoteTerms & { readonly recipient: Address } & Required<ExchangeOption>

/** A take, received by the sender unless `recipient` says otherwise, and how to send. */
export type TakeQuoteParameters = TakeQuoteTerms & { readonly recipient?: Address } & ExchangeOption & WriteOptions

/** Build the call that takes from a signed quote. */
export function takeQuoteCall({ exchange, quote, signature, ...take }: TakeQuoteArgs): ExchangeCall<'takeQuote'> {
  const { limitPrice = quoteSide(quote, take.side).price } = take
  return {
    abi: exchangeAbi,
    address: exchange,
    functionName: 'takeQuote',
    args: [quote, signature, toTake({ ...take, limitPrice })],
  }
}

/**
 * Trade against a signed quote; sender and maker pay out of their allowances to the exchange. The fee rounds up, in the
 * venue's favour. Mirrors `Exchange.takeQuote`; `core` computes the same with `consumeQuote`, `notional` and `feeUp`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NothingToTake`, `SizeBelowMinimum`, `PriceBeyondLimit`, `SelfTrade`, `QuoteExpired`,
 * `QuoteRetired`, `QuoteNotForTaker`, `QuoteEpochMismatch`, `NonceJumpTooLarge`, `CancelledQuote`, `InvalidSignature`,
 * `DeadlinePassed`, `ERC20InsufficientAllowance` or `ERC20InsufficientBalance`.
 */
export async function takeQuote(client: TidemarkClient, parameters: TakeQuoteParameters): Promise<Hash> {
  return write(client, await callOf(client, parameters), parameters)
}

/**
 * Trade against a signed quote as {@link takeQuote} does and wait for the fill.
 *
 * @throws {RevertError} as {@link takeQuote}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function takeQuoteSync(
  client: TidemarkClient,
  parameters: TakeQuoteParameters & SyncOptions,
): Promise<FillReturnType> {
  const call = await callOf(client, parameters)
  return fillOf(await writeSync(client, call, parameters), call.address)
}

async function callOf(client: TidemarkClient, parameters: TakeQuoteParameters) {
  const recipient = parameters.recipient ?? requireAccount(client, parameters.account).address
  return takeQuoteCall({ ...parameters, recipient, exchange: await exchangeOf(client, parameters) })
}
