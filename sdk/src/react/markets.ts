import {
  acceptGovernorSync,
  collectFeesSync,
  createMarketSync,
  getBook,
  getGridBook,
  getMakerVolume,
  getMarket,
  getMarketCount,
  getMarketStatus,
  getPeriod,
  getRebates,
  getTier,
  haltMarketSync,
  previewRebate,
  resumeMarketSync,
  scheduleFeesSync,
  scheduleRebatesSync,
  setFactorySync,
  setGuardianSync,
  transferGovernorSync,
  watchMarkets,
} from '../actions/markets.ts'
import { mutationHook } from './internal/useTidemarkMutation.ts'
import { queryHook } from './internal/useTidemarkQuery.ts'
import { watchHook } from './internal/useTidemarkWatch.ts'

/** Open a market. A mutation that waits: see `createMarketSync`. */
export const useCreateMarket = /*#__PURE__*/ mutationHook(createMarketSync)

/** Change a market's fee, and the pools' share of it, from the next rebate period on. A mutation that waits: see `scheduleFeesSync`. */
export const useScheduleFees = /*#__PURE__*/ mutationHook(scheduleFeesSync)

/** Change rebates from the next period on. A mutation that waits: see `scheduleRebatesSync`. */
export const useScheduleRebates = /*#__PURE__*/ mutationHook(scheduleRebatesSync)

/** Send the fees that the exchange holds in one token away. A mutation that waits: see `collectFeesSync`. */
export const useCollectFees = /*#__PURE__*/ mutationHook(collectFeesSync)

/** Stop fills of a market; cancels and withdrawals go on. A mutation that waits: see `haltMarketSync`. */
export const useHaltMarket = /*#__PURE__*/ mutationHook(haltMarketSync)

/** Let fills of a market go on. A mutation that waits: see `resumeMarketSync`. */
export const useResumeMarket = /*#__PURE__*/ mutationHook(resumeMarketSync)

/** Name who may halt markets besides the governor. A mutation that waits: see `setGuardianSync`. */
export const useSetGuardian = /*#__PURE__*/ mutationHook(setGuardianSync)

/** Name the factory whose vaults or pools may make, once per kind. A mutation that waits: see `setFactorySync`. */
export const useSetFactory = /*#__PURE__*/ mutationHook(setFactorySync)

/** Offer the governor's role: it moves when the other accepts. A mutation that waits: see `transferGovernorSync`. */
export const useTransferGovernor = /*#__PURE__*/ mutationHook(transferGovernorSync)

/** Accept the governor's role. A mutation that waits: see `acceptGovernorSync`. */
export const useAcceptGovernor = /*#__PURE__*/ mutationHook(acceptGovernorSync)

/** Read a market's terms and its tokens' decimals. See `getMarket`. */
export const useMarket = /*#__PURE__*/ queryHook('getMarket', getMarket)

/** Read how many markets there are; ids run from 1. See `getMarketCount`. */
export const useMarketCount = /*#__PURE__*/ queryHook('getMarketCount', getMarketCount)

/** Read a market's terms, its fee to come and its oracle's price, in one call. See `getMarketStatus`. */
export const useMarketStatus = /*#__PURE__*/ queryHook('getMarketStatus', getMarketStatus)

/** Read what rests now in the grids of several makers, merged by price. See `getBook`. */
export const useBook = /*#__PURE__*/ queryHook('getBook', getBook)

/** Read what rests now in one grid. See `getGridBook`. */
export const useGridBook = /*#__PURE__*/ queryHook('getGridBook', getGridBook)

/** Read thresholds and rates of a rebate period: the running one or a later one. See `getRebates`. */
export const useRebates = /*#__PURE__*/ queryHook('getRebates', getRebates)

/** Read which rebate period runs now; the first is 0. See `getPeriod`. */
export const useRebatePeriod = /*#__PURE__*/ queryHook('getPeriod', getPeriod)

/** Read the quote atoms that a maker made in the running period on markets that pay rebates. See `getMakerVolume`. */
export const useMakerVolume = /*#__PURE__*/ queryHook('getMakerVolume', getMakerVolume)

/** Read the tier of a maker on markets of one quote token, and what is missing to the next. See `getTier`. */
export const useTier = /*#__PURE__*/ queryHook('getTier', getTier)

/** Read what rebate more volume would earn now, rounded as fills are, and the tier it leads to. See `previewRebate`. */
export const usePreviewRebate = /*#__PURE__*/ queryHook('previewRebate', previewRebate)

/** Listen for new markets and makers, fees and rebates to come, halts. See `watchMarkets`. */
export const useWatchMarkets = /*#__PURE__*/ watchHook(watchMarkets)
