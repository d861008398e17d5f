import { bidCursorOf, cellsOf, type Grid } from '../grid.ts'
import { isWithinBand } from '../mark.ts'
import { add, divDown, MAX_U256, mul, sub } from '../u256.ts'

/** Lots at one price in ticks. Mirrors the Solidity struct. */
export interface PriceLevel {
  readonly price: bigint
  readonly lots: bigint
}

/** What limits one maker's levels; each is no bound unless given. Mirrors the Solidity struct. */
export interface LadderBounds {
  /** Lowest and highest price in ticks. */
  readonly minPrice?: bigint
  readonly maxPrice?: bigint
  /** Oracle price in ticks, Q64.64, and how far from it prices may be in 1/10 000; 0 where none matters. */
  readonly mark?: bigint
  readonly bandBps?: number
  /** Most lots on the bid side, best ones first. */
  readonly maxBidLots?: bigint
  /** Most levels a side. */
  readonly maxLevels?: number
}

/**
 * A grid's bids as price levels, best first. A taker meets them from the top, so the first out of bounds ends the list. Mirrors
 * `LadderLib.bids`.
 *
 * @throws {DivisionByZeroError} when a cell holds no lot.
 *
 * @example
 * ladderBids(grid) // => [{ price: 9_000n, lots: 10n }]
 */
export function ladderBids(grid: Grid, bounds: LadderBounds = {}): PriceLevel[] {
  const { sizePerCell, prices } = grid
  const { maxLevels = Number.POSITIVE_INFINITY } = bounds
  let end = bidCursorOf(grid)
  let cell = Number(divDown(sub(add(end, sizePerCell), 1n), sizePerCell))
  let left = bounds.maxBidLots ?? MAX_U256
  const levels: PriceLevel[] = []
  while (cell !== 0 && levels.length < maxLevels) {
    const start = mul(BigInt(--cell), sizePerCell)
    const price = prices[cell]
    const lots = end - start < left ? end - start : left
    if (price === undefined || lots === 0n || !allows(bounds, price)) break
    levels.push({ price, lots })
    left -= lots
    end = start
  }
  return levels
}

/**
 * A grid's asks as price levels, likewise from the bottom. Mirrors `LadderLib.asks`.
 *
 * @throws {DivisionByZeroError} when a cell holds no lot.
 * @throws {OverflowError} when the cursor is beyond the last cell.
 *
 * @example
 * ladderAsks({ ...grid, cursor: 5n }, { maxLevels: 1 }) // => [{ price: 10_000n, lots: 5n }]
 */
export function ladderAsks(grid: Grid, bounds: LadderBounds = {}): PriceLevel[] {
  const { sizePerCell, prices } = grid
  const { maxLevels = Number.POSITIVE_INFINITY } = bounds
  const cells = cellsOf(grid)
  const first = divDown(grid.cursor, sizePerCell)
  sub(BigInt(cells), first)
  let start = grid.cursor
  const levels: PriceLevel[] = []
  for (let cell = Number(first); cell < cells && levels.length < maxLevels; cell++) {
    const end = mul(BigInt(cell + 1), sizePerCell)
    const price = prices[cell + prices.length - cells]
    if (price === undefined || !allows(bounds, price)) break
    levels.push({ price, lots: end - start })
    start = end
  }
  return levels
}

/**
 * Two lists of levels as one, equal prices added up, at most `maxLevels` of the best. `falling` says whether they are bids. Mirrors
 * `LadderLib.merge`.
 *
 * @throws {OverflowError} when the lots of one price exceed 2^256 - 1.
 *
 * @example
 * mergeLevels([{ price: 101n, lots: 5n }], [{ price: 100n, lots: 2n }, { price: 101n, lots: 3n }], { falling: false })
 * // => [{ price: 100n, lots: 2n }, { price: 101n, lots: 8n }]
 */
export function mergeLevels(
  a: readonly PriceLevel[],
  b: readonly PriceLevel[],
  { falling, maxLevels = Number.POSITIVE_INFINITY }: { readonly falling: boolean; readonly maxLevels?: number },
): PriceLevel[] {
  const levels: PriceLevel[] = []
  let i = 0
  let j = 0
  while (levels.length < maxLevels) {
    const ours = a[i]
    const theirs = b[j]
    if (ours !== undefined && theirs?.price === ours.price) {
      levels.push({ price: ours.price, lots: add(ours.lots, theirs.lots) })
      i++
      j++
    } else if (ours !== undefined && (theirs === undefined || ours.price > theirs.price === falling)) {
      levels.push(ours)
      i++
    } else if (theirs !== undefined) {
      levels.push(theirs)
      j++
    } else break
  }
  return levels
}

function allows({ minPrice = 0n, maxPrice = MAX_U256, mark = 0n, bandBps = 0 }: LadderBounds, price: bigint): boolean {
  return price >= minPrice && price <= maxPrice && (mark === 0n || isWithinBand(price, mark, bandBps))
}
