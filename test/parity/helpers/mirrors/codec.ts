import {
  decodeLimits,
  decodeStrategy,
  decodeVaultConfig,
  decodeVaultConstants,
  encodeLimits,
  encodeStrategy,
  encodeVaultConfig,
  type HexBytes,
  NO_LIMITS,
  packGridPrices,
  readUint,
  type Strategy,
  type StrategyGrid,
  type VaultConstants,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, uint } from '../cases.ts'
import { LISTS } from '../grids.ts'
import { mirror } from '../mirror.ts'
import { anyLimits, GOOD, packable, packed } from '../strategies.ts'

const harness = 'StrategyHarness'
const bytes = (min: number, max: number) =>
  fc.uint8Array({ minLength: min, maxLength: max }).map((a): HexBytes => `0x${Buffer.from(a).toString('hex')}`)
const address = bytes(20, 20)

/** What `VaultConfigLib` takes of a market. */
interface MarketTerms {
  readonly base: HexBytes
  readonly lotSize: bigint
  readonly quote: HexBytes
  readonly tickSize: bigint
  readonly takerFeeBps: number
  readonly poolFeeShareBps: number
  readonly halted: boolean
  readonly oracle: HexBytes
  readonly oracleBandBps: number
  readonly maxOracleAge: number
}
const ZERO = `0x${'0'.repeat(40)}` as const
const market: fc.Arbitrary<MarketTerms> = fc
  .tuple(address, uint(88), address, uint(72), fc.constantFrom(ZERO, `0x${'0'.repeat(39)}1` as const), uint(16))
  .map(([base, lotSize, quote, tickSize, oracle, band]) => ({
    ...{ base, lotSize, quote, tickSize, takerFeeBps: 1, poolFeeShareBps: 2, halted: false },
    ...{ oracle, oracleBandBps: Number(band), maxOracleAge: 3 },
  }))
const id = uint(32).map(Number)
const constants = (owner: HexBytes, m: MarketTerms, marketId: number): VaultConstants => ({
  ...{ owner, base: m.base, quote: m.quote, lotSize: m.lotSize, tickSize: m.tickSize, marketId },
  ...{ hasOracle: m.oracle !== ZERO, bandBps: m.oracleBandBps },
})
const decodable = packed.map(encodeStrategy)
const EDGE_STRATEGIES = cross(Object.values(GOOD), LISTS, [0, 1, 2]).map(
  ([limits, prices, mode]) =>
    ({ kind: 2, limits, grid: { mode, sizePerCell: 1n, referencePrice: 2n, minStepBps: 0, prices } }) as Strategy,
)
const configs = fc
  .tuple(address, market, id, decodable, fc.option(decodable, { nil: '0x' as HexBytes }))
  .map(([owner, m, marketId, strategy, moved]) => [encodeVaultConfig(constants(owner, m, marketId), strategy), moved])

const fields = (...names: readonly string[]) => names.map((name) => `VaultConfigLib.${name}`)
const CONSTANTS = fields('owner', 'base', 'quote', 'lotSize', 'tickSize', 'marketId', 'hasOracle', 'bandBps')
const STRATEGY_FIELDS = fields(
  ...['kind', 'mode', 'sizePerCell', 'referencePrice', 'minStepBps', 'limitsAt', 'hasLimits', 'hasGrid', 'prices'],
)

/** Strategies and vaults' constants as they live in code. */
export const codec = [
  mirror(readUint, 'BytesReader.read', {
    harness,
    edges: [],
    random: fc.tuple(bytes(1, 64), fc.nat(1_000), fc.integer({ min: 1, max: 32 })).map(([data, at, size]) => {
      const length = (data.length - 2) / 2
      const fits = Math.min(size, length)
      return [data, BigInt(at % (length - fits + 1)), BigInt(fits)]
    }),
    compute: (data: HexBytes, offset: bigint, size: bigint) => readUint(data, Number(offset), Number(size)),
  }),
  mirror(packGridPrices, 'StrategyCodec.packPrices', {
    harness,
    edges: EDGE_STRATEGIES.map(({ grid }) => [grid]),
    random: packable.map(({ grid }) => [grid]),
    compute: (grid: StrategyGrid) => {
      const { packed: bytes, width } = packGridPrices(grid)
      return [bytes, width]
    },
  }),
  mirror(encodeLimits, 'StrategyCodec.encodeLimits', {
    harness,
    edges: [[NO_LIMITS], ...Object.values(GOOD).map((limits) => [limits])],
    random: anyLimits.map((limits) => [limits]),
  }),
  mirror(decodeLimits, 'StrategyCodec.decodeLimits', {
    harness,
    edges: [['0x'], [`0x${'ff'.repeat(158)}`]],
    random: bytes(158, 158).map((data) => [data]),
  }),
  mirror(encodeStrategy, 'StrategyCodec.encode', {
    harness,
    edges: EDGE_STRATEGIES.map((s) => [s]),
    random: packable.map((s) => [s]),
  }),
  mirror(decodeStrategy, [...STRATEGY_FIELDS, 'StrategyCodec.packedPrices'], {
    harness,
    edges: [],
    random: decodable.map((data) => [data]),
  }),
  mirror(encodeVaultConfig, 'VaultConfigLib.encode', {
    harness,
    edges: [],
    random: fc.tuple(address, market, id, bytes(0, 40)),
    compute: (owner: HexBytes, m: MarketTerms, marketId: number, strategy: HexBytes) =>
      encodeVaultConfig(constants(owner, m, marketId), strategy),
  }),
  mirror(decodeVaultConfig, [...CONSTANTS, ...STRATEGY_FIELDS], {
    harness,
    edges: [],
    random: configs,
    compute: (args: HexBytes, moved: HexBytes) => decodeVaultConfig(args, moved === '0x' ? undefined : moved),
  }),
  mirror(decodeVaultConstants, CONSTANTS, {
    harness,
    edges: [],
    random: configs.map(([args]) => [args]),
  }),
]
