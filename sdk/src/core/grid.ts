import { TidemarkError } from './errors.ts'
import { Side } from './market.ts'
import { geometricLevels } from './spacing/geometric.ts'
import { GridMode } from './strategy.ts'
import { add, checked, mul, sub } from './u256.ts'

/** Fewest prices a grid may have. */
export const MIN_PRICES = 2

/** Most prices a grid may have. */
export const MAX_PRICES = 256

/** Most lots that all cells of a grid may hold together. */
export const MAX_CAPACITY = (1n << 64n) - 1n

/**
 * A grid whose whole state is one integer.
 *
 * `prices.length - 1` cells of `sizePerCell` lots; cell i buys at `prices[i]` and sells at `prices[i + 1]`. Lots are
 * numbered from the bottom; those below `cursor` have been sold and rest as bids, the others are for sale. `SameLevel` has a cell
 * per price, which buys and sells at it. `OneShot` has a cursor per side: lots from `cursor` up are for sale, lots below
 * `bidCursor` bid for, the ones between are done.
 */
export interface Grid {
  /** Strictly increasing ticks. */
  readonly prices: readonly bigint[]
  /** Lots per cell. */
  readonly sizePerCell: bigint
  /** Lots sold since the bottom. */
  readonly cursor: bigint
  /** What a filled lot becomes; `Adjacent` unless given. */
  readonly mode?: GridMode
  /** `OneShot` only: lots below it are bid for. As `cursor` unless given. */
  readonly bidCursor?: bigint
}

/** What a fill did to a grid. */
export interface GridFill {
  readonly grid: Grid
  /** Sum of the prices passed, in ticks times lots; times `tickSize` it is the notional. */
  readonly ticks: bigint
}

/** A list has fewer than two or more than 256 prices. */
export class GridPriceCountError extends TidemarkError {
  constructor(count: number, min = MIN_PRICES) {
    super('GridPriceCount', `a grid needs ${min} to ${MAX_PRICES} prices, not ${count}`, {
      count: Number.isInteger(count) ? BigInt(count) : count,
      min: BigInt(min),
      max: BigInt(MAX_PRICES),
    })
  }
}

/** A price is not above the one before it. */
export class GridNotIncreasingError extends TidemarkError {
  constructor(index: number, previous: bigint, price: bigint) {
    super('GridNotIncreasing', `price ${index} is ${price}, which is not above ${previous}`, {
      index: BigInt(index),
      previous,
      price,
    })
  }
}

/** More lots were asked for than rest on that side. */
export class InsufficientLiquidityError extends TidemarkError {
  constructor(available: bigint, size: bigint) {
    super('InsufficientLiquidity', `${size} lots were asked for and ${available} rest there`, { available, size })
  }
}

/** The cursor lies beyond the grid's capacity. */
export class CursorOutOfRangeError extends TidemarkError {
  constructor(cursor: bigint, capacity: bigint) {
    super('CursorOutOfRange', `cursor ${cursor} is beyond the grid's ${capacity} lots`, { cursor, capacity })
  }
}

/** All cells together hold more lots than a position can. */
export class GridTooLargeError extends TidemarkError {
  constructor(capacity: bigint) {
    super('GridTooLarge', `a grid of ${capacity} lots is above the limit of ${MAX_CAPACITY}`, {
      capacity,
      max: MAX_CAPACITY,
    })
  }
}

/** A cell must hold at least one lot. */
export class ZeroCellSizeError extends TidemarkError {
  constructor() {
    super('ZeroCellSize', 'a cell must hold at least one lot')
  }
}

/**
 * Refuse prices, in ticks, that no grid can have: those that {@link packPrices} refuses.
 *
 * @throws {GridPriceCountError | GridNotIncreasingError}
 * @throws {OverflowError} when a price does not fit 64 bits.
 *
 * @example
 * checkPrices([1n, 256n]) // no throw: two of them, each above the last
 */
