import { type Metric, profitFactor, subtractTrips, type UndefinedReason, winRate } from '@tidemark/sdk/analytics'
import { ratioWadFloor } from '@tidemark/sdk/core'
import { NO_TOTALS, type VaultRecord } from '../reducers/records.ts'
import { hasShares, type SeriesPoint, seriesDrawdown, seriesSharpe } from './series.ts'

/** How a vault did over a range of blocks. Amounts in quote atoms, ratios in WAD. */
export interface VaultMetrics {
  /** Realised over the range. */
  readonly pnl: bigint
  /** That over everything ever contributed by the end of the range. */
  readonly roi: Metric
  readonly fills: number
  readonly trips: number
  readonly wins: number
  readonly losses: number
  readonly winRate: Metric
  readonly grossProfit: bigint
  readonly grossLoss: bigint
  readonly profitFactor: Metric
  readonly sharpe: Metric
  readonly maxDrawdown: Metric
  readonly maxDrawdownWad: Metric
  readonly makerVolume: bigint
  readonly takerFees: bigint
  readonly netFlow: bigint
  readonly equityStart: Metric
  readonly equityEnd: Metric
}

/**
 * Metrics of a vault between two moments: `before` the range, nothing if the vault did not exist, and `after` it.
 *
 * @param series Daily equity within the range, its start first; empty before the vault's first deposit.
 */
export function vaultMetrics(
  before: VaultRecord | undefined,
  after: VaultRecord,
  series: readonly SeriesPoint[],
): VaultMetrics {
  const { trips: tripsBefore, ...totalsBefore } = before?.totals ?? NO_TOTALS
  const trips = subtractTrips(after.totals.trips, tripsBefore)
  const pnl = after.state.position.realisedPnl - (before?.state.position.realisedPnl ?? 0n)
  const { contributed } = after.state
  const drawdown = seriesDrawdown(series)
  return {
    pnl,
    roi: contributed === 0n ? noValue('NO_DATA') : value(ratioWadFloor(pnl, contributed)),
    fills: Number(after.state.seq - (before?.state.seq ?? 0n)),
    trips: Number(trips.trips),
    wins: Number(trips.wins),
    losses: Number(trips.losses),
    winRate: winRate(trips),
    grossProfit: trips.grossProfit,
    grossLoss: trips.grossLoss,
    profitFactor: profitFactor(trips),
    sharpe: series.length === 0 ? noValue('NO_DATA') : seriesSharpe(series),
    maxDrawdown: drawdown ? value(drawdown.amount) : noValue('NO_DATA'),
    maxDrawdownWad: !drawdown
      ? noValue('NO_DATA')
      : hasShares(series)
        ? value(drawdown.wad)
        : noValue('NON_POSITIVE_EQUITY'),
    makerVolume: after.totals.makerVolume - totalsBefore.makerVolume,
    takerFees: after.totals.takerFees - totalsBefore.takerFees,
    netFlow: after.totals.netFlow - totalsBefore.netFlow,
    equityStart: equityOf(series.at(0)),
    equityEnd: equityOf(series.at(-1)),
  }
}

function equityOf(point: SeriesPoint | undefined): Metric {
  return point ? value(point.equity) : noValue('NO_DATA')
}

function value(amount: bigint): Metric {
  return { ok: true, value: amount }
}

function noValue(reason: UndefinedReason): Metric {
  return { ok: false, reason }
}
