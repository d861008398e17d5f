import { advanceCurve, type EquityCurve } from './curve.ts'
import { omegaWad, sortinoWad } from './downside.ts'
import { addToFall, fallDuration, fallWad } from './fall.ts'
import { cagrWad, calmarWad, recoveryFactor, totalReturnWad } from './growth.ts'
import { ceilDiv, DAY, DAYS_PER_YEAR, defined, type Metric, undefinedBecause } from './metric.ts'
import type { Performance } from './performance.ts'
import { sharpeWad, sqnWad, volatilityWad } from './returns.ts'
import { sqrtUp } from './roots.ts'
import {
  averageLoss,
  averageWin,
  decidedWinRate,
  expectancy,
  expectancyRatio,
  kelly,
  netProfit,
  payoff,
  profitFactor,
  winRate,
} from './trips.ts'
import { makerShare } from './volume.ts'

/** All running metrics of an account. Amounts in quote atoms, ratios in WAD. */
export interface PerformanceMetrics {
  readonly equity: bigint
  readonly netFlow: bigint
  /** Equity less net flow: everything earned or lost, unrealised included where equity is marked. */
  readonly profit: bigint
  /** Of round trips: net, and wins and losses (positive) apart. */
  readonly netProfit: bigint
  readonly grossProfit: bigint
  readonly grossLoss: bigint
  readonly makerVolume: bigint
  readonly takerVolume: bigint
  readonly fees: bigint
  readonly rebates: bigint
  readonly fills: bigint
  readonly trips: bigint
  readonly wins: bigint
  readonly losses: bigint
  readonly makerShare: Metric
  readonly winRate: Metric
  readonly decidedWinRate: Metric
  readonly profitFactor: Metric
  readonly payoff: Metric
  /** Quote atoms in WAD, as are average win and average loss. */
  readonly expectancy: Metric
  readonly expectancyRatio: Metric
  readonly averageWin: Metric
  readonly averageLoss: Metric
  readonly largestWin: Metric
  readonly largestLoss: Metric
  readonly kelly: Metric
  readonly sqn: Metric
  /** Mean over standard deviation of the trips' results, not annualised. */
  readonly tripSharpe: Metric
  readonly totalReturn: Metric
  readonly cagr: Metric
  readonly volatility: Metric
  readonly sharpe: Metric
  readonly sortino: Metric
  readonly omega: Metric
  readonly ulcer: Metric
  readonly calmar: Metric
  /** Largest fall of profit, quote atoms. */
  readonly maxDrawdown: bigint
  /** Largest fall of the share price. */
  readonly maxDrawdownWad: Metric
  /** Longest time under water, seconds, and whether that lasts. */
  readonly drawdownDuration: { readonly seconds: bigint; readonly isOpen: boolean }
  readonly recoveryFactor: Metric
}

/**
 * Read all running metrics at `now`, seconds: as of then, without recording anything. Ratios of returns count the periods that
 * are over, and are annualised by 365 days.
 *
 * @param riskFreeWad Risk-free return per period, WAD.
 * @throws {TimeWentBackError} when `now` is before what was recorded last.
 *
 * @example
 * readMetrics(account, 86_400n).winRate // => { ok: true, value: 1_000_000_000_000_000_000n }
 */
export function readMetrics(account: Performance, now: bigint, riskFreeWad = 0n): PerformanceMetrics {
  const { volume, trips, extremes, results } = account
  return {
    ...readCurve(account.curve, now, riskFreeWad),
    netProfit: netProfit(trips),
    grossProfit: trips.grossProfit,
    grossLoss: trips.grossLoss,
    makerVolume: volume.makerVolume,
    takerVolume: volume.takerVolume,
    fees: volume.fees,
    rebates: volume.rebates,
    fills: volume.makerFills + volume.takerFills,
    trips: trips.trips,
    wins: trips.wins,
    losses: trips.losses,
    makerShare: makerShare(volume),
    winRate: winRate(trips),
    decidedWinRate: decidedWinRate(trips),
    profitFactor: profitFactor(trips),
    payoff: payoff(trips),
    expectancy: expectancy(trips),
    expectancyRatio: expectancyRatio(trips),
    averageWin: averageWin(trips),
    averageLoss: averageLoss(trips),
    largestWin: trips.wins === 0n ? undefinedBecause('NO_WINS') : defined(extremes.largestWin),
    largestLoss: trips.losses === 0n ? undefinedBecause('NO_LOSSES') : defined(extremes.largestLoss),
    kelly: kelly(trips),
    sqn: sqnWad(results),
    tripSharpe: sharpeWad(results, 1n),
  }
}

/** The part of {@link PerformanceMetrics} that a curve alone tells. */
export type CurveMetrics = Pick<
  PerformanceMetrics,
  | 'equity'
  | 'netFlow'
  | 'profit'
  | 'totalReturn'
  | 'cagr'
  | 'volatility'
  | 'sharpe'
  | 'sortino'
  | 'omega'
  | 'ulcer'
  | 'calmar'
  | 'maxDrawdown'
  | 'maxDrawdownWad'
  | 'drawdownDuration'
  | 'recoveryFactor'
>

/**
 * Read what a curve tells at `now`, seconds, with a risk-free return per period in WAD; see {@link readMetrics}.
 *
 * @throws {TimeWentBackError}
 *
 * @example
 * readCurve(account.curve, 86_400n).totalReturn // => { ok: true, value: 10_000_000_000_000_000n }
 */
export function readCurve(curve: EquityCurve, now: bigint, riskFreeWad = 0n): CurveMetrics {
  const at = advanceCurve(curve, now)
  const { price, equity, netFlow, returns, target } = at
  const profit = equity - netFlow
  const fall = addToFall(at.fall, { time: now, price, profit })
  const isRuined = at.isRuined || fall.isRuined
  const ratio = (metric: () => Metric) => (isRuined ? undefinedBecause('NON_POSITIVE_EQUITY') : metric())
  const periodsPerYear = (DAY * DAYS_PER_YEAR) / at.period
  const maxDrawdownWad = ratio(() => fallWad(fall))
  const cagr = ratio(() => cagrWad(at.first, price, now - at.startTime))
  return {
    equity,
    netFlow,
    profit,
    totalReturn: ratio(() => totalReturnWad(at.first, price)),
    cagr,
    volatility: ratio(() => volatilityWad(returns, periodsPerYear)),
    sharpe: ratio(() => sharpeWad(returns, periodsPerYear, riskFreeWad)),
    sortino: ratio(() => sortinoWad(target, periodsPerYear)),
    omega: ratio(() => omegaWad(target)),
    ulcer: ratio(() => ulcerWad(at.ulcer)),
    calmar: calmarWad(cagr, maxDrawdownWad),
    maxDrawdown: fall.amount,
    maxDrawdownWad,
    drawdownDuration: fallDuration(fall, now),
    recoveryFactor: recoveryFactor(profit, fall.amount),
  }
}

/**
 * Ulcer index in WAD: √(Σ fall² / n) over the ends of all periods, rounded up. Source: P. Martin (1987).
 *
 * @example
 * ulcerWad({ count: 2n, squares: 50n }) // => { ok: true, value: 5n }
 */
export function ulcerWad({ count, squares }: EquityCurve['ulcer']): Metric {
  return count === 0n ? undefinedBecause('NO_DATA') : defined(sqrtUp(ceilDiv(squares, count)))
}
