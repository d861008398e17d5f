import { askTicks, bidTicks, cursorAt, type Grid, GridMode, Side } from '@tidemark/sdk/core'
import type { StrategyTerms, VaultStatus } from './records.ts'

/** A price above all others, to stand beside the last of a `SameLevel` grid, where it is never met. */
const TOP = (1n << 64n) - 1n

/**
 * The grid that a side of a vault trades, in the form of an `Adjacent` one. Each cell of a `SameLevel` grid buys and sells
 * at its own price: as a list of bids it goes on above its last price, as a list of asks it begins below its first.
 */
export function gridOf({ mode, prices, sizePerCell }: StrategyTerms, side: Side, cursor: bigint): Grid {
  if (mode !== GridMode.SameLevel) return { prices, sizePerCell, cursor }
  return { prices: side === Side.Ask ? [0n, ...prices] : [...prices, TOP], sizePerCell, cursor }
}

/** The cursor that a side of a vault's grid is at. Bids of a `OneShot` grid have one of their own. */
export function cursorOf(
  { mode }: StrategyTerms,
  { cursor, bidCursor }: Pick<VaultStatus, 'cursor' | 'bidCursor'>,
  side: Side,
): bigint {
  return mode === GridMode.OneShot && side === Side.Bid ? bidCursor : cursor
}

/** Ticks exchanged for the next `size` lots on a side, and the cursors after them. */
export function passGrid(
  terms: StrategyTerms,
  status: Pick<VaultStatus, 'cursor' | 'bidCursor'>,
  side: Side,
  size: bigint,
): { ticks: bigint; cursor: bigint; bidCursor: bigint } {
  const grid = gridOf(terms, side, cursorOf(terms, status, side))
  const { cursor, bidCursor } = status
  if (side === Side.Ask) return { ticks: askTicks(grid, size), cursor: cursor + size, bidCursor }
  const ticks = bidTicks(grid, size)
  if (terms.mode === GridMode.OneShot) return { ticks, cursor, bidCursor: bidCursor - size }
  return { ticks, cursor: cursor - size, bidCursor }
}

/** The cursor at which a fresh grid begins. */
export function openingCursor(terms: StrategyTerms): bigint {
  if (terms.prices.length === 0) return 0n
  const { prices } = gridOf(terms, Side.Bid, 0n)
  return cursorAt(prices, terms.sizePerCell, terms.referencePrice)
}
