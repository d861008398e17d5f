import {
  cancelMoveFunction,
  executeMoveFunction,
  gridMovedEvent,
  moveCancelledEvent,
  moveProposedEvent,
  operatorChangedEvent,
  proposeMoveFunction,
  setOperatorFunction,
} from '../../abis/liquidityPool.ts'
import { unpackPrices } from '../../core/grid.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import type { PoolArgs } from './liquidity.ts'

/** Where a pool's grid shall be. */
export interface MoveArgs extends PoolArgs {
  /** Ticks, strictly increasing, 2 to 256 of them. */
  readonly prices: readonly bigint[]
  /** Ticks: cells whose buy price is at or below it start as bids. */
  readonly referencePrice: bigint
}

/** The announcement: `MoveProposed`. */
export interface ProposeMoveResult {
  /** Number of the pool's event, gapless from 1. */
  readonly eventSeq: number
  readonly prices: readonly bigint[]
  readonly referencePrice: bigint
  /** First second, UTC, at which it may be executed. */
  readonly executableAt: bigint
}

/** Build the call that announces a move. */
export function proposeMoveCall({ pool, prices, referencePrice }: MoveArgs): Call<typeof proposeMoveFunction> {
  return callOf(proposeMoveFunction, pool, [prices, referencePrice])
}

/** {@link proposeMoveCall}, and the event it leaves. */
export const proposeMoveVerb: Verb<MoveArgs, ProposeMoveResult> = {
  call: proposeMoveCall,
  result: (events, { address }) => events.one(moveProposedEvent, address),
}

/** The announcement is withdrawn: `MoveCancelled`. */
export interface CancelMoveResult {
  /** Number of the pool's event, gapless from 1. */
  readonly eventSeq: number
}

/** Build the call that withdraws an announced move. */
export function cancelMoveCall({ pool }: PoolArgs): Call<typeof cancelMoveFunction> {
  return callOf(cancelMoveFunction, pool, [])
}

/** {@link cancelMoveCall}, and the event it leaves. */
export const cancelMoveVerb: Verb<PoolArgs, CancelMoveResult> = {
  call: cancelMoveCall,
  result: (events, { address }) => events.one(moveCancelledEvent, address),
}

/** The grid moved: `GridMoved`, prices unpacked. */
export interface ExecuteMoveResult {
  /** Number of the pool's event, gapless from 1. */
  readonly eventSeq: number
  readonly prices: bigint[]
  readonly referencePrice: bigint
  /** Lots per cell from now on. */
  readonly sizePerCell: bigint
  readonly cursor: bigint
}

/** Build the call that moves a grid as announced. */
export function executeMoveCall({ pool, prices, referencePrice }: MoveArgs): Call<typeof executeMoveFunction> {
  return callOf(executeMoveFunction, pool, [prices, referencePrice])
}

/** {@link executeMoveCall}, and the event it leaves. */
export const executeMoveVerb: Verb<MoveArgs, ExecuteMoveResult> = {
  call: executeMoveCall,
  result: (events, { address }) => {
    const { packedPrices, priceWidth, ...moved } = events.one(gridMovedEvent, address)
    return { ...moved, prices: unpackPrices(packedPrices, priceWidth) }
  },
}

/** Who shall operate which pool; the zero address for nobody, for good. */
export interface SetPoolOperatorArgs extends PoolArgs {
  readonly operator: Address
}

/** Who operates from now on: `OperatorChanged`. */
export interface SetPoolOperatorResult {
  readonly operator: Address
  /** Number of the pool's event, gapless from 1. */
  readonly eventSeq: number
}

/** Build the call that hands the operator's role over. */
export function setPoolOperatorCall({ pool, operator }: SetPoolOperatorArgs): Call<typeof setOperatorFunction> {
  return callOf(setOperatorFunction, pool, [operator])
}

/** {@link setPoolOperatorCall}, and the event it leaves. */
export const setPoolOperatorVerb: Verb<SetPoolOperatorArgs, SetPoolOperatorResult> = {
  call: setPoolOperatorCall,
  result: (events, { address }) => events.one(operatorChangedEvent, address),
}
