import {
  collectFeesFunction,
  feesCollectedEvent,
  feesScheduledEvent,
  rebatesScheduledEvent,
  scheduleFeesFunction,
  scheduleRebatesFunction,
} from '../../abis/exchange.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import { AT_EXCHANGE, type ExchangeArgs, type MarketArgs } from './place.ts'

/** A market's fee to come. */
export interface ScheduleFeesArgs extends MarketArgs {
  /** In 1/10 000 of notional. */
  readonly takerFeeBps: number
  /** Share of that fee which pools keep of fills they made, in 1/10 000. */
  readonly poolFeeShareBps: number
}

/** The fee from a rebate period on: `FeesScheduled`. */
export interface ScheduleFeesResult extends Omit<ScheduleFeesArgs, 'exchange'> {
  readonly fromPeriod: number
}

/** Build the call that changes a market's fee. */
export function scheduleFeesCall(args: ScheduleFeesArgs): Call<typeof scheduleFeesFunction> {
  return callOf(scheduleFeesFunction, args.exchange, [args.marketId, args.takerFeeBps, args.poolFeeShareBps])
}

/** {@link scheduleFeesCall}, and the event it leaves. */
export const scheduleFeesVerb: Verb<ScheduleFeesArgs, ScheduleFeesResult, 'exchange'> = {
  call: scheduleFeesCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(feesScheduledEvent, address),
}

/** Rebates to come. */
export interface RebateScheduleTerms {
  /** Whole quote tokens of volume from which tiers 1, 2 and 3 begin; increasing. */
  readonly thresholds: readonly [bigint, bigint, bigint]
  /** Rates of tiers 0 to 3 in 1/10 000; not decreasing. */
  readonly ratesBps: readonly [number, number, number, number]
}

/** Rebates to come, and where. */
export interface ScheduleRebatesArgs extends RebateScheduleTerms, ExchangeArgs {}

/** Rebates from a period on: `RebatesScheduled`. */
export interface ScheduleRebatesResult extends RebateScheduleTerms {
  readonly fromPeriod: number
}

/** Build the call that changes rebates. */
export function scheduleRebatesCall(args: ScheduleRebatesArgs): Call<typeof scheduleRebatesFunction> {
  return callOf(scheduleRebatesFunction, args.exchange, [args.thresholds, args.ratesBps])
}

/** {@link scheduleRebatesCall}, and the event it leaves. */
export const scheduleRebatesVerb: Verb<ScheduleRebatesArgs, ScheduleRebatesResult, 'exchange'> = {
  call: scheduleRebatesCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(rebatesScheduledEvent, address),
}

/** Which fees go where. */
export interface CollectFeesArgs extends ExchangeArgs {
  readonly token: Address
  /** The sender by default. */
  readonly to: Address
}

/** What left: `FeesCollected`. */
export interface CollectFeesResult {
  readonly token: Address
  readonly to: Address
  /** Atoms. */
  readonly amount: bigint
}

/** Build the call that sends the venue's fees of one token away. */
export function collectFeesCall({ exchange, token, to }: CollectFeesArgs): Call<typeof collectFeesFunction> {
  return callOf(collectFeesFunction, exchange, [token, to])
}

/** {@link collectFeesCall}, and the event it leaves. */
export const collectFeesVerb: Verb<CollectFeesArgs, CollectFeesResult, 'exchange' | 'to'> = {
  call: collectFeesCall,
  filled: { exchange: 'exchange', to: 'sender' },
  result: (events, { address }) => events.one(feesCollectedEvent, address),
}
