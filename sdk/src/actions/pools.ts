import type { Address } from 'viem'
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

/**
 * Create a pool with the sender's first deposit, out of its allowances to the factory, or its `permits`: see
 * `previewCreatePool` and `approvePoolSync`. Mirrors `PoolFactory.createPool`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `UnknownMarket`, `FirstSizeTooSmall`, `MarkOutOfBounds`, `NameTooLong`, `GridPriceCount`,
 * `GridNotIncreasing`, or `FailedDeployment` when the salt is used.
 *
 * @example
 * const cells = { prices: [9_000n, 10_000n, 11_000n], sizePerCell: 1_000n, referencePrice: 9_500n }
 * const hash = await createPool(client, { marketId: 1, ...cells, name: 'My pool', symbol: 'POOL' })
 */
export const createPool: WriteAction<CreatePoolArgs, 'poolFactory'> = /*#__PURE__*/ writeAction(createPoolVerb)

/**
 * The same as {@link createPool}, and wait for it.
 *
 * @throws {RevertError} as {@link createPool}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const createPoolSync: SyncAction<CreatePoolArgs, CreatePoolResult, 'poolFactory'> =
  /*#__PURE__*/ syncAction(createPoolVerb)

/**
 * Mint exactly `lp` units for both tokens pro rata, rounded up, out of the sender's allowances to the pool. Mirrors
 * `LiquidityPool.addLiquidity`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `BaseOutOfBounds`, `QuoteOutOfBounds`, `CursorOutOfBounds`, `PoolDeadlinePassed`, `ZeroLiquidity`,
 * `ERC20InsufficientAllowance`.
 *
 * @example
 * const { base, quote } = await previewJoinPool(client, { pool, lp: 10_000n })
 * await joinPool(client, { pool, lp: 10_000n, maxBase: base, maxQuote: quote })
 */
export const joinPool: WriteAction<LiquidityArgs, 'to'> = /*#__PURE__*/ writeAction(joinPoolVerb)

/**
 * The same as {@link joinPool}, and wait for it.
 *
 * @throws {RevertError} as {@link joinPool}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const joinPoolSync: SyncAction<LiquidityArgs, LiquidityResult, 'to'> = /*#__PURE__*/ syncAction(joinPoolVerb)

/**
 * Burn exactly `lp` units of the sender for both tokens pro rata, rounded down. Never blocked. Mirrors
 * `LiquidityPool.removeLiquidity`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `BaseOutOfBounds`, `QuoteOutOfBounds`, `CursorOutOfBounds`, `PoolDeadlinePassed`, `ZeroLiquidity`,
 * `InsufficientBalance`.
 *
 * @example
 * const { base, quote } = await previewLeavePool(client, { pool, lp: 10_000n })
 * await leavePool(client, { pool, lp: 10_000n, minBase: base, minQuote: quote })
 */
export const leavePool: WriteAction<LiquidityArgs, 'to'> = /*#__PURE__*/ writeAction(leavePoolVerb)

/**
 * The same as {@link leavePool}, and wait for it.
 *
 * @throws {RevertError} as {@link leavePool}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const leavePoolSync: SyncAction<LiquidityArgs, LiquidityResult, 'to'> = /*#__PURE__*/ syncAction(leavePoolVerb)

/**
 * Burn `lp` units and take only one token, for when the other refuses to move; that one is set aside. Mirrors
 * `LiquidityPool.removeLiquidityOneToken`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `BaseOutOfBounds`, `QuoteOutOfBounds`, `CursorOutOfBounds`, `PoolDeadlinePassed`, `ZeroLiquidity`,
 * `InsufficientBalance`.
 *
 * @example
 * await leavePoolOneToken(client, { pool, lp: 10_000n, token: 'quote' })
 */
export const leavePoolOneToken: WriteAction<LeavePoolOneTokenArgs, 'to'> =
  /*#__PURE__*/ writeAction(leavePoolOneTokenVerb)

/**
 * The same as {@link leavePoolOneToken}, and wait for it.
 *
 * @throws {RevertError} as {@link leavePoolOneToken}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const leavePoolOneTokenSync: SyncAction<LeavePoolOneTokenArgs, LeavePoolOneTokenResult, 'to'> =
  /*#__PURE__*/ syncAction(leavePoolOneTokenVerb)

