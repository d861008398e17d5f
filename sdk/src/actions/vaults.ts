import { createGridVaultVerb, createVaultVerb } from '../calls/vaults/createVault.ts'
import { depositVaultVerb, withdrawVaultVerb } from '../calls/vaults/funds.ts'
import { getRequiredFundsFlow } from '../calls/vaults/getRequiredFunds.ts'
import { getVaultGridFlow } from '../calls/vaults/getVaultGrid.ts'
import { hedgeVerb } from '../calls/vaults/hedge.ts'
import { type MoveGridArgs, moveGridFlow } from '../calls/vaults/moveGrid.ts'
import { claimProfitShareVerb, crystalliseVerb, setProfitShareVerb } from '../calls/vaults/profitShare.ts'
import {
  checkStrategyTermsQuery,
  getHeadroomQuery,
  getOwedQuery,
  getProfitShareQuery,
  getStrategyQuery,
  getStrategyStateQuery,
  getVaultStatsQuery,
  predictGridVaultQuery,
  predictVaultQuery,
} from '../calls/vaults/reads.ts'
import { setStrategyVerb } from '../calls/vaults/setStrategy.ts'
import { haltVaultVerb, raiseManagerEpochVerb, resumeVaultVerb, setVaultManagerVerb } from '../calls/vaults/switches.ts'
import { getVaultQuery, getVaultsQuery } from '../calls/vaults/view.ts'
import { vaultWatch } from '../calls/vaults/watchVault.ts'
import { flowAction, readAction, sendFlowAction, syncAction, watchAction, writeAction } from './internal/action.ts'

/**
 * Create a vault owned by the sender and fund it out of the sender's allowances to the factory, or its `permits`: see
 * `getRequiredFunds` and `approveVaultSync`. Mirrors `VaultFactory.createVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`, `ERC20InsufficientAllowance`, `ERC20InsufficientBalance`, or `FailedDeployment` when the
 * salt is used.
 */
export const createVault = /*#__PURE__*/ writeAction(createVaultVerb)

/**
 * The same as {@link createVault}, and wait for it.
 *
 * @throws {RevertError} as {@link createVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const createVaultSync = /*#__PURE__*/ syncAction(createVaultVerb)

/**
 * Create a grid vault owned by the sender and fund it with what its resting orders need, out of the sender's allowances to
 * the factory, or its `permits`: see `getRequiredFunds` and `approveGridVaultSync`. Mirrors `VaultFactory.createVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`, `ERC20InsufficientAllowance`, `ERC20InsufficientBalance`, or `FailedDeployment` when the
 * salt is used.
 */
export const createGridVault = /*#__PURE__*/ writeAction(createGridVaultVerb)

/**
 * The same as {@link createGridVault}, and wait for it.
 *
 * @throws {RevertError} as {@link createGridVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const createGridVaultSync = /*#__PURE__*/ syncAction(createGridVaultVerb)

/**
 * Add base and quote to a vault, out of its owner's allowances to it. Mirrors `MakerVault.deposit`; `core` books the same
 * with `depositToVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `NotWholeLots`, `ERC20InsufficientAllowance`, `ERC20InsufficientBalance`.
 */
export const depositVault = /*#__PURE__*/ writeAction(depositVaultVerb)

/**
 * The same as {@link depositVault}, and wait for it.
 *
 * @throws {RevertError} as {@link depositVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const depositVaultSync = /*#__PURE__*/ syncAction(depositVaultVerb)

/**
 * Take base and quote out of a vault, at any time, to anyone. What cuts into resting orders halts the vault. Mirrors
 * `MakerVault.withdraw`; `core` books the same with `withdrawFromVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `OwedToManager`, `ERC20InsufficientBalance`.
 */
export const withdrawVault = /*#__PURE__*/ writeAction(withdrawVaultVerb)

/**
 * The same as {@link withdrawVault}, and wait for it.
 *
 * @throws {RevertError} as {@link withdrawVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const withdrawVaultSync = /*#__PURE__*/ syncAction(withdrawVaultVerb)

