import { asksWithin, bidCursorOf, bidsWithin, cellsOf, type Grid } from '../grid.ts'
import { add, mul } from '../u256.ts'
import { askPriceOf, bidPriceOf } from './lots.ts'

/**
 * Of the next `size` lots those for sale at `limitPrice` (ticks) or less. Mirrors `GridLib.asksUpTo`.
 *
 * @throws {OverflowError} when lots exceed 2^256 - 1.
 *
 * @example
 * asksUpTo(grid, 11_000n, 4n) // => 4n
 */
export function asksUpTo(grid: Grid, limitPrice: bigint, size: bigint): bigint {
  const end = add(grid.cursor, size)
  // Usually all of them are: the last one's price tells, without a search.
  const isThere = size !== 0n && end <= mul(BigInt(cellsOf(grid)), grid.sizePerCell)
  if (isThere && askPriceOf(grid, end - 1n) <= limitPrice) return size
  const within = asksWithin(grid, limitPrice)
  return within < size ? within : size
}

/**
 * Of the next `size` lots those bid for at `limitPrice` (ticks) or more. Mirrors `GridLib.bidsUpTo`.
 *
 * @throws {DivisionByZeroError} when a cell holds no lot.
 *
 * @example
 * bidsUpTo(grid, 9_000n, 40n) // => 10n
 */
export function bidsUpTo(grid: Grid, limitPrice: bigint, size: bigint): bigint {
  const cursor = bidCursorOf(grid)
  if (size !== 0n && size <= cursor && bidPriceOf(grid, cursor - size) >= limitPrice) return size
  const within = bidsWithin(grid, limitPrice)
  return within < size ? within : size
}
