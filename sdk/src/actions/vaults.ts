import type { Address, TransactionReceipt } from 'viem'
import type { SyncSent } from '../calls/driver.ts'
import type { Amounts } from '../calls/pools/reads.ts'
import {
  type CreateGridVaultArgs,
  type CreateVaultArgs,
  type CreateVaultResult,
  createGridVaultVerb,
  createVaultVerb,
} from '../calls/vaults/createVault.ts'
import {
  type DepositVaultArgs,
  type DepositVaultResult,
  depositVaultVerb,
  type WithdrawVaultArgs,
  type WithdrawVaultResult,
  withdrawVaultVerb,
} from '../calls/vaults/funds.ts'
import { type GetRequiredFundsArgs, getRequiredFundsFlow } from '../calls/vaults/getRequiredFunds.ts'
import { type GetVaultGridArgs, getVaultGridFlow, type VaultGrid } from '../calls/vaults/getVaultGrid.ts'
import { type HedgeArgs, type HedgeResult, hedgeVerb } from '../calls/vaults/hedge.ts'
import { type MoveGridArgs, moveGridFlow } from '../calls/vaults/moveGrid.ts'
import type { VaultArgs } from '../calls/vaults/place.ts'
import {
  type ClaimProfitShareArgs,
  type ClaimProfitShareResult,
  type CrystalliseResult,
  claimProfitShareVerb,
  crystalliseVerb,
  type SetProfitShareArgs,
  type SetProfitShareResult,
  setProfitShareVerb,
} from '../calls/vaults/profitShare.ts'
import {
  type CheckStrategyTermsArgs,
  type CheckStrategyTermsResult,
  checkStrategyTermsQuery,
  type GetOwedArgs,
  getHeadroomQuery,
  getOwedQuery,
  getProfitShareQuery,
  getStrategyQuery,
  getStrategyStateQuery,
  getVaultStatsQuery,
  type Headroom,
  type PredictGridVaultArgs,
  type PredictVaultArgs,
  type ProfitShareState,
  predictGridVaultQuery,
  predictVaultQuery,
  type VaultRecord,
} from '../calls/vaults/reads.ts'
import { type SetStrategyArgs, type SetStrategyResult, setStrategyVerb } from '../calls/vaults/setStrategy.ts'
import {
  type HaltVaultResult,
  haltVaultVerb,
  type ResumeVaultResult,
  raiseManagerEpochVerb,
  resumeVaultVerb,
  type SetVaultManagerArgs,
  type SetVaultManagerResult,
  setVaultManagerVerb,
} from '../calls/vaults/switches.ts'
import {
  type GetVaultArgs,
  type GetVaultsArgs,
  getVaultQuery,
  getVaultsQuery,
  type VaultSummary,
} from '../calls/vaults/view.ts'
import { type VaultEvent, vaultWatch } from '../calls/vaults/watchVault.ts'
import type { Strategy } from '../core/strategy.ts'
import {
  type FlowAction,
  flowAction,
  type ReadAction,
  readAction,
  type SendFlowAction,
  type SyncAction,
  sendFlowAction,
  syncAction,
  type WatchAction,
  type WriteAction,
  watchAction,
  writeAction,
} from './internal/action.ts'

/**
 * Create a vault owned by the sender and fund it out of the sender's allowances to the factory, or its `permits`: see
 * `getRequiredFunds` and `approveVaultSync`. Mirrors `VaultFactory.createVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`, `ERC20InsufficientAllowance`, `ERC20InsufficientBalance`, or `FailedDeployment` when the
 * salt is used.
 *
 * @example
 * const hash = await createVault(client, { marketId: 1, strategy, quoteAmount: 1_000_000_000n })
 */
export const createVault: WriteAction<CreateVaultArgs, 'vaultFactory'> = /*#__PURE__*/ writeAction(createVaultVerb)