/**
 * Take what `leavePoolOneToken` set aside for the sender. Mirrors `LiquidityPool.claimSetAside`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NothingClaimable`.
 *
 * @example
 * await claimSetAside(client, { pool, token: 'base' })
 */
export const claimSetAside: WriteAction<ClaimSetAsideArgs, 'to'> = /*#__PURE__*/ writeAction(claimSetAsideVerb)

/**
 * The same as {@link claimSetAside}, and wait for it.
 *
 * @throws {RevertError} as {@link claimSetAside}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const claimSetAsideSync: SyncAction<ClaimSetAsideArgs, ClaimSetAsideResult, 'to'> =
  /*#__PURE__*/ syncAction(claimSetAsideVerb)

/**
 * Give quote to a pool's providers, streamed over time, out of the sender's allowance to the pool. Mirrors
 * `LiquidityPool.distributeFees`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NobodyToReceive`, `ERC20InsufficientAllowance`.
 *
 * @example
 * await distributeFees(client, { pool, amount: 1_000_000n })
 */
export const distributeFees: WriteAction<DistributeFeesArgs> = /*#__PURE__*/ writeAction(distributeFeesVerb)

/**
 * The same as {@link distributeFees}, and wait for it.
 *
 * @throws {RevertError} as {@link distributeFees}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const distributeFeesSync: SyncAction<DistributeFeesArgs, DistributeFeesResult> =
  /*#__PURE__*/ syncAction(distributeFeesVerb)

/**
 * Take the fees that have streamed to the sender. Mirrors `LiquidityPool.claimFees`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NothingClaimable`.
 *
 * @example
 * await claimFees(client, { pool })
 */
export const claimFees: WriteAction<ClaimFeesArgs, 'to'> = /*#__PURE__*/ writeAction(claimFeesVerb)

/**
 * The same as {@link claimFees}, and wait for it.
 *
 * @throws {RevertError} as {@link claimFees}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const claimFeesSync: SyncAction<ClaimFeesArgs, ClaimFeesResult, 'to'> = /*#__PURE__*/ syncAction(claimFeesVerb)

/**
 * Announce a move of a pool's grid. Operator. Mirrors `LiquidityPool.proposeMove`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `PoolNotOperator`, `GridPriceCount`, `GridNotIncreasing`.
 *
 * @example
 * await proposeMove(client, { pool, prices: [9_500n, 10_500n], referencePrice: 10_000n })
 */
export const proposeMove: WriteAction<MoveArgs> = /*#__PURE__*/ writeAction(proposeMoveVerb)

/**
 * The same as {@link proposeMove}, and wait for it.
 *
 * @throws {RevertError} as {@link proposeMove}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const proposeMoveSync: SyncAction<MoveArgs, ProposeMoveResult> = /*#__PURE__*/ syncAction(proposeMoveVerb)

/**
 * Withdraw an announced move. Operator. Mirrors `LiquidityPool.cancelMove`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `PoolNotOperator`, `NoMoveProposed`.
 *
 * @example
 * await cancelMove(client, { pool })
 */
export const cancelMove: WriteAction<PoolArgs> = /*#__PURE__*/ writeAction(cancelMoveVerb)

/**
 * The same as {@link cancelMove}, and wait for it.
 *
 * @throws {RevertError} as {@link cancelMove}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const cancelMoveSync: SyncAction<PoolArgs, CancelMoveResult> = /*#__PURE__*/ syncAction(cancelMoveVerb)

/**
 * Move a pool's grid as announced. Operator. Mirrors `LiquidityPool.executeMove`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `PoolNotOperator`, `NoMoveProposed`, `MoveNotDue`, `MoveExpired`, `MovePriceOutOfBounds`,
 * `PoolDormant`.
 *
 * @example
 * await executeMove(client, { pool, prices: [9_500n, 10_500n], referencePrice: 10_000n })
 */
export const executeMove: WriteAction<MoveArgs> = /*#__PURE__*/ writeAction(executeMoveVerb)

/**
 * The same as {@link executeMove}, and wait for it.
 *
 * @throws {RevertError} as {@link executeMove}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const executeMoveSync: SyncAction<MoveArgs, ExecuteMoveResult> = /*#__PURE__*/ syncAction(executeMoveVerb)

/**
 * Hand the operator's role over; to the zero address for good. Operator. Mirrors `LiquidityPool.setOperator`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `PoolNotOperator`.
 *
 * @example
 * await setPoolOperator(client, { pool, operator: account })
 */
