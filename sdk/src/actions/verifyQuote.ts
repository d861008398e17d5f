import { encodeFunctionData, type Hex, parseAbi } from 'viem'
import { call } from 'viem/actions'
import { getAction, isAddressEqual, isHex, pad, size, slice } from 'viem/utils'
import type { Quote } from '../core/quote.ts'
import { RevertError } from '../errors/revert.ts'
import { toTidemarkError } from '../errors/toTidemarkError.ts'
import { hashQuote } from '../quotes/hashQuote.ts'
import { recoverQuoteSigner } from '../quotes/recoverQuoteSigner.ts'
import { chainIdOf, type ExchangeOption, exchangeOf, type TidemarkClient } from './internal/client.ts'
import type { ReadOptions } from './internal/read.ts'

const erc1271Abi = /*#__PURE__*/ parseAbi(['function isValidSignature(bytes32, bytes) view returns (bytes4)'])
const ERC1271_MAGIC = '0x1626ba7e'

/** A quote and the signature that came with it. */
export type VerifyQuoteParameters = { readonly quote: Quote; readonly signature: Hex } & ExchangeOption & ReadOptions

/**
 * Tell whether the exchange would accept a quote's signature: ECDSA first, then ERC-1271 when the maker is a contract.
 * Mirrors `QuoteBook._checkSignature`, malleable and short signatures refused. Says nothing about expiry, fills or funds.
 *
 * @throws {RequestFailedError} when the node does not answer: that is no verdict.
 * @throws {InvalidArgumentError} when the quote cannot be hashed.
 */
export async function verifyQuote(client: TidemarkClient, parameters: VerifyQuoteParameters): Promise<boolean> {
  const { quote, signature, blockNumber } = parameters
  const [chainId, exchange] = await Promise.all([chainIdOf(client), exchangeOf(client, parameters)])
  const signer = await recoverQuoteSigner(quote, signature, { chainId, exchange })
  if (signer !== undefined && isAddressEqual(signer, quote.maker)) return true
  if (!isHex(signature)) return false
  const { data } = await getAction(
    client,
    call,
    'call',
  )({
    account: exchange,
    to: quote.maker,
    data: encodeFunctionData({ abi: erc1271Abi, args: [hashQuote(quote, { chainId, exchange }), signature] }),
    ...(blockNumber === undefined ? {} : { blockNumber }),
  }).catch((error: unknown) => {
    const reason = toTidemarkError(error)
    if (reason instanceof RevertError) return { data: undefined }
    throw reason
  })
  return data !== undefined && size(data) >= 32 && slice(data, 0, 32) === pad(ERC1271_MAGIC, { dir: 'right' })
}