/**
 * The same as {@link createVault}, and wait for it.
 *
 * @throws {RevertError} as {@link createVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const createVaultSync: SyncAction<CreateVaultArgs, CreateVaultResult, 'vaultFactory'> =
  /*#__PURE__*/ syncAction(createVaultVerb)

/**
 * Create a grid vault owned by the sender and fund it with what its resting orders need, out of the sender's allowances to
 * the factory, or its `permits`: see `getRequiredFunds` and `approveGridVaultSync`. Mirrors `VaultFactory.createVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`, `ERC20InsufficientAllowance`, `ERC20InsufficientBalance`, or `FailedDeployment` when the
 * salt is used.
 *
 * @example
 * const cells = { prices: [9_000n, 10_000n], sizePerCell: 10n, referencePrice: 9_500n }
 * const hash = await createGridVault(client, { marketId: 1, ...cells })
 */
export const createGridVault: WriteAction<CreateGridVaultArgs, 'vaultFactory'> =
  /*#__PURE__*/ writeAction(createGridVaultVerb)

/**
 * The same as {@link createGridVault}, and wait for it.
 *
 * @throws {RevertError} as {@link createGridVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const createGridVaultSync: SyncAction<CreateGridVaultArgs, CreateVaultResult, 'vaultFactory'> =
  /*#__PURE__*/ syncAction(createGridVaultVerb)

/**
 * Add base and quote to a vault, out of its owner's allowances to it. Mirrors `MakerVault.deposit`; `core` books the same
 * with `depositToVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `NotWholeLots`, `ERC20InsufficientAllowance`, `ERC20InsufficientBalance`.
 *
 * @example
 * await depositVault(client, { vault, quote: 1_000_000_000n })
 */
export const depositVault: WriteAction<DepositVaultArgs> = /*#__PURE__*/ writeAction(depositVaultVerb)

/**
 * The same as {@link depositVault}, and wait for it.
 *
 * @throws {RevertError} as {@link depositVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const depositVaultSync: SyncAction<DepositVaultArgs, DepositVaultResult> =
  /*#__PURE__*/ syncAction(depositVaultVerb)

/**
 * Take base and quote out of a vault, at any time, to anyone. What cuts into resting orders halts the vault. Mirrors
 * `MakerVault.withdraw`; `core` books the same with `withdrawFromVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `OwedToManager`, `ERC20InsufficientBalance`.
 *
 * @example
 * await withdrawVault(client, { vault, quote: 1_000_000_000n })
 */
export const withdrawVault: WriteAction<WithdrawVaultArgs, 'to'> = /*#__PURE__*/ writeAction(withdrawVaultVerb)

/**
 * The same as {@link withdrawVault}, and wait for it.
 *
 * @throws {RevertError} as {@link withdrawVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const withdrawVaultSync: SyncAction<WithdrawVaultArgs, WithdrawVaultResult, 'to'> =
  /*#__PURE__*/ syncAction(withdrawVaultVerb)

/**
 * Stop a vault: fills revert with `VaultHalted`, withdrawals go on. Owner or manager. Mirrors `MakerVault.halt`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotManager`.
 *
 * @example
 * await haltVault(client, { vault })
 */
export const haltVault: WriteAction<VaultArgs> = /*#__PURE__*/ writeAction(haltVaultVerb)

/**
 * The same as {@link haltVault}, and wait for it.
 *
 * @throws {RevertError} as {@link haltVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const haltVaultSync: SyncAction<VaultArgs, HaltVaultResult> = /*#__PURE__*/ syncAction(haltVaultVerb)

/**
 * Let a vault fill again, and restart its drawdown stop. Owner. Mirrors `MakerVault.resume`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `Underfunded`.
 *
 * @example
 * await resumeVault(client, { vault })
 */
export const resumeVault: WriteAction<VaultArgs> = /*#__PURE__*/ writeAction(resumeVaultVerb)

