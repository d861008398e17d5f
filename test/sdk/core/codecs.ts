import {
  decodeMovedGrid,
  decodePoolFounding,
  decodeStrategy,
  decodeVaultConstants,
  encodeMovedGrid,
  encodePoolFounding,
  encodeStrategy,
  encodeVaultConfig,
  GridMode,
  type Limits,
  NO_LIMITS,
  packPrices,
  StrategyKind,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { encodePacked, type Hex, size, toHex } from 'viem'
import { expectThrow } from '../helpers/expectError.ts'

const uint = (bits: number) => fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n })
const count = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 })
const account = uint(160).map((value) => toHex(value, { size: 20 }))
const text = fc.uint8Array({ maxLength: 40 }).map((bytes) => toHex(bytes))
const prices = fc
  .uniqueArray(uint(64), { minLength: 2, maxLength: 9 })
  .map((list) => list.map((price) => price || 1n).sort((a, b) => (a < b ? -1 : 1)))
  .filter((list) => new Set(list).size === list.length)

const LIMITS: fc.Arbitrary<Limits> = fc.record({
  ...{ minPrice: uint(64), maxPrice: uint(64), maxFillSize: uint(64), maxLots: uint(64) },
  ...{ minSpreadBps: count(16), maxTtl: count(32), maxOutflow: uint(128), outflowRefill: count(32) },
  ...{ maxTurnover: uint(128), turnoverPeriod: count(32), maxDrawdown: uint(128) },
  deltaRatioBps: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  deltaTarget: fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
  ...{
    deltaBand: uint(64),
    hedgeMarketId: count(32),
    hedgeBudget: uint(128),
    hedgeCooldown: count(32),
    guard: account,
  },
})

describe('what contracts keep in code', () => {
  it('of a pool: every field at its place, whatever the others hold', () => {
    const founding = fc.record({
      ...{
        base: account,
        quote: account,
        lotSize: uint(88),
        tickSize: uint(72),
        marketId: count(32),
        decimals: count(8),
      },
      ...{ firstSize: uint(64), firstSupply: uint(112), name: text, symbol: text, prices },
    })
    fc.assert(
      fc.property(founding, ({ prices, ...terms }) => {
        const { width, packed: packedPrices } = packPrices(prices)
        const encoded = encodePoolFounding({ ...terms, width, packedPrices })
        const { base, quote, lotSize, tickSize, marketId, decimals, firstSize, firstSupply, name, symbol } = terms
        const types = ['address', 'address', 'uint88', 'uint72', 'uint32', 'uint8', 'uint64', 'uint112'] as const
        const lengths = ['uint8', 'uint8', 'uint8', 'bytes', 'bytes', 'bytes'] as const
        expect(encoded).to.equal(
          encodePacked(
            [...types, ...lengths],
            [
              ...([base as Hex, quote as Hex, lotSize, tickSize, marketId, decimals, firstSize, firstSupply] as const),
              ...([size(name), size(symbol), width, name, symbol, packedPrices] as const),
            ],
          ),
        )
        const anchor = { anchorSize: firstSize, anchorSupply: firstSupply, prices }
        expect(decodePoolFounding(encoded)).to.deep.equal({ ...terms, width, packedPrices, ...anchor })
      }),
      { numRuns: 200 },
    )
  })

  it('of a pool that moved', () => {
    fc.assert(
      fc.property(uint(64), uint(112), prices, (anchorSize, anchorSupply, list) => {
        const packed = packPrices(list)
        const encoded = encodeMovedGrid(anchorSize, anchorSupply, packed)
        expect(encoded).to.equal(
          encodePacked(
            ['uint64', 'uint112', 'uint8', 'bytes'],
            [anchorSize, anchorSupply, packed.width, packed.packed],
          ),
        )
        expect(decodeMovedGrid(encoded)).to.deep.equal({ anchorSize, anchorSupply, prices: list })
      }),
      { numRuns: 100 },
    )
  })

  it('of a vault: constants, and its strategy with and without limits and prices', () => {
    const grid = fc.record({
      ...{ mode: fc.constantFrom(GridMode.Adjacent, GridMode.SameLevel, GridMode.OneShot), sizePerCell: uint(64) },
      ...{ referencePrice: uint(64), minStepBps: count(16), prices: fc.oneof(prices, fc.constant([])) },
    })
    const strategy = fc.record({
      kind: fc.constantFrom(...Object.values(StrategyKind)),
      limits: fc.oneof(LIMITS, fc.constant(NO_LIMITS)),
      grid,
    })
    const constants = fc.record({
      ...{ owner: account, base: account, quote: account, lotSize: uint(88), tickSize: uint(72), marketId: count(32) },
      ...{ hasOracle: fc.boolean(), bandBps: count(16) },
    })
    fc.assert(
      fc.property(constants, strategy, (fixed, wanted) => {
        // What its steps are is not the question here.
        const step = wanted.grid.prices.length > 0 ? 0 : wanted.grid.minStepBps
        const chosen = { ...wanted, grid: { ...wanted.grid, minStepBps: step } }
        const packed = encodeStrategy(chosen)
        expect(decodeStrategy(packed)).to.deep.equal(chosen)
        const args = encodeVaultConfig(fixed, packed)
        const { owner, base, quote, lotSize, tickSize, marketId, hasOracle, bandBps } = fixed
        expect(args).to.equal(
          encodePacked(
            ['address', 'address', 'address', 'uint88', 'uint72', 'uint32', 'bool', 'uint16', 'bytes'],
            [owner as Hex, base as Hex, quote as Hex, lotSize, tickSize, marketId, hasOracle, bandBps, packed],
          ),
        )
        expect(decodeVaultConstants(args)).to.deep.equal(fixed)
        expect(decodeStrategy(args, 87)).to.deep.equal(chosen)
      }),
      { numRuns: 200 },
    )
  })

  it('has room for a step of more than a byte, and for no more than two', () => {
    const grid = { mode: GridMode.Adjacent, sizePerCell: 1n, referencePrice: 1n, minStepBps: 300, prices: [100n, 200n] }
    const strategy = { kind: StrategyKind.GridTrading, limits: NO_LIMITS, grid }
    expect(decodeStrategy(encodeStrategy(strategy)).grid.minStepBps).to.equal(300)
    const far = { ...grid, prices: [], minStepBps: 65_536 }
    expectThrow(() => encodeStrategy({ ...strategy, grid: far }), 'CastOverflow', { value: 65_536n, type: 'uint16' })
  })
})
