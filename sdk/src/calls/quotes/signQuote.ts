import { type Quote, ZERO_ADDRESS } from '../../core/quote.ts'
import { canonicalSignature } from '../../quotes/canonicalSignature.ts'
import { quoteMessage } from '../../quotes/quoteMessage.ts'
import type { Address, Hex } from '../abi.ts'
import { addressOf, type Signer } from '../driver.ts'
import { epochOf } from './maker.ts'

/**
 * What to offer. Prices in ticks, sizes in lots; leave a side out and it is absent. `maker` is the signer unless a contract
 * wallet or, by its manager, a vault is named.
 */
export interface SignQuoteArgs extends Pick<Quote, 'marketId' | 'expiry'>, Partial<Omit<Quote, 'marketId' | 'expiry'>> {
  /** The exchange that will settle it; the known deployment on the chain by default. */
  readonly exchange?: Address
}

/** A quote ready to be handed to takers. */
export interface SignedQuote {
  readonly quote: Quote
  readonly signature: Hex
  /** EIP-712 hash, the quote's id on chain. */
  readonly hash: Hex
}

/** Sign a quote. Unless given: standing (nonce 0) with a random salt, the maker's current epoch, for any taker. */
export async function signQuoteFlow(driver: Signer, args: SignQuoteArgs): Promise<SignedQuote> {
  const { marketId, expiry, bidPrice = 0n, bidSize = 0n, askPrice = 0n, askSize = 0n, nonce = 0n } = args
  const { taker = ZERO_ADDRESS, salt = nonce === 0n ? randomSalt() : 0n } = args
  const [signer, chainId, exchange] = await Promise.all([
    driver.sender(),
    driver.chainId(),
    args.exchange ?? addressOf(driver, 'exchange'),
  ])
  const maker = args.maker ?? signer
  const epoch = args.epoch ?? (await epochOf(driver, exchange, maker))
  const quote = { maker, marketId, bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry, taker, salt }
  const message = quoteMessage(quote, { chainId, exchange })
  const signature = canonicalSignature(await driver.signTypedData(message))
  return { quote, signature, hash: await driver.hashTypedData(message) }
}

function randomSalt(): bigint {
  const words = crypto.getRandomValues(new BigUint64Array(4))
  return words.reduce((salt, word) => (salt << 64n) | word, 0n)
}
