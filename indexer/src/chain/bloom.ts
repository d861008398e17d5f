import { type Hex, keccak256 } from 'viem'

/** Digits of a header's bloom filter: 2,048 bits. */
const DIGITS = 512

const POSITIONS = new Map<Hex, readonly number[]>()

/** Whether a block may have a log with this address or topic: a bloom filter's no is certain, its yes is not. */
export function mayContain(bloom: Hex, item: Hex): boolean {
  if (bloom.length !== DIGITS + 2) return true
  return positionsOf(item).every((bit) => {
    const digit = Number.parseInt(bloom[DIGITS + 1 - (bit >> 2)] ?? '0', 16)
    return (digit & (1 << (bit & 3))) !== 0
  })
}

/** Three bits that stand for an item: the low 11 bits of the first three words of 16 bits of its hash. */
function positionsOf(item: Hex): readonly number[] {
  const known = POSITIONS.get(item)
  if (known !== undefined) return known
  const hash = keccak256(item)
  const bits = [2, 6, 10].map((at) => Number.parseInt(hash.slice(at, at + 4), 16) & 2_047)
  POSITIONS.set(item, bits)
  return bits
}
