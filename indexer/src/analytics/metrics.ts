import { type Metric, undefinedBecause as noValue, subtractTrips, defined as value } from '@tidemark/sdk/analytics'
import { equityAt, ratioWadFloor } from '@tidemark/sdk/core'
import { NO_TOTALS } from '../reducers/records.ts'
import type { VaultAt, VaultOver } from '../store/read/vault.ts'
import { type HeldLots, holdProfit } from './hold.ts'
import { Risk } from './risk.ts'
import type { SeriesPoint } from './series.ts'
import { type TripMetrics, tripMetrics } from './tripMetrics.ts'

/** How a vault did over a range of blocks. Amounts in quote atoms, ratios in WAD. */
export interface VaultMetrics extends TripMetrics {
  /** Realised over the range. */
  readonly pnl: bigint
  /** That over everything ever contributed by the end of the range. */
  readonly roi: Metric
  /** Change of what the position is worth less its cost. */
  readonly unrealisedPnl: Metric
  /** Change of equity, the owner's flows taken out. */
  readonly profit: Metric
  readonly fills: number
  /** Daily returns that the ratios come from. */
  readonly returns: number
  readonly totalReturn: Metric
  readonly cagr: Metric
  readonly volatility: Metric
  readonly sharpe: Metric
  readonly sortino: Metric
  readonly omega: Metric
  readonly calmar: Metric
  readonly maxDrawdown: Metric
  readonly maxDrawdownWad: Metric
  readonly maxDrawdownSeconds: Metric
  readonly recoveryFactor: Metric
  /** What the same lots would have made by being held, and profit over that. */
  readonly holdProfit: Metric
  readonly excessOverHold: Metric
  readonly makerVolume: bigint
  readonly takerFees: bigint
  readonly rebates: bigint
  readonly netFlow: bigint
  readonly equityStart: Metric
  readonly equityEnd: Metric
}

/**
 * Metrics of a vault over a range.
 *
 * @param series Daily equity within the range, its start first; empty before the vault's first deposit.
 * @param flows Lots that the owner moved in (+) or out (-) within the range, at the prices of those moments; nothing
 *   when there are too many to say.
 */
export function vaultMetrics(
  { before, after }: VaultOver,
  series: readonly SeriesPoint[],
  flows: readonly HeldLots[] | undefined,
): VaultMetrics {
  const { trips: tripsBefore, ...totalsBefore } = before?.totals ?? NO_TOTALS
  const pnl = after.state.position.realisedPnl - (before?.state.position.realisedPnl ?? 0n)
  const { contributed } = after.state
  const risk = new Risk(series)
  const { profit } = risk
  const start = before ? [{ lots: before.state.position.lots, mark: before.market.mark }] : []
  const held = profit.ok && flows ? holdProfit([...start, ...flows], after.market.mark) : undefined
  return {
    pnl,
    unrealisedPnl: value(unrealisedOf(after) - (before ? unrealisedOf(before) : 0n)),
    profit,
    roi: contributed === 0n ? noValue('NO_DATA') : value(ratioWadFloor(pnl, contributed)),
    fills: Number(after.state.seq - (before?.state.seq ?? 0n)),
    ...tripMetrics(subtractTrips(after.totals.trips, tripsBefore)),
    get returns() {
      return risk.returns
    },
    get totalReturn() {
      return risk.totalReturn
    },
    get cagr() {
      return risk.cagr
    },
    get volatility() {
      return risk.volatility
    },
    get sortino() {
      return risk.sortino
    },
    get omega() {
      return risk.omega
    },
    get calmar() {
      return risk.calmar
    },
    get maxDrawdownSeconds() {
      return risk.maxDrawdownSeconds
    },
    get recoveryFactor() {
      return risk.recoveryFactor
    },
    holdProfit: held === undefined ? noValue('NO_DATA') : value(held),
    excessOverHold: !profit.ok || held === undefined ? noValue('NO_DATA') : value(profit.value - held),
    get sharpe() {
      return risk.sharpe
    },
    get maxDrawdown() {
      return risk.maxDrawdown
    },
    get maxDrawdownWad() {
      return risk.maxDrawdownWad
    },
    makerVolume: after.totals.makerVolume - totalsBefore.makerVolume,
    takerFees: after.totals.takerFees - totalsBefore.takerFees,
    rebates: after.totals.rebates - totalsBefore.rebates,
    netFlow: after.totals.netFlow - totalsBefore.netFlow,
    equityStart: equityOf(series.at(0)),
    equityEnd: equityOf(series.at(-1)),
  }
}

function equityOf(point: SeriesPoint | undefined): Metric {
  return point ? value(point.equity) : noValue('NO_DATA')
}

/** Worth of a vault's lots at its market's last price, less what they cost. */
export function unrealisedOf({ state, market }: Pick<VaultAt, 'state' | 'market'>): bigint {
  return equityAt(state, market.mark.notional, market.mark.size) - state.quoteHeld - state.position.cost
}
