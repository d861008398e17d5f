import {
  currentPeriodFunction,
  makerVolumeFunction,
  marketCountFunction,
  rebateScheduleFunction,
} from '../../abis/exchange.ts'
import { makerTierFunction, marketFunction, previewRebateFunction } from '../../abis/lens.ts'
import type { MarketUnits } from '../../core/market.ts'
import type { MarketScale } from '../../units/scale.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Query } from '../verb.ts'
import type { RebateScheduleTerms } from './fees.ts'
import { AT_EXCHANGE, type ExchangeArgs } from './place.ts'

/** Which lens; the known deployment on the chain by default. */
export interface LensArgs {
  readonly lens: Address
}

/** Where the lens comes from when left out. */
export const AT_LENS = { lens: 'lens' } as const

/** Build the read of how many markets there are. */
export function getMarketCountCall({ exchange }: ExchangeArgs): Call<typeof marketCountFunction> {
  return callOf(marketCountFunction, exchange, [])
}

/** Number of markets; ids run from 1. */
export const getMarketCountQuery: Query<ExchangeArgs, typeof marketCountFunction, number, 'exchange'> = {
  call: getMarketCountCall,
  filled: AT_EXCHANGE,
  result: (count) => count,
}

/** Which market, by which lens. */
export interface GetMarketStatusArgs extends LensArgs {
  readonly marketId: number
}

/** A market with everything that decides what a fill there costs. */
export interface MarketStatus extends MarketUnits, MarketScale {
  readonly marketId: number
  readonly base: Address
  readonly quote: Address
  /** Share of the taker fee that pools keep, in 1/10 000. */
  readonly poolFeeShareBps: number
  readonly halted: boolean
  /** Price feed, the zero address for none. */
  readonly oracle: Address
  readonly oracleBandBps: number
  /** Seconds. */
  readonly maxOracleAge: number
  /** Fee and share from rebate period `feesFrom` on; `feesFrom` is 0 when no change is due. */
  readonly nextTakerFeeBps: number
  readonly nextPoolFeeShareBps: number
  readonly feesFrom: number
  /** The oracle's price in ticks, Q64.64, rounded down; nothing when there is none, or none young enough. */
  readonly mark: bigint | undefined
  /** Whether fills there earn rebates and count as volume. */
  readonly paysRebates: boolean
}

/** Build the read of a market's status. */
export function getMarketStatusCall({ lens, marketId }: GetMarketStatusArgs): Call<typeof marketFunction> {
  return callOf(marketFunction, lens, [marketId])
}

/** A market's terms, its fee to come and its oracle's price, in one call. */
export const getMarketStatusQuery: Query<GetMarketStatusArgs, typeof marketFunction, MarketStatus, 'lens'> = {
  call: getMarketStatusCall,
  filled: AT_LENS,
  result: ({ terms, mark, markIsLive, ...status }, { marketId }) => ({
    marketId,
    ...terms,
    ...status,
    mark: markIsLive ? mark : undefined,
  }),
}

/** Rebates of which period; the running one by default. */
export interface GetRebatesArgs extends ExchangeArgs {
  readonly period: number
}

/** Build the read of a period's rebates: the running one or a later one. */
export function getRebatesCall({ exchange, period }: GetRebatesArgs): Call<typeof rebateScheduleFunction> {
  return callOf(rebateScheduleFunction, exchange, [period])
}

/** Thresholds and rates of a period. */
export const getRebatesQuery: Query<GetRebatesArgs, typeof rebateScheduleFunction, RebateScheduleTerms, 'exchange'> = {
  call: getRebatesCall,
  filled: AT_EXCHANGE,
  result: ([thresholds, ratesBps]) => ({ thresholds, ratesBps }),
}

/** Build the read of the running period. */
export function getPeriodCall({ exchange }: ExchangeArgs): Call<typeof currentPeriodFunction> {
  return callOf(currentPeriodFunction, exchange, [])
}

