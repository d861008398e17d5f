import {
  type Book,
  type GetBookArgs,
  type GetBookResult,
  type GetGridBookArgs,
  getBookQuery,
  getGridBookQuery,
} from '../calls/markets/book.ts'
import { type CreateMarketArgs, type CreateMarketResult, createMarketVerb } from '../calls/markets/createMarket.ts'
import {
  type CollectFeesArgs,
  type CollectFeesResult,
  collectFeesVerb,
  type RebateScheduleTerms,
  type ScheduleFeesArgs,
  type ScheduleFeesResult,
  type ScheduleRebatesArgs,
  type ScheduleRebatesResult,
  scheduleFeesVerb,
  scheduleRebatesVerb,
} from '../calls/markets/fees.ts'
import { type GetMarketArgs, getMarketFlow, type Market } from '../calls/markets/getMarket.ts'
import {
  type HaltMarketResult,
  haltMarketVerb,
  type ResumeMarketResult,
  resumeMarketVerb,
} from '../calls/markets/halt.ts'
import type { ExchangeArgs, MarketArgs } from '../calls/markets/place.ts'
import {
  type GetMakerVolumeArgs,
  type GetMarketStatusArgs,
  type GetRebatesArgs,
  type GetTierArgs,
  getMakerVolumeQuery,
  getMarketCountQuery,
  getMarketStatusQuery,
  getPeriodQuery,
  getRebatesQuery,
  getTierQuery,
  type MarketStatus,
  type PreviewRebateArgs,
  type PreviewRebateResult,
  previewRebateQuery,
  type Tier,
} from '../calls/markets/reads.ts'
import {
  acceptGovernorVerb,
  type SetFactoryArgs,
  type SetFactoryResult,
  type SetGuardianArgs,
  type SetGuardianResult,
  setFactoryVerb,
  setGuardianVerb,
  type TransferGovernorArgs,
  type TransferGovernorResult,
  transferGovernorVerb,
} from '../calls/markets/roles.ts'
import { type MarketEvent, marketsWatch } from '../calls/markets/watchMarkets.ts'
import {
  type FlowAction,
  flowAction,
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
 * Open a market. Governor. Mirrors `Exchange.createMarket`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `InvalidMarket`, `FeeTooHigh`, `InvalidOracle`, `NoCode`, `OwnableUnauthorizedAccount`.
 *
 * @example
 * const units = { lotSize: 10n ** 16n, tickSize: 100n, takerFeeBps: 5 }
 * const hash = await createMarket(client, { base, quote: token, ...units })
 */
export const createMarket: WriteAction<CreateMarketArgs, 'exchange'> = /*#__PURE__*/ writeAction(createMarketVerb)

/**
 * The same as {@link createMarket}, and wait for it.
 *
 * @throws {RevertError} as {@link createMarket}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const createMarketSync: SyncAction<CreateMarketArgs, CreateMarketResult, 'exchange'> =
  /*#__PURE__*/ syncAction(createMarketVerb)

/**
 * Change a market's fee, and the pools' share of it, from the next rebate period on. Governor. Mirrors
 * `Exchange.scheduleFees`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `UnknownMarket`, `FeeTooHigh`, `OwnableUnauthorizedAccount`.
 *
 * @example
 * await scheduleFees(client, { marketId: 1, takerFeeBps: 4, poolFeeShareBps: 2_000 })
 */
export const scheduleFees: WriteAction<ScheduleFeesArgs, 'exchange'> = /*#__PURE__*/ writeAction(scheduleFeesVerb)

/**
 * The same as {@link scheduleFees}, and wait for it.
 *
 * @throws {RevertError} as {@link scheduleFees}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const scheduleFeesSync: SyncAction<ScheduleFeesArgs, ScheduleFeesResult, 'exchange'> =
  /*#__PURE__*/ syncAction(scheduleFeesVerb)

/**
 * Change rebates from the next period on. Governor. Mirrors `Exchange.scheduleRebates`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `RebateTooHigh`, `InvalidSchedule`, `OwnableUnauthorizedAccount`.
 *
 * @example
 * await scheduleRebates(client, { thresholds: [1_000_000n, 10_000_000n, 50_000_000n], ratesBps: [0, 1, 2, 3] })
 */
export const scheduleRebates: WriteAction<ScheduleRebatesArgs, 'exchange'> =
  /*#__PURE__*/ writeAction(scheduleRebatesVerb)

/**
 * The same as {@link scheduleRebates}, and wait for it.
 *
 * @throws {RevertError} as {@link scheduleRebates}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const scheduleRebatesSync: SyncAction<ScheduleRebatesArgs, ScheduleRebatesResult, 'exchange'> =
  /*#__PURE__*/ syncAction(scheduleRebatesVerb)

/**
 * Send the fees that the exchange holds in one token away. Governor. Mirrors `Exchange.collectFees`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `OwnableUnauthorizedAccount`, `ZeroAddress`.
 *
 * @example
 * await collectFees(client, { token })
 */
export const collectFees: WriteAction<CollectFeesArgs, 'exchange' | 'to'> = /*#__PURE__*/ writeAction(collectFeesVerb)

/**
 * The same as {@link collectFees}, and wait for it.
 *
 * @throws {RevertError} as {@link collectFees}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const collectFeesSync: SyncAction<CollectFeesArgs, CollectFeesResult, 'exchange' | 'to'> =
  /*#__PURE__*/ syncAction(collectFeesVerb)

/**
 * Stop fills of a market; cancels and withdrawals go on. Guardian or governor. Mirrors `Exchange.haltMarket`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `UnknownMarket`, `NotGuardian`.
 *
 * @example
 * await haltMarket(client, { marketId: 1 })
 */
export const haltMarket: WriteAction<MarketArgs, 'exchange'> = /*#__PURE__*/ writeAction(haltMarketVerb)

/**
 * The same as {@link haltMarket}, and wait for it.
 *
 * @throws {RevertError} as {@link haltMarket}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const haltMarketSync: SyncAction<MarketArgs, HaltMarketResult, 'exchange'> =
  /*#__PURE__*/ syncAction(haltMarketVerb)

/**
 * Let fills of a market go on. Governor. Mirrors `Exchange.resumeMarket`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `UnknownMarket`, `OwnableUnauthorizedAccount`.
 *
 * @example
 * await resumeMarket(client, { marketId: 1 })
 */
export const resumeMarket: WriteAction<MarketArgs, 'exchange'> = /*#__PURE__*/ writeAction(resumeMarketVerb)

/**
 * The same as {@link resumeMarket}, and wait for it.
 *
 * @throws {RevertError} as {@link resumeMarket}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const resumeMarketSync: SyncAction<MarketArgs, ResumeMarketResult, 'exchange'> =
  /*#__PURE__*/ syncAction(resumeMarketVerb)

/**
 * Name who may halt markets besides the governor. Governor. Mirrors `Exchange.setGuardian`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `OwnableUnauthorizedAccount`.
 *
 * @example
 * await setGuardian(client, { guardian: account })
 */
export const setGuardian: WriteAction<SetGuardianArgs, 'exchange'> = /*#__PURE__*/ writeAction(setGuardianVerb)

/**
 * The same as {@link setGuardian}, and wait for it.
 *
 * @throws {RevertError} as {@link setGuardian}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const setGuardianSync: SyncAction<SetGuardianArgs, SetGuardianResult, 'exchange'> =
  /*#__PURE__*/ syncAction(setGuardianVerb)

/**
 * Name the factory whose vaults or pools may make, once per kind. Governor. Mirrors `Exchange.setFactory`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `FactoryAlreadySet`, `InvalidKind`, `NoCode`, `OwnableUnauthorizedAccount`.
 *
 * @example
 * await setFactory(client, { kind: MakerKind.Vault, factory })
 */
export const setFactory: WriteAction<SetFactoryArgs, 'exchange'> = /*#__PURE__*/ writeAction(setFactoryVerb)

/**
 * The same as {@link setFactory}, and wait for it.
 *
 * @throws {RevertError} as {@link setFactory}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const setFactorySync: SyncAction<SetFactoryArgs, SetFactoryResult, 'exchange'> =
  /*#__PURE__*/ syncAction(setFactoryVerb)

/**
 * Offer the governor's role: it moves when the other accepts. Governor. Mirrors `Ownable2Step.transferOwnership`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `OwnableUnauthorizedAccount`.
 *
 * @example
 * await transferGovernor(client, { governor: account })
 */
export const transferGovernor: WriteAction<TransferGovernorArgs, 'exchange'> =
  /*#__PURE__*/ writeAction(transferGovernorVerb)

/**
 * The same as {@link transferGovernor}, and wait for it.
 *
 * @throws {RevertError} as {@link transferGovernor}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const transferGovernorSync: SyncAction<TransferGovernorArgs, TransferGovernorResult, 'exchange'> =
  /*#__PURE__*/ syncAction(transferGovernorVerb)

/**
 * Accept the governor's role. Mirrors `Ownable2Step.acceptOwnership`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `OwnableUnauthorizedAccount`.
 *
 * @example
 * await acceptGovernor(client)
 */
export const acceptGovernor: WriteAction<ExchangeArgs, 'exchange'> = /*#__PURE__*/ writeAction(acceptGovernorVerb)

/**
 * The same as {@link acceptGovernor}, and wait for it.
 *
 * @throws {RevertError} as {@link acceptGovernor}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const acceptGovernorSync: SyncAction<ExchangeArgs, TransferGovernorResult, 'exchange'> =
  /*#__PURE__*/ syncAction(acceptGovernorVerb)

/**
 * Read a market's terms and its tokens' decimals. Mirrors `Exchange.getMarket`.
 *
 * @throws {RevertError} `UnknownMarket`.
 *
 * @example
 * const { base, takerFeeBps } = await getMarket(client, { marketId: 1 })
 */
export const getMarket: FlowAction<GetMarketArgs, Market> = /*#__PURE__*/ flowAction(getMarketFlow)

/**
 * Read how many markets there are; ids run from 1. Mirrors `Exchange.marketCount`.
 *
 * @example
 * const count = await getMarketCount(client)
 */
export const getMarketCount: ReadAction<ExchangeArgs, number, 'exchange'> =
  /*#__PURE__*/ readAction(getMarketCountQuery)

/**
 * Read a market's terms, its fee to come and its oracle's price, in one call. Mirrors `Lens.market`.
 *
 * @throws {RevertError} `UnknownMarket`.
 *
 * @example
 * const { mark, halted } = await getMarketStatus(client, { marketId: 1 })
 */
export const getMarketStatus: ReadAction<GetMarketStatusArgs, MarketStatus, 'lens'> =
  /*#__PURE__*/ readAction(getMarketStatusQuery)

/**
 * Read what rests now in the grids of several makers, merged by price. Mirrors `Lens.book`.
 *
 * @throws {RevertError} `UnknownMarket`.
 *
 * @example
 * const { bids, asks } = await getBook(client, { marketId: 1, makers: [vault, pool] })
 */
export const getBook: ReadAction<GetBookArgs, GetBookResult, 'lens'> = /*#__PURE__*/ readAction(getBookQuery)

/**
 * Read what rests now in one grid. Mirrors `Lens.grid`.
 *
 * @throws {RevertError} `NotSuchMaker`, `CannotFill`.
 *
 * @example
 * const { bids, asks } = await getGridBook(client, { marketId: 1, maker: vault })
 */
export const getGridBook: ReadAction<GetGridBookArgs, Book, 'lens'> = /*#__PURE__*/ readAction(getGridBookQuery)

/**
 * Read thresholds and rates of a rebate period: the running one or a later one. Mirrors `Exchange.rebateSchedule`.
 *
 * @throws {RevertError} `UnknownPeriod`.
 *
 * @example
 * const { ratesBps } = await getRebates(client, { period: 3 })
 */
export const getRebates: ReadAction<GetRebatesArgs, RebateScheduleTerms, 'exchange'> =
  /*#__PURE__*/ readAction(getRebatesQuery)

/**
 * Read which rebate period runs now; the first is 0. Mirrors `Exchange.currentPeriod`.
 *
 * @example
 * const period = await getPeriod(client)
 */
export const getPeriod: ReadAction<ExchangeArgs, number, 'exchange'> = /*#__PURE__*/ readAction(getPeriodQuery)

/**
 * Read the quote atoms that a maker made in the running period on markets that pay rebates. Mirrors `Exchange.makerVolume`.
 *
 * @example
 * const atoms = await getMakerVolume(client, { quote: token })
 */
export const getMakerVolume: ReadAction<GetMakerVolumeArgs, bigint, 'exchange' | 'maker'> =
  /*#__PURE__*/ readAction(getMakerVolumeQuery)

/**
 * Read the tier of a maker on markets of one quote token, and what is missing to the next. Mirrors `Lens.makerTier`.
 *
 * @example
 * const { tier, toNextTier } = await getTier(client, { quote: token })
 */
export const getTier: ReadAction<GetTierArgs, Tier, 'lens' | 'maker'> = /*#__PURE__*/ readAction(getTierQuery)

/**
 * Read what rebate more volume would earn now, rounded as fills are, and the tier it leads to. Mirrors
 * `Lens.previewRebate`.
 *
 * @throws {RevertError} `UnknownMarket`.
 *
 * @example
 * const { rebate } = await previewRebate(client, { marketId: 1, notional: 1_000_000_000n })
 */
export const previewRebate: ReadAction<PreviewRebateArgs, PreviewRebateResult, 'lens' | 'maker'> =
  /*#__PURE__*/ readAction(previewRebateQuery)

/**
 * Listen for new markets and makers, fees and rebates to come, halts. Returns what ends it.
 *
 * @example
 * const stop = watchMarkets(client, { onEvents: (events) => console.log(events.length) })
 */
export const watchMarkets: WatchAction<ExchangeArgs, MarketEvent, 'exchange'> = /*#__PURE__*/ watchAction(marketsWatch)
