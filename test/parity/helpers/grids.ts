import fc from 'fast-check'
import { cross, mostly, uint } from './cases.ts'

export type Prices = readonly bigint[]

/** Strictly increasing lists of every width; mostly short, because long ones only cost time. Six bits hold 16 distinct. */
export const increasing = fc
  .tuple(fc.integer({ min: 6, max: 64 }), fc.integer({ min: 2, max: 12 }))
  .chain(([bits, length]) =>
    fc.uniqueArray(fc.bigInt({ min: 1n, max: (1n << BigInt(bits)) - 1n }), {
      minLength: length,
      maxLength: length + 4,
    }),
  )
  .map((prices) => [...prices].sort((a, b) => (a < b ? -1 : 1)))

/** One list in ten is as it came: too short, repeated or unsorted. */
export const anyPrices: fc.Arbitrary<Prices> = mostly<Prices>(increasing, fc.array(uint(64), { maxLength: 6 }))

/** The longest list there may be, and one that is too long: dear to encode, so they meet few other values. */
const full = Array.from({ length: 256 }, (_, i) => BigInt(i + 1))
export const LONG_LISTS: readonly Prices[] = [full, [...full, 300n]]
export const GOOD_LISTS: readonly Prices[] = [
  [1n, 2n],
  [255n, 256n],
  [65_535n, 65_536n, 1n << 32n],
  [1n, (1n << 64n) - 1n],
  full.slice(0, 17),
]
export const LISTS: readonly Prices[] = [...GOOD_LISTS, [], [1n], [0n, 1n], [2n, 2n], [3n, 2n]]
export const SIZES = [0n, 1n, 7n, (1n << 64n) - 1n, 1n << 255n]
export const BOTH = [false, true]

/** Lots of all cells. */
export function lotsOf(prices: Prices, same: boolean, size: bigint): bigint {
  return BigInt(Math.max(prices.length - (same ? 0 : 1), 0)) * size
}

const MAX = (1n << 256n) - 1n
const size = fc.oneof(
  { weight: 8, arbitrary: uint(16) },
  { weight: 3, arbitrary: uint(60) },
  { weight: 1, arbitrary: uint(256) },
)

/** Prices, whether cells have one price, lots per cell, a cursor mostly within the grid, and another number of lots within it. */
export const gridState = fc.tuple(anyPrices, fc.boolean(), size).chain(([prices, same, sizePerCell]) => {
  const total = lotsOf(prices, same, sizePerCell)
  const inside = fc.bigInt({ min: 0n, max: total < MAX ? total : MAX })
  const cursor = mostly(inside, uint(256))
  return fc.tuple(fc.constant(prices), fc.constant(same), fc.constant(sizePerCell), cursor, inside)
})

/** A grid as contracts accept them, a cursor within it, and a number of lots that rest there on either side. */
export const goodGrid = fc
  .tuple(increasing, fc.boolean(), fc.bigInt({ min: 1n, max: 1n << 59n }), uint(59))
  .chain(([prices, same, large, small]) => {
    const sizePerCell = small === 0n ? large : (large % small) + 1n
    const total = lotsOf(prices, same, sizePerCell)
    return fc
      .bigInt({ min: 0n, max: total })
      .chain((cursor) =>
        fc.tuple(
          fc.constant(prices),
          fc.constant(same),
          fc.constant(sizePerCell),
          fc.constant(cursor),
          fc.bigInt({ min: 0n, max: total - cursor }),
          fc.bigInt({ min: 0n, max: cursor }),
        ),
      )
  })

/** A price of the list, the one above it, or any. */
export function near(prices: Prices): fc.Arbitrary<bigint> {
  if (prices.length === 0) return uint(64)
  return fc.oneof(
    fc.constantFrom(...prices),
    fc.constantFrom(...prices).map((price) => price + 1n),
    uint(65),
  )
}

export const edgeGrids = (...last: readonly (readonly bigint[])[]) => [
  ...cross(LISTS, BOTH, SIZES, [0n, 1n, 7n, 16n], ...last),
  ...cross(LONG_LISTS, BOTH, [7n], [255n], ...last),
]