/**
 * The same as {@link resumeVault}, and wait for it.
 *
 * @throws {RevertError} as {@link resumeVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const resumeVaultSync: SyncAction<VaultArgs, ResumeVaultResult> = /*#__PURE__*/ syncAction(resumeVaultVerb)

/**
 * Replace a vault's manager at once, or begin anew with the same; voids signed quotes and shares profit first. Owner.
 * Mirrors `MakerVault.setManager`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`.
 *
 * @example
 * await setVaultManager(client, { vault, manager: account })
 */
export const setVaultManager: WriteAction<SetVaultManagerArgs> = /*#__PURE__*/ writeAction(setVaultManagerVerb)

/**
 * The same as {@link setVaultManager}, and wait for it.
 *
 * @throws {RevertError} as {@link setVaultManager}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const setVaultManagerSync: SyncAction<SetVaultManagerArgs, SetVaultManagerResult> =
  /*#__PURE__*/ syncAction(setVaultManagerVerb)

/**
 * Void every quote signed for a vault. Manager or owner. Mirrors `MakerVault.raiseManagerEpoch`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotManager`.
 *
 * @example
 * await raiseManagerEpoch(client, { vault })
 */
export const raiseManagerEpoch: WriteAction<VaultArgs> = /*#__PURE__*/ writeAction(raiseManagerEpochVerb)

/**
 * The same as {@link raiseManagerEpoch}, and wait for it.
 *
 * @throws {RevertError} as {@link raiseManagerEpoch}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const raiseManagerEpochSync: SyncAction<VaultArgs, SetVaultManagerResult> =
  /*#__PURE__*/ syncAction(raiseManagerEpochVerb)

/**
 * Change the manager's share of future profit; past profit is shared first. Owner. Mirrors `MakerVault.setProfitShare`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `ProfitShareTooHigh`, `ProfitShareUnsettled`.
 *
 * @example
 * await setProfitShare(client, { vault, shareBps: 1_500 })
 */
export const setProfitShare: WriteAction<SetProfitShareArgs> = /*#__PURE__*/ writeAction(setProfitShareVerb)

/**
 * The same as {@link setProfitShare}, and wait for it.
 *
 * @throws {RevertError} as {@link setProfitShare}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const setProfitShareSync: SyncAction<SetProfitShareArgs, SetProfitShareResult> =
  /*#__PURE__*/ syncAction(setProfitShareVerb)

/**
 * Share profit above the high-water mark with the manager, as far as it can be told now. Anyone. Mirrors
 * `MakerVault.crystallise`.
 *
 * @throws {AccountRequiredError | UserRejectedError} when nobody signs; the vault refuses nobody.
 *
 * @example
 * await crystallise(client, { vault })
 */
export const crystallise: WriteAction<VaultArgs> = /*#__PURE__*/ writeAction(crystalliseVerb)

/**
 * The same as {@link crystallise}, and wait for it.
 *
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const crystalliseSync: SyncAction<VaultArgs, CrystalliseResult> = /*#__PURE__*/ syncAction(crystalliseVerb)

/**
 * Take what is set aside for the sender, a present or former manager. Mirrors `MakerVault.claimProfitShare`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NothingOwed`.
 *
 * @example
 * await claimProfitShare(client, { vault })
 */
export const claimProfitShare: WriteAction<ClaimProfitShareArgs, 'to'> = /*#__PURE__*/ writeAction(claimProfitShareVerb)

/**
 * The same as {@link claimProfitShare}, and wait for it.
 *
 * @throws {RevertError} as {@link claimProfitShare}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const claimProfitShareSync: SyncAction<ClaimProfitShareArgs, ClaimProfitShareResult, 'to'> =
  /*#__PURE__*/ syncAction(claimProfitShareVerb)

/**
 * Replace a vault's bounds or grid, provided that nothing filled since `expectedState` was read. Owner. Mirrors
 * `MakerVault.setStrategy`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `UnexpectedState`, `FillSourceFixed`, and what an impossible strategy is refused with.
 *
 * @example
 * const expectedState = await getStrategyState(client, { vault })
 * await setStrategy(client, { vault, strategy, expectedState })
 */
