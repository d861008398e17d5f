import { type Metric, rank, shrunkScore, undefinedBecause } from '@tidemark/sdk/analytics'
import type { Address } from 'viem'
import type { VaultMetrics } from './metrics.ts'
import type { PoolMetrics } from './poolMetrics.ts'

/** A vault or pool and how it did. */
export interface Contestant<M = VaultMetrics> {
  readonly address: Address
  /** Of a pool its founder. */
  readonly owner: Address
  readonly metrics: M
}

/** A place on a leaderboard. */
export interface Placed {
  readonly rank: number
  readonly address: Address
  readonly owner: Address
  readonly value: bigint
  readonly samples: number
}

interface Criterion<M> {
  readonly read: (metrics: M) => Metric
  readonly samples: (metrics: M) => number
  /** Whether the smallest value is the best. */
  readonly least?: boolean
}

const amount =
  <M = VaultMetrics>(read: (metrics: M) => bigint) =>
  (metrics: M) =>
    ({ ok: true, value: read(metrics) }) as const
const fills = ({ fills }: VaultMetrics) => fills
const trips = ({ trips }: VaultMetrics) => trips
const returns = ({ returns }: VaultMetrics) => returns

/** What vaults are ranked by, and what a minimum of samples counts. */
export const CRITERIA = {
  PNL: { read: amount(({ pnl }) => pnl), samples: trips },
  PROFIT: { read: ({ profit }) => profit, samples: returns },
  EQUITY: { read: ({ equityEnd }) => equityEnd, samples: returns },
  ROI: { read: ({ roi }) => roi, samples: trips },
  TOTAL_RETURN: { read: ({ totalReturn }) => totalReturn, samples: returns },
  FILLS: { read: amount(({ fills }) => BigInt(fills)), samples: fills },
  MAKER_VOLUME: { read: amount(({ makerVolume }) => makerVolume), samples: fills },
  REBATES: { read: amount(({ rebates }) => rebates), samples: fills },
  EXCESS_OVER_HOLD: { read: ({ excessOverHold }) => excessOverHold, samples: returns },
  WIN_RATE: { read: ({ winRate }) => winRate, samples: trips },
  PROFIT_FACTOR: { read: ({ profitFactor }) => profitFactor, samples: trips },
  EXPECTANCY: { read: ({ expectancy }) => expectancy, samples: trips },
  SHARPE: { read: ({ sharpe }) => sharpe, samples: returns },
  SORTINO: { read: ({ sortino }) => sortino, samples: returns },
  CALMAR: { read: ({ calmar }) => calmar, samples: returns },
  MAX_DRAWDOWN: { read: ({ maxDrawdownWad }) => maxDrawdownWad, samples: returns, least: true },
  SCORE: { read: ({ sharpe, returns }) => shrunkScore(sharpe, BigInt(returns)), samples: returns },
} satisfies Record<string, Criterion<VaultMetrics>>

export type BoardMetric = keyof typeof CRITERIA

const poolFills = ({ fills }: PoolMetrics) => fills
const poolReturns = ({ risk }: PoolMetrics) => risk.returns

/** The same of pools. */
export const POOL_CRITERIA = {
  PROFIT: { read: ({ risk }) => risk.profit, samples: poolReturns },
  TOTAL_RETURN: { read: ({ risk }) => risk.totalReturn, samples: poolReturns },
  UNIT_RETURN: { read: ({ unitReturn }) => unitReturn, samples: poolReturns },
  FEE_YIELD: { read: ({ feeYield }) => feeYield, samples: poolFills },
  VALUE: { read: ({ valueEnd }) => valueEnd, samples: poolReturns },
  FILLS: { read: amount(({ fills }) => BigInt(fills)), samples: poolFills },
  MAKER_VOLUME: { read: amount(({ makerVolume }) => makerVolume), samples: poolFills },
  POOL_FEES: { read: amount(({ poolFees }) => poolFees), samples: poolFills },
  SHARPE: { read: ({ risk }) => risk.sharpe, samples: poolReturns },
  SORTINO: { read: ({ risk }) => risk.sortino, samples: poolReturns },
  CALMAR: { read: ({ risk }) => risk.calmar, samples: poolReturns },
  MAX_DRAWDOWN: { read: ({ risk }) => risk.maxDrawdownWad, samples: poolReturns, least: true },
  SCORE: { read: ({ risk }) => shrunkScore(risk.sharpe, BigInt(risk.returns)), samples: poolReturns },
} satisfies Record<string, Criterion<PoolMetrics>>

export type PoolBoardMetric = keyof typeof POOL_CRITERIA

/** Vaults with a value and samples enough, best first; equal ones by address. */
export function rankVaults(contestants: readonly Contestant[], metric: BoardMetric, minSamples: number): Placed[] {
  return rankBy(contestants, CRITERIA[metric], minSamples)
}

/** The same of pools. */
export function rankPools(
  contestants: readonly Contestant<PoolMetrics>[],
  metric: PoolBoardMetric,
  minSamples: number,
): Placed[] {
  return rankBy(contestants, POOL_CRITERIA[metric], minSamples)
}

function rankBy<M>(contestants: readonly Contestant<M>[], criterion: Criterion<M>, minSamples: number): Placed[] {
  const { read, samples, least = false } = criterion
  const scored = contestants.map(({ address, owner, metrics }) => {
    const count = samples(metrics)
    const value = count < minSamples ? undefinedBecause('TOO_FEW_SAMPLES') : read(metrics)
    const score: Metric = value.ok && least ? { ok: true, value: -value.value } : value
    return { id: address, address, owner, value, score, samples: count }
  })
  return rank(scored).flatMap(({ address, owner, value, samples: count }, i) =>
    value.ok ? [{ rank: i + 1, address, owner, value: value.value, samples: count }] : [],
  )
}
