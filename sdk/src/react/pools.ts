import type { Address } from 'viem'
import {
  cancelMoveSync,
  claimFeesSync,
  claimSetAsideSync,
  createPoolSync,
  distributeFeesSync,
  executeMoveSync,
  getClaimableFees,
  getPool,
  getPoolState,
  getPools,
  joinPoolSync,
  leavePoolOneTokenSync,
  leavePoolSync,
  predictPool,
  previewCreatePool,
  previewJoinPool,
  previewLeavePool,
  proposeMoveSync,
  setPoolOperatorSync,
  watchPool,
} from '../actions/pools.ts'
import type { CreatePoolArgs, CreatePoolResult } from '../calls/pools/createPool.ts'
import type { ClaimFeesArgs, ClaimFeesResult, DistributeFeesArgs, DistributeFeesResult } from '../calls/pools/fees.ts'
import type {
  ClaimSetAsideArgs,
  ClaimSetAsideResult,
  LeavePoolOneTokenArgs,
  LeavePoolOneTokenResult,
  LiquidityArgs,
  LiquidityResult,
  PoolArgs,
} from '../calls/pools/liquidity.ts'
import type {
  CancelMoveResult,
  ExecuteMoveResult,
  MoveArgs,
  ProposeMoveResult,
  SetPoolOperatorArgs,
  SetPoolOperatorResult,
} from '../calls/pools/move.ts'
import type {
  Amounts,
  GetClaimableFeesArgs,
  PredictPoolArgs,
  PreviewCreatePoolArgs,
  PreviewCreatePoolResult,
  PreviewLiquidityArgs,
} from '../calls/pools/reads.ts'
import type { GetPoolArgs, GetPoolsArgs, PoolRecord, PoolSummary } from '../calls/pools/view.ts'
import type { PoolEvent } from '../calls/pools/watchPool.ts'
import { mutationHook, type WriteHook } from './internal/useTidemarkMutation.ts'
import { queryHook, type ReadHook } from './internal/useTidemarkQuery.ts'
import { type ListenHook, watchHook } from './internal/useTidemarkWatch.ts'

/** Create a pool with the sender's first deposit, out of its allowances to the factory, or its `permits`: see `previewCreatePool` and `approvePoolSync`. A mutation that waits: see `createPoolSync`. */
export const useCreatePool: WriteHook<CreatePoolArgs, CreatePoolResult, 'poolFactory'> =
  /*#__PURE__*/ mutationHook(createPoolSync)

/** Mint exactly `lp` units for both tokens pro rata, rounded up, out of the sender's allowances to the pool. A mutation that waits: see `joinPoolSync`. */
export const useJoinPool: WriteHook<LiquidityArgs, LiquidityResult, 'to'> = /*#__PURE__*/ mutationHook(joinPoolSync)

/** Burn exactly `lp` units of the sender for both tokens pro rata, rounded down. A mutation that waits: see `leavePoolSync`. */
export const useLeavePool: WriteHook<LiquidityArgs, LiquidityResult, 'to'> = /*#__PURE__*/ mutationHook(leavePoolSync)

/** Burn `lp` units and take only one token, for when the other refuses to move; that one is set aside. A mutation that waits: see `leavePoolOneTokenSync`. */
export const useLeavePoolOneToken: WriteHook<LeavePoolOneTokenArgs, LeavePoolOneTokenResult, 'to'> =
  /*#__PURE__*/ mutationHook(leavePoolOneTokenSync)

/** Take what `leavePoolOneToken` set aside for the sender. A mutation that waits: see `claimSetAsideSync`. */
export const useClaimSetAside: WriteHook<ClaimSetAsideArgs, ClaimSetAsideResult, 'to'> =
  /*#__PURE__*/ mutationHook(claimSetAsideSync)