export function checkPrices(prices: readonly bigint[], minPrices = MIN_PRICES): void {
  if (prices.length < minPrices || prices.length > MAX_PRICES) throw new GridPriceCountError(prices.length, minPrices)
  let previous = 0n
  for (const [index, price] of prices.entries()) {
    checked(price, 64)
    if (price <= previous) throw new GridNotIncreasingError(index, previous, price)
    previous = price
  }
}

/**
 * Check a list of prices and pack it big-endian at the smallest width that holds its last price. Mirrors `GridLib.pack`, and
 * with `minPrices` (1 where each cell has one price) `GridLib.packAtLeast`; prices are `uint64`.
 *
 * @throws {GridPriceCountError | GridNotIncreasingError}
 * @throws {OverflowError} when a price does not fit 64 bits.
 *
 * @example
 * packPrices([1n, 256n]) // => { width: 2, packed: '0x00010100' }
 */
export function packPrices(
  prices: readonly bigint[],
  minPrices = MIN_PRICES,
): { width: number; packed: `0x${string}` } {
  checkPrices(prices, minPrices)
  const last = prices.at(-1) ?? 0n
  let width = 1
  while (width < 8 && last >> BigInt(8 * width) !== 0n) width++
  const packed = prices.map((price) => price.toString(16).padStart(2 * width, '0')).join('')
  return { width, packed: `0x${packed}` }
}

/**
 * Prices in ticks of a packed list, as `StrategySet` carries it. The inverse of {@link packPrices}. Mirrors `GridLib.priceAt`.
 *
 * @example
 * unpackPrices('0x00010100', 2) // => [1n, 256n]
 */
export function unpackPrices(packed: `0x${string}`, width: number): bigint[] {
  const prices: bigint[] = []
  for (let at = 2; at < packed.length; at += 2 * width) prices.push(BigInt(`0x${packed.slice(at, at + 2 * width)}`))
  return prices
}

/**
 * Lots of all cells together: `(prices - 1) * sizePerCell`. Mirrors `GridLib.capacity`.
 *
 * @example
 * capacity(3, 10n) // => 20n
 */
export function capacity(count: number, sizePerCell: bigint): bigint {
  return mul(sub(BigInt(count), 1n), sizePerCell)
}

/**
 * Number of cells: one per pair of neighbouring prices, in `SameLevel` one per price. Mirrors `GridLib.cells`.
 *
 * @example
 * cellsOf(grid) // => 2
 */
export function cellsOf({ prices, mode }: Pick<Grid, 'prices' | 'mode'>): number {
  return prices.length - askOffset(mode)
}

/**
 * Cursor of a fresh grid at `referencePrice`: a cell starts as a bid when its buy price is at or below it.
 * Mirrors `GridLib.cursorAt`.
 *
 * @throws {OverflowError} when the lots of all bids exceed 2^256 - 1.
 *
 * @example
 * cursorAt([9_000n, 10_000n, 11_000n], 10n, 9_500n) // => 10n
 */
export function cursorAt(
  prices: readonly bigint[],
  sizePerCell: bigint,
  referencePrice: bigint,
  mode?: GridMode,
): bigint {
  const bids = Math.min(countAtMost(prices, referencePrice), cellsOf({ prices, ...(mode !== undefined && { mode }) }))
  return mul(BigInt(bids), sizePerCell)
}

/**
 * `price`, ticks, brought within the grid: at least its first price and at most its last. Mirrors `GridLib.clamp`.
 *
 * @example
 * clampPrice([9_000n, 11_000n], 12_000n) // => 11_000n
 */
export function clampPrice(prices: readonly bigint[], price: bigint): bigint {
  const first = prices.at(0) ?? price
  const last = prices.at(-1) ?? price
  if (price < first) return first
  return price > last ? last : price
}

