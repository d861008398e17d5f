// Documented in full with the action of the same name in `../actions`.
import type { Address } from '../calls/abi.ts'
import { type CreatePoolArgs, type CreatePoolResult, createPoolVerb } from '../calls/pools/createPool.ts'
import {
  type ClaimFeesArgs,
  type ClaimFeesResult,
  claimFeesVerb,
  type DistributeFeesArgs,
  type DistributeFeesResult,
  distributeFeesVerb,
} from '../calls/pools/fees.ts'
import {
  type ClaimSetAsideArgs,
  type ClaimSetAsideResult,
  claimSetAsideVerb,
  joinPoolVerb,
  type LeavePoolOneTokenArgs,
  type LeavePoolOneTokenResult,
  type LiquidityArgs,
  type LiquidityResult,
  leavePoolOneTokenVerb,
  leavePoolVerb,
  type PoolArgs,
} from '../calls/pools/liquidity.ts'
import {
  type CancelMoveResult,
  cancelMoveVerb,
  type ExecuteMoveResult,
  executeMoveVerb,
  type MoveArgs,
  type ProposeMoveResult,
  proposeMoveVerb,
  type SetPoolOperatorArgs,
  type SetPoolOperatorResult,
  setPoolOperatorVerb,
} from '../calls/pools/move.ts'
import {
  type Amounts,
  type GetClaimableFeesArgs,
  getClaimableFeesQuery,
  type PredictPoolArgs,
  type PreviewCreatePoolArgs,
  type PreviewCreatePoolResult,
  type PreviewLiquidityArgs,
  predictPoolQuery,
  previewCreatePoolQuery,
  previewJoinPoolQuery,
  previewLeavePoolQuery,
} from '../calls/pools/reads.ts'
import {
  type GetPoolArgs,
  type GetPoolsArgs,
  getPoolQuery,
  getPoolStateQuery,
  getPoolsQuery,
  type PoolRecord,
  type PoolSummary,
} from '../calls/pools/view.ts'
import { type PoolEvent, poolWatch } from '../calls/pools/watchPool.ts'
import {
  type ReadAction,
  readAction,
  type SyncAction,
  syncAction,
  type WatchAction,
  type WriteAction,
  watchAction,
  writeAction,
} from './internal/action.ts'

/** Create a pool with the sender's first deposit, out of its allowances to the factory, or its `permits`: see `previewCreatePool` and `approvePoolSync`. */
export const createPool: WriteAction<CreatePoolArgs, 'poolFactory'> = /*#__PURE__*/ writeAction(createPoolVerb)
/** The same as {@link createPool}, and wait for it. */
export const createPoolSync: SyncAction<CreatePoolArgs, CreatePoolResult, 'poolFactory'> =
  /*#__PURE__*/ syncAction(createPoolVerb)

/** Mint exactly `lp` units for both tokens pro rata, rounded up, out of the sender's allowances to the pool. */
export const joinPool: WriteAction<LiquidityArgs, 'to'> = /*#__PURE__*/ writeAction(joinPoolVerb)
/** The same as {@link joinPool}, and wait for it. */
export const joinPoolSync: SyncAction<LiquidityArgs, LiquidityResult, 'to'> = /*#__PURE__*/ syncAction(joinPoolVerb)

/** Burn exactly `lp` units of the sender for both tokens pro rata, rounded down. */
export const leavePool: WriteAction<LiquidityArgs, 'to'> = /*#__PURE__*/ writeAction(leavePoolVerb)
/** The same as {@link leavePool}, and wait for it. */
export const leavePoolSync: SyncAction<LiquidityArgs, LiquidityResult, 'to'> = /*#__PURE__*/ syncAction(leavePoolVerb)

/** Burn `lp` units and take only one token, for when the other refuses to move; that one is set aside. */
export const leavePoolOneToken: WriteAction<LeavePoolOneTokenArgs, 'to'> =
  /*#__PURE__*/ writeAction(leavePoolOneTokenVerb)
/** The same as {@link leavePoolOneToken}, and wait for it. */
export const leavePoolOneTokenSync: SyncAction<LeavePoolOneTokenArgs, LeavePoolOneTokenResult, 'to'> =
  /*#__PURE__*/ syncAction(leavePoolOneTokenVerb)

/** Take what `leavePoolOneToken` set aside for the sender. */
export const claimSetAside: WriteAction<ClaimSetAsideArgs, 'to'> = /*#__PURE__*/ writeAction(claimSetAsideVerb)
/** The same as {@link claimSetAside}, and wait for it. */
export const claimSetAsideSync: SyncAction<ClaimSetAsideArgs, ClaimSetAsideResult, 'to'> =
  /*#__PURE__*/ syncAction(claimSetAsideVerb)

