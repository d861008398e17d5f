import { sqrtDown, WAD } from './u256.ts'

/** Why a metric has no value. */
export type UndefinedReason =
  | 'NO_DATA'
  | 'TOO_FEW_SAMPLES'
  | 'ZERO_VARIANCE'
  | 'NO_LOSSES'
  | 'NO_DRAWDOWN'
  | 'NON_POSITIVE_EQUITY'

/** A metric: an exact integer at a stated scale, or the reason why there is none. Never a sentinel. */
export type Metric =
  | { readonly ok: true; readonly value: bigint }
  | { readonly ok: false; readonly reason: UndefinedReason }

/** Seconds per day; equity is sampled at UTC day boundaries. */
export const DAY = 86_400n

/** Days per year: these markets never close. */
export const DAYS_PER_YEAR = 365n

const undefinedBecause = (reason: UndefinedReason): Metric => ({ ok: false, reason })
const defined = (value: bigint): Metric => ({ ok: true, value })

/** Sums over round trips: fills that reduced a position. Quote atoms. */
export interface TripTotals {
  readonly trips: bigint
  readonly wins: bigint
  readonly losses: bigint
  /** Sum of the profits of winning trips. */
  readonly grossProfit: bigint
  /** Sum of the losses of losing trips, positive. */
  readonly grossLoss: bigint
}

/** Before the first round trip. */
export const NO_TRIPS: TripTotals = { trips: 0n, wins: 0n, losses: 0n, grossProfit: 0n, grossLoss: 0n }

/** Count one more round trip that realised `pnl` quote atoms, signed. */
export function addTrip(totals: TripTotals, pnl: bigint): TripTotals {
  return {
    trips: totals.trips + 1n,
    wins: totals.wins + (pnl > 0n ? 1n : 0n),
    losses: totals.losses + (pnl < 0n ? 1n : 0n),
    grossProfit: totals.grossProfit + (pnl > 0n ? pnl : 0n),
    grossLoss: totals.grossLoss + (pnl < 0n ? -pnl : 0n),
  }
}

/** Totals of a later moment less those of an earlier one: what happened in between. */
export function subtractTrips(later: TripTotals, earlier: TripTotals): TripTotals {
  return {
    trips: later.trips - earlier.trips,
    wins: later.wins - earlier.wins,
    losses: later.losses - earlier.losses,
    grossProfit: later.grossProfit - earlier.grossProfit,
    grossLoss: later.grossLoss - earlier.grossLoss,
  }
}

/** Wins over all round trips, break-even ones included. WAD, rounded down. */
export function winRate({ trips, wins }: TripTotals): Metric {
  return trips === 0n ? undefinedBecause('NO_DATA') : defined((wins * WAD) / trips)
}

/** Gross profit over gross loss. WAD, rounded down; undefined without a loss. */
export function profitFactor({ trips, grossProfit, grossLoss }: TripTotals): Metric {
  if (trips === 0n) return undefinedBecause('NO_DATA')
  return grossLoss === 0n ? undefinedBecause('NO_LOSSES') : defined((grossProfit * WAD) / grossLoss)
}

/** Equity at one moment, in quote atoms, and what the owner moved in (+) or out (−) since the sample before it. */
export interface EquitySample {
  readonly equity: bigint
  readonly netFlow: bigint
}

/** Return over one period in WAD, owner's flows taken out, rounded toward minus infinity. */
export function periodReturnWad(before: bigint, after: bigint, netFlow: bigint): Metric {
  if (before <= 0n) return undefinedBecause('NON_POSITIVE_EQUITY')
  const gain = (after - netFlow - before) * WAD
  const quotient = gain / before
  return defined(gain % before !== 0n && gain < 0n ? quotient - 1n : quotient)
}

/** Count, sum and sum of squares of returns in WAD: all that mean and variance need, exactly. */
export interface ReturnTotals {
  readonly count: bigint
  readonly sum: bigint
  readonly sumOfSquares: bigint
}

/** Before the first return. */
export const NO_RETURNS: ReturnTotals = { count: 0n, sum: 0n, sumOfSquares: 0n }

/** Count one more return, in WAD. */
export function addReturn(totals: ReturnTotals, returnWad: bigint): ReturnTotals {
  return {
    count: totals.count + 1n,
    sum: totals.sum + returnWad,
    sumOfSquares: totals.sumOfSquares + returnWad * returnWad,
  }
}

/**
 * Annualised Sharpe ratio in WAD: (mean − rf) / s · √periodsPerYear, s with n − 1 in the denominator, one integer root,
 * magnitude rounded down. Source: W. Sharpe, "The Sharpe Ratio" (1994), ex post.
 *
 * @param riskFreeWad Risk-free return per period, WAD.
 */
export function sharpeWad(
  { count, sum, sumOfSquares }: ReturnTotals,
  periodsPerYear: bigint = DAYS_PER_YEAR,
  riskFreeWad = 0n,
): Metric {
  if (count < 2n) return undefinedBecause('TOO_FEW_SAMPLES')
  // n(n-1)s², exact. The excess over a constant has the same variance as the returns themselves.
  const spread = count * sumOfSquares - sum * sum
  if (spread === 0n) return undefinedBecause('ZERO_VARIANCE')
  const excess = sum - count * riskFreeWad
  const squared = (excess * excess * periodsPerYear * (count - 1n) * WAD * WAD) / (count * spread)
  const magnitude = sqrtDown(squared)
  return defined(excess < 0n ? -magnitude : magnitude)
}

/** The deepest fall from a peak seen so far, the owner's flows taken out. */
export interface Drawdown {
  /** Highest equity so far, scaled by every flow since, so that it compares with equity now. */
  readonly peak: bigint
  /** Largest peak less trough, quote atoms. */
  readonly amount: bigint
  /** Largest (peak − trough) / peak, WAD, rounded up; not always the same fall as `amount`. */
  readonly wad: bigint
}

/** Start a drawdown at the first equity: the starting point counts as a peak. */
export function startDrawdown(equity: bigint): Drawdown {
  return { peak: equity, amount: 0n, wad: 0n }
}

/**
 * Take one more sample into account. Its flow counts as moved at its end: the fall is measured before it, and the peak
 * then grows or shrinks with the equity, as a share price would stay the same (rounded up).
 */
export function addToDrawdown(drawdown: Drawdown, { equity, netFlow }: EquitySample): Drawdown {
  const traded = equity - netFlow
  const peak = traded > drawdown.peak ? traded : drawdown.peak
  const fall = peak - traded
  const wad = peak > 0n ? (fall * WAD + peak - 1n) / peak : 0n
  return {
    peak: netFlow === 0n ? peak : scaledPeak(peak, traded, equity),
    amount: fall > drawdown.amount ? fall : drawdown.amount,
    wad: wad > drawdown.wad ? wad : drawdown.wad,
  }
}

/** `peak * after / before`, rounded up; what is put into a ruined or taken out of an emptied vault starts a new peak. */
function scaledPeak(peak: bigint, before: bigint, after: bigint): bigint {
  return before > 0n && after > 0n ? (peak * after + before - 1n) / before : after
}
