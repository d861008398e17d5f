import {
  addIdleReturns,
  addReturn,
  addToFall,
  addToTarget,
  type Fall,
  fallDuration,
  type Metric,
  NO_RETURNS,
  undefinedBecause as noValue,
  omegaWad,
  type ReturnTotals,
  recoveryFactor,
  sharpeWad,
  sortinoWad,
  startFall,
  startTarget,
  type TargetTotals,
  defined as value,
  volatilityWad,
} from '@tidemark/sdk/analytics'
import type { SeriesPoint } from './series.ts'

/** What a series of profit tells of whoever's capital is not known: daily results stand where daily returns would. */
export interface ProfitRisk {
  /** Daily results that the ratios come from, days without change included. */
  readonly returns: number
  /** Quote atoms a year. */
  readonly volatility: Metric
  /** Of daily results: a ratio of them, so that capital cancels out. */
  readonly sharpe: Metric
  readonly sortino: Metric
  readonly omega: Metric
  /** Quote atoms, seconds. */
  readonly maxDrawdown: Metric
  readonly maxDrawdownSeconds: Metric
  readonly recoveryFactor: Metric
}

/** Of a daily series of profit without flows, its start first; nothing is told of an empty one. */
export function profitRisk([start, ...rest]: readonly SeriesPoint[]): ProfitRisk {
  let results: ReturnTotals = NO_RETURNS
  let target: TargetTotals = startTarget()
  let fall = start && startFall(pointOf(start))
  let last = start
  for (const point of rest) {
    if (last === undefined || fall === undefined) break
    const change = point.equity - last.equity
    const idle = BigInt(Math.max(point.day - last.day - 1, 0))
    results = addIdleReturns(addReturn(results, change), idle)
    target = addToTarget(addToTarget(target, change), 0n, idle)
    fall = addToFall(fall, pointOf(point))
    last = point
  }
  const ofFall = (read: (fall: Fall, now: bigint) => Metric) =>
    fall && last ? read(fall, BigInt(last.timestamp)) : noValue('NO_DATA')
  const profit = (last?.equity ?? 0n) - (start?.equity ?? 0n)
  return {
    returns: Number(results.count),
    volatility: volatilityWad(results),
    sharpe: sharpeWad(results),
    sortino: sortinoWad(target),
    omega: omegaWad(target),
    maxDrawdown: ofFall(({ amount }) => value(amount)),
    maxDrawdownSeconds: ofFall((known, now) => value(fallDuration(known, now).seconds)),
    recoveryFactor: ofFall(({ amount }) => recoveryFactor(profit, amount)),
  }
}

/** Profit in the place of a share's price: falls are compared, never taken as parts of it. */
function pointOf({ timestamp, equity: profit }: SeriesPoint) {
  return { time: BigInt(timestamp), price: { equity: profit, shares: 1n }, profit }
}
