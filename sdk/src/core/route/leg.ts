import { toUint } from '../errors.ts'
import type { Quote } from '../quote.ts'

type Hex = `0x${string}`

/**
 * A quote's ABI encoding, eleven words, followed by its signature: the bytes of a quote leg, as `Exchange.takeRoute` reads them.
 *
 * @throws {CastOverflowError} when a number exceeds its Solidity type, or an account 160 bits.
 *
 * @example
 * encodeQuoteLeg(quote, '0xabcd').length // => 710
 */
export function encodeQuoteLeg(quote: Quote, signature: Hex): Hex {
  const { maker, marketId, bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry, taker, salt } = quote
  const numbers = [bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry].map((value) => word(toUint(value, 64)))
  const account = (address: Hex) => word(toUint(BigInt(address), 160))
  const market = word(toUint(BigInt(marketId), 32))
  const words = [account(maker), market, ...numbers, account(taker), word(toUint(salt, 256))]
  return `0x${words.join('')}${signature.slice(2)}`
}

function word(value: bigint): string {
  return value.toString(16).padStart(64, '0')
}
