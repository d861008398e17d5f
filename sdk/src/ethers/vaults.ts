// Documented in full with the action of the same name in `../actions`.
import type { TransactionReceipt } from 'ethers'
import type { Address } from '../calls/abi.ts'
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

/** Create a vault owned by the sender and fund it out of the sender's allowances to the factory, or its `permits`: see `getRequiredFunds` and `approveVaultSync`. */
export const createVault: WriteAction<CreateVaultArgs, 'vaultFactory'> = /*#__PURE__*/ writeAction(createVaultVerb)
/** The same as {@link createVault}, and wait for it. */
export const createVaultSync: SyncAction<CreateVaultArgs, CreateVaultResult, 'vaultFactory'> =
  /*#__PURE__*/ syncAction(createVaultVerb)

/** Create a grid vault owned by the sender and fund it with what its resting orders need, out of the sender's allowances to the factory, or its `permits`: see `getRequiredFunds` and `approveGridVaultSync`. */
export const createGridVault: WriteAction<CreateGridVaultArgs, 'vaultFactory'> =
  /*#__PURE__*/ writeAction(createGridVaultVerb)
/** The same as {@link createGridVault}, and wait for it. */
export const createGridVaultSync: SyncAction<CreateGridVaultArgs, CreateVaultResult, 'vaultFactory'> =
  /*#__PURE__*/ syncAction(createGridVaultVerb)

/** Add base and quote to a vault, out of its owner's allowances to it. */
export const depositVault: WriteAction<DepositVaultArgs> = /*#__PURE__*/ writeAction(depositVaultVerb)
/** The same as {@link depositVault}, and wait for it. */
export const depositVaultSync: SyncAction<DepositVaultArgs, DepositVaultResult> =
  /*#__PURE__*/ syncAction(depositVaultVerb)

/** Take base and quote out of a vault, at any time, to anyone. */
export const withdrawVault: WriteAction<WithdrawVaultArgs, 'to'> = /*#__PURE__*/ writeAction(withdrawVaultVerb)
/** The same as {@link withdrawVault}, and wait for it. */
export const withdrawVaultSync: SyncAction<WithdrawVaultArgs, WithdrawVaultResult, 'to'> =
  /*#__PURE__*/ syncAction(withdrawVaultVerb)

/** Stop a vault: fills revert with `VaultHalted`, withdrawals go on. */
export const haltVault: WriteAction<VaultArgs> = /*#__PURE__*/ writeAction(haltVaultVerb)
/** The same as {@link haltVault}, and wait for it. */
export const haltVaultSync: SyncAction<VaultArgs, HaltVaultResult> = /*#__PURE__*/ syncAction(haltVaultVerb)

/** Let a vault fill again, and restart its drawdown stop. */
export const resumeVault: WriteAction<VaultArgs> = /*#__PURE__*/ writeAction(resumeVaultVerb)
/** The same as {@link resumeVault}, and wait for it. */
export const resumeVaultSync: SyncAction<VaultArgs, ResumeVaultResult> = /*#__PURE__*/ syncAction(resumeVaultVerb)

/** Replace a vault's manager at once, or begin anew with the same; voids signed quotes and shares profit first. */
export const setVaultManager: WriteAction<SetVaultManagerArgs> = /*#__PURE__*/ writeAction(setVaultManagerVerb)
/** The same as {@link setVaultManager}, and wait for it. */
export const setVaultManagerSync: SyncAction<SetVaultManagerArgs, SetVaultManagerResult> =
  /*#__PURE__*/ syncAction(setVaultManagerVerb)

/** Void every quote signed for a vault. */
export const raiseManagerEpoch: WriteAction<VaultArgs> = /*#__PURE__*/ writeAction(raiseManagerEpochVerb)
/** The same as {@link raiseManagerEpoch}, and wait for it. */
export const raiseManagerEpochSync: SyncAction<VaultArgs, SetVaultManagerResult> =
  /*#__PURE__*/ syncAction(raiseManagerEpochVerb)

/** Change the manager's share of future profit; past profit is shared first. */
export const setProfitShare: WriteAction<SetProfitShareArgs> = /*#__PURE__*/ writeAction(setProfitShareVerb)
/** The same as {@link setProfitShare}, and wait for it. */
export const setProfitShareSync: SyncAction<SetProfitShareArgs, SetProfitShareResult> =
  /*#__PURE__*/ syncAction(setProfitShareVerb)

/** Share profit above the high-water mark with the manager, as far as it can be told now. */
export const crystallise: WriteAction<VaultArgs> = /*#__PURE__*/ writeAction(crystalliseVerb)
/** The same as {@link crystallise}, and wait for it. */
export const crystalliseSync: SyncAction<VaultArgs, CrystalliseResult> = /*#__PURE__*/ syncAction(crystalliseVerb)

