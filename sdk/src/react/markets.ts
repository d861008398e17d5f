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
import type { Book, GetBookArgs, GetBookResult, GetGridBookArgs } from '../calls/markets/book.ts'
import type { CreateMarketArgs, CreateMarketResult } from '../calls/markets/createMarket.ts'
import type {
  CollectFeesArgs,
  CollectFeesResult,
  RebateScheduleTerms,
  ScheduleFeesArgs,
  ScheduleFeesResult,
  ScheduleRebatesArgs,
  ScheduleRebatesResult,
} from '../calls/markets/fees.ts'
import type { GetMarketArgs, Market } from '../calls/markets/getMarket.ts'
import type { HaltMarketResult, ResumeMarketResult } from '../calls/markets/halt.ts'
import type { ExchangeArgs, MarketArgs } from '../calls/markets/place.ts'
import type {
  GetMakerVolumeArgs,
  GetMarketStatusArgs,
  GetRebatesArgs,
  GetTierArgs,
  MarketStatus,
  PreviewRebateArgs,
  PreviewRebateResult,
  Tier,
} from '../calls/markets/reads.ts'
import type {
  SetFactoryArgs,
  SetFactoryResult,
  SetGuardianArgs,
  SetGuardianResult,
  TransferGovernorArgs,
  TransferGovernorResult,
} from '../calls/markets/roles.ts'
import type { MarketEvent } from '../calls/markets/watchMarkets.ts'
import { mutationHook, type WriteHook } from './internal/useTidemarkMutation.ts'
import { queryHook, type ReadHook } from './internal/useTidemarkQuery.ts'
import { type ListenHook, watchHook } from './internal/useTidemarkWatch.ts'

/** Open a market. A mutation that waits: see `createMarketSync`. */
export const useCreateMarket: WriteHook<CreateMarketArgs, CreateMarketResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(createMarketSync)

/** Change a market's fee, and the pools' share of it, from the next rebate period on. A mutation that waits: see `scheduleFeesSync`. */
export const useScheduleFees: WriteHook<ScheduleFeesArgs, ScheduleFeesResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(scheduleFeesSync)

/** Change rebates from the next period on. A mutation that waits: see `scheduleRebatesSync`. */
export const useScheduleRebates: WriteHook<ScheduleRebatesArgs, ScheduleRebatesResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(scheduleRebatesSync)

/** Send the fees that the exchange holds in one token away. A mutation that waits: see `collectFeesSync`. */
export const useCollectFees: WriteHook<CollectFeesArgs, CollectFeesResult, 'exchange' | 'to'> =
  /*#__PURE__*/ mutationHook(collectFeesSync)

/** Stop fills of a market; cancels and withdrawals go on. A mutation that waits: see `haltMarketSync`. */
export const useHaltMarket: WriteHook<MarketArgs, HaltMarketResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(haltMarketSync)

/** Let fills of a market go on. A mutation that waits: see `resumeMarketSync`. */
export const useResumeMarket: WriteHook<MarketArgs, ResumeMarketResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(resumeMarketSync)

/** Name who may halt markets besides the governor. A mutation that waits: see `setGuardianSync`. */
export const useSetGuardian: WriteHook<SetGuardianArgs, SetGuardianResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(setGuardianSync)

/** Name the factory whose vaults or pools may make, once per kind. A mutation that waits: see `setFactorySync`. */
export const useSetFactory: WriteHook<SetFactoryArgs, SetFactoryResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(setFactorySync)

/** Offer the governor's role: it moves when the other accepts. A mutation that waits: see `transferGovernorSync`. */
export const useTransferGovernor: WriteHook<TransferGovernorArgs, TransferGovernorResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(transferGovernorSync)

/** Accept the governor's role. A mutation that waits: see `acceptGovernorSync`. */
export const useAcceptGovernor: WriteHook<ExchangeArgs, TransferGovernorResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(acceptGovernorSync)

/** Read a market's terms and its tokens' decimals. See `getMarket`. */
export const useMarket: ReadHook<GetMarketArgs, Market> = /*#__PURE__*/ queryHook('getMarket', getMarket)

/** Read how many markets there are; ids run from 1. See `getMarketCount`. */
export const useMarketCount: ReadHook<ExchangeArgs, number, 'exchange'> = /*#__PURE__*/ queryHook(
  'getMarketCount',
  getMarketCount,
)

/** Read a market's terms, its fee to come and its oracle's price, in one call. See `getMarketStatus`. */
export const useMarketStatus: ReadHook<GetMarketStatusArgs, MarketStatus, 'lens'> = /*#__PURE__*/ queryHook(
  'getMarketStatus',
  getMarketStatus,
)

/** Read what rests now in the grids of several makers, merged by price. See `getBook`. */
export const useBook: ReadHook<GetBookArgs, GetBookResult, 'lens'> = /*#__PURE__*/ queryHook('getBook', getBook)

/** Read what rests now in one grid. See `getGridBook`. */
export const useGridBook: ReadHook<GetGridBookArgs, Book, 'lens'> = /*#__PURE__*/ queryHook('getGridBook', getGridBook)

/** Read thresholds and rates of a rebate period: the running one or a later one. See `getRebates`. */
export const useRebates: ReadHook<GetRebatesArgs, RebateScheduleTerms, 'exchange'> = /*#__PURE__*/ queryHook(
  'getRebates',
  getRebates,
)

/** Read which rebate period runs now; the first is 0. See `getPeriod`. */
export const useRebatePeriod: ReadHook<ExchangeArgs, number, 'exchange'> = /*#__PURE__*/ queryHook(
  'getPeriod',
  getPeriod,
)

/** Read the quote atoms that a maker made in the running period on markets that pay rebates. See `getMakerVolume`. */
export const useMakerVolume: ReadHook<GetMakerVolumeArgs, bigint, 'exchange' | 'maker'> = /*#__PURE__*/ queryHook(
  'getMakerVolume',
  getMakerVolume,
)

/** Read the tier of a maker on markets of one quote token, and what is missing to the next. See `getTier`. */
export const useTier: ReadHook<GetTierArgs, Tier, 'lens' | 'maker'> = /*#__PURE__*/ queryHook('getTier', getTier)

/** Read what rebate more volume would earn now, rounded as fills are, and the tier it leads to. See `previewRebate`. */
export const usePreviewRebate: ReadHook<PreviewRebateArgs, PreviewRebateResult, 'lens' | 'maker'> =
  /*#__PURE__*/ queryHook('previewRebate', previewRebate)

/** Listen for new markets and makers, fees and rebates to come, halts. See `watchMarkets`. */
export const useWatchMarkets: ListenHook<ExchangeArgs, MarketEvent, 'exchange'> = /*#__PURE__*/ watchHook(watchMarkets)