export const setPoolOperator: WriteAction<SetPoolOperatorArgs> = /*#__PURE__*/ writeAction(setPoolOperatorVerb)

/**
 * The same as {@link setPoolOperator}, and wait for it.
 *
 * @throws {RevertError} as {@link setPoolOperator}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const setPoolOperatorSync: SyncAction<SetPoolOperatorArgs, SetPoolOperatorResult> =
  /*#__PURE__*/ syncAction(setPoolOperatorVerb)

/**
 * Read everything about one pool and one provider in one call. Mirrors `Lens.pool`.
 *
 * @throws {RevertError} `NotSuchMaker`.
 *
 * @example
 * const { lp, claimable } = await getPool(client, { pool })
 */
export const getPool: ReadAction<GetPoolArgs, PoolSummary, 'lens' | 'provider'> = /*#__PURE__*/ readAction(getPoolQuery)

/**
 * Read everything about many pools and one provider in one call, in the order asked. Fails because of none of them. Mirrors
 * `Lens.pools`.
 *
 * @example
 * const [first] = await getPools(client, { pools: [pool] })
 */
export const getPools: ReadAction<GetPoolsArgs, readonly PoolSummary[], 'lens' | 'provider'> =
  /*#__PURE__*/ readAction(getPoolsQuery)

/**
 * Read grid and reserves of a pool in one call. Mirrors `LiquidityPool.state`.
 *
 * @example
 * const { reserveBase, reserveQuote } = await getPoolState(client, { pool })
 */
export const getPoolState: ReadAction<PoolArgs, PoolRecord> = /*#__PURE__*/ readAction(getPoolStateQuery)

/**
 * Read the quote atoms that `claimFees` would give now. Mirrors `LiquidityPool.claimable`.
 *
 * @example
 * const atoms = await getClaimableFees(client, { pool })
 */
export const getClaimableFees: ReadAction<GetClaimableFeesArgs, bigint, 'provider'> =
  /*#__PURE__*/ readAction(getClaimableFeesQuery)

/**
 * Read what `joinPool` would ask for now, rounded up. Mirrors `LiquidityPool.previewAdd`.
 *
 * @example
 * const { base, quote } = await previewJoinPool(client, { pool, lp: 10_000n })
 */
export const previewJoinPool: ReadAction<PreviewLiquidityArgs, Amounts> = /*#__PURE__*/ readAction(previewJoinPoolQuery)

/**
 * Read what `leavePool` would give now, rounded down. Mirrors `LiquidityPool.previewRemove`.
 *
 * @example
 * const { base, quote } = await previewLeavePool(client, { pool, lp: 10_000n })
 */
export const previewLeavePool: ReadAction<PreviewLiquidityArgs, Amounts> =
  /*#__PURE__*/ readAction(previewLeavePoolQuery)

/**
 * Read what `createPool` will pull and mint. Mirrors `PoolFactory.previewCreate`.
 *
 * @throws {RevertError} `UnknownMarket`, `FirstSizeTooSmall`, `MarkOutOfBounds`.
 *
 * @example
 * const cells = { prices: [9_000n, 10_000n], sizePerCell: 1_000n, referencePrice: 9_500n }
 * const { lp } = await previewCreatePool(client, { marketId: 1, ...cells, name: 'My pool', symbol: 'POOL' })
 */
export const previewCreatePool: ReadAction<PreviewCreatePoolArgs, PreviewCreatePoolResult, 'poolFactory'> =
  /*#__PURE__*/ readAction(previewCreatePoolQuery)

/**
 * Read the address that a pool with these terms will have. Mirrors `PoolFactory.predictPool`.
 *
 * @example
 * const cells = { prices: [9_000n, 10_000n], sizePerCell: 1_000n, referencePrice: 9_500n }
 * const address = await predictPool(client, { marketId: 1, ...cells, name: 'My pool', symbol: 'POOL' })
 */
export const predictPool: ReadAction<PredictPoolArgs, Address, 'poolFactory' | 'founder'> =
  /*#__PURE__*/ readAction(predictPoolQuery)

/**
 * Listen for what happens to a pool besides fills: joins, exits, fees, moves of the grid. Returns what ends it.
 *
 * @example
 * const stop = watchPool(client, { pool, onEvents: (events) => console.log(events.length) })
 */
export const watchPool: WatchAction<PoolArgs, PoolEvent> = /*#__PURE__*/ watchAction(poolWatch)
