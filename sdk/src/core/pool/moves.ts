import type { HexBytes } from '../bytes.ts'
import { toUint } from '../errors.ts'
import { checkPrices, clampPrice } from '../grid.ts'
import { isWithinBand, MARK_ONE } from '../mark.ts'
import { BPS } from '../market.ts'
import { add, mul } from '../u256.ts'
import { MarketIsHaltedError, OracleUnavailableError } from '../venueErrors.ts'
import {
  MoveExpiredError,
  MoveNotDueError,
  MovePriceOutOfBoundsError,
  NoMoveProposedError,
  PoolDormantError,
} from './errors.ts'
import { freshPoolGrid } from './grid.ts'
import { bestPoolPrices } from './prices.ts'
import { type PoolMove, type PoolState, poolFunds } from './state.ts'

/** Seconds between announcement and move. Mirrors `GridMoves.MOVE_DELAY`. */
export const MOVE_DELAY = 86_400n
/** Seconds in which the move can be made. Mirrors `GridMoves.MOVE_WINDOW`. */
export const MOVE_WINDOW = 259_200n

/**
 * The operator announces a move at `timestamp` (UTC seconds). Mirrors `GridMoves.proposeMove`.
 *
 * @throws {GridPriceCountError | GridNotIncreasingError}
 *
 * @example
 * poolMoveProposed(pool, { prices: [90n, 180n], referencePrice: 100n }, 1_000n).executableAt // => 87_400n
 */
export function poolMoveProposed(pool: PoolState, move: PoolMove, timestamp: bigint): PoolState {
  checkPrices(move.prices)
  return { ...pool, proposal: move, executableAt: timestamp + MOVE_DELAY, events: pool.events + 1n }
}

/**
 * The operator takes the announcement back. Mirrors `GridMoves.cancelMove`.
 *
 * @throws {NoMoveProposedError}
 *
 * @example
 * poolMoveCancelled(poolMoveProposed(pool, { prices: [90n, 180n], referencePrice: 100n }, 1_000n)).proposal
 * // => undefined
 */
export function poolMoveCancelled(pool: PoolState): PoolState {
  const { proposal, ...rest } = pool
  if (proposal === undefined) throw new NoMoveProposedError()
  return { ...rest, events: pool.events + 1n }
}

/**
 * The operator hands over. Mirrors `GridMoves.setOperator`.
 *
 * @example
 * poolOperatorChanged(pool, ZERO_ADDRESS).operator // => '0x0000000000000000000000000000000000000000'
 */
export function poolOperatorChanged(pool: PoolState, operator: HexBytes): PoolState {
  return { ...pool, operator, events: pool.events + 1n }
}

/** When a move is made, and what its market says. */
export interface MoveContext {
  /** UTC seconds. */
  readonly timestamp: bigint
  readonly halted?: boolean
  /** The market's oracle, if it has one: its band in 1/10 000, and its mark (ticks, Q64.64) while it is live. */
  readonly oracle?: { readonly bandBps: number; readonly mark?: bigint }
}

/**
 * The operator makes the announced move: the reserves fund a fresh grid around its reference price. Mirrors
 * `GridMoves.executeMove`.
 *
 * @throws {NoMoveProposedError | MoveNotDueError | MoveExpiredError}
 * @throws {MarketIsHaltedError | OracleUnavailableError | MovePriceOutOfBoundsError | PoolDormantError}
 *
 * @example
 * const move = { prices: [90n, 180n], referencePrice: 110n }
 * const proposed = poolMoveProposed(pool, move, 1_000n)
 * poolGridMoved(proposed, move, { timestamp: proposed.executableAt }).anchor.prices // => [90n, 180n]
 */
export function poolGridMoved(pool: PoolState, move: PoolMove, context: MoveContext): PoolState {
  const { proposal, ...rest } = pool
  const { executableAt } = pool
  if (proposal === undefined || !isSameMove(proposal, move)) throw new NoMoveProposedError()
  if (context.timestamp < executableAt) throw new MoveNotDueError(executableAt)
  if (context.timestamp > executableAt + MOVE_WINDOW) throw new MoveExpiredError(executableAt + MOVE_WINDOW)
  checkReference(pool, move.referencePrice, context)
  checkPrices(move.prices)
  const grid = freshPoolGrid(move.prices, move.referencePrice, poolFunds(pool))
  if (grid.size === 0n) throw new PoolDormantError()
  toUint(grid.bidTicks, 112)
  const anchor = { anchorSize: grid.size, anchorSupply: pool.supply, prices: move.prices }
  return { ...rest, grid, anchor, events: pool.events + 1n }
}

/** The price lies between the old grid's best bid and ask, and within the oracle's band. */
function checkReference({ anchor, grid, market }: PoolState, price: bigint, { halted, oracle }: MoveContext): void {
  if (halted) throw new MarketIsHaltedError(market.marketId)
  let { bid, ask } = bestPoolPrices(anchor.prices, grid)
  if (oracle === undefined) {
    bid = clampPrice(anchor.prices, bid)
    ask = clampPrice(anchor.prices, ask)
  } else {
    const { mark, bandBps } = oracle
    if (mark === undefined) throw new OracleUnavailableError(market.marketId)
    if (!isWithinBand(price, mark, bandBps)) {
      const slack = mul(mark, BigInt(bandBps)) / BPS
      const low = mark > slack ? mark - slack : 0n
      throw new MovePriceOutOfBoundsError(price, low / MARK_ONE, add(mark, slack) / MARK_ONE)
    }
  }
  if (price < bid || price > ask) throw new MovePriceOutOfBoundsError(price, bid, ask)
}

function isSameMove(a: PoolMove, b: PoolMove): boolean {
  if (a.referencePrice !== b.referencePrice || a.prices.length !== b.prices.length) return false
  return a.prices.every((price, i) => price === b.prices[i])
}
