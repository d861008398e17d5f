import { bidCursorOf, CursorOutOfRangeError, cellsOf, type Grid } from '../grid.ts'
import { add, divDown, mul, sub } from '../u256.ts'

/**
 * Price in ticks at which lot `lot` (counted from the bottom) is sold. Mirrors `GridLib.askPriceOf`.
 *
 * @throws {CursorOutOfRangeError} when the grid has no such lot.
 * @throws {DivisionByZeroError} when a cell holds no lot.
 *
 * @example
 * askPriceOf(grid, 10n) // => 11_000n
 */
export function askPriceOf(grid: Grid, lot: bigint): bigint {
  return priceOf(grid, lot, grid.prices.length - cellsOf(grid))
}

/**
 * Price in ticks at which lot `lot` (counted from the bottom) is bought. Mirrors `GridLib.bidPriceOf`.
 *
 * @throws {CursorOutOfRangeError} when the grid has no such lot.
 * @throws {DivisionByZeroError} when a cell holds no lot.
 *
 * @example
 * bidPriceOf(grid, 9n) // => 9_000n
 */
export function bidPriceOf(grid: Grid, lot: bigint): bigint {
  return priceOf(grid, lot, 0)
}

/**
 * Most lots a taker can buy for `ticks` (ticks times lots), of the next `size`, which are for sale: whole lots, rounded
 * down. Mirrors `GridLib.asksForTicksDown`.
 *
 * @throws {CursorOutOfRangeError} when `size` is beyond what is for sale.
 *
 * @example
 * asksForTicksDown(grid, 10n, 25_000n) // => 2n
 */
export function asksForTicksDown(grid: Grid, size: bigint, ticks: bigint): bigint {
  const { sizePerCell, cursor } = grid
  let left = ticks
  let lots = 0n
  while (lots < size) {
    const lot = add(cursor, lots)
    const price = askPriceOf(grid, lot)
    // To the end of this cell, or of what may be taken.
    const here = least(sizePerCell - (lot % sizePerCell), size - lots)
    const cost = mul(here, price)
    if (left < cost) return lots + left / price
    left -= cost
    lots += here
  }
  return lots
}

/**
 * Fewest lots a taker must sell to receive at least `ticks` (ticks times lots), or `size`, which are bid for, when those
 * bring less: whole lots, rounded up. Mirrors `GridLib.bidsForTicksUp`.
 *
 * @throws {OverflowError} when `size` is beyond what is bid for.
 *
 * @example
 * bidsForTicksUp(grid, 10n, 25_000n) // => 3n
 */
export function bidsForTicksUp(grid: Grid, size: bigint, ticks: bigint): bigint {
  const { sizePerCell } = grid
  const cursor = bidCursorOf(grid)
  let left = ticks
  let lots = 0n
  while (lots < size) {
    const lot = sub(cursor, lots + 1n)
    const price = bidPriceOf(grid, lot)
    const here = least((lot % sizePerCell) + 1n, size - lots)
    const worth = mul(here, price)
    if (left <= worth) return lots + (left + price - 1n) / price
    left -= worth
    lots += here
  }
  return lots
}

function priceOf({ prices, sizePerCell }: Grid, lot: bigint, offset: number): bigint {
  const cell = divDown(lot, sizePerCell)
  const price = cell < 256n ? prices[Number(cell) + offset] : undefined
  if (price === undefined) throw new CursorOutOfRangeError(lot, mul(BigInt(prices.length - offset), sizePerCell))
  return price
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