/** Give quote to a pool's providers, streamed over time, out of the sender's allowance to the pool. A mutation that waits: see `distributeFeesSync`. */
export const useDistributeFees: WriteHook<DistributeFeesArgs, DistributeFeesResult> =
  /*#__PURE__*/ mutationHook(distributeFeesSync)

/** Take the fees that have streamed to the sender. A mutation that waits: see `claimFeesSync`. */
export const useClaimFees: WriteHook<ClaimFeesArgs, ClaimFeesResult, 'to'> = /*#__PURE__*/ mutationHook(claimFeesSync)

/** Announce a move of a pool's grid. A mutation that waits: see `proposeMoveSync`. */
export const useProposeMove: WriteHook<MoveArgs, ProposeMoveResult> = /*#__PURE__*/ mutationHook(proposeMoveSync)

/** Withdraw an announced move. A mutation that waits: see `cancelMoveSync`. */
export const useCancelMove: WriteHook<PoolArgs, CancelMoveResult> = /*#__PURE__*/ mutationHook(cancelMoveSync)

/** Move a pool's grid as announced. A mutation that waits: see `executeMoveSync`. */
export const useExecuteMove: WriteHook<MoveArgs, ExecuteMoveResult> = /*#__PURE__*/ mutationHook(executeMoveSync)

/** Hand the operator's role over; to the zero address for good. A mutation that waits: see `setPoolOperatorSync`. */
export const useSetPoolOperator: WriteHook<SetPoolOperatorArgs, SetPoolOperatorResult> =
  /*#__PURE__*/ mutationHook(setPoolOperatorSync)

/** Read everything about one pool and one provider in one call. See `getPool`. */
export const usePool: ReadHook<GetPoolArgs, PoolSummary, 'lens' | 'provider'> = /*#__PURE__*/ queryHook(
  'getPool',
  getPool,
)

/** Read everything about many pools and one provider in one call, in the order asked. See `getPools`. */
export const usePools: ReadHook<GetPoolsArgs, readonly PoolSummary[], 'lens' | 'provider'> = /*#__PURE__*/ queryHook(
  'getPools',
  getPools,
)

/** Read grid and reserves of a pool in one call. See `getPoolState`. */
export const usePoolState: ReadHook<PoolArgs, PoolRecord> = /*#__PURE__*/ queryHook('getPoolState', getPoolState)

/** Read the quote atoms that `claimFees` would give now. See `getClaimableFees`. */
export const useClaimableFees: ReadHook<GetClaimableFeesArgs, bigint, 'provider'> = /*#__PURE__*/ queryHook(
  'getClaimableFees',
  getClaimableFees,
)

/** Read what `joinPool` would ask for now, rounded up. See `previewJoinPool`. */
export const usePreviewJoinPool: ReadHook<PreviewLiquidityArgs, Amounts> = /*#__PURE__*/ queryHook(
  'previewJoinPool',
  previewJoinPool,
)

/** Read what `leavePool` would give now, rounded down. See `previewLeavePool`. */
export const usePreviewLeavePool: ReadHook<PreviewLiquidityArgs, Amounts> = /*#__PURE__*/ queryHook(
  'previewLeavePool',
  previewLeavePool,
)

/** Read what `createPool` will pull and mint. See `previewCreatePool`. */
export const usePreviewCreatePool: ReadHook<PreviewCreatePoolArgs, PreviewCreatePoolResult, 'poolFactory'> =
  /*#__PURE__*/ queryHook('previewCreatePool', previewCreatePool)

/** Read the address that a pool with these terms will have. See `predictPool`. */
export const usePredictPool: ReadHook<PredictPoolArgs, Address, 'poolFactory' | 'founder'> = /*#__PURE__*/ queryHook(
  'predictPool',
  predictPool,
)

/** Listen for what happens to a pool besides fills: joins, exits, fees, moves of the grid. See `watchPool`. */
export const useWatchPool: ListenHook<PoolArgs, PoolEvent> = /*#__PURE__*/ watchHook(watchPool)