/**
 * Lots for sale at `limitPrice` ticks or less. Mirrors `GridLib.asksWithin`.
 *
 * @example
 * asksWithin(grid, 11_000n) // => 10n
 */
export function asksWithin(grid: Grid, limitPrice: bigint): bigint {
  const count = countAtMost(grid.prices, limitPrice)
  const offset = askOffset(grid.mode)
  // Cell i sells at price i + offset, so the lowest `offset` prices within the limit are no sell prices.
  const end = count > offset ? mul(BigInt(count - offset), grid.sizePerCell) : 0n
  return end > grid.cursor ? end - grid.cursor : 0n
}

/**
 * Lots bid for at `limitPrice` ticks or more. Mirrors `GridLib.bidsWithin`.
 *
 * @example
 * bidsWithin(grid, 9_000n) // => 10n
 */
export function bidsWithin(grid: Grid, limitPrice: bigint): bigint {
  const start = limitPrice === 0n ? 0n : mul(BigInt(countAtMost(grid.prices, limitPrice - 1n)), grid.sizePerCell)
  const cursor = bidCursorOf(grid)
  return cursor > start ? cursor - start : 0n
}

/**
 * Sum of the prices paid for the next `size` lots a taker buys, in ticks times lots. Mirrors `GridLib.askTicks`.
 *
 * @throws {ZeroCellSizeError | GridTooLargeError | CursorOutOfRangeError | InsufficientLiquidityError}
 *
 * @example
 * askTicks(grid, 4n) // => 44_000n
 */
export function askTicks(grid: Grid, size: bigint): bigint {
  const available = checkedCapacity(grid) - grid.cursor
  if (size > available) throw new InsufficientLiquidityError(available, size)
  return ticksBetween(grid, grid.cursor, grid.cursor + size, askOffset(grid.mode))
}

/**
 * Sum of the prices received for the next `size` lots a taker sells, in ticks times lots. Mirrors `GridLib.bidTicks`.
 *
 * @throws {ZeroCellSizeError | GridTooLargeError | CursorOutOfRangeError | InsufficientLiquidityError}
 *
 * @example
 * bidTicks(grid, 4n) // => 36_000n
 */
export function bidTicks(grid: Grid, size: bigint): bigint {
  const cursor = bidCursorOf(grid)
  checkedCapacity(grid, cursor)
  if (size > cursor) throw new InsufficientLiquidityError(cursor, size)
  return ticksBetween(grid, cursor - size, cursor, 0)
}

/**
 * What a grid must hold to honour every resting order: lots still for sale, and the cost of all resting bids in ticks
 * times lots. Mirrors `GridLib.funding`, and for `OneShot` `GridLib.fundingOf`.
 *
 * @throws {ZeroCellSizeError | GridTooLargeError | CursorOutOfRangeError}
 *
 * @example
 * funding(grid) // => { baseLots: 10n, quoteTicks: 90_000n }
 */
export function funding(grid: Grid): { baseLots: bigint; quoteTicks: bigint } {
  const baseLots = checkedCapacity(grid) - grid.cursor
  const bids = bidCursorOf(grid)
  if (bids > grid.cursor) throw new CursorOutOfRangeError(bids, grid.cursor)
  return { baseLots, quoteTicks: ticksBetween(grid, 0n, bids, 0) }
}

/**
 * Fill `size` lots on the maker's `side`: the grid afterwards and the ticks exchanged.
 *
 * @throws {ZeroCellSizeError | GridTooLargeError | CursorOutOfRangeError | InsufficientLiquidityError}
 *
 * @example
 * fillGrid(grid, Side.Ask, 4n).grid.cursor // => 14n
 */
export function fillGrid(grid: Grid, side: Side, size: bigint): GridFill {
  if (side === Side.Ask) return { ticks: askTicks(grid, size), grid: withAskCursor(grid, grid.cursor + size) }
  const ticks = bidTicks(grid, size)
  const cursor = bidCursorOf(grid) - size
  return { ticks, grid: grid.mode === GridMode.OneShot ? { ...grid, bidCursor: cursor } : { ...grid, cursor } }
}

