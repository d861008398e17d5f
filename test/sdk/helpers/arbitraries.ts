import { type Grid, MAX_U256 } from '@tidemark/sdk/core'
import fc from 'fast-check'

/** Any `uint<bits>`, small and extreme ones often. */
export function uint(bits: number, min = 0n): fc.Arbitrary<bigint> {
  const max = (1n << BigInt(bits)) - 1n
  const range = (low: bigint, high: bigint) => fc.bigInt({ min: low > min ? low : min, max: high })
  return fc.oneof(range(0n, 1_000n), range(max - 1_000n, max), range(0n, max))
}

/** Any `uint256`. */
export const u256 = uint(256)

/** Any signed value whose magnitude fits 256 bits. */
export const i256 = fc.bigInt({ min: -MAX_U256, max: MAX_U256 })

/** A valid grid of up to 12 prices and 20 lots a cell, its cursor anywhere. */
export const grid: fc.Arbitrary<Grid> = fc
  .record({
    prices: fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 2, maxLength: 12 }),
    sizePerCell: fc.bigInt({ min: 1n, max: 20n }),
    place: fc.nat({ max: 10 ** 9 }),
  })
  .map(({ prices, sizePerCell, place }) => {
    const sorted = prices.sort((a, b) => (a < b ? -1 : 1))
    const lots = BigInt(sorted.length - 1) * sizePerCell
    return { prices: sorted, sizePerCell, cursor: BigInt(place) % (lots + 1n) }
  })
