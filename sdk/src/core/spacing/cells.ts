import { bidCursorOf, cellsOf, cursorAt, type Grid } from '../grid.ts'
import { Side } from '../market.ts'
import { GridMode } from '../strategy.ts'

/** What one cell of a grid holds now. Its lots are bid for, for sale, or in `OneShot` done. */
export interface GridCell {
  /** From the bottom. */
  readonly index: number
  /** Ticks at which it buys and sells. */
  readonly buyPrice: bigint
  readonly sellPrice: bigint
  /** Lots that rest as a bid at `buyPrice`. */
  readonly bidLots: bigint
  /** Lots that rest as an ask at `sellPrice`. */
  readonly askLots: bigint
  /** `OneShot`: lots that have been bought or sold for good. */
  readonly doneLots: bigint
}

/** One resting order of a grid. */
export interface GridOrder {
  /** Index of its cell. */
  readonly cell: number
  readonly side: Side
  readonly price: bigint
  /** Lots. */
  readonly size: bigint
}

/**
 * Every cell of a grid as its cursor says, from the bottom.
 *
 * @example
 * gridCells(grid)[0] // => { index: 0, buyPrice: 9_000n, sellPrice: 10_000n, bidLots: 10n, askLots: 0n, doneLots: 0n }
 */
export function gridCells(grid: Grid): GridCell[] {
  const { prices, sizePerCell, cursor } = grid
  const count = cellsOf(grid)
  const bidCursor = bidCursorOf(grid)
  const cells: GridCell[] = []
  let start = 0n
  for (let index = 0; index < count; index++) {
    const buyPrice = prices[index] ?? 0n
    const bidLots = within(bidCursor - start, sizePerCell)
    const askLots = sizePerCell - within(cursor - start, sizePerCell)
    const doneLots = sizePerCell - bidLots - askLots
    cells.push({
      index,
      buyPrice,
      sellPrice: prices[index + prices.length - count] ?? buyPrice,
      bidLots,
      askLots,
      doneLots,
    })
    start += sizePerCell
  }
  return cells
}

/**
 * Orders that rest now: bids from the highest down, then asks from the lowest up. A cell that is part of each has one of each.
 *
 * @example
 * gridOrders(grid)[0] // => { cell: 0, side: 0, price: 9_000n, size: 10n }
 */
export function gridOrders(grid: Grid): GridOrder[] {
  const { prices, sizePerCell, cursor } = grid
  const count = cellsOf(grid)
  const offset = prices.length - count
  const orders: GridOrder[] = []
  if (sizePerCell <= 0n) return orders
  const bids = bidCursorOf(grid)
  for (let left = bids, cell = Number((bids + sizePerCell - 1n) / sizePerCell) - 1; cell >= 0; cell--) {
    const size = left - BigInt(cell) * sizePerCell
    orders.push({ cell, side: Side.Bid, price: prices[cell] ?? 0n, size })
    left -= size
  }
  for (let start = cursor, cell = Number(cursor / sizePerCell); cell < count; cell++) {
    const end = BigInt(cell + 1) * sizePerCell
    orders.push({ cell, side: Side.Ask, price: prices[cell + offset] ?? 0n, size: end - start })
    start = end
  }
  return orders
}

/**
 * Orders of a fresh grid at `referencePrice` ticks: {@link gridOrders} of the cursor the chain would start it with.
 *
 * @example
 * // The price between them carries none.
 * freshOrders({ prices: [900n, 1_000n, 1_100n], sizePerCell: 5n }, 950n).map(({ price }) => price) // => [900n, 1_100n]
 */
export function freshOrders(grid: Omit<Grid, 'cursor' | 'bidCursor'>, referencePrice: bigint): GridOrder[] {
  const mode = grid.mode ?? GridMode.Adjacent
  return gridOrders({ ...grid, cursor: cursorAt(grid.prices, grid.sizePerCell, referencePrice, mode) })
}

/** `value` brought within 0 … `most`. */
function within(value: bigint, most: bigint): bigint {
  if (value <= 0n) return 0n
  return value < most ? value : most
}
