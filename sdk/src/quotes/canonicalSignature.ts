import type { Hex } from 'viem'

const TOP_BIT = 1n << 255n

/**
 * Bring a wallet's ECDSA signature into the one form the exchange accepts: 65 bytes with a `v` of 27 or 28. Expands
 * ERC-2098 and lifts a `v` of 0 or 1; what a contract wallet made is returned as it is.
 */
export function canonicalSignature(signature: Hex): Hex {
  const r = signature.slice(2, 66)
  const s = signature.slice(66, 130)
  if (signature.length === 2 + 2 * 64) {
    const word = BigInt(`0x${s}`)
    return `0x${r}${(word & ~TOP_BIT).toString(16).padStart(64, '0')}${word & TOP_BIT ? '1c' : '1b'}`
  }
  if (signature.length !== 2 + 2 * 65) return signature
  const v = Number(`0x${signature.slice(130)}`)
  return v < 2 ? `0x${r}${s}${(v + 27).toString(16)}` : signature
}

/** Half the order of secp256k1: above it a signature is the malleable twin of another. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

/** Whether the exchange reads a signature as ECDSA: 65 bytes, `v` 27 or 28, `s` in the lower half. Mirrors `ECDSA.tryRecover`. */
export function isCanonicalSignature(signature: Hex): boolean {
  if (!/^0x[0-9a-f]{130}$/i.test(signature)) return false
  const v = Number(`0x${signature.slice(130)}`)
  return (v === 27 || v === 28) && BigInt(`0x${signature.slice(66, 130)}`) <= HALF_ORDER
}
