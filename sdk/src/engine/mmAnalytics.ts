import { defined, type Metric } from '../core/analytics/metric.ts'
import { type PerformanceMetrics, readMetrics } from '../core/analytics/metrics.ts'
import {
  type Performance,
  recordEquity,
  recordFlow,
  recordTrade,
  startPerformance,
} from '../core/analytics/performance.ts'
import { rank } from '../core/analytics/ranking.ts'
import { mergeTrips, NO_TRIPS, netProfit, profitFactor, winRate } from '../core/analytics/trips.ts'
import { addVolume, makerShare, mergeVolumes, NO_VOLUME, type VolumeTotals } from '../core/analytics/volume.ts'
import type { Side } from '../core/market.ts'
import { named, notBefore, positive, unsigned, within } from './checks.ts'
import { amount, count, demand, large, listOf, recordOf, remade, signed, text } from './codec.ts'
import { DuplicateError, UnknownNameError } from './errors.ts'
import { performanceCodec, volumeCodec } from './performanceCodec.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'

/** A fill as its maker or taker reports it. Amounts in quote atoms, one of which is a tick of a lot. */
export interface AnalyticsTrade {
  readonly user: string
  readonly asset: string
  /** The user's side. */
  readonly side: Side
  /** Ticks, lots. */
  readonly price: bigint
  readonly size: bigint
  readonly isMaker: boolean
  /** What the trade realised before fee and rebate, signed; absent when it closed nothing. */
  readonly pnl?: bigint
  readonly fee: bigint
  readonly rebate?: bigint
  /** Seconds; not before the user's last. */
  readonly timestamp: bigint
}

/** How users are judged. */
export interface AnalyticsTerms {
  /** What every user starts with, unless opened otherwise; 0 by default, of which there are no returns. */
  readonly startingEquity?: bigint
  /** Seconds per return; a day by default. */
  readonly period?: bigint
  /** Least acceptable return per period in WAD, for Sortino and Omega; 0 by default. */
  readonly target?: bigint
  /** Points kept of each equity curve; 1000 by default. */
  readonly curveSize?: number
}

/** Equity at the end of a moment. */
export interface EquityPoint {
  readonly timestamp: bigint
  /** Quote atoms. */
  readonly equity: bigint
}

/** All metrics of a user. */
export interface UserMetrics extends PerformanceMetrics {
  readonly user: string
  /** Bought and sold, quote atoms. */
  readonly bought: bigint
  readonly sold: bigint
  /** The latest points, the oldest first. */
  readonly equityCurve: readonly EquityPoint[]
}

/** Metrics that users can be ranked by. */
export type Score =
  | 'netProfit'
  | 'profit'
  | 'makerVolume'
  | 'takerVolume'
  | 'sharpe'
  | 'sortino'
  | 'winRate'
  | 'profitFactor'
  | 'expectancy'
  | 'totalReturn'

/** Sums and ratios over all users. */
export interface AggregateMetrics extends VolumeTotals {
  readonly users: number
  readonly trades: bigint
  readonly trips: bigint
  readonly netProfit: bigint
  readonly makerShare: Metric
  readonly winRate: Metric
  readonly profitFactor: Metric
}

interface Account {
  readonly user: string
  readonly performance: Performance
  readonly bought: bigint
  readonly sold: bigint
  readonly equityCurve: readonly EquityPoint[]
}

interface State {
  readonly terms: Required<AnalyticsTerms>
  readonly accounts: readonly Account[]
  readonly assets: readonly { readonly asset: string; readonly volume: VolumeTotals }[]
}

const snapshots = snapshotOf(
  'tidemark.analytics',
  recordOf<State>({
    terms: recordOf<Required<AnalyticsTerms>>({
      startingEquity: amount,
      period: amount,
      target: signed,
      curveSize: count,
    }),
    accounts: listOf(
      recordOf<Account>({
        user: text,
        performance: performanceCodec,
        bought: large,
        sold: large,
        equityCurve: listOf(recordOf<EquityPoint>({ timestamp: amount, equity: large })),
      }),
    ),
    assets: listOf(recordOf<State['assets'][number]>({ asset: text, volume: volumeCodec })),
  }),
)