/** Give quote to a pool's providers, streamed over time, out of the sender's allowance to the pool. */
export const distributeFees: WriteAction<DistributeFeesArgs> = /*#__PURE__*/ writeAction(distributeFeesVerb)
/** The same as {@link distributeFees}, and wait for it. */
export const distributeFeesSync: SyncAction<DistributeFeesArgs, DistributeFeesResult> =
  /*#__PURE__*/ syncAction(distributeFeesVerb)

/** Take the fees that have streamed to the sender. */
export const claimFees: WriteAction<ClaimFeesArgs, 'to'> = /*#__PURE__*/ writeAction(claimFeesVerb)
/** The same as {@link claimFees}, and wait for it. */
export const claimFeesSync: SyncAction<ClaimFeesArgs, ClaimFeesResult, 'to'> = /*#__PURE__*/ syncAction(claimFeesVerb)

/** Announce a move of a pool's grid. */
export const proposeMove: WriteAction<MoveArgs> = /*#__PURE__*/ writeAction(proposeMoveVerb)
/** The same as {@link proposeMove}, and wait for it. */
export const proposeMoveSync: SyncAction<MoveArgs, ProposeMoveResult> = /*#__PURE__*/ syncAction(proposeMoveVerb)

/** Withdraw an announced move. */
export const cancelMove: WriteAction<PoolArgs> = /*#__PURE__*/ writeAction(cancelMoveVerb)
/** The same as {@link cancelMove}, and wait for it. */
export const cancelMoveSync: SyncAction<PoolArgs, CancelMoveResult> = /*#__PURE__*/ syncAction(cancelMoveVerb)

/** Move a pool's grid as announced. */
export const executeMove: WriteAction<MoveArgs> = /*#__PURE__*/ writeAction(executeMoveVerb)
/** The same as {@link executeMove}, and wait for it. */
export const executeMoveSync: SyncAction<MoveArgs, ExecuteMoveResult> = /*#__PURE__*/ syncAction(executeMoveVerb)

/** Hand the operator's role over; to the zero address for good. */
export const setPoolOperator: WriteAction<SetPoolOperatorArgs> = /*#__PURE__*/ writeAction(setPoolOperatorVerb)
/** The same as {@link setPoolOperator}, and wait for it. */
export const setPoolOperatorSync: SyncAction<SetPoolOperatorArgs, SetPoolOperatorResult> =
  /*#__PURE__*/ syncAction(setPoolOperatorVerb)

/** Read everything about one pool and one provider in one call. */
export const getPool: ReadAction<GetPoolArgs, PoolSummary, 'lens' | 'provider'> = /*#__PURE__*/ readAction(getPoolQuery)

/** Read everything about many pools and one provider in one call, in the order asked. */
export const getPools: ReadAction<GetPoolsArgs, readonly PoolSummary[], 'lens' | 'provider'> =
  /*#__PURE__*/ readAction(getPoolsQuery)

/** Read grid and reserves of a pool in one call. */
export const getPoolState: ReadAction<PoolArgs, PoolRecord> = /*#__PURE__*/ readAction(getPoolStateQuery)

/** Read the quote atoms that `claimFees` would give now. */
export const getClaimableFees: ReadAction<GetClaimableFeesArgs, bigint, 'provider'> =
  /*#__PURE__*/ readAction(getClaimableFeesQuery)

/** Read what `joinPool` would ask for now, rounded up. */
export const previewJoinPool: ReadAction<PreviewLiquidityArgs, Amounts> = /*#__PURE__*/ readAction(previewJoinPoolQuery)

/** Read what `leavePool` would give now, rounded down. */
export const previewLeavePool: ReadAction<PreviewLiquidityArgs, Amounts> =
  /*#__PURE__*/ readAction(previewLeavePoolQuery)

/** Read what `createPool` will pull and mint. */
export const previewCreatePool: ReadAction<PreviewCreatePoolArgs, PreviewCreatePoolResult, 'poolFactory'> =
  /*#__PURE__*/ readAction(previewCreatePoolQuery)

/** Read the address that a pool with these terms will have. */
export const predictPool: ReadAction<PredictPoolArgs, Address, 'poolFactory' | 'founder'> =
  /*#__PURE__*/ readAction(predictPoolQuery)

/** Listen for what happens to a pool besides fills: joins, exits, fees, moves of the grid. Returns what ends it. */
export const watchPool: WatchAction<PoolArgs, PoolEvent> = /*#__PURE__*/ watchAction(poolWatch)