/**
 * Stop a vault: fills revert with `VaultHalted`, withdrawals go on. Owner or manager. Mirrors `MakerVault.halt`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotManager`.
 */
export const haltVault = /*#__PURE__*/ writeAction(haltVaultVerb)

/**
 * The same as {@link haltVault}, and wait for it.
 *
 * @throws {RevertError} as {@link haltVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const haltVaultSync = /*#__PURE__*/ syncAction(haltVaultVerb)

/**
 * Let a vault fill again, and restart its drawdown stop. Owner. Mirrors `MakerVault.resume`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `Underfunded`.
 */
export const resumeVault = /*#__PURE__*/ writeAction(resumeVaultVerb)

/**
 * The same as {@link resumeVault}, and wait for it.
 *
 * @throws {RevertError} as {@link resumeVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const resumeVaultSync = /*#__PURE__*/ syncAction(resumeVaultVerb)

/**
 * Replace a vault's manager at once, or begin anew with the same; voids signed quotes and shares profit first. Owner.
 * Mirrors `MakerVault.setManager`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`.
 */
export const setVaultManager = /*#__PURE__*/ writeAction(setVaultManagerVerb)

/**
 * The same as {@link setVaultManager}, and wait for it.
 *
 * @throws {RevertError} as {@link setVaultManager}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const setVaultManagerSync = /*#__PURE__*/ syncAction(setVaultManagerVerb)

/**
 * Void every quote signed for a vault. Manager or owner. Mirrors `MakerVault.raiseManagerEpoch`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotManager`.
 */
export const raiseManagerEpoch = /*#__PURE__*/ writeAction(raiseManagerEpochVerb)

/**
 * The same as {@link raiseManagerEpoch}, and wait for it.
 *
 * @throws {RevertError} as {@link raiseManagerEpoch}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const raiseManagerEpochSync = /*#__PURE__*/ syncAction(raiseManagerEpochVerb)

/**
 * Change the manager's share of future profit; past profit is shared first. Owner. Mirrors `MakerVault.setProfitShare`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `ProfitShareTooHigh`, `ProfitShareUnsettled`.
 */
export const setProfitShare = /*#__PURE__*/ writeAction(setProfitShareVerb)

/**
 * The same as {@link setProfitShare}, and wait for it.
 *
 * @throws {RevertError} as {@link setProfitShare}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const setProfitShareSync = /*#__PURE__*/ syncAction(setProfitShareVerb)

/**
 * Share profit above the high-water mark with the manager, as far as it can be told now. Anyone. Mirrors
 * `MakerVault.crystallise`.
 */
export const crystallise = /*#__PURE__*/ writeAction(crystalliseVerb)

/**
 * The same as {@link crystallise}, and wait for it.
 *
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const crystalliseSync = /*#__PURE__*/ syncAction(crystalliseVerb)

/**
 * Take what is set aside for the sender, a present or former manager. Mirrors `MakerVault.claimProfitShare`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NothingOwed`.
 */
export const claimProfitShare = /*#__PURE__*/ writeAction(claimProfitShareVerb)

/**
 * The same as {@link claimProfitShare}, and wait for it.
 *
 * @throws {RevertError} as {@link claimProfitShare}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const claimProfitShareSync = /*#__PURE__*/ syncAction(claimProfitShareVerb)

/**
 * Replace a vault's bounds or grid, provided that nothing filled since `expectedState` was read. Owner. Mirrors
 * `MakerVault.setStrategy`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotOwner`, `UnexpectedState`, `FillSourceFixed`, and what an impossible strategy is refused with.
 */
export const setStrategy = /*#__PURE__*/ writeAction(setStrategyVerb)

/**
 * The same as {@link setStrategy}, and wait for it.
 *
 * @throws {RevertError} as {@link setStrategy}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const setStrategySync = /*#__PURE__*/ syncAction(setStrategyVerb)

