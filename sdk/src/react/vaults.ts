import type { Address, TransactionReceipt } from 'viem'
import {
  checkStrategyTerms,
  claimProfitShareSync,
  createGridVaultSync,
  createVaultSync,
  crystalliseSync,
  depositVaultSync,
  getHeadroom,
  getOwed,
  getProfitShare,
  getRequiredFunds,
  getStrategy,
  getStrategyState,
  getVault,
  getVaultGrid,
  getVaultStats,
  getVaults,
  haltVaultSync,
  hedgeSync,
  moveGridSync,
  predictGridVault,
  predictVault,
  raiseManagerEpochSync,
  resumeVaultSync,
  setProfitShareSync,
  setStrategySync,
  setVaultManagerSync,
  watchVault,
  withdrawVaultSync,
} from '../actions/vaults.ts'
import type { SyncSent } from '../calls/driver.ts'
import type { Amounts } from '../calls/pools/reads.ts'
import type { CreateGridVaultArgs, CreateVaultArgs, CreateVaultResult } from '../calls/vaults/createVault.ts'
import type {
  DepositVaultArgs,
  DepositVaultResult,
  WithdrawVaultArgs,
  WithdrawVaultResult,
} from '../calls/vaults/funds.ts'
import type { GetRequiredFundsArgs } from '../calls/vaults/getRequiredFunds.ts'
import type { GetVaultGridArgs, VaultGrid } from '../calls/vaults/getVaultGrid.ts'
import type { HedgeArgs, HedgeResult } from '../calls/vaults/hedge.ts'
import type { MoveGridArgs } from '../calls/vaults/moveGrid.ts'
import type { VaultArgs } from '../calls/vaults/place.ts'
import type {
  ClaimProfitShareArgs,
  ClaimProfitShareResult,
  CrystalliseResult,
  SetProfitShareArgs,
  SetProfitShareResult,
} from '../calls/vaults/profitShare.ts'
import type {
  CheckStrategyTermsArgs,
  CheckStrategyTermsResult,
  GetOwedArgs,
  Headroom,
  PredictGridVaultArgs,
  PredictVaultArgs,
  ProfitShareState,
  VaultRecord,
} from '../calls/vaults/reads.ts'
import type { SetStrategyArgs, SetStrategyResult } from '../calls/vaults/setStrategy.ts'
import type {
  HaltVaultResult,
  ResumeVaultResult,
  SetVaultManagerArgs,
  SetVaultManagerResult,
} from '../calls/vaults/switches.ts'
import type { GetVaultArgs, GetVaultsArgs, VaultSummary } from '../calls/vaults/view.ts'
import type { VaultEvent } from '../calls/vaults/watchVault.ts'
import type { Strategy } from '../core/strategy.ts'
import { mutationHook, type SendHook, type WriteHook } from './internal/useTidemarkMutation.ts'
import { queryHook, type ReadHook } from './internal/useTidemarkQuery.ts'
import { type ListenHook, watchHook } from './internal/useTidemarkWatch.ts'

/** Create a vault owned by the sender and fund it out of the sender's allowances to the factory, or its `permits`: see `getRequiredFunds` and `approveVaultSync`. A mutation that waits: see `createVaultSync`. */
export const useCreateVault: WriteHook<CreateVaultArgs, CreateVaultResult, 'vaultFactory'> =
  /*#__PURE__*/ mutationHook(createVaultSync)

/** Create a grid vault owned by the sender and fund it with what its resting orders need, out of the sender's allowances to the factory, or its `permits`: see `getRequiredFunds` and `approveGridVaultSync`. A mutation that waits: see `createGridVaultSync`. */
export const useCreateGridVault: WriteHook<CreateGridVaultArgs, CreateVaultResult, 'vaultFactory'> =
  /*#__PURE__*/ mutationHook(createGridVaultSync)

/** Add base and quote to a vault, out of its owner's allowances to it. A mutation that waits: see `depositVaultSync`. */
export const useDepositVault: WriteHook<DepositVaultArgs, DepositVaultResult> =
  /*#__PURE__*/ mutationHook(depositVaultSync)

/** Take base and quote out of a vault, at any time, to anyone. A mutation that waits: see `withdrawVaultSync`. */
export const useWithdrawVault: WriteHook<WithdrawVaultArgs, WithdrawVaultResult, 'to'> =
  /*#__PURE__*/ mutationHook(withdrawVaultSync)

/** Stop a vault: fills revert with `VaultHalted`, withdrawals go on. A mutation that waits: see `haltVaultSync`. */
export const useHaltVault: WriteHook<VaultArgs, HaltVaultResult> = /*#__PURE__*/ mutationHook(haltVaultSync)

/** Let a vault fill again, and restart its drawdown stop. A mutation that waits: see `resumeVaultSync`. */
export const useResumeVault: WriteHook<VaultArgs, ResumeVaultResult> = /*#__PURE__*/ mutationHook(resumeVaultSync)

/** Replace a vault's manager at once, or begin anew with the same; voids signed quotes and shares profit first. A mutation that waits: see `setVaultManagerSync`. */
export const useSetVaultManager: WriteHook<SetVaultManagerArgs, SetVaultManagerResult> =
  /*#__PURE__*/ mutationHook(setVaultManagerSync)

/** Void every quote signed for a vault. A mutation that waits: see `raiseManagerEpochSync`. */
export const useRaiseManagerEpoch: WriteHook<VaultArgs, SetVaultManagerResult> =
  /*#__PURE__*/ mutationHook(raiseManagerEpochSync)