/** A `OneShot` grid whose asks move keeps its bids where they were. */
function withAskCursor(grid: Grid, cursor: bigint): Grid {
  return grid.mode === GridMode.OneShot ? { ...grid, cursor, bidCursor: bidCursorOf(grid) } : { ...grid, cursor }
}

/**
 * `count` prices evenly spaced from `min` to `max`: `min + floor((max - min) * i / (count - 1))`.
 *
 * @throws {GridPriceCountError | GridNotIncreasingError} when they are too few, too many or closer than one tick.
 *
 * @example
 * arithmeticPrices(900n, 1_100n, 5) // => [900n, 950n, 1_000n, 1_050n, 1_100n]
 */
export function arithmeticPrices(min: bigint, max: bigint, count: number): bigint[] {
  checkCount(count)
  const steps = BigInt(count - 1)
  const prices = Array.from({ length: count }, (_, i) => min + ((max - min) * BigInt(i)) / steps)
  checkPrices(prices)
  return prices
}

/**
 * `count` prices in constant ratio from `min` to `max`: `floor((min^(n-1-i) * max^i)^(1/(n-1)))`, by exact integer root.
 *
 * @throws {GridPriceCountError | GridNotIncreasingError} when they are too few, too many or closer than one tick.
 *
 * @example
 * geometricPrices(8_000n, 11_000n, 3) // => [8_000n, 9_380n, 11_000n]
 */
export function geometricPrices(min: bigint, max: bigint, count: number): bigint[] {
  checkCount(count)
  const prices = geometricLevels(min, max, count)
  checkPrices(prices)
  return prices
}

function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < MIN_PRICES || count > MAX_PRICES) throw new GridPriceCountError(count)
}

function checkedCapacity(grid: Grid, cursor = grid.cursor): bigint {
  if (grid.sizePerCell === 0n) throw new ZeroCellSizeError()
  const total = mul(BigInt(cellsOf(grid)), grid.sizePerCell)
  if (total > MAX_CAPACITY) throw new GridTooLargeError(total)
  if (cursor > total) throw new CursorOutOfRangeError(cursor, total)
  return total
}

/** How many prices above its buy price a cell sells. */
function askOffset(mode: GridMode | undefined): number {
  return mode === GridMode.SameLevel ? 0 : 1
}

/**
 * Lots below it are bid for: the cursor itself, but for `OneShot`.
 *
 * @example
 * bidCursorOf({ ...grid, mode: GridMode.OneShot, bidCursor: 4n }) // => 4n
 */
export function bidCursorOf({ mode, cursor, bidCursor }: Grid): bigint {
  return mode === GridMode.OneShot && bidCursor !== undefined ? bidCursor : cursor
}

/** Sum over lots j in [from, to) of `prices[j / sizePerCell + offset]`. */
function ticksBetween({ prices, sizePerCell }: Grid, from: bigint, to: bigint, offset: number): bigint {
  let ticks = 0n
  for (let lot = from; lot < to; ) {
    const cell = lot / sizePerCell
    const cellEnd = (cell + 1n) * sizePerCell
    const end = cellEnd < to ? cellEnd : to
    const price = prices[Number(cell) + offset]
    if (price === undefined) throw new CursorOutOfRangeError(lot, BigInt(prices.length - 1) * sizePerCell)
    ticks = add(ticks, mul(end - lot, price))
    lot = end
  }
  return ticks
}

function countAtMost(prices: readonly bigint[], price: bigint): number {
  let low = 0
  let high = prices.length
  while (low < high) {
    const middle = (low + high) >> 1
    const candidate = prices[middle]
    if (candidate !== undefined && candidate <= price) low = middle + 1
    else high = middle
  }
  return low
}