/**
 * What market makers did, and how well: running metrics per user, exact and of constant size, leaderboards and sums. Metrics
 * without a value say why. Every call either does all it says or throws and changes nothing.
 *
 * @example
 * const analytics = new MmAnalytics({ startingEquity: 100_000n })
 * const fill = { user: 'alice', asset: 'ETH', side: Side.Ask, price: 1000n, size: 10n, isMaker: true, timestamp: 0n }
 * analytics.recordTrade({ ...fill, pnl: 100n, fee: 5n })
 * analytics.getMetrics('alice').netProfit // => 95n
 */
export class MmAnalytics {
  readonly #terms: Required<AnalyticsTerms>
  readonly #accounts = new Map<string, Account>()
  readonly #assets = new Map<string, VolumeTotals>()

  /** @throws {ValueOutOfRangeError} when a period or a curve is none. */
  constructor(terms: AnalyticsTerms = {}) {
    const { startingEquity = 0n, period = 86_400n, target = 0n, curveSize = 1_000 } = terms
    unsigned('startingEquity', startingEquity)
    within('period', period, 1n, 1n << 32n)
    within('target', target, -(1n << 128n), 1n << 128n)
    within('curveSize', curveSize, 1, 10_000_000)
    this.#terms = { startingEquity, period, target, curveSize }
  }

