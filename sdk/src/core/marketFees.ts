import { TidemarkError } from './errors.ts'
import { BPS } from './market.ts'

/** Highest taker fee of a market, in 1/10 000. Mirrors `Markets.MAX_TAKER_FEE_BPS`. */
export const MAX_TAKER_FEE_BPS = 100

/** A market's fee, and the share of it that pools keep, in 1/10 000. */
export interface FeeTerms {
  readonly takerFeeBps: number
  readonly poolFeeShareBps: number
}

/** The fees that hold, and those that replace them from a rebate period on. */
export interface MarketFees extends FeeTerms {
  readonly next?: FeeTerms & { readonly from: bigint }
}

/** A fee or share is above what may be charged, in 1/10 000. */
export class FeeTooHighError extends TidemarkError {
  constructor(feeBps: number, maxBps: number) {
    super('FeeTooHigh', `a fee or share of ${feeBps} bps is above the limit of ${maxBps}`, { feeBps, maxBps })
  }
}

/**
 * Fees in bps that hold in `period`, the number of the running one. Mirrors `MarketDesk._feesNow`.
 *
 * @example
 * feesIn({ takerFeeBps: 5, poolFeeShareBps: 0, next: { takerFeeBps: 4, poolFeeShareBps: 0, from: 3n } }, 3n)
 * // => { takerFeeBps: 4, poolFeeShareBps: 0 }
 */
export function feesIn({ takerFeeBps, poolFeeShareBps, next }: MarketFees, period: bigint): FeeTerms {
  if (next === undefined || period < next.from) return { takerFeeBps, poolFeeShareBps }
  return { takerFeeBps: next.takerFeeBps, poolFeeShareBps: next.poolFeeShareBps }
}

/**
 * The governor sets fees in bps for the period after `period`, the number of the running one. Mirrors `MarketDesk.scheduleFees`.
 *
 * @throws {FeeTooHighError}
 *
 * @example
 * feesScheduled({ takerFeeBps: 5, poolFeeShareBps: 0 }, { takerFeeBps: 4, poolFeeShareBps: 0 }, 2n).next
 * // => { takerFeeBps: 4, poolFeeShareBps: 0, from: 3n }
 */
export function feesScheduled(fees: MarketFees, terms: FeeTerms, period: bigint): MarketFees {
  checkFees(terms)
  return { ...feesIn(fees, period), next: { ...terms, from: period + 1n } }
}

/**
 * Refuse fees above what a market may charge. Mirrors `MarketDesk._checkFees`.
 *
 * @throws {FeeTooHighError}
 *
 * @example
 * checkFees({ takerFeeBps: 100, poolFeeShareBps: 10_000 }) // no throw: both are at their caps
 */
export function checkFees({ takerFeeBps, poolFeeShareBps }: FeeTerms): void {
  if (takerFeeBps > MAX_TAKER_FEE_BPS) throw new FeeTooHighError(takerFeeBps, MAX_TAKER_FEE_BPS)
  if (poolFeeShareBps > Number(BPS)) throw new FeeTooHighError(poolFeeShareBps, Number(BPS))
}