/** Take what is set aside for the sender, a present or former manager. */
export const claimProfitShare: WriteAction<ClaimProfitShareArgs, 'to'> = /*#__PURE__*/ writeAction(claimProfitShareVerb)
/** The same as {@link claimProfitShare}, and wait for it. */
export const claimProfitShareSync: SyncAction<ClaimProfitShareArgs, ClaimProfitShareResult, 'to'> =
  /*#__PURE__*/ syncAction(claimProfitShareVerb)

/** Replace a vault's bounds or grid, provided that nothing filled since `expectedState` was read. */
export const setStrategy: WriteAction<SetStrategyArgs> = /*#__PURE__*/ writeAction(setStrategyVerb)
/** The same as {@link setStrategy}, and wait for it. */
export const setStrategySync: SyncAction<SetStrategyArgs, SetStrategyResult> = /*#__PURE__*/ syncAction(setStrategyVerb)

/** Start a vault's grid afresh around a price, on other prices or in another size if given, and wait; kind and limits stay. */
export const moveGridSync: SendFlowAction<
  MoveGridArgs,
  SyncSent<SetStrategyResult, TransactionReceipt>
> = /*#__PURE__*/ sendFlowAction((driver, args: MoveGridArgs) => moveGridFlow(driver, args))

/** Trade as taker for a vault, on a market with a live oracle of the same two tokens. */
export const hedge: WriteAction<HedgeArgs> = /*#__PURE__*/ writeAction(hedgeVerb)
/** The same as {@link hedge}, and wait for it. */
export const hedgeSync: SyncAction<HedgeArgs, HedgeResult> = /*#__PURE__*/ syncAction(hedgeVerb)

/** Read everything about one vault in one call. */
export const getVault: ReadAction<GetVaultArgs, VaultSummary, 'lens'> = /*#__PURE__*/ readAction(getVaultQuery)

/** Read everything about many vaults in one call, in the order asked. */
export const getVaults: ReadAction<GetVaultsArgs, VaultSummary[], 'lens'> = /*#__PURE__*/ readAction(getVaultsQuery)

/** Read a vault's record in one call. */
export const getVaultStats: ReadAction<VaultArgs, VaultRecord> = /*#__PURE__*/ readAction(getVaultStatsQuery)

/** Read a vault's grid with its cursor: pass it to `askTicks`, `bidsWithin` and the like to price a take off chain. */
export const getVaultGrid: FlowAction<GetVaultGridArgs, VaultGrid> = /*#__PURE__*/ flowAction(getVaultGridFlow)

/** Read the strategy in force, prices unpacked. */
export const getStrategy: ReadAction<VaultArgs, Strategy> = /*#__PURE__*/ readAction(getStrategyQuery)

/** Read what `setStrategy` expects: it changes with every fill, strategy change and switch. */
export const getStrategyState: ReadAction<VaultArgs, bigint> = /*#__PURE__*/ readAction(getStrategyStateQuery)

/** Read what limits leave now: outflow, turnover, hedging cost, drawdown. */
export const getHeadroom: ReadAction<VaultArgs, Headroom> = /*#__PURE__*/ readAction(getHeadroomQuery)

/** Read a vault's profit share: rate, mark, what is set aside and what is carried. */
export const getProfitShare: ReadAction<VaultArgs, ProfitShareState> = /*#__PURE__*/ readAction(getProfitShareQuery)

/** Read the quote atoms set aside for one manager. */
export const getOwed: ReadAction<GetOwedArgs, bigint, 'manager'> = /*#__PURE__*/ readAction(getOwedQuery)

/** Read what a vault's resting orders need now, or what creating one would pull from its owner. */
export const getRequiredFunds: FlowAction<GetRequiredFundsArgs, Amounts> =
  /*#__PURE__*/ flowAction(getRequiredFundsFlow)

/** Read the address that a vault with these terms will have. */
export const predictVault: ReadAction<PredictVaultArgs, Address, 'vaultFactory' | 'owner'> =
  /*#__PURE__*/ readAction(predictVaultQuery)

/** Read the address that a grid vault with these terms will have. */
export const predictGridVault: ReadAction<PredictGridVaultArgs, Address, 'vaultFactory' | 'owner'> =
  /*#__PURE__*/ readAction(predictGridVaultQuery)

/** Ask whether a strategy would be accepted on a market, and how vaults keep it. */
export const checkStrategyTerms: ReadAction<CheckStrategyTermsArgs, CheckStrategyTermsResult, 'vaultFactory'> =
  /*#__PURE__*/ readAction(checkStrategyTermsQuery)

/** Listen for what happens to a vault besides fills: funds, halts, strategy, manager, profit share, hedges. Returns what ends it. */
export const watchVault: WatchAction<VaultArgs, VaultEvent> = /*#__PURE__*/ watchAction(vaultWatch)
