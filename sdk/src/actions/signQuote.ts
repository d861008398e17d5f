import type { Account, Address, Hex } from 'viem'
import { signTypedData } from 'viem/actions'
import { bytesToBigInt, getAction } from 'viem/utils'
import { exchangeAbi } from '../abis/exchange.ts'
import { QUOTE_TYPES, type Quote, quoteDomain, ZERO_ADDRESS } from '../core/quote.ts'
import { toTidemarkError } from '../errors/toTidemarkError.ts'
import { canonicalSignature } from '../quotes/canonicalSignature.ts'
import { hashQuote } from '../quotes/hashQuote.ts'
import { chainIdOf, type ExchangeOption, exchangeOf, requireAccount, type TidemarkClient } from './internal/client.ts'
import { read } from './internal/read.ts'

/** What to offer. Prices in ticks, sizes in lots; leave a side out and it is absent. */
export interface SignQuoteTerms
  extends Pick<Quote, 'marketId' | 'expiry'>,
    Partial<Omit<Quote, 'marketId' | 'expiry'>> {
  /** Signs; the client's account by default. `maker` is its address unless a contract wallet is named. */
  readonly account?: Account | Address
}

/** What to offer, and the exchange that will settle it. */
export type SignQuoteParameters = SignQuoteTerms & ExchangeOption

/** A quote ready to be handed to takers. */
export interface SignedQuote {
  readonly quote: Quote
  readonly signature: Hex
  /** EIP-712 hash, the quote's id on chain. */
  readonly hash: Hex
}

/**
 * Sign a quote. Unless given: standing (nonce 0) with a random salt, the maker's current epoch, for any taker.
 *
 * The maker's allowances to the exchange pay when it fills. Nothing is sent to the chain.
 *
 * @throws {AccountRequiredError} without an account.
 * @throws {UserRejectedError} when the wallet's user declines.
 */
export async function signQuote(client: TidemarkClient, parameters: SignQuoteParameters): Promise<SignedQuote> {
  const { marketId, expiry, bidPrice = 0n, bidSize = 0n, askPrice = 0n, askSize = 0n, nonce = 0n } = parameters
  const { taker = ZERO_ADDRESS, salt = nonce === 0n ? randomSalt() : 0n } = parameters
  const account = requireAccount(client, parameters.account)
  const maker = parameters.maker ?? account.address
  const [chainId, exchange] = await Promise.all([chainIdOf(client), exchangeOf(client, parameters)])
  const epoch =
    parameters.epoch ??
    (await read(client, { abi: exchangeAbi, address: exchange, functionName: 'epochOf', args: [maker] }))
  const quote = { maker, marketId, bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry, taker, salt }
  const typedData = {
    domain: quoteDomain(chainId, exchange),
    types: QUOTE_TYPES,
    primaryType: 'Quote',
    message: quote,
  } as const
  const signature = await getAction(
    client,
    signTypedData,
    'signTypedData',
  )({ account, ...typedData }).catch((error: unknown) => {
    throw toTidemarkError(error)
  })
  return { quote, signature: canonicalSignature(signature), hash: hashQuote(quote, { chainId, exchange }) }
}

function randomSalt(): bigint {
  return bytesToBigInt(crypto.getRandomValues(new Uint8Array(32)))
}
