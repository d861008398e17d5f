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
import { mutationHook } from './internal/useTidemarkMutation.ts'
import { queryHook } from './internal/useTidemarkQuery.ts'
import { watchHook } from './internal/useTidemarkWatch.ts'

/** Create a vault owned by the sender and fund it out of the sender's allowances to the factory, or its `permits`: see `getRequiredFunds` and `approveVaultSync`. A mutation that waits: see `createVaultSync`. */
export const useCreateVault = /*#__PURE__*/ mutationHook(createVaultSync)

/** Create a grid vault owned by the sender and fund it with what its resting orders need, out of the sender's allowances to the factory, or its `permits`: see `getRequiredFunds` and `approveGridVaultSync`. A mutation that waits: see `createGridVaultSync`. */
export const useCreateGridVault = /*#__PURE__*/ mutationHook(createGridVaultSync)

/** Add base and quote to a vault, out of its owner's allowances to it. A mutation that waits: see `depositVaultSync`. */
export const useDepositVault = /*#__PURE__*/ mutationHook(depositVaultSync)

/** Take base and quote out of a vault, at any time, to anyone. A mutation that waits: see `withdrawVaultSync`. */
export const useWithdrawVault = /*#__PURE__*/ mutationHook(withdrawVaultSync)

/** Stop a vault: fills revert with `VaultHalted`, withdrawals go on. A mutation that waits: see `haltVaultSync`. */
export const useHaltVault = /*#__PURE__*/ mutationHook(haltVaultSync)

/** Let a vault fill again, and restart its drawdown stop. A mutation that waits: see `resumeVaultSync`. */
export const useResumeVault = /*#__PURE__*/ mutationHook(resumeVaultSync)

/** Replace a vault's manager at once, or begin anew with the same; voids signed quotes and shares profit first. A mutation that waits: see `setVaultManagerSync`. */
export const useSetVaultManager = /*#__PURE__*/ mutationHook(setVaultManagerSync)

/** Void every quote signed for a vault. A mutation that waits: see `raiseManagerEpochSync`. */
export const useRaiseManagerEpoch = /*#__PURE__*/ mutationHook(raiseManagerEpochSync)

/** Change the manager's share of future profit; past profit is shared first. A mutation that waits: see `setProfitShareSync`. */
export const useSetProfitShare = /*#__PURE__*/ mutationHook(setProfitShareSync)

/** Share profit above the high-water mark with the manager, as far as it can be told now. A mutation that waits: see `crystalliseSync`. */
export const useCrystallise = /*#__PURE__*/ mutationHook(crystalliseSync)

/** Take what is set aside for the sender, a present or former manager. A mutation that waits: see `claimProfitShareSync`. */
export const useClaimProfitShare = /*#__PURE__*/ mutationHook(claimProfitShareSync)

/** Replace a vault's bounds or grid, provided that nothing filled since `expectedState` was read. A mutation that waits: see `setStrategySync`. */
export const useSetStrategy = /*#__PURE__*/ mutationHook(setStrategySync)

/** Start a vault's grid afresh around a price, on other prices or in another size if given, and wait; kind and limits stay. A mutation that waits: see `moveGridSync`. */
export const useMoveGrid = /*#__PURE__*/ mutationHook(moveGridSync)

/** Trade as taker for a vault, on a market with a live oracle of the same two tokens. A mutation that waits: see `hedgeSync`. */
export const useHedge = /*#__PURE__*/ mutationHook(hedgeSync)

/** Read everything about one vault in one call. See `getVault`. */
export const useVault = /*#__PURE__*/ queryHook('getVault', getVault)

/** Read everything about many vaults in one call, in the order asked. See `getVaults`. */
export const useVaults = /*#__PURE__*/ queryHook('getVaults', getVaults)

/** Read a vault's record in one call. See `getVaultStats`. */
export const useVaultStats = /*#__PURE__*/ queryHook('getVaultStats', getVaultStats)

/** Read a vault's grid with its cursor: pass it to `askTicks`, `bidsWithin` and the like to price a take off chain. See `getVaultGrid`. */
export const useVaultGrid = /*#__PURE__*/ queryHook('getVaultGrid', getVaultGrid)

/** Read the strategy in force, prices unpacked. See `getStrategy`. */
export const useStrategy = /*#__PURE__*/ queryHook('getStrategy', getStrategy)

/** Read what `setStrategy` expects: it changes with every fill, strategy change and switch. See `getStrategyState`. */
export const useStrategyState = /*#__PURE__*/ queryHook('getStrategyState', getStrategyState)

/** Read what limits leave now: outflow, turnover, hedging cost, drawdown. See `getHeadroom`. */
export const useHeadroom = /*#__PURE__*/ queryHook('getHeadroom', getHeadroom)

/** Read a vault's profit share: rate, mark, what is set aside and what is carried. See `getProfitShare`. */
export const useProfitShare = /*#__PURE__*/ queryHook('getProfitShare', getProfitShare)

/** Read the quote atoms set aside for one manager. See `getOwed`. */
export const useOwed = /*#__PURE__*/ queryHook('getOwed', getOwed)

/** Read what a vault's resting orders need now, or what creating one would pull from its owner. See `getRequiredFunds`. */
export const useRequiredFunds = /*#__PURE__*/ queryHook('getRequiredFunds', getRequiredFunds)

/** Read the address that a vault with these terms will have. See `predictVault`. */
export const usePredictVault = /*#__PURE__*/ queryHook('predictVault', predictVault)

/** Read the address that a grid vault with these terms will have. See `predictGridVault`. */
export const usePredictGridVault = /*#__PURE__*/ queryHook('predictGridVault', predictGridVault)

/** Ask whether a strategy would be accepted on a market, and how vaults keep it. See `checkStrategyTerms`. */
export const useCheckStrategyTerms = /*#__PURE__*/ queryHook('checkStrategyTerms', checkStrategyTerms)

/** Listen for what happens to a vault besides fills: funds, halts, strategy, manager, profit share, hedges. See `watchVault`. */
export const useWatchVault = /*#__PURE__*/ watchHook(watchVault)
