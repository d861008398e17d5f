import { Side } from '../core/market.ts'
import { addLots, EMPTY_POSITION, type Position, sellLots, withdrawLots } from '../core/position.ts'
import * as layout from './gridLayout.ts'

/** A grid of orders and what it earned. */
export interface GridState extends layout.GridLayout {
  /** Lots behind the asks, at average cost, and what selling realised. */
  readonly position: Position
  readonly bidsFilled: number
  readonly asksFilled: number
  /** Sum of price times size of all fills. */
  readonly volume: bigint
}

/** A grid without orders. Errors as of `openLayout`. */
export function openGrid(config: layout.GridStrategyConfig): GridState {
  return { ...layout.openLayout(config), position: EMPTY_POSITION, bidsFilled: 0, asksFilled: 0, volume: 0n }
}

/**
 * Orders around `price`; see `placeOrders` of the layout. Lots that the asks lack enter at `price`, lots they no longer need
 * leave at average cost.
 *
 * @throws {CastOverflowError} when what the lots cost exceeds uint112.
 */
export function placeGrid(state: GridState, price: bigint): GridState {
  const placed = layout.placeOrders(state, price)
  const asks = placed.cells.filter((side) => side === Side.Ask).length
  const needed = BigInt(asks) * state.config.sizePerLevel
  const missing = needed - state.position.lots
  const position =
    missing < 0n ? withdrawLots(state.position, -missing).position : addLots(state.position, missing, missing * price)
  return { ...placed, position }
}

/** The order at a level filled; see `answerFill` of the layout. Its lots are booked at average cost. */
export function fillGridOrder(
  state: GridState,
  level: number,
  side?: Side,
): { state: GridState; placed: layout.GridStrategyOrder | undefined } {
  const { layout: answered, filled, placed } = layout.answerFill(state, level, side)
  const value = filled.price * filled.size
  const isBid = filled.side === Side.Bid
  const position = isBid
    ? addLots(state.position, filled.size, value)
    : sellLots(state.position, filled.size, value).position
  return {
    placed,
    state: {
      ...answered,
      position,
      bidsFilled: state.bidsFilled + (isBid ? 1 : 0),
      asksFilled: state.asksFilled + (isBid ? 0 : 1),
      volume: state.volume + value,
    },
  }
}
