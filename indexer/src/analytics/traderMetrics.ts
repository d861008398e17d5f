import { type Metric, makerShare, subtractTrips, subtractVolumes, type VolumeTotals } from '@tidemark/sdk/analytics'
import { newTrader } from '../reducers/fill.ts'
import type { Mark, TraderRecord } from '../reducers/records.ts'
import { realisedOf } from '../reducers/traderPosition.ts'
import { type TripMetrics, tripMetrics } from './tripMetrics.ts'
import { metricOf } from './units.ts'

/** An account in a market, and the market's last price, as of one moment. */
export interface TraderAt {
  readonly trader: TraderRecord
  readonly mark: Mark
}

/** How an account did in a market over a range of blocks. Amounts in quote atoms, ratios in WAD. */
export interface TraderMetrics extends TripMetrics {
  readonly makerFills: number
  readonly takerFills: number
  readonly makerVolume: bigint
  readonly takerVolume: bigint
  readonly makerShare: Metric
  readonly feesPaid: bigint
  readonly rebates: bigint
  readonly netLots: bigint
  readonly netCash: bigint
  /** Realised over the range. */
  readonly pnl: bigint
  /** Change of what open lots are worth less what they cost. */
  readonly unrealisedPnl: Metric
  /** Both. */
  readonly profit: Metric
}

/** Metrics between two moments: `before` the range, nothing if the account had not traded, and `after` it. */
export function traderMetrics(before: TraderAt | undefined, after: TraderAt): TraderMetrics {
  const { trader } = after
  const earlier = before?.trader ?? newTrader(trader.market, trader.address)
  const volume = subtractVolumes(volumeOf(trader), volumeOf(earlier))
  const pnl = realisedOf(trader) - realisedOf(earlier)
  const [start, end] = [before ? profitOf(before.trader, before.mark) : 0n, profitOf(trader, after.mark)]
  const profit = start === undefined || end === undefined ? undefined : end - start
  return {
    ...tripMetrics(subtractTrips(trader.trips, earlier.trips)),
    makerFills: Number(volume.makerFills),
    takerFills: Number(volume.takerFills),
    makerVolume: volume.makerVolume,
    takerVolume: volume.takerVolume,
    makerShare: makerShare(volume),
    feesPaid: volume.fees,
    rebates: volume.rebates,
    netLots: trader.lots - earlier.lots,
    netCash: trader.cash - earlier.cash,
    pnl,
    unrealisedPnl: metricOf(profit === undefined ? undefined : profit - pnl),
    profit: metricOf(profit),
  }
}

/** What trading has made so far: cash, and open lots at a price. Nothing without one. */
export function profitOf({ lots, cash }: Pick<TraderRecord, 'lots' | 'cash'>, mark: Mark): bigint | undefined {
  if (lots === 0n) return cash
  return mark.size === 0n ? undefined : cash + (lots * mark.notional) / mark.size
}

function volumeOf({ seq, takerFills, makerVolume, takerVolume, feesPaid, rebates }: TraderRecord): VolumeTotals {
  const counts = { makerFills: BigInt(seq), takerFills: BigInt(takerFills) }
  return { ...counts, makerVolume, takerVolume, fees: feesPaid, rebates }
}
