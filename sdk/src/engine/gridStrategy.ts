import { Side } from '../core/market.ts'
import type { Position } from '../core/position.ts'
import { gridCodec } from './gridCodec.ts'
import { type GridStrategyConfig, type GridStrategyOrder, ordersOf } from './gridLayout.ts'
import { fillGridOrder, type GridState, openGrid, placeGrid } from './gridState.ts'
import { type Ratio, ratioOf } from './ratio.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'

/** What a grid has done so far. */
export interface GridStats {
  /** Orders that rest now, and on each side. */
  readonly activeLevels: number
  readonly bids: number
  readonly asks: number
  /** Orders filled so far, and on each side. */
  readonly filledCount: number
  readonly bidsFilled: number
  readonly asksFilled: number
  /** Sum of price times size of all fills, ticks times lots. */
  readonly volume: bigint
  /** Proceeds less average cost of everything sold, ticks times lots, signed. */
  readonly pnl: bigint
  /** Lots behind the asks, and what they cost. */
  readonly position: Position
  /** Sales above average cost over all sales. */
  readonly winRate: Ratio
}

const snapshots = snapshotOf('tidemark.grid', gridCodec)

/**
 * A grid of orders at evenly spaced prices. It says which orders to place, and when one fills which one answers it; what rests
 * where is kept here, money is not moved. Every call either does all it says or throws and changes nothing.
 *
 * Orders are whole: a level fills completely. For parts of a level, and for the grid as the chain trades it, see `core/grid`,
 * whose state is one integer. The two differ in one thing: a cell whose lower price equals the starting price asks here.
 *
 * @example
 * const grid = new GridStrategy({ asset: 'ETH', minPrice: 900n, maxPrice: 1100n, numLevels: 10, sizePerLevel: 100n })
 * grid.generateOrders(1000n).map(({ price }) => price) // => [900n, 922n, 944n, 966n, 988n, 1_033n, 1_055n, 1_077n, 1_100n]
 * grid.onOrderFilled(4)?.price // => 1_011n
 */
export class GridStrategy {
  #state: GridState

  /**
   * @throws {EmptyTextError} without an asset.
   * @throws {ValueOutOfRangeError} when the range is empty or a size is none.
   * @throws {GridPriceCountError | GridNotIncreasingError} when levels are too few, too many or closer than one tick.
   * @throws {GridTooLargeError} when all levels together hold more lots than a position can.
   */
  constructor(config: GridStrategyConfig) {
    this.#state = openGrid(config)
  }

  /** Its configuration, defaults filled in. */
  get config(): Required<GridStrategyConfig> {
    return this.#state.config
  }

  /** Its prices in ticks, rising. */
  get prices(): readonly bigint[] {
    return this.#state.prices
  }

  /**
   * Orders around `price` in ticks, in place of all that rested: bids below it, asks above it, from the lowest level up. The
   * lots that the asks need enter the position at `price`.
   *
   * @throws {ValueOutOfRangeError} when the price is none.
   */
  generateOrders(price: bigint): GridStrategyOrder[] {
    this.#state = placeGrid(this.#state, price)
    return this.activeOrders()
  }

  /** Orders that rest now, from the lowest level up. */
  activeOrders(): GridStrategyOrder[] {
    return ordersOf(this.#state)
  }

  /**
   * The order at a level filled: the opposite order that rests from now on, at the same level in `SameLevel`, at the
   * neighbouring one in `Adjacent`; nothing when the grid does not rebalance.
   *
   * @param side Needed only where a bid and an ask rest at one level, which takes fills out of the order of prices.
   * @throws {ValueOutOfRangeError} when there is no such level.
   * @throws {NoOrderError | AmbiguousOrderError} when nothing rests there, or two orders do.
   */
  onOrderFilled(level: number, side?: Side): GridStrategyOrder | undefined {
    const { state, placed } = fillGridOrder(this.#state, level, side)
    this.#state = state
    return placed
  }

  /** What it has done so far. */
  getStats(): GridStats {
    return gridStats(this.#state)
  }

  /** All of it as JSON. */
  snapshot(): Snapshot {
    return snapshots.write(this.#state)
  }

  /** The grid that a snapshot was taken of. @throws {InvalidSnapshotError} */
  static restore(json: unknown): GridStrategy {
    const state = snapshots.read(json)
    const grid = new GridStrategy(state.config)
    grid.#state = state
    return grid
  }
}

/** Statistics of a grid. */
export function gridStats(state: GridState): GridStats {
  const orders = ordersOf(state)
  const bids = orders.filter(({ side }) => side === Side.Bid).length
  const { position, bidsFilled, asksFilled, volume } = state
  return {
    activeLevels: orders.length,
    bids,
    asks: orders.length - bids,
    filledCount: bidsFilled + asksFilled,
    bidsFilled,
    asksFilled,
    volume,
    pnl: position.realisedPnl,
    position,
    winRate: ratioOf(position.wins, position.trips),
  }
}