/** Rebate period running now; the first is 0. */
export const getPeriodQuery: Query<ExchangeArgs, typeof currentPeriodFunction, number, 'exchange'> = {
  call: getPeriodCall,
  filled: AT_EXCHANGE,
  result: (period) => period,
}

/** Whose volume in which quote token. */
export interface GetMakerVolumeArgs extends ExchangeArgs {
  /** The sender by default. */
  readonly maker: Address
  /** Quote token. */
  readonly quote: Address
}

/** Build the read of a maker's volume. */
export function getMakerVolumeCall({ exchange, maker, quote }: GetMakerVolumeArgs): Call<typeof makerVolumeFunction> {
  return callOf(makerVolumeFunction, exchange, [maker, quote])
}

/** Quote atoms that a maker made in the running period on markets that pay rebates. */
export const getMakerVolumeQuery: Query<GetMakerVolumeArgs, typeof makerVolumeFunction, bigint, 'exchange' | 'maker'> =
  {
    call: getMakerVolumeCall,
    filled: { exchange: 'exchange', maker: 'sender' },
    result: (volume) => volume,
  }

/** Whose tier on markets of which quote token. */
export interface GetTierArgs extends LensArgs {
  /** The sender by default. */
  readonly maker: Address
  /** Quote token. */
  readonly quote: Address
}

/** Where a maker stands in the running rebate period. */
export interface Tier {
  /** The running period. */
  readonly period: number
  /** First second of the next one, UTC: every maker then starts at tier 0. */
  readonly periodEnd: bigint
  /** Quote atoms made so far. */
  readonly volume: bigint
  /** Tier, 0 to 3, of the next atom of volume, and its rate. */
  readonly tier: number
  readonly rateBps: number
  /** Quote atoms missing to the next tier, 0 in the highest, and the rate there. */
  readonly toNextTier: bigint
  readonly nextRateBps: number
}

/** Build the read of a maker's tier. */
export function getTierCall({ lens, maker, quote }: GetTierArgs): Call<typeof makerTierFunction> {
  return callOf(makerTierFunction, lens, [maker, quote])
}

/** Tier of a maker, and what is missing to the next. */
export const getTierQuery: Query<GetTierArgs, typeof makerTierFunction, Tier, 'lens' | 'maker'> = {
  call: getTierCall,
  filled: { lens: 'lens', maker: 'sender' },
  result: (tier) => toTier(tier),
}

/** More volume of whom on which market. */
export interface PreviewRebateArgs extends LensArgs {
  readonly marketId: number
  /** The sender by default. */
  readonly maker: Address
  /** Quote atoms. */
  readonly notional: bigint
}

/** What more volume would earn. */
export interface PreviewRebateResult {
  /** Quote atoms, rounded as fills are; 0 on a market that pays none. */
  readonly rebate: bigint
  /** Where the maker would stand then. */
  readonly afterwards: Tier
}

/** Build the read of what more volume would earn. */
export function previewRebateCall(args: PreviewRebateArgs): Call<typeof previewRebateFunction> {
  return callOf(previewRebateFunction, args.lens, [args.maker, args.marketId, args.notional])
}

/** Rebate that `notional` more quote atoms would earn now, and the tier they lead to. */
export const previewRebateQuery: Query<
  PreviewRebateArgs,
  typeof previewRebateFunction,
  PreviewRebateResult,
  'lens' | 'maker'
> = {
  call: previewRebateCall,
  filled: { lens: 'lens', maker: 'sender' },
  result: ([rebate, afterwards]) => ({ rebate, afterwards: toTier(afterwards) }),
}

interface WideTier extends Omit<Tier, 'tier' | 'rateBps' | 'nextRateBps'> {
  readonly tier: bigint
  readonly rateBps: bigint
  readonly nextRateBps: bigint
}

function toTier({ tier, rateBps, nextRateBps, ...view }: WideTier): Tier {
  return { ...view, tier: Number(tier), rateBps: Number(rateBps), nextRateBps: Number(nextRateBps) }
}
