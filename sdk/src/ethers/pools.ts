// Documented in full with the action of the same name in `../actions`.
import { createPoolVerb } from '../calls/pools/createPool.ts'
import { claimFeesVerb, distributeFeesVerb } from '../calls/pools/fees.ts'
import { claimSetAsideVerb, joinPoolVerb, leavePoolOneTokenVerb, leavePoolVerb } from '../calls/pools/liquidity.ts'
import { cancelMoveVerb, executeMoveVerb, proposeMoveVerb, setPoolOperatorVerb } from '../calls/pools/move.ts'
import {
  getClaimableFeesQuery,
  predictPoolQuery,
  previewCreatePoolQuery,
  previewJoinQuery,
  previewLeaveQuery,
} from '../calls/pools/reads.ts'
import { getPoolQuery, getPoolStateQuery, getPoolsQuery } from '../calls/pools/view.ts'
import { poolWatch } from '../calls/pools/watchPool.ts'
import { readAction, syncAction, watchAction, writeAction } from './internal/action.ts'

/** Create a pool with the sender's first deposit, out of its allowances to the factory, or its `permits`: see `previewCreatePool` and `approvePoolSync`. */
export const createPool = /*#__PURE__*/ writeAction(createPoolVerb)
/** The same as {@link createPool}, and wait for it. */
export const createPoolSync = /*#__PURE__*/ syncAction(createPoolVerb)

/** Mint exactly `lp` units for both tokens pro rata, rounded up, out of the sender's allowances to the pool. */
export const joinPool = /*#__PURE__*/ writeAction(joinPoolVerb)
/** The same as {@link joinPool}, and wait for it. */
export const joinPoolSync = /*#__PURE__*/ syncAction(joinPoolVerb)

/** Burn exactly `lp` units of the sender for both tokens pro rata, rounded down. */
export const leavePool = /*#__PURE__*/ writeAction(leavePoolVerb)
/** The same as {@link leavePool}, and wait for it. */
export const leavePoolSync = /*#__PURE__*/ syncAction(leavePoolVerb)

/** Burn `lp` units and take only one token, for when the other refuses to move; that one is set aside. */
export const leavePoolOneToken = /*#__PURE__*/ writeAction(leavePoolOneTokenVerb)
/** The same as {@link leavePoolOneToken}, and wait for it. */
export const leavePoolOneTokenSync = /*#__PURE__*/ syncAction(leavePoolOneTokenVerb)

/** Take what `leavePoolOneToken` set aside for the sender. */
export const claimSetAside = /*#__PURE__*/ writeAction(claimSetAsideVerb)
/** The same as {@link claimSetAside}, and wait for it. */
export const claimSetAsideSync = /*#__PURE__*/ syncAction(claimSetAsideVerb)

/** Give quote to a pool's providers, streamed over time, out of the sender's allowance to the pool. */
export const distributeFees = /*#__PURE__*/ writeAction(distributeFeesVerb)
/** The same as {@link distributeFees}, and wait for it. */
export const distributeFeesSync = /*#__PURE__*/ syncAction(distributeFeesVerb)

/** Take the fees that have streamed to the sender. */
export const claimFees = /*#__PURE__*/ writeAction(claimFeesVerb)
/** The same as {@link claimFees}, and wait for it. */
export const claimFeesSync = /*#__PURE__*/ syncAction(claimFeesVerb)

/** Announce a move of a pool's grid. */
export const proposeMove = /*#__PURE__*/ writeAction(proposeMoveVerb)
/** The same as {@link proposeMove}, and wait for it. */
export const proposeMoveSync = /*#__PURE__*/ syncAction(proposeMoveVerb)

/** Withdraw an announced move. */
export const cancelMove = /*#__PURE__*/ writeAction(cancelMoveVerb)
/** The same as {@link cancelMove}, and wait for it. */
export const cancelMoveSync = /*#__PURE__*/ syncAction(cancelMoveVerb)

/** Move a pool's grid as announced. */
export const executeMove = /*#__PURE__*/ writeAction(executeMoveVerb)
/** The same as {@link executeMove}, and wait for it. */
export const executeMoveSync = /*#__PURE__*/ syncAction(executeMoveVerb)

/** Hand the operator's role over; to the zero address for good. */
export const setPoolOperator = /*#__PURE__*/ writeAction(setPoolOperatorVerb)
/** The same as {@link setPoolOperator}, and wait for it. */
export const setPoolOperatorSync = /*#__PURE__*/ syncAction(setPoolOperatorVerb)

/** Read everything about one pool and one provider in one call. */
export const getPool = /*#__PURE__*/ readAction(getPoolQuery)

/** Read everything about many pools and one provider in one call, in the order asked. */
export const getPools = /*#__PURE__*/ readAction(getPoolsQuery)

/** Read grid and reserves of a pool in one call. */
export const getPoolState = /*#__PURE__*/ readAction(getPoolStateQuery)

/** Read the quote atoms that `claimFees` would give now. */
export const getClaimableFees = /*#__PURE__*/ readAction(getClaimableFeesQuery)

/** Read what `joinPool` would ask for now, rounded up. */
export const previewJoin = /*#__PURE__*/ readAction(previewJoinQuery)

/** Read what `leavePool` would give now, rounded down. */
export const previewLeave = /*#__PURE__*/ readAction(previewLeaveQuery)

/** Read what `createPool` will pull and mint. */
export const previewCreatePool = /*#__PURE__*/ readAction(previewCreatePoolQuery)

/** Read the address that a pool with these terms will have. */
export const predictPool = /*#__PURE__*/ readAction(predictPoolQuery)

/** Listen for what happens to a pool besides fills: joins, exits, fees, moves of the grid. Returns what ends it. */
export const watchPool = /*#__PURE__*/ watchAction(poolWatch)
