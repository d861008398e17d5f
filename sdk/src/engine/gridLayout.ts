import { arithmeticPrices, GridTooLargeError, MAX_CAPACITY } from '../core/grid.ts'
import { Side } from '../core/market.ts'
import { named, positive, within } from './checks.ts'
import { AmbiguousOrderError, NoOrderError, UnknownNameError } from './errors.ts'

/** What a filled order turns into: the opposite order at the neighbouring price, or at its own. */
export type GridFillMode = 'Adjacent' | 'SameLevel'

/** A grid as its user describes it. */
export interface GridStrategyConfig {
  readonly asset: string
  /** Ticks; also the first and the last price. */
  readonly minPrice: bigint
  readonly maxPrice: bigint
  /** Prices, not cells: `p[i] = min + floor((max - min) * i / (numLevels - 1))`. */
  readonly numLevels: number
  /** Lots. */
  readonly sizePerLevel: bigint
  /** Whether a filled order is answered by the opposite one; by default it is. */
  readonly rebalanceOnFill?: boolean
  /** `Adjacent` by default. */
  readonly mode?: GridFillMode
}

/** An order of a grid. */
export interface GridStrategyOrder {
  /** Place of its price in the grid, from 0. */
  readonly level: number
  readonly side: Side
  /** Ticks. */
  readonly price: bigint
  /** Lots. */
  readonly size: bigint
}

/** Which orders of a grid rest. */
export interface GridLayout {
  readonly config: Required<GridStrategyConfig>
  readonly prices: readonly bigint[]
  /**
   * What rests in each cell. `Adjacent`: cell i bids at price i or asks at price i + 1, so of n prices one always has no
   * order. `SameLevel`: cell i bids or asks at price i.
   */
  readonly cells: readonly (Side | null)[]
}

/**
 * Check a grid and lay it out, without orders yet.
 *
 * @throws {EmptyTextError} without an asset.
 * @throws {ValueOutOfRangeError | UnknownNameError} when the range is empty, a size none, or the mode unknown.
 * @throws {GridPriceCountError | GridNotIncreasingError} when levels are too few, too many or closer than one tick.
 * @throws {GridTooLargeError} when all levels together hold more lots than a position can.
 */
export function openLayout(input: GridStrategyConfig): GridLayout {
  const { asset, minPrice, maxPrice, numLevels, sizePerLevel, mode = 'Adjacent', rebalanceOnFill = true } = input
  named('asset', asset)
  positive('minPrice', minPrice)
  within('maxPrice', maxPrice, minPrice + 1n, (1n << 64n) - 1n)
  positive('sizePerLevel', sizePerLevel)
  if (mode !== 'Adjacent' && mode !== 'SameLevel') throw new UnknownNameError('mode', mode)
  const prices = arithmeticPrices(minPrice, maxPrice, numLevels)
  const count = prices.length - offsetOf(mode)
  const capacity = BigInt(count) * sizePerLevel
  if (capacity > MAX_CAPACITY) throw new GridTooLargeError(capacity)
  const config = { asset, minPrice, maxPrice, numLevels, sizePerLevel, rebalanceOnFill, mode }
  return { config, prices, cells: prices.slice(0, count).map(() => null) }
}

/** How many prices above its bid a cell asks. */
function offsetOf(mode: GridFillMode): number {
  return mode === 'Adjacent' ? 1 : 0
}

/**
 * Orders around `price`, in place of whatever rested before: bids below it, asks above it, at the price itself nothing.
 *
 * @throws {ValueOutOfRangeError} when the price is none.
 */
export function placeOrders<Layout extends GridLayout>(layout: Layout, price: bigint): Layout {
  positive('price', price)
  const { prices, config } = layout
  const offset = offsetOf(config.mode)
  const cells = layout.cells.map((_, cell) => {
    if ((prices[cell] ?? 0n) < price) return Side.Bid
    return (prices[cell + offset] ?? 0n) > price ? Side.Ask : null
  })
  return { ...layout, cells }
}

/** Orders that rest now, from the lowest level up. */
export function ordersOf(layout: GridLayout): GridStrategyOrder[] {
  const orders: GridStrategyOrder[] = []
  for (const [cell, side] of layout.cells.entries()) if (side !== null) orders.push(orderOf(layout, cell, side))
  return orders.sort((a, b) => a.level - b.level)
}

/** The order of a cell on a side, whether it rests or not. */
function orderOf({ prices, config }: GridLayout, cell: number, side: Side): GridStrategyOrder {
  const level = side === Side.Bid ? cell : cell + offsetOf(config.mode)
  return { level, side, price: prices[level] ?? 0n, size: config.sizePerLevel }
}

/**
 * The order at a level has filled: unless the grid does not rebalance, its cell's other order rests from now on.
 *
 * @param side Needed only where a bid and an ask rest at the level, which takes fills out of the order of prices.
 * @throws {ValueOutOfRangeError} when there is no such level.
 * @throws {NoOrderError | AmbiguousOrderError} when nothing rests there, or two orders do.
 */
export function answerFill<Layout extends GridLayout>(
  layout: Layout,
  level: number,
  side?: Side,
): { layout: Layout; filled: GridStrategyOrder; placed: GridStrategyOrder | undefined } {
  const { config, cells } = layout
  within('level', level, 0, config.numLevels - 1)
  const askCell = level - offsetOf(config.mode)
  const bids = side !== Side.Ask && cells[level] === Side.Bid
  const asks = side !== Side.Bid && cells[askCell] === Side.Ask
  if (bids === asks) throw bids ? new AmbiguousOrderError(level) : new NoOrderError(level)
  const cell = bids ? level : askCell
  const placed = config.rebalanceOnFill ? orderOf(layout, cell, bids ? Side.Ask : Side.Bid) : undefined
  return {
    layout: { ...layout, cells: cells.with(cell, placed === undefined ? null : placed.side) },
    filled: orderOf(layout, cell, bids ? Side.Bid : Side.Ask),
    placed,
  }
}
