import { isBorne, type RebateTiers, rebateCapBps } from '@tidemark/sdk/core'
import type { MarketRecord, RebateTerms, VenueRecord } from './records.ts'

/** The exchange's rebate periods: fixed when it was deployed. */
export interface Periods {
  /** Seconds. */
  readonly length: number
  /** Unix seconds at which period 0 began. */
  readonly start: number
}

/** The rebate period that a time is in. */
export function periodAt({ length, start }: Periods, timestamp: number): number {
  return Math.max(0, Math.floor((timestamp - start) / length))
}

/** The market with the fees that hold in `period`. */
export function withDueFees(market: MarketRecord, period: number): MarketRecord {
  const { nextFees } = market
  if (nextFees === undefined || period < nextFees.fromPeriod) return market
  return {
    ...market,
    units: { ...market.units, takerFeeBps: nextFees.takerFeeBps },
    poolFeeShareBps: nextFees.poolFeeShareBps,
    nextFees: undefined,
  }
}

/** The exchange with the rebates that hold in `period`. */
export function withDueRebates(venue: VenueRecord, period: number): VenueRecord {
  const { nextRebates } = venue
  if (nextRebates === undefined || period < nextRebates.fromPeriod) return venue
  return { ...venue, rebates: nextRebates, nextRebates: undefined }
}

/** Whether fills of a market earn rebates, and so count as volume. */
export function bearsRebates({ units, poolFeeShareBps }: MarketRecord, { ratesBps }: RebateTerms): boolean {
  return isBorne({ ratesBps: toRates(ratesBps) }, rebateCapBps(units.takerFeeBps, poolFeeShareBps))
}

/** Rebates as the SDK takes them. */
export function toTiers({ thresholds, ratesBps }: Pick<RebateTerms, 'thresholds' | 'ratesBps'>): RebateTiers {
  const [first = '0', second = '0', third = '0'] = thresholds
  return { thresholds: [BigInt(first), BigInt(second), BigInt(third)], ratesBps: toRates(ratesBps) }
}

function toRates([bronze = 0, silver = 0, gold = 0, platinum = 0]: RebateTerms['ratesBps']): RebateTiers['ratesBps'] {
  return [bronze, silver, gold, platinum]
}