/** Change the manager's share of future profit; past profit is shared first. A mutation that waits: see `setProfitShareSync`. */
export const useSetProfitShare: WriteHook<SetProfitShareArgs, SetProfitShareResult> =
  /*#__PURE__*/ mutationHook(setProfitShareSync)

/** Share profit above the high-water mark with the manager, as far as it can be told now. A mutation that waits: see `crystalliseSync`. */
export const useCrystallise: WriteHook<VaultArgs, CrystalliseResult> = /*#__PURE__*/ mutationHook(crystalliseSync)

/** Take what is set aside for the sender, a present or former manager. A mutation that waits: see `claimProfitShareSync`. */
export const useClaimProfitShare: WriteHook<ClaimProfitShareArgs, ClaimProfitShareResult, 'to'> =
  /*#__PURE__*/ mutationHook(claimProfitShareSync)

/** Replace a vault's bounds or grid, provided that nothing filled since `expectedState` was read. A mutation that waits: see `setStrategySync`. */
export const useSetStrategy: WriteHook<SetStrategyArgs, SetStrategyResult> = /*#__PURE__*/ mutationHook(setStrategySync)

/** Start a vault's grid afresh around a price, on other prices or in another size if given, and wait; kind and limits stay. A mutation that waits: see `moveGridSync`. */
export const useMoveGrid: SendHook<
  MoveGridArgs,
  SyncSent<SetStrategyResult, TransactionReceipt>
> = /*#__PURE__*/ mutationHook(moveGridSync)

/** Trade as taker for a vault, on a market with a live oracle of the same two tokens. A mutation that waits: see `hedgeSync`. */
export const useHedge: WriteHook<HedgeArgs, HedgeResult> = /*#__PURE__*/ mutationHook(hedgeSync)

/** Read everything about one vault in one call. See `getVault`. */
export const useVault: ReadHook<GetVaultArgs, VaultSummary, 'lens'> = /*#__PURE__*/ queryHook('getVault', getVault)

/** Read everything about many vaults in one call, in the order asked. See `getVaults`. */
export const useVaults: ReadHook<GetVaultsArgs, VaultSummary[], 'lens'> = /*#__PURE__*/ queryHook(
  'getVaults',
  getVaults,
)

/** Read a vault's record in one call. See `getVaultStats`. */
export const useVaultStats: ReadHook<VaultArgs, VaultRecord> = /*#__PURE__*/ queryHook('getVaultStats', getVaultStats)

/** Read a vault's grid with its cursor: pass it to `askTicks`, `bidsWithin` and the like to price a take off chain. See `getVaultGrid`. */
export const useVaultGrid: ReadHook<GetVaultGridArgs, VaultGrid> = /*#__PURE__*/ queryHook('getVaultGrid', getVaultGrid)

/** Read the strategy in force, prices unpacked. See `getStrategy`. */
export const useStrategy: ReadHook<VaultArgs, Strategy> = /*#__PURE__*/ queryHook('getStrategy', getStrategy)

/** Read what `setStrategy` expects: it changes with every fill, strategy change and switch. See `getStrategyState`. */
export const useStrategyState: ReadHook<VaultArgs, bigint> = /*#__PURE__*/ queryHook(
  'getStrategyState',
  getStrategyState,
)

/** Read what limits leave now: outflow, turnover, hedging cost, drawdown. See `getHeadroom`. */
export const useHeadroom: ReadHook<VaultArgs, Headroom> = /*#__PURE__*/ queryHook('getHeadroom', getHeadroom)

/** Read a vault's profit share: rate, mark, what is set aside and what is carried. See `getProfitShare`. */
export const useProfitShare: ReadHook<VaultArgs, ProfitShareState> = /*#__PURE__*/ queryHook(
  'getProfitShare',
  getProfitShare,
)

/** Read the quote atoms set aside for one manager. See `getOwed`. */
export const useOwed: ReadHook<GetOwedArgs, bigint, 'manager'> = /*#__PURE__*/ queryHook('getOwed', getOwed)

/** Read what a vault's resting orders need now, or what creating one would pull from its owner. See `getRequiredFunds`. */
export const useRequiredFunds: ReadHook<GetRequiredFundsArgs, Amounts> = /*#__PURE__*/ queryHook(
  'getRequiredFunds',
  getRequiredFunds,
)

/** Read the address that a vault with these terms will have. See `predictVault`. */
export const usePredictVault: ReadHook<PredictVaultArgs, Address, 'vaultFactory' | 'owner'> = /*#__PURE__*/ queryHook(
  'predictVault',
  predictVault,
)

/** Read the address that a grid vault with these terms will have. See `predictGridVault`. */
export const usePredictGridVault: ReadHook<PredictGridVaultArgs, Address, 'vaultFactory' | 'owner'> =
  /*#__PURE__*/ queryHook('predictGridVault', predictGridVault)

/** Ask whether a strategy would be accepted on a market, and how vaults keep it. See `checkStrategyTerms`. */
export const useCheckStrategyTerms: ReadHook<CheckStrategyTermsArgs, CheckStrategyTermsResult, 'vaultFactory'> =
  /*#__PURE__*/ queryHook('checkStrategyTerms', checkStrategyTerms)

/** Listen for what happens to a vault besides fills: funds, halts, strategy, manager, profit share, hedges. See `watchVault`. */
export const useWatchVault: ListenHook<VaultArgs, VaultEvent> = /*#__PURE__*/ watchHook(watchVault)
