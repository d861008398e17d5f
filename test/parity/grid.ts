import {
  asksWithin,
  askTicks,
  bidsWithin,
  bidTicks,
  capacity,
  clampPrice,
  cursorAt,
  funding,
  packPrices,
  unpackPrices,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { network } from 'hardhat'
import { cross, deployHarness, expectParity, type Harness, samples, uint } from './helpers/harness.ts'

type Prices = readonly bigint[]

/** Strictly increasing lists of every width; mostly short, because long ones only cost time. Six bits hold 16 distinct. */
const increasing = fc
  .tuple(fc.integer({ min: 6, max: 64 }), fc.integer({ min: 2, max: 12 }))
  .chain(([bits, length]) =>
    fc.uniqueArray(fc.bigInt({ min: 1n, max: (1n << BigInt(bits)) - 1n }), {
      minLength: length,
      maxLength: length + 4,
    }),
  )
  .map((prices) => [...prices].sort((a, b) => (a < b ? -1 : 1)))
/** One list in ten is as it came: too short, repeated or unsorted. */
const anyPrices = fc.oneof(
  { weight: 9, arbitrary: increasing },
  { weight: 1, arbitrary: fc.array(uint(64), { maxLength: 6 }) },
)

const full = Array.from({ length: 256 }, (_, i) => BigInt(i + 1))
const LISTS: readonly Prices[] = [
  [1n, 2n],
  [255n, 256n],
  [65_535n, 65_536n, 1n << 32n],
  [1n, (1n << 64n) - 1n],
  full,
  [],
  [1n],
  [0n, 1n],
  [2n, 2n],
  [3n, 2n],
  [...full, 300n],
]
const SIZES = [0n, 1n, 7n, (1n << 64n) - 1n, 1n << 255n]

/** A grid whose cursor mostly lies inside it, so that not every case reverts. */
const state = anyPrices.chain((prices) =>
  fc
    .oneof({ weight: 8, arbitrary: uint(16) }, { weight: 3, arbitrary: uint(64) }, { weight: 1, arbitrary: uint(256) })
    .chain((size) => {
      const total = BigInt(Math.max(prices.length - 1, 0)) * size
      const top = total < 1n << 256n ? total : (1n << 256n) - 1n
      const inside = fc.bigInt({ min: 0n, max: top })
      const cursor = fc.oneof({ weight: 9, arbitrary: inside }, { weight: 1, arbitrary: uint(256) })
      return fc.tuple(fc.constant(prices), fc.constant(size), cursor, inside)
    }),
)
const near = (prices: Prices) =>
  prices.length === 0
    ? uint(64)
    : fc.oneof(
        fc.constantFrom(...prices),
        fc.constantFrom(...prices).map((p) => p + 1n),
        uint(65),
      )
const withSize = state.chain(([prices, size, cursor, inside]) =>
  fc
    .oneof(
      { weight: 6, arbitrary: fc.constant(inside) },
      { weight: 3, arbitrary: uint(16) },
      { weight: 1, arbitrary: uint(256) },
    )
    .map((take) => [prices, size, cursor, take] as const),
)
const withPrice = state.chain(([prices, size, cursor]) => near(prices).map((p) => [prices, size, cursor, p] as const))
const edgesOf = (last: readonly bigint[]) => cross(LISTS, SIZES, [0n, 1n, 7n, 255n], last)

describe('parity: grid', function () {
  this.timeout(0)
  let harness: Harness
  before(async () => {
    const { provider } = await network.create({ network: 'parity' })
    harness = await deployHarness(provider)
  })

  it('packPrices equals the bytecode, values and reverts', async () => {
    const cases = [...LISTS.map((list) => [list]), ...samples(anyPrices).map((list) => [list])]
    await expectParity(harness, 'pack', cases, (prices: Prices) => {
      const { width, packed } = packPrices(prices)
      return [BigInt(width), packed]
    })
  })

  it('unpackPrices equals the bytecode', async () => {
    const cases = samples(increasing.filter((list) => list.length >= 2)).map((prices) => {
      const { packed, width } = packPrices(prices)
      return [packed, BigInt(width)]
    })
    await expectParity(harness, 'unpack', cases, (packed: `0x${string}`, width: bigint) =>
      unpackPrices(packed, Number(width)),
    )
  })

  it('capacity equals the bytecode, values and reverts', async () => {
    const counts = fc.integer({ min: 0, max: 300 }).map(BigInt)
    const cases = [...cross([0n, 1n, 2n, 256n], SIZES), ...samples(fc.tuple(counts, uint(256)))]
    await expectParity(harness, 'capacity', cases, (count: bigint, size: bigint) => capacity(Number(count), size))
  })

  it('cursorAt equals the bytecode, values and reverts', async () => {
    const cases = [
      ...cross(LISTS, SIZES, [0n, 1n, 2n, 255n, 256n]),
      ...samples(withPrice).map(([p, s, , at]) => [p, s, at]),
    ]
    await expectParity(harness, 'cursorAt', cases, (prices: Prices, sizePerCell: bigint, reference: bigint) => {
      packPrices(prices)
      return cursorAt(prices, sizePerCell, reference)
    })
  })

  it('clampPrice equals the bytecode, values and reverts', async () => {
    const cases = [...cross(LISTS, [0n, 1n, 2n, 255n, 256n]), ...samples(withPrice).map(([p, , , at]) => [p, at])]
    await expectParity(harness, 'clampPrice', cases, (prices: Prices, price: bigint) => {
      packPrices(prices)
      return clampPrice(prices, price)
    })
  })

  for (const [name, core] of Object.entries({ asksWithin, bidsWithin })) {
    it(`${name} equals the bytecode, values and reverts`, async () => {
      const cases = [...edgesOf([0n, 1n, 2n, 256n, 1n << 64n]), ...samples(withPrice).map((row) => [...row])]
      await expectParity(harness, name, cases, (prices: Prices, sizePerCell: bigint, cursor: bigint, limit: bigint) => {
        packPrices(prices)
        return core({ prices, sizePerCell, cursor }, limit)
      })
    })
  }

  for (const [name, core] of Object.entries({ askTicks, bidTicks })) {
    it(`${name} equals the bytecode, values and reverts`, async () => {
      const cases = [...edgesOf([0n, 1n, 7n, 8n, 255n, 1n << 255n]), ...samples(withSize).map((row) => [...row])]
      await expectParity(harness, name, cases, (prices: Prices, sizePerCell: bigint, cursor: bigint, size: bigint) => {
        packPrices(prices)
        return core({ prices, sizePerCell, cursor }, size)
      })
    })
  }

  it('funding equals the bytecode, values and reverts', async () => {
    const cases = [...cross(LISTS, SIZES, [0n, 1n, 7n, 255n]), ...samples(state).map(([p, s, c]) => [p, s, c])]
    await expectParity(harness, 'funding', cases, (prices: Prices, sizePerCell: bigint, cursor: bigint) => {
      packPrices(prices)
      const { baseLots, quoteTicks } = funding({ prices, sizePerCell, cursor })
      return [baseLots, quoteTicks]
    })
  })
})
