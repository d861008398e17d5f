import { compactSignatureToSignature, type Hex, parseCompactSignature, serializeSignature } from 'viem'
import { concat, numberToHex, size, slice } from 'viem/utils'

/**
 * Bring a wallet's ECDSA signature into the one form the exchange accepts: 65 bytes with a `v` of 27 or 28. Expands
 * ERC-2098 and lifts a `v` of 0 or 1; what a contract wallet made is returned as it is.
 */
export function canonicalSignature(signature: Hex): Hex {
  if (size(signature) === 64) return serializeSignature(compactSignatureToSignature(parseCompactSignature(signature)))
  if (size(signature) !== 65) return signature
  const v = Number(slice(signature, 64))
  return v < 2 ? concat([slice(signature, 0, 64), numberToHex(v + 27)]) : signature
}
