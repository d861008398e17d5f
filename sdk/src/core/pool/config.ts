import { addressOf, byteLength, type HexBytes, readUint, uintBytes } from '../bytes.ts'
import { unpackPrices } from '../grid.ts'

/** Where the lengths of name and symbol lie, and where the name begins. */
const TEXTS = 87
const HEADER = 90
/** anchorSize 8, anchorSupply 14, width 1; then prices. */
const MOVED_HEADER = 23

/** What a pool is founded with, as packed into its clone's code. Mirrors the Solidity struct; texts are UTF-8 bytes. */
export interface PoolFounding {
  readonly base: HexBytes
  readonly quote: HexBytes
  readonly lotSize: bigint
  readonly tickSize: bigint
  readonly marketId: number
  /** Decimals of the LP token: those of the quote token. */
  readonly decimals: number
  readonly firstSize: bigint
  readonly firstSupply: bigint
  readonly name: HexBytes
  readonly symbol: HexBytes
  /** Bytes per price. */
  readonly width: number
  readonly packedPrices: HexBytes
}

/** The grid of a pool with the fixed ratio of lots per cell to LP units: that of the founding, or of the last move. */
export interface PoolAnchor {
  readonly anchorSize: bigint
  readonly anchorSupply: bigint
  /** Ticks. */
  readonly prices: readonly bigint[]
}

/**
 * A pool's immutable arguments. Mirrors `PoolConfigLib.encode`.
 *
 * @throws {CastOverflowError} when a field does not fit its type, or a text 255 bytes.
 *
 * @example
 * decodePoolFounding(encodePoolFounding(founding)).prices // => [100n, 200n]
 */
export function encodePoolFounding(terms: PoolFounding): HexBytes {
  const tokens = uintBytes(BigInt(terms.base), 20) + uintBytes(BigInt(terms.quote), 20)
  const units = uintBytes(terms.lotSize, 11) + uintBytes(terms.tickSize, 9)
  const ids = uintBytes(terms.marketId, 4) + uintBytes(terms.decimals, 1)
  const first = uintBytes(terms.firstSize, 8) + uintBytes(terms.firstSupply, 14)
  const lengths = uintBytes(byteLength(terms.name), 1) + uintBytes(byteLength(terms.symbol), 1)
  const texts = [terms.name, terms.symbol, terms.packedPrices].map((bytes) => bytes.slice(2)).join('')
  return `0x${tokens}${units}${ids}${first}${lengths}${uintBytes(terms.width, 1)}${texts}`
}

/**
 * The inverse of {@link encodePoolFounding}. Mirrors `PoolConfigLib.decode`, `marketIdOf`, `decimalsOf`, `nameOf` and `symbolOf` in
 * one.
 *
 * @example
 * decodePoolFounding(encodePoolFounding(founding)).anchorSize // => 1_000n
 */
export function decodePoolFounding(args: HexBytes): PoolFounding & PoolAnchor {
  const field = (at: number, size: number) => readUint(args, at, size)
  const width = Number(field(89, 1))
  const symbolAt = HEADER + Number(field(TEXTS, 1))
  const pricesAt = symbolAt + Number(field(TEXTS + 1, 1))
  const [firstSize, firstSupply] = [field(65, 8), field(73, 14)]
  return {
    base: addressOf(field(0, 20)),
    quote: addressOf(field(20, 20)),
    lotSize: field(40, 11),
    tickSize: field(51, 9),
    marketId: Number(field(60, 4)),
    decimals: Number(field(64, 1)),
    firstSize,
    firstSupply,
    name: bytesBetween(args, HEADER, symbolAt),
    symbol: bytesBetween(args, symbolAt, pricesAt),
    width,
    packedPrices: bytesBetween(args, pricesAt),
    anchorSize: firstSize,
    anchorSupply: firstSupply,
    prices: unpackPrices(bytesBetween(args, pricesAt), width),
  }
}

/**
 * A grid that replaces the founding one, as its data contract holds it: `anchorSize` lots per cell are backed by `anchorSupply` LP
 * units. Mirrors `PoolConfigLib.encodeMoved`.
 *
 * @throws {CastOverflowError} when a field does not fit its type.
 *
 * @example
 * encodeMovedGrid(1n, 2n, packPrices([1n, 2n])) // => '0x00000000000000010000000000000000000000000002010102'
 */
export function encodeMovedGrid(
  anchorSize: bigint,
  anchorSupply: bigint,
  { width, packed }: { readonly width: number; readonly packed: HexBytes },
): HexBytes {
  return `0x${uintBytes(anchorSize, 8)}${uintBytes(anchorSupply, 14)}${uintBytes(width, 1)}${packed.slice(2)}`
}

/**
 * The inverse of {@link encodeMovedGrid}. Mirrors `PoolConfigLib.replaceGrid`.
 *
 * @example
 * decodeMovedGrid(encodeMovedGrid(1n, 2n, packPrices([1n, 2n])))
 * // => { anchorSize: 1n, anchorSupply: 2n, prices: [1n, 2n] }
 */
export function decodeMovedGrid(moved: HexBytes): PoolAnchor {
  return {
    anchorSize: readUint(moved, 0, 8),
    anchorSupply: readUint(moved, 8, 14),
    prices: unpackPrices(bytesBetween(moved, MOVED_HEADER), Number(readUint(moved, 22, 1))),
  }
}

function bytesBetween(data: HexBytes, from: number, to = byteLength(data)): HexBytes {
  return `0x${data.slice(2 + 2 * from, 2 + 2 * to)}`
}
