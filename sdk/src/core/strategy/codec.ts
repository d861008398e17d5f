import { addressOf, byteLength, type HexBytes, intBytes, readUint, uintBytes } from '../bytes.ts'
import { checkStep } from '../grid/step.ts'
import { MIN_PRICES, packPrices, unpackPrices } from '../grid.ts'
import { GridMode, type Limits, NO_LIMITS, type Strategy, type StrategyGrid, type StrategyKind } from '../strategy.ts'

/** kind, mode and whether limits follow 1; price width 1; sizePerCell 8; referencePrice 8; minStepBps 2. */
const HEADER = 20
const LIMITS = 158

/** Bytes of each limit in the order of the Solidity struct; two are signed, one is an address. */
const FIELDS = [
  ['minPrice', 8],
  ['maxPrice', 8],
  ['maxFillSize', 8],
  ['maxLots', 8],
  ['minSpreadBps', 2],
  ['maxTtl', 4],
  ['maxOutflow', 16],
  ['outflowRefill', 4],
  ['maxTurnover', 16],
  ['turnoverPeriod', 4],
  ['maxDrawdown', 16],
  ['deltaRatioBps', 4],
  ['deltaTarget', 8],
  ['deltaBand', 8],
  ['hedgeMarketId', 4],
  ['hedgeBudget', 16],
  ['hedgeCooldown', 4],
  ['guard', 20],
] as const satisfies readonly (readonly [keyof Limits, number])[]
const SIGNED: readonly string[] = ['deltaRatioBps', 'deltaTarget']

/**
 * Check and pack the prices of a strategy's grid; nothing without one. Mirrors `StrategyCodec.packPrices`.
 *
 * @throws {GridPriceCountError | GridNotIncreasingError | GridStepTooSmallError}
 *
 * @example
 * packGridPrices({ mode: GridMode.Adjacent, minStepBps: 0, prices: [100n, 200n] })
 * // => { width: 1, packed: '0x64c8' }
 */
export function packGridPrices(grid: Pick<StrategyGrid, 'mode' | 'minStepBps' | 'prices'>): {
  readonly width: number
  readonly packed: HexBytes
} {
  if (grid.prices.length === 0) return { width: 0, packed: '0x' }
  const packed = packPrices(grid.prices, grid.mode === GridMode.SameLevel ? 1 : MIN_PRICES)
  checkStep(grid.prices, grid.minStepBps)
  return packed
}

/**
 * A strategy as a vault's code keeps it: a header of 20 bytes, 158 bytes of limits if there are any, prices. It must have passed
 * `checkStrategy`. Mirrors `StrategyCodec.encode`.
 *
 * @throws {GridPriceCountError | GridNotIncreasingError | GridStepTooSmallError}
 * @throws {CastOverflowError} when a field does not fit its type.
 *
 * @example
 * decodeStrategy(encodeStrategy(vault.strategy)).grid.sizePerCell // => 10n
 */
export function encodeStrategy({ kind, limits, grid }: Strategy): HexBytes {
  const { width, packed } = packGridPrices(grid)
  const bounds = encodeLimits(limits).slice(2)
  const shape = kind | (grid.mode << 2) | (bounds === '' ? 0 : 16)
  const sizes = uintBytes(grid.sizePerCell, 8) + uintBytes(grid.referencePrice, 8) + uintBytes(grid.minStepBps, 2)
  return `0x${uintBytes(shape, 1)}${uintBytes(width, 1)}${sizes}${bounds}${packed.slice(2)}`
}

/**
 * Limits in 158 bytes; none when all are zero. Mirrors `StrategyCodec.encodeLimits`.
 *
 * @throws {CastOverflowError} when a field does not fit its type.
 *
 * @example
 * decodeLimits(encodeLimits({ ...NO_LIMITS, maxLots: 7n })).maxLots // => 7n
 */
export function encodeLimits(limits: Limits): HexBytes {
  const bytes = FIELDS.map(([name, size]) => (SIGNED.includes(name) ? intBytes : uintBytes)(BigInt(limits[name]), size))
  const text = bytes.join('')
  return /^0*$/.test(text) ? '0x' : `0x${text}`
}

/**
 * Limits from byte `offset` of `data`. Mirrors `StrategyCodec.decodeLimits`.
 *
 * @example
 * decodeLimits(encodeLimits(NO_LIMITS)).maxLots // => 0n
 */
export function decodeLimits(data: HexBytes, offset = 0): Limits {
  const limits: Record<string, bigint | number | string> = { ...NO_LIMITS }
  let at = offset
  for (const [name, size] of FIELDS) {
    const raw = readUint(data, at, size)
    const value = SIGNED.includes(name) ? BigInt.asIntN(8 * size, raw) : raw
    const usual = NO_LIMITS[name]
    limits[name] = typeof usual === 'bigint' ? value : typeof usual === 'number' ? Number(value) : addressOf(value)
    at += size
  }
  // Every field of the struct was set above, in its own type.
  return limits as unknown as Limits
}

/**
 * The strategy in bytes from `offset` on. The inverse of {@link encodeStrategy}. Mirrors `VaultConfigLib.kind`, `VaultConfigLib.prices` and
 * the fields between.
 *
 * @example
 * decodeStrategy(encodeStrategy(vault.strategy)).grid.prices // => [100n, 200n]
 */
export function decodeStrategy(data: HexBytes, offset = 0): Strategy {
  const field = (at: number, size: number) => readUint(data, offset + at, size)
  const shape = Number(field(0, 1))
  const width = Number(field(1, 1))
  const hasLimits = (shape & 16) !== 0
  const pricesAt = offset + HEADER + (hasLimits ? LIMITS : 0)
  const count = width === 0 ? 0 : Math.trunc((byteLength(data) - pricesAt) / width)
  const from = 2 + 2 * pricesAt
  return {
    kind: (shape & 3) as StrategyKind,
    limits: hasLimits ? decodeLimits(data, offset + HEADER) : NO_LIMITS,
    grid: {
      mode: ((shape >> 2) & 3) as GridMode,
      sizePerCell: field(2, 8),
      referencePrice: field(10, 8),
      minStepBps: Number(field(18, 2)),
      prices: count === 0 ? [] : unpackPrices(`0x${data.slice(from, from + 2 * width * count)}`, width),
    },
  }
}