export const setStrategy: WriteAction<SetStrategyArgs> = /*#__PURE__*/ writeAction(setStrategyVerb)

/**
 * The same as {@link setStrategy}, and wait for it.
 *
 * @throws {RevertError} as {@link setStrategy}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const setStrategySync: SyncAction<SetStrategyArgs, SetStrategyResult> = /*#__PURE__*/ syncAction(setStrategyVerb)

/**
 * Start a vault's grid afresh around a price, on other prices or in another size if given, and wait; kind and limits stay.
 * Owner. Reads the strategy, then replaces it by `setStrategy`.
 *
 * @throws {RevertError} `NotOwner`, `UnexpectedState` when something filled in between, `NoGrid`.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 *
 * @example
 * const { cursor } = await moveGridSync(client, { vault, referencePrice: 10_000n })
 */
export const moveGridSync: SendFlowAction<
  MoveGridArgs,
  SyncSent<SetStrategyResult, TransactionReceipt>
> = /*#__PURE__*/ sendFlowAction((driver, args: MoveGridArgs) => moveGridFlow(driver, args))

/**
 * Trade as taker for a vault, on a market with a live oracle of the same two tokens. Manager. Mirrors `MakerVault.hedge`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotManager`, `HedgeNotAllowed`, `HedgeTooSoon`, `HedgeTooCostly`, `HedgeMarketMismatch`,
 * `OracleUnavailable`, and what a route reverts with.
 *
 * @example
 * const legs = [{ maker: pool, size: 10n, limitPrice: 9_600n }]
 * await hedge(client, { vault, marketId: 2, side: Side.Ask, amount: 10n, limit: 9_700_000n, legs })
 */
export const hedge: WriteAction<HedgeArgs> = /*#__PURE__*/ writeAction(hedgeVerb)

/**
 * The same as {@link hedge}, and wait for it.
 *
 * @throws {RevertError} as {@link hedge}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const hedgeSync: SyncAction<HedgeArgs, HedgeResult> = /*#__PURE__*/ syncAction(hedgeVerb)

/**
 * Read everything about one vault in one call. Mirrors `Lens.vault`.
 *
 * @throws {RevertError} `NotSuchMaker`.
 *
 * @example
 * const { owner, stats } = await getVault(client, { vault })
 */
export const getVault: ReadAction<GetVaultArgs, VaultSummary, 'lens'> = /*#__PURE__*/ readAction(getVaultQuery)

/**
 * Read everything about many vaults in one call, in the order asked. Fails because of none of them. Mirrors `Lens.vaults`.
 *
 * @example
 * const [first] = await getVaults(client, { vaults: [vault] })
 */
export const getVaults: ReadAction<GetVaultsArgs, VaultSummary[], 'lens'> = /*#__PURE__*/ readAction(getVaultsQuery)

/**
 * Read a vault's record in one call. Mirrors `MakerVault.stats`.
 *
 * @example
 * const { realisedPnl, wins, trips } = await getVaultStats(client, { vault })
 */
export const getVaultStats: ReadAction<VaultArgs, VaultRecord> = /*#__PURE__*/ readAction(getVaultStatsQuery)

/**
 * Read a vault's grid with its cursor: pass it to `askTicks`, `bidsWithin` and the like to price a take off chain. Two
 * calls; give a `blockNumber` where others trade at the same time.
 *
 * @example
 * const grid = await getVaultGrid(client, { vault })
 * const ticks = askTicks(grid, 5n)
 */
export const getVaultGrid: FlowAction<GetVaultGridArgs, VaultGrid> = /*#__PURE__*/ flowAction(getVaultGridFlow)

/**
 * Read the strategy in force, prices unpacked. Mirrors `MakerVault.strategy`.
 *
 * @example
 * const { kind, limits } = await getStrategy(client, { vault })
 */
