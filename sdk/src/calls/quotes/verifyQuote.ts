import type { Quote } from '../../core/quote.ts'
import { isCanonicalSignature } from '../../quotes/canonicalSignature.ts'
import { quoteMessage } from '../../quotes/quoteMessage.ts'
import type { Address, Hex } from '../abi.ts'
import { callOf } from '../call.ts'
import { addressOf, type ReadOptions, type Signer } from '../driver.ts'
import { signerOf } from './maker.ts'

const isValidSignatureFunction = {
  type: 'function',
  name: 'isValidSignature',
  stateMutability: 'view',
  inputs: [
    { name: 'hash', type: 'bytes32' },
    { name: 'signature', type: 'bytes' },
  ],
  outputs: [{ name: '', type: 'bytes4' }],
} as const
const ERC1271_MAGIC = `0x1626ba7e${'0'.repeat(56)}`

/** A quote and the signature that came with it. */
export interface VerifyQuoteArgs extends ReadOptions {
  readonly quote: Quote
  readonly signature: Hex
  /** The exchange it is for; the known deployment on the chain by default. */
  readonly exchange?: Address
}

/** Whether the exchange would accept a signature: ECDSA first, then ERC-1271; of a vault, its manager's. */
export async function verifyQuoteFlow(driver: Signer, args: VerifyQuoteArgs): Promise<boolean> {
  const { quote, signature } = args
  const [chainId, exchange] = await Promise.all([driver.chainId(), args.exchange ?? addressOf(driver, 'exchange')])
  const hash = await driver.hashTypedData(quoteMessage(quote, { chainId, exchange }))
  if (!/^0x([0-9a-f]{2})*$/i.test(signature)) return false
  const signer = isCanonicalSignature(signature) ? await driver.recover(hash, signature) : undefined
  if (signer === quote.maker) return true
  const expected = await signerOf(driver, exchange, quote.maker, args)
  if (signer !== undefined && signer.toLowerCase() === expected.toLowerCase()) return true
  const answer = await driver.ask(callOf(isValidSignatureFunction, expected, [hash, signature]), exchange, args)
  return answer !== undefined && answer.slice(0, 66).toLowerCase() === ERC1271_MAGIC
}
