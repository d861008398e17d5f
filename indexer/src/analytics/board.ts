import { type Metric, rank, shrunkScore, undefinedBecause } from '@tidemark/sdk/analytics'
import type { Address } from 'viem'
import type { MakerKind } from '../chain/events.ts'
import type { Markout } from './markouts.ts'
import type { VaultMetrics } from './metrics.ts'
import type { PoolMetrics } from './poolMetrics.ts'
import type { ProfitRisk } from './profitRisk.ts'
import type { Risk } from './risk.ts'
import type { TraderMetrics } from './traderMetrics.ts'
import type { UptimeMetrics } from './uptime.ts'

/** Who is compared: a vault, pool or trader. */
export interface Named {
  readonly address: Address
  /** Of a pool its founder, of a trader itself. */
  readonly owner: Address
  readonly kind: MakerKind
}

/** That, and how it did. */
export interface Contestant<M = VaultMetrics> extends Named {
  readonly metrics: M
}

/** A place on a leaderboard. */
export interface Placed extends Named {
  readonly rank: number
  readonly value: bigint
  readonly samples: number
}

/** What to rank by. */
export interface Criterion<M> {
  readonly read: (metrics: M) => Metric
  readonly samples: (metrics: M) => number
  /** Whether the smallest value is the best. */
  readonly least?: boolean
}

const amount =
  <M>(read: (metrics: M) => bigint) =>
  (metrics: M) =>
    ({ ok: true, value: read(metrics) }) as const
/** What vaults and pools are both judged by. */
interface FundMetrics {
  readonly fills: number
  readonly makerVolume: bigint
  readonly excessOverHold: Metric
  readonly risk: Risk
}

const fills = ({ fills }: Pick<FundMetrics, 'fills'>) => fills
const returns = ({ risk }: Pick<FundMetrics, 'risk'>) => risk.returns
const trips = ({ trips }: VaultMetrics) => trips

/** What both are ranked by, and what a minimum of samples counts. */
const FUND_CRITERIA = {
  PROFIT: { read: ({ risk }) => risk.profit, samples: returns },
  TOTAL_RETURN: { read: ({ risk }) => risk.totalReturn, samples: returns },
  FILLS: { read: amount(({ fills }) => BigInt(fills)), samples: fills },
  MAKER_VOLUME: { read: amount(({ makerVolume }) => makerVolume), samples: fills },
  EXCESS_OVER_HOLD: { read: ({ excessOverHold }) => excessOverHold, samples: returns },
  SHARPE: { read: ({ risk }) => risk.sharpe, samples: returns },
  SORTINO: { read: ({ risk }) => risk.sortino, samples: returns },
  CALMAR: { read: ({ risk }) => risk.calmar, samples: returns },
  MAX_DRAWDOWN: { read: ({ risk }) => risk.maxDrawdownWad, samples: returns, least: true },
  SCORE: { read: ({ risk }) => shrunkScore(risk.sharpe, BigInt(risk.returns)), samples: returns },
} satisfies Record<string, Criterion<FundMetrics>>

/** The same of vaults. */
export const CRITERIA = {
  ...FUND_CRITERIA,
  PNL: { read: amount(({ pnl }) => pnl), samples: trips },
  EQUITY: { read: ({ equityEnd }) => equityEnd, samples: returns },
  ROI: { read: ({ roi }) => roi, samples: trips },
  REBATES: { read: amount(({ rebates }) => rebates), samples: fills },
  WIN_RATE: { read: ({ winRate }) => winRate, samples: trips },
  PROFIT_FACTOR: { read: ({ profitFactor }) => profitFactor, samples: trips },
  EXPECTANCY: { read: ({ expectancy }) => expectancy, samples: trips },
} satisfies Record<string, Criterion<VaultMetrics>>

/** How markets moved after a maker's fills, by horizon. */
export interface MarkoutMeasures {
  readonly markouts: readonly Markout[]
}

/** That, and how much of the time a grid quoted. */
export interface GridMeasures extends MarkoutMeasures {
  readonly uptime: UptimeMetrics
}

const HOUR_SECONDS = 3_600

const markout = (horizon: number): Criterion<MarkoutMeasures> => ({
  read: ({ markouts }) => markouts[horizon]?.spread ?? undefinedBecause('NO_DATA'),
  samples: ({ markouts }) => markouts[horizon]?.fills ?? 0,
})
const hours = ({ uptime }: GridMeasures) => Math.floor(uptime.observed / HOUR_SECONDS)

