import { type Metric, undefinedBecause as noValue, subtractTrips, defined as value } from '@tidemark/sdk/analytics'
import { equityAt, ratioWadFloor } from '@tidemark/sdk/core'
import { NO_TOTALS } from '../reducers/records.ts'
import type { Over } from '../store/read/range.ts'
import type { VaultAt } from '../store/read/vault.ts'
import { type HeldLots, holdProfit } from './hold.ts'
import { Risk } from './risk.ts'
import type { SeriesPoint } from './series.ts'
import { type TripMetrics, tripMetrics } from './tripMetrics.ts'
import { metricOf } from './units.ts'

/** What a vault's records tell of a range of blocks. Amounts in quote atoms, ratios in WAD. */
export interface VaultTotals extends TripMetrics {
  /** Realised over the range. */
  readonly pnl: bigint
  /** That over everything ever contributed by the end of the range. */
  readonly roi: Metric
  /** Change of what the position is worth less its cost. */
  readonly unrealisedPnl: Metric
  readonly fills: number
  readonly makerVolume: bigint
  readonly takerFees: bigint
  readonly rebates: bigint
  readonly netFlow: bigint
}

/** What the same lots would have made by being held, and profit over that, quote atoms. */
export interface HoldMetrics {
  readonly holdProfit: Metric
  readonly excessOverHold: Metric
}

/** How a vault did over a range of blocks. */
export interface VaultMetrics extends VaultTotals, HoldMetrics {
  readonly equityEnd: Metric
  /** Of its daily equity. */
  readonly risk: Risk
}

/**
 * Metrics of a vault over a range.
 *
 * @param series Daily equity within the range, its start first; empty before the vault's first deposit.
 * @param flows Lots that the owner moved in (+) or out (-) within the range, at the prices of those moments; nothing
 *   when there are too many to say.
 */
export function vaultMetrics(
  over: Over<VaultAt>,
  series: readonly SeriesPoint[],
  flows: readonly HeldLots[] | undefined,
): VaultMetrics {
  const risk = new Risk(series)
  return { ...vaultTotals(over), ...holdMetrics(over, flows, risk), equityEnd: equityOf(series.at(-1)), risk }
}

/** What is known without a series of equity. */
export function vaultTotals({ before, after }: Over<VaultAt>): VaultTotals {
  const { trips: tripsBefore, ...totalsBefore } = before?.totals ?? NO_TOTALS
  const pnl = after.state.position.realisedPnl - (before?.state.position.realisedPnl ?? 0n)
  const { contributed } = after.state
  return {
    pnl,
    unrealisedPnl: value(unrealisedOf(after) - (before ? unrealisedOf(before) : 0n)),
    roi: contributed === 0n ? noValue('NO_DATA') : value(ratioWadFloor(pnl, contributed)),
    fills: Number(after.state.seq - (before?.state.seq ?? 0n)),
    ...tripMetrics(subtractTrips(after.totals.trips, tripsBefore)),
    makerVolume: after.totals.makerVolume - totalsBefore.makerVolume,
    takerFees: after.totals.takerFees - totalsBefore.takerFees,
    rebates: after.totals.rebates - totalsBefore.rebates,
    netFlow: after.totals.netFlow - totalsBefore.netFlow,
  }
}

/** A vault beside the lots that it had and was given. */
export function holdMetrics(
  { before, after }: Over<VaultAt>,
  flows: readonly HeldLots[] | undefined,
  { profit }: Pick<Risk, 'profit'>,
): HoldMetrics {
  const start = before ? [{ lots: before.state.position.lots, mark: before.market.mark }] : []
  const held = profit.ok && flows ? holdProfit([...start, ...flows], after.market.mark) : undefined
  const excess = profit.ok && held !== undefined ? profit.value - held : undefined
  return { holdProfit: metricOf(held), excessOverHold: metricOf(excess) }
}

/** Equity at a point, quote atoms; nothing where there is none. */
export function equityOf(point: SeriesPoint | undefined): Metric {
  return metricOf(point?.equity)
}

/** Worth of a vault's lots at its market's last price, less what they cost. */
export function unrealisedOf({ state, market }: Pick<VaultAt, 'state' | 'market'>): bigint {
  return equityAt(state, market.mark.notional, market.mark.size) - state.quoteHeld - state.position.cost
}
