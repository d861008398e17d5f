import { cursorAt, funding, type Grid, MAX_CAPACITY } from '../grid.ts'
import { add, divDown, MAX_U256, mul, sub } from '../u256.ts'

/** Where a pool's grid stands. Mirrors the Solidity struct of the same name. */
export interface PoolGridState {
  /** Lots sold since the bottom. While dormant, cells below the cursor. */
  readonly cursor: bigint
  /** Lots per cell; 0 while dormant. */
  readonly size: bigint
  /** Exact cost of all resting bids, in ticks times lots. While dormant, of one lot in each cell below the cursor. */
  readonly bidTicks: bigint
}

/**
 * A pool's grid, prices in ticks, as the functions of grids take it.
 *
 * @example
 * poolGridOf([100n, 200n], pool.grid).cursor // => 1_000n
 */
export function poolGridOf(prices: readonly bigint[], { cursor, size }: PoolGridState): Grid {
  return { prices, sizePerCell: size, cursor }
}

/** Reserves in whole lots and whole ticks. */
export interface PoolFunds {
  readonly lots: bigint
  readonly ticks: bigint
}

/**
 * The grid after reserves became worth `funds`: `target` lots per cell (or the most that they cover), the cursor keeping its
 * place to the nearest lot, or the other way if only that is covered. Mirrors `PoolLib.refit`, which has the argument.
 *
 * @throws {OverflowError} when a product exceeds 2^256 - 1.
 *
 * @example
 * refitPoolGrid([100n, 200n], pool.grid, 500n, poolFunds(pool)) // => { size: 500n, cursor: 500n, bidTicks: 50_000n }
 */
export function refitPoolGrid(
  prices: readonly bigint[],
  grid: PoolGridState,
  target: bigint,
  funds: PoolFunds,
): PoolGridState {
  const unit = grid.size === 0n ? 1n : grid.size
  const cells = BigInt(prices.length) - 1n
  const cell = grid.cursor / unit
  const rest = grid.cursor % unit
  const price = prices[Number(cell)] ?? 0n
  const cut = {
    unit,
    rest,
    price,
    below: sub(grid.bidTicks, mul(rest, price)) / unit,
    above: sub(cells, cell),
  }
  const most = divDown(MAX_CAPACITY, cells)
  let size = target > most ? most : target
  let { covered, newRest } = place(cut, size, funds)
  if (!covered) {
    size = fundable(cut, grid.bidTicks, funds)
    ;({ newRest } = place(cut, size, funds))
  }
  if (size === 0n) return { size, cursor: cell, bidTicks: cut.below }
  return {
    size,
    cursor: add(mul(cell, size), newRest),
    bidTicks: add(mul(size, cut.below), mul(newRest, price)),
  }
}

/**
 * A fresh grid at `referencePrice` (ticks), of the most lots per cell that `funds` cover. Mirrors `PoolLib.fresh`.
 *
 * @example
 * freshPoolGrid([50n, 100n, 200n], 100n, poolFunds(pool)) // => { cursor: 1_332n, size: 666n, bidTicks: 99_900n }
 */
export function freshPoolGrid(prices: readonly bigint[], referencePrice: bigint, funds: PoolFunds): PoolGridState {
  const cells = BigInt(prices.length) - 1n
  const cell = cursorAt(prices, 1n, referencePrice)
  const { quoteTicks: below } = funding({ prices, sizePerCell: 1n, cursor: cell })
  let size = divDown(MAX_CAPACITY, cells)
  if (cell !== cells) size = least(size, funds.lots / (cells - cell))
  if (cell !== 0n) size = least(size, divDown(funds.ticks, below))
  return { cursor: mul(cell, size), size, bidTicks: mul(below, size) }
}

/**
 * Lots per cell of `supply` LP units at the fixed ratio of `anchorSize` lots to `anchorSupply` units, rounded down. Mirrors
 * `PoolLib.sizeDown`.
 *
 * @throws {OverflowError} when the product exceeds 2^256 - 1.
 * @throws {DivisionByZeroError} when there is no ratio.
 *
 * @example
 * poolSizeDown(150_000n, 1_000n, 100_000n) // => 1_500n
 */
export function poolSizeDown(supply: bigint, anchorSize: bigint, anchorSupply: bigint): bigint {
  return divDown(mul(supply, anchorSize), anchorSupply)
}

/** The cell the cursor is in, and what the orders of one lot per cell need beyond it. */
interface Cut {
  readonly unit: bigint
  readonly rest: bigint
  readonly price: bigint
  readonly below: bigint
  readonly above: bigint
}

/** The cursor's place in its cell at size `target`: to the nearest lot, or rounded the other way. */
function place(cut: Cut, target: bigint, funds: PoolFunds): { covered: boolean; newRest: bigint } {
  const scaled = mul(cut.rest, target)
  const down = scaled / cut.unit
  const fraction = scaled % cut.unit
  const up = fraction === 0n ? down : down + 1n
  const nearestIsUp = mul(fraction, 2n) >= cut.unit
  const nearest = nearestIsUp ? up : down
  if (covers(cut, target, nearest, funds)) return { covered: true, newRest: nearest }
  const other = nearestIsUp ? down : up
  return { covered: covers(cut, target, other, funds), newRest: other }
}

function covers({ above, below, price }: Cut, target: bigint, newRest: bigint, { lots, ticks }: PoolFunds): boolean {
  return sub(mul(above, target), newRest) <= lots && add(mul(target, below), mul(newRest, price)) <= ticks
}

/** The most lots per cell for which rounding the cursor down, or rounding it up, is sure to be covered. */
function fundable({ unit, rest, price: ofCell, above }: Cut, unitTicks: bigint, { lots, ticks }: PoolFunds): bigint {
  const unitLots = sub(mul(above, unit), rest)
  const price = rest === 0n ? 0n : ofCell
  let down = MAX_U256
  let up = MAX_U256
  if (unitLots !== 0n) {
    down = mul(lots, unit) / unitLots
    // The largest whose floor fits: `floor(up * unitLots / unit) <= lots`.
    up = sub(mul(add(lots, 1n), unit), 1n) / unitLots
  }
  if (unitTicks !== 0n) {
    down = least(down, sub(mul(add(ticks, 1n), unit), 1n) / unitTicks)
    up = least(up, ticks < price ? 0n : mul(ticks - price, unit) / unitTicks)
  }
  return down > up ? down : up
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