/**
 * Start a vault's grid afresh around a price, on other prices or in another size if given, and wait; kind and limits stay.
 * Owner. Reads the strategy, then replaces it by `setStrategy`.
 *
 * @throws {RevertError} `NotOwner`, `UnexpectedState` when something filled in between, `NoGrid`.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const moveGridSync = /*#__PURE__*/ sendFlowAction((driver, args: MoveGridArgs) => moveGridFlow(driver, args))

/**
 * Trade as taker for a vault, on a market with a live oracle of the same two tokens. Manager. Mirrors `MakerVault.hedge`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotManager`, `HedgeNotAllowed`, `HedgeTooSoon`, `HedgeTooCostly`, `HedgeMarketMismatch`,
 * `OracleUnavailable`, and what a route reverts with.
 */
export const hedge = /*#__PURE__*/ writeAction(hedgeVerb)

/**
 * The same as {@link hedge}, and wait for it.
 *
 * @throws {RevertError} as {@link hedge}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const hedgeSync = /*#__PURE__*/ syncAction(hedgeVerb)

/**
 * Read everything about one vault in one call. Mirrors `Lens.vault`.
 *
 * @throws {RevertError} `NotSuchMaker`.
 */
export const getVault = /*#__PURE__*/ readAction(getVaultQuery)

/** Read everything about many vaults in one call, in the order asked. Fails because of none of them. Mirrors `Lens.vaults`. */
export const getVaults = /*#__PURE__*/ readAction(getVaultsQuery)

/** Read a vault's record in one call. Mirrors `MakerVault.stats`. */
export const getVaultStats = /*#__PURE__*/ readAction(getVaultStatsQuery)

/**
 * Read a vault's grid with its cursor: pass it to `askTicks`, `bidsWithin` and the like to price a take off chain. Two
 * calls; give a `blockNumber` where others trade at the same time.
 */
export const getVaultGrid = /*#__PURE__*/ flowAction(getVaultGridFlow)

/** Read the strategy in force, prices unpacked. Mirrors `MakerVault.strategy`. */
export const getStrategy = /*#__PURE__*/ readAction(getStrategyQuery)

/**
 * Read what `setStrategy` expects: it changes with every fill, strategy change and switch. Mirrors
 * `MakerVault.strategyState`.
 */
export const getStrategyState = /*#__PURE__*/ readAction(getStrategyStateQuery)

/** Read what limits leave now: outflow, turnover, hedging cost, drawdown. Mirrors `MakerVault.headroom`. */
export const getHeadroom = /*#__PURE__*/ readAction(getHeadroomQuery)

/** Read a vault's profit share: rate, mark, what is set aside and what is carried. Mirrors `MakerVault.profitShare`. */
export const getProfitShare = /*#__PURE__*/ readAction(getProfitShareQuery)

/** Read the quote atoms set aside for one manager. Mirrors `MakerVault.owedTo`. */
export const getOwed = /*#__PURE__*/ readAction(getOwedQuery)

/**
 * Read what a vault's resting orders need now, or what creating one would pull from its owner. Mirrors
 * `MakerVault.requiredFunds` and `VaultFactory.requiredFunds`; `core` computes the same with `requiredFunds`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`.
 */
export const getRequiredFunds = /*#__PURE__*/ flowAction(getRequiredFundsFlow)

/**
 * Read the address that a vault with these terms will have. Mirrors `VaultFactory.predictVault`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`.
 */
export const predictVault = /*#__PURE__*/ readAction(predictVaultQuery)

/**
 * Read the address that a grid vault with these terms will have. Mirrors `VaultFactory.predictVault`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`.
 */
export const predictGridVault = /*#__PURE__*/ readAction(predictGridVaultQuery)

/**
 * Ask whether a strategy would be accepted on a market, and how vaults keep it. Mirrors `VaultFactory.encodeStrategy`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`.
 */
export const checkStrategyTerms = /*#__PURE__*/ readAction(checkStrategyTermsQuery)

/**
 * Listen for what happens to a vault besides fills: funds, halts, strategy, manager, profit share, hedges. Returns what
 * ends it.
 */
export const watchVault = /*#__PURE__*/ watchAction(vaultWatch)
