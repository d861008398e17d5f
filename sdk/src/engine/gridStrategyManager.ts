import type { Side } from '../core/market.ts'
import { count, flag, recordOf } from './codec.ts'
import { Collection, numbered } from './collection.ts'
import { ClosedError } from './errors.ts'
import { gridCodec } from './gridCodec.ts'
import { type GridStrategyConfig, type GridStrategyOrder, ordersOf } from './gridLayout.ts'
import { fillGridOrder, type GridState, openGrid, placeGrid } from './gridState.ts'
import { type GridStats, gridStats } from './gridStrategy.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'

interface Entry {
  readonly id: number
  readonly isOpen: boolean
  readonly grid: GridState
}

/** A strategy of a manager. */
export interface ManagedGrid {
  readonly id: number
  readonly isOpen: boolean
  readonly config: Required<GridStrategyConfig>
  readonly prices: readonly bigint[]
}

/** Sums over strategies. */
export interface GridTotals {
  readonly strategies: number
  readonly open: number
  readonly activeLevels: number
  readonly filledCount: number
  readonly volume: bigint
  readonly pnl: bigint
}

const snapshots = snapshotOf('tidemark.grids', numbered(recordOf<Entry>({ id: count, isOpen: flag, grid: gridCodec })))

/**
 * Many grids, by id from 1. Every call either does all it says or throws and changes nothing.
 *
 * @example
 * const grids = new GridStrategyManager()
 * const config = { asset: 'ETH', minPrice: 900n, maxPrice: 1100n, numLevels: 3, sizePerLevel: 100n }
 * const id = grids.createStrategy(config)
 * grids.generateOrders(id, 950n).map(({ price }) => price) // => [900n, 1_100n]
 */
export class GridStrategyManager {
  #grids = new Collection<Entry>('strategy')

  /** Make a grid, without orders yet; its id. Errors as of {@link GridStrategy}'s constructor. */
  createStrategy(config: GridStrategyConfig): number {
    return this.#grids.add({ id: this.#grids.nextId, isOpen: true, grid: openGrid(config) })
  }

  /** @throws {UnknownIdError} */
  getStrategy(id: number): ManagedGrid {
    const { isOpen, grid } = this.#grids.get(id)
    return { id, isOpen, config: grid.config, prices: grid.prices }
  }

  /**
   * Place orders around `price`; see {@link GridStrategy.generateOrders}.
   *
   * @throws {UnknownIdError | ClosedError | ValueOutOfRangeError}
   */
  generateOrders(id: number, price: bigint): GridStrategyOrder[] {
    const entry = this.#open(id)
    const grid = placeGrid(entry.grid, price)
    this.#grids.set(id, { ...entry, grid })
    return ordersOf(grid)
  }

  /**
   * The order at a level filled; see {@link GridStrategy.onOrderFilled}.
   *
   * @throws {UnknownIdError | ClosedError | ValueOutOfRangeError | NoOrderError | AmbiguousOrderError}
   */
  onOrderFilled(id: number, level: number, side?: Side): GridStrategyOrder | undefined {
    const entry = this.#open(id)
    const { state, placed } = fillGridOrder(entry.grid, level, side)
    this.#grids.set(id, { ...entry, grid: state })
    return placed
  }

  /** Orders that rest now. @throws {UnknownIdError} */
  activeOrders(id: number): GridStrategyOrder[] {
    return ordersOf(this.#grids.get(id).grid)
  }

  /** Take all orders away for good; what it did stays on record. @throws {UnknownIdError | ClosedError} */
  closeStrategy(id: number): void {
    const entry = this.#open(id)
    this.#grids.set(id, { ...entry, isOpen: false, grid: { ...entry.grid, cells: entry.grid.cells.map(() => null) } })
  }

  /** @throws {UnknownIdError} */
  getStats(id: number): GridStats {
    return gridStats(this.#grids.get(id).grid)
  }

  /** Strategies of an asset, by id; all without one. */
  listStrategies(asset?: string): ManagedGrid[] {
    const entries = this.#grids.all().filter(({ grid }) => asset === undefined || grid.config.asset === asset)
    return entries.map(({ id }) => this.getStrategy(id))
  }

  /** Sums over the strategies of an asset, or over all. */
  getTotals(asset?: string): GridTotals {
    let totals = { strategies: 0, open: 0, activeLevels: 0, filledCount: 0, volume: 0n, pnl: 0n }
    for (const { id, isOpen } of this.listStrategies(asset)) {
      const { activeLevels, filledCount, volume, pnl } = this.getStats(id)
      totals = {
        strategies: totals.strategies + 1,
        open: totals.open + (isOpen ? 1 : 0),
        activeLevels: totals.activeLevels + activeLevels,
        filledCount: totals.filledCount + filledCount,
        volume: totals.volume + volume,
        pnl: totals.pnl + pnl,
      }
    }
    return totals
  }

  /** All of it as JSON. */
  snapshot(): Snapshot {
    return snapshots.write(this.#grids.all())
  }

  /** The manager that a snapshot was taken of. @throws {InvalidSnapshotError} */
  static restore(json: unknown): GridStrategyManager {
    const manager = new GridStrategyManager()
    manager.#grids = new Collection('strategy', snapshots.read(json))
    return manager
  }

  #open(id: number): Entry {
    const entry = this.#grids.get(id)
    if (!entry.isOpen) throw new ClosedError('strategy', id)
    return entry
  }
}