  /**
   * Open an account with its own first deposit, quote atoms.
   *
   * @throws {EmptyTextError | DuplicateError | ValueOutOfRangeError}
   */
  openAccount(user: string, equity: bigint, timestamp: bigint): void {
    if (this.#accounts.has(named('user', user))) throw new DuplicateError('account', user)
    const account = this.#new(user, unsigned('equity', equity), notBefore(timestamp, 0n))
    this.#accounts.set(user, this.#pointed(account, timestamp))
  }

  /**
   * Record a trade; its user's account opens with it if need be.
   *
   * @throws {EmptyTextError | ValueOutOfRangeError} without user, asset, price or size.
   * @throws {TimeWentBackError} when it is before the user's last.
   */
  recordTrade(trade: AnalyticsTrade): void {
    const { user, asset, side, isMaker, fee, rebate = 0n, pnl, timestamp } = trade
    const notional = positive('price', trade.price) * positive('size', trade.size)
    named('asset', asset)
    notBefore(timestamp, 0n)
    unsigned('fee', fee)
    unsigned('rebate', rebate)
    const account = this.#accounts.get(user) ?? this.#new(named('user', user), this.#terms.startingEquity, timestamp)
    const fill = { timestamp, isMaker, notional, fee, rebate }
    const performance = recordTrade(account.performance, pnl === undefined ? fill : { ...fill, pnl })
    const sums = side === 0 ? { bought: account.bought + notional } : { sold: account.sold + notional }
    this.#assets.set(asset, addVolume(this.#assets.get(asset) ?? NO_VOLUME, fill))
    this.#accounts.set(user, this.#pointed({ ...account, ...sums, performance }, timestamp))
  }

  /**
   * A user moved quote atoms in (+) or out (−), which is no profit.
   *
   * @throws {UnknownNameError | TimeWentBackError | ValueOutOfRangeError}
   */
  recordFlow(user: string, quoteAmount: bigint, timestamp: bigint): void {
    const account = this.#account(user)
    const performance = recordFlow(account.performance, notBefore(timestamp, 0n), quoteAmount)
    this.#accounts.set(user, this.#pointed({ ...account, performance }, timestamp))
  }

  /**
   * The market moved a user's equity to `equity` quote atoms.
   *
   * @throws {UnknownNameError | TimeWentBackError | ValueOutOfRangeError}
   */
  recordEquity(user: string, equity: bigint, timestamp: bigint): void {
    const account = this.#account(user)
    const performance = recordEquity(account.performance, notBefore(timestamp, 0n), equity)
    this.#accounts.set(user, this.#pointed({ ...account, performance }, timestamp))
  }

  /**
   * A user's metrics, as of the last record or of `now`. Ratios in WAD.
   *
   * @throws {UnknownNameError} for a stranger.
   * @throws {TimeWentBackError} when `now` is before the last record.
   */
  getMetrics(user: string, now?: bigint): UserMetrics {
    const { performance, bought, sold, equityCurve } = this.#account(user)
    const metrics = readMetrics(performance, now ?? performance.curve.time)
    return { ...metrics, user, bought, sold, equityCurve: equityCurve.slice(-this.#terms.curveSize) }
  }

  /** Users by a metric, the best first; equal ones by name, those it is undefined for last. */
  getTopPerformers(limit = 10, by: Score = 'netProfit'): { readonly user: string; readonly score: Metric }[] {
    const entries = [...this.#accounts.keys()].map((user) => {
      const value = this.getMetrics(user)[by]
      return { id: user, score: typeof value === 'bigint' ? defined(value) : value }
    })
    return rank(entries)
      .slice(0, within('limit', limit, 0, 2 ** 32))
      .map(({ id, score }) => ({ user: id, score }))
  }

  /** Sums and ratios over all users. */
  getAggregate(): AggregateMetrics {
    const accounts = [...this.#accounts.values()]
    const volume = accounts.reduce((sum, { performance }) => mergeVolumes(sum, performance.volume), NO_VOLUME)
    const trips = accounts.reduce((sum, { performance }) => mergeTrips(sum, performance.trips), NO_TRIPS)
    return {
      ...volume,
      users: accounts.length,
      trades: volume.makerFills + volume.takerFills,
      trips: trips.trips,
      netProfit: netProfit(trips),
      makerShare: makerShare(volume),
      winRate: winRate(trips),
      profitFactor: profitFactor(trips),
    }
  }

  /** What was traded of an asset; nothing for an unknown one. */
  getAssetVolume(asset: string): VolumeTotals {
    return this.#assets.get(asset) ?? NO_VOLUME
  }

  /** Users known, in the order of their first record. */
  users(): string[] {
    return [...this.#accounts.keys()]
  }

  /** All of it as JSON. */
  snapshot(): Snapshot {
    const { curveSize } = this.#terms
    return snapshots.write({
      terms: this.#terms,
      accounts: [...this.#accounts.values()].map((account) => ({
        ...account,
        equityCurve: account.equityCurve.slice(-curveSize),
      })),
      assets: [...this.#assets].map(([asset, volume]) => ({ asset, volume })),
    })
  }

  /** The analytics that a snapshot was taken of. @throws {InvalidSnapshotError} */
  static restore(json: unknown): MmAnalytics {
    const { terms, accounts, assets } = snapshots.read(json)
    const path = 'snapshot.state'
    const analytics = remade(`${path}.terms`, 'valid terms', () => new MmAnalytics(terms))
    for (const account of accounts) {
      const at = `${path}.accounts.${account.user}`
      const { curve } = account.performance
      demand(!analytics.#accounts.has(account.user), at, 'there once', 'there twice')
      const last = account.equityCurve.at(-1)
      demand(last?.timestamp === curve.time, `${at}.equityCurve`, `up to ${curve.time}`, last?.timestamp)
      analytics.#accounts.set(account.user, { ...account, equityCurve: [...account.equityCurve] })
    }
    for (const { asset, volume } of assets) {
      demand(!analytics.#assets.has(asset), `${path}.assets.${asset}`, 'there once', 'there twice')
      analytics.#assets.set(asset, volume)
    }
    return analytics
  }

  #new(user: string, equity: bigint, timestamp: bigint): Account {
    const { period, target } = this.#terms
    const performance = startPerformance({ timestamp, equity, period, target })
    return { user, performance, bought: 0n, sold: 0n, equityCurve: [] }
  }

  #account(user: string): Account {
    const account = this.#accounts.get(user)
    if (account === undefined) throw new UnknownNameError('account', user)
    return account
  }

  /** The account with its present equity on its curve. Curves are shared and only ever added to, by this alone. */
  #pointed(account: Account, timestamp: bigint): Account {
    const points = account.equityCurve as EquityPoint[]
    if (points.at(-1)?.timestamp === timestamp) points.pop()
    points.push({ timestamp, equity: account.performance.curve.equity })
    if (points.length < 2 * this.#terms.curveSize) return account
    return { ...account, equityCurve: points.slice(-this.#terms.curveSize) }
  }
}