export const getStrategy: ReadAction<VaultArgs, Strategy> = /*#__PURE__*/ readAction(getStrategyQuery)

/**
 * Read what `setStrategy` expects: it changes with every fill, strategy change and switch. Mirrors
 * `MakerVault.strategyState`.
 *
 * @example
 * const expectedState = await getStrategyState(client, { vault })
 */
export const getStrategyState: ReadAction<VaultArgs, bigint> = /*#__PURE__*/ readAction(getStrategyStateQuery)

/**
 * Read what limits leave now: outflow, turnover, hedging cost, drawdown. Mirrors `MakerVault.headroom`.
 *
 * @example
 * const { outflow, drawdown } = await getHeadroom(client, { vault })
 */
export const getHeadroom: ReadAction<VaultArgs, Headroom> = /*#__PURE__*/ readAction(getHeadroomQuery)

/**
 * Read a vault's profit share: rate, mark, what is set aside and what is carried. Mirrors `MakerVault.profitShare`.
 *
 * @example
 * const { shareBps, highWaterMark } = await getProfitShare(client, { vault })
 */
export const getProfitShare: ReadAction<VaultArgs, ProfitShareState> = /*#__PURE__*/ readAction(getProfitShareQuery)

/**
 * Read the quote atoms set aside for one manager. Mirrors `MakerVault.owedTo`.
 *
 * @example
 * const atoms = await getOwed(client, { vault })
 */
export const getOwed: ReadAction<GetOwedArgs, bigint, 'manager'> = /*#__PURE__*/ readAction(getOwedQuery)

/**
 * Read what a vault's resting orders need now, or what creating one would pull from its owner. Mirrors
 * `MakerVault.requiredFunds` and `VaultFactory.requiredFunds`; `core` computes the same with `requiredFunds`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`.
 *
 * @example
 * const { base, quote } = await getRequiredFunds(client, { vault })
 */
export const getRequiredFunds: FlowAction<GetRequiredFundsArgs, Amounts> =
  /*#__PURE__*/ flowAction(getRequiredFundsFlow)

/**
 * Read the address that a vault with these terms will have. Mirrors `VaultFactory.predictVault`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`.
 *
 * @example
 * const address = await predictVault(client, { marketId: 1, strategy })
 */
export const predictVault: ReadAction<PredictVaultArgs, Address, 'vaultFactory' | 'owner'> =
  /*#__PURE__*/ readAction(predictVaultQuery)

/**
 * Read the address that a grid vault with these terms will have. Mirrors `VaultFactory.predictVault`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`.
 *
 * @example
 * const cells = { prices: [9_000n, 10_000n], sizePerCell: 10n, referencePrice: 9_500n }
 * const address = await predictGridVault(client, { marketId: 1, ...cells })
 */
export const predictGridVault: ReadAction<PredictGridVaultArgs, Address, 'vaultFactory' | 'owner'> =
  /*#__PURE__*/ readAction(predictGridVaultQuery)

/**
 * Ask whether a strategy would be accepted on a market, and how vaults keep it. Mirrors `VaultFactory.encodeStrategy`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`.
 *
 * @example
 * const { packed, cursor } = await checkStrategyTerms(client, { strategy, marketId: 1 })
 */
export const checkStrategyTerms: ReadAction<CheckStrategyTermsArgs, CheckStrategyTermsResult, 'vaultFactory'> =
  /*#__PURE__*/ readAction(checkStrategyTermsQuery)

/**
 * Listen for what happens to a vault besides fills: funds, halts, strategy, manager, profit share, hedges. Returns what
 * ends it.
 *
 * @example
 * const stop = watchVault(client, { vault, onEvents: (events) => console.log(events.length) })
 */
export const watchVault: WatchAction<VaultArgs, VaultEvent> = /*#__PURE__*/ watchAction(vaultWatch)