/** What makers are ranked by whose funds are their own affair. */
export const MARKOUT_CRITERIA = { MARKOUT_60: markout(0), MARKOUT_300: markout(1), MARKOUT_3600: markout(2) }

/** What vaults and pools are ranked by beside what their funds tell; it is read apart. */
export const MEASURE_CRITERIA = {
  ...MARKOUT_CRITERIA,
  QUOTE_UPTIME: { read: ({ uptime }) => uptime.quoteUptime, samples: hours },
  TIGHT_UPTIME: { read: ({ uptime }) => uptime.tightUptime, samples: hours },
} satisfies Record<string, Criterion<GridMeasures>>

/** The same of pools. */
export const POOL_CRITERIA = {
  ...FUND_CRITERIA,
  UNIT_RETURN: { read: ({ unitReturn }) => unitReturn, samples: returns },
  FEE_YIELD: { read: ({ feeYield }) => feeYield, samples: fills },
  VALUE: { read: ({ valueEnd }) => valueEnd, samples: returns },
  POOL_FEES: { read: amount(({ poolFees }) => poolFees), samples: fills },
} satisfies Record<string, Criterion<PoolMetrics>>

const traderFills = ({ makerFills, takerFills }: TraderMetrics) => makerFills + takerFills
const traderTrips = ({ trips }: TraderMetrics) => trips
const days = ({ returns }: ProfitRisk) => returns

/** What traders are ranked by that their records tell. */
export const TRADER_CRITERIA = {
  PNL: { read: amount(({ pnl }) => pnl), samples: traderTrips },
  PROFIT: { read: ({ profit }) => profit, samples: traderFills },
  FILLS: { read: amount((metrics) => BigInt(traderFills(metrics))), samples: traderFills },
  VOLUME: { read: amount(({ makerVolume, takerVolume }) => makerVolume + takerVolume), samples: traderFills },
  MAKER_VOLUME: { read: amount(({ makerVolume }) => makerVolume), samples: traderFills },
  TAKER_VOLUME: { read: amount(({ takerVolume }) => takerVolume), samples: traderFills },
  FEES_PAID: { read: amount(({ feesPaid }) => feesPaid), samples: traderFills },
  REBATES: { read: amount(({ rebates }) => rebates), samples: traderFills },
  WIN_RATE: { read: ({ winRate }) => winRate, samples: traderTrips },
  PROFIT_FACTOR: { read: ({ profitFactor }) => profitFactor, samples: traderTrips },
  EXPECTANCY: { read: ({ expectancy }) => expectancy, samples: traderTrips },
} satisfies Record<string, Criterion<TraderMetrics>>

/** The same of their daily results, which are read apart. */
export const PROFIT_CRITERIA = {
  SHARPE: { read: ({ sharpe }) => sharpe, samples: days },
  SORTINO: { read: ({ sortino }) => sortino, samples: days },
  MAX_DRAWDOWN: { read: ({ maxDrawdown }) => maxDrawdown, samples: days, least: true },
  RECOVERY_FACTOR: { read: ({ recoveryFactor }) => recoveryFactor, samples: days },
  SCORE: { read: ({ sharpe, returns }) => shrunkScore(sharpe, BigInt(returns)), samples: days },
} satisfies Record<string, Criterion<ProfitRisk>>

/** Whoever has a value, best first; equal ones by address. */
export function rankBy<M>(contestants: readonly Contestant<M>[], criterion: Criterion<M>): Placed[] {
  const { read, samples, least = false } = criterion
  const scored = contestants.map(({ address, owner, kind, metrics }) => {
    const value = read(metrics)
    const score: Metric = value.ok && least ? { ok: true, value: -value.value } : value
    return { id: address, address, owner, kind, value, score, samples: samples(metrics) }
  })
  return rank(scored).flatMap(({ address, owner, kind, value, samples: count }, i) =>
    value.ok ? [{ rank: i + 1, address, owner, kind, value: value.value, samples: count }] : [],
  )
}

/** Those of a ranking who have samples enough, in places of their own. */
export function withSamples(ranked: readonly Placed[], minSamples: number): Placed[] {
  return ranked.filter(({ samples }) => samples >= minSamples).map((placed, i) => ({ ...placed, rank: i + 1 }))
}
