import { arithmeticPrices, GridTooLargeError, MAX_CAPACITY } from '../core/grid.ts'
import { Side } from '../core/market.ts'
import { addLots, EMPTY_POSITION, type Position, sellLots, withdrawLots } from '../core/position.ts'
import { named, positive, within } from './checks.ts'
import { AmbiguousOrderError, NoOrderError, ValueOutOfRangeError } from './errors.ts'

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
export interface GridOrder {
  /** Place of its price in the grid, from 0. */
  readonly level: number
  readonly side: Side
  /** Ticks. */
  readonly price: bigint
  /** Lots. */
  readonly size: bigint
}

/** A grid of orders and what it earned. */
export interface GridState {
  readonly config: Required<GridStrategyConfig>
  readonly prices: readonly bigint[]
  /**
   * What rests in each cell. `Adjacent`: cell i bids at price i or asks at price i + 1, so of n prices one always has no
   * order. `SameLevel`: cell i bids or asks at price i.
   */
  readonly cells: readonly (Side | null)[]
  /** Lots behind the asks, at average cost, and what selling realised. */
  readonly position: Position
  readonly bidsFilled: number
  readonly asksFilled: number
  /** Sum of price times size of all fills. */
  readonly volume: bigint
}

/**
 * Check a grid and make it, without orders yet.
 *
 * @throws {EmptyTextError} without an asset.
 * @throws {ValueOutOfRangeError} when the range is empty or a size is none.
 * @throws {GridPriceCountError | GridNotIncreasingError} when levels are too few, too many or closer than one tick.
 * @throws {GridTooLargeError} when all levels together hold more lots than a position can.
 */
export function openGrid(input: GridStrategyConfig): GridState {
  const { mode = 'Adjacent', rebalanceOnFill = true } = input
  named('asset', input.asset)
  positive('minPrice', input.minPrice)
  within('maxPrice', input.maxPrice, input.minPrice + 1n, (1n << 64n) - 1n)
  positive('sizePerLevel', input.sizePerLevel)
  if (mode !== 'Adjacent' && mode !== 'SameLevel') throw new ValueOutOfRangeError('mode', Number.NaN, 0, 1)
  const prices = arithmeticPrices(input.minPrice, input.maxPrice, input.numLevels)
  const count = prices.length - offsetOf(mode)
  const capacity = BigInt(count) * input.sizePerLevel
  if (capacity > MAX_CAPACITY) throw new GridTooLargeError(capacity)
  return {
    config: {
      asset: input.asset,
      minPrice: input.minPrice,
      maxPrice: input.maxPrice,
      numLevels: input.numLevels,
      sizePerLevel: input.sizePerLevel,
      rebalanceOnFill,
      mode,
    },
    prices,
    cells: prices.slice(0, count).map(() => null),
    position: EMPTY_POSITION,
    bidsFilled: 0,
    asksFilled: 0,
    volume: 0n,
  }
}

/** How many prices above its bid a cell asks. */
export const offsetOf = (mode: GridFillMode): number => (mode === 'Adjacent' ? 1 : 0)

/**
 * Orders around `price`, in place of whatever rested before: bids below it, asks above it, at the price itself nothing. Lots
 * that the asks lack enter at `price`, lots they no longer need leave at average cost.
 *
 * @throws {CastOverflowError} when what the lots cost exceeds uint192.
 */
export function placeOrders(state: GridState, price: bigint): GridState {
  positive('price', price)
  const { prices, config } = state
  const offset = offsetOf(config.mode)
  const cells = state.cells.map((_, cell) => {
    if ((prices[cell] ?? 0n) < price) return Side.Bid
    return (prices[cell + offset] ?? 0n) > price ? Side.Ask : null
  })
  const needed = BigInt(cells.filter((side) => side === Side.Ask).length) * config.sizePerLevel
  const { lots } = state.position
  const position =
    needed < lots
      ? withdrawLots(state.position, lots - needed).position
      : addLots(state.position, needed - lots, (needed - lots) * price)
  return { ...state, cells, position }
}

/** Orders that rest now, from the lowest level up. */
export function ordersOf(state: GridState): GridOrder[] {
  const orders: GridOrder[] = []
  for (const [cell, side] of state.cells.entries()) if (side !== null) orders.push(orderOf(state, cell, side))
  return orders.sort((a, b) => a.level - b.level)
}

/** The order of a cell on a side, whether it rests or not. */
function orderOf({ prices, config }: GridState, cell: number, side: Side): GridOrder {
  const level = side === Side.Bid ? cell : cell + offsetOf(config.mode)
  return { level, side, price: prices[level] ?? 0n, size: config.sizePerLevel }
}

/**
 * The order at a level has filled completely. Its lots are booked at average cost, and unless the grid does not rebalance, the
 * cell's other order rests from now on.
 *
 * @param side Needed only where a bid and an ask rest at the level, which takes fills out of the order of prices.
 * @throws {ValueOutOfRangeError} when there is no such level.
 * @throws {NoOrderError | AmbiguousOrderError} when nothing rests there, or two orders do.
 */
export function fillOrder(
  state: GridState,
  level: number,
  side?: Side,
): { state: GridState; filled: GridOrder; placed: GridOrder | undefined } {
  const { config } = state
  within('level', level, 0, config.numLevels - 1)
  const askCell = level - offsetOf(config.mode)
  const bids = side !== Side.Ask && state.cells[level] === Side.Bid
  const asks = side !== Side.Bid && state.cells[askCell] === Side.Ask
  if (bids === asks) throw bids ? new AmbiguousOrderError(level) : new NoOrderError(level)
  const cell = bids ? level : askCell
  const filled = orderOf(state, cell, bids ? Side.Bid : Side.Ask)
  const value = filled.price * filled.size
  const placed = config.rebalanceOnFill ? orderOf(state, cell, bids ? Side.Ask : Side.Bid) : undefined
  return {
    filled,
    placed,
    state: {
      ...state,
      cells: state.cells.with(cell, placed === undefined ? null : placed.side),
      position: bids
        ? addLots(state.position, filled.size, value)
        : sellLots(state.position, filled.size, value).position,
      bidsFilled: state.bidsFilled + (bids ? 1 : 0),
      asksFilled: state.asksFilled + (bids ? 0 : 1),
      volume: state.volume + value,
    },
  }
}
