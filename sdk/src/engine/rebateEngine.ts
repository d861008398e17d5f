import { nextTier, type RebateSchedule, rateBps, rebateDown, TIER_NAMES, tierOf, tierStart } from '../core/rebate.ts'
import { named, notBefore, positive, within } from './checks.ts'
import { amount, count, demand, listOf, recordOf, remade, text } from './codec.ts'
import { topBy } from './ranking.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'

/** A tier as its user sees it. */
export interface RebateTier {
  readonly name: (typeof TIER_NAMES)[number]
  /** What the next unit of volume earns, in 1/10 000. */
  readonly makerRebateBps: number
  /** Volume of the period at which it begins, quote atoms. */
  readonly minVolume: bigint
}

/** What a user traded and earned. Quote atoms. */
export interface RebateStats {
  readonly user: string
  /** In the running period. */
  readonly makerVolume: bigint
  readonly takerVolume: bigint
  readonly makerTrades: number
  readonly takerTrades: number
  readonly rebates: bigint
  /** In all periods. */
  readonly totalMakerVolume: bigint
  readonly totalTakerVolume: bigint
  readonly totalRebates: bigint
}

/** How an engine pays. */
export interface EngineRebateTerms {
  /** Volumes at which Silver, Gold and Platinum begin, in whole quote tokens; 1, 10 and 50 million by default. */
  readonly thresholds?: RebateSchedule['thresholds']
  /** Rates of the four tiers in 1/10 000; 0, 1, 2 and 3 by default. */
  readonly ratesBps?: RebateSchedule['ratesBps']
  /** Decimals of the quote token; 0 by default: volumes are whole tokens. */
  readonly decimals?: number
  /** When the first period begins, seconds; 0 by default. */
  readonly timestamp?: bigint
}

interface State extends Omit<RebateSchedule, 'thresholds' | 'ratesBps'> {
  readonly thresholds: readonly bigint[]
  readonly ratesBps: readonly number[]
  readonly period: number
  readonly startedAt: bigint
  readonly users: readonly RebateStats[]
}

const snapshots = snapshotOf(
  'tidemark.rebates',
  recordOf<State>({
    thresholds: listOf(amount),
    ratesBps: listOf(count),
    decimals: count,
    period: count,
    startedAt: amount,
    users: listOf(
      recordOf<RebateStats>({
        user: text,
        makerVolume: amount,
        takerVolume: amount,
        makerTrades: count,
        takerTrades: count,
        rebates: amount,
        totalMakerVolume: amount,
        totalTakerVolume: amount,
        totalRebates: amount,
      }),
    ),
  }),
)

const NOTHING = { makerVolume: 0n, takerVolume: 0n, makerTrades: 0, takerTrades: 0, rebates: 0n }
const strangers = (user: string): RebateStats => ({
  user,
  ...NOTHING,
  totalMakerVolume: 0n,
  totalTakerVolume: 0n,
  totalRebates: 0n,
})

/**
 * Rebates of makers by their volume in a period. The rate is marginal: each unit of volume earns the rate of the bracket it falls
 * in, and the rebates of a period round down once, however its volume was split; see `rebateDown`. Upgrades come by
 * themselves; a new period starts everybody at Bronze. Every call either does all it says or throws and changes nothing.
 *
 * @example
 * const rebates = new RebateEngine()
 * // Nothing on the first million, 1 bps on the next nine.
 * rebates.recordMakerTrade('alice', 10_000_000n) // => 900n
 * rebates.getUserTier('alice') // => { name: 'Gold', makerRebateBps: 2, minVolume: 10_000_000n }
 */
export class RebateEngine {
  readonly #schedule: RebateSchedule
  readonly #users = new Map<string, RebateStats>()
  #period = 1
  #startedAt: bigint

  /** @throws {ValueOutOfRangeError} when thresholds do not rise, rates fall, or decimals are above 36. */
  constructor(terms: EngineRebateTerms = {}) {
    const { thresholds = [1_000_000n, 10_000_000n, 50_000_000n], ratesBps = [0, 1, 2, 3], decimals = 0 } = terms
    checkRising(thresholds, ratesBps)
    within('decimals', decimals, 0, 36)
    this.#schedule = { thresholds, ratesBps, decimals }
    this.#startedAt = notBefore(terms.timestamp ?? 0n, 0n)
  }

  /** Thresholds and rates. */
  get schedule(): RebateSchedule {
    return this.#schedule
  }

  /** The running period, counted from 1, and when it began, seconds. */
  get period(): { readonly number: number; readonly startedAt: bigint } {
    return { number: this.#period, startedAt: this.#startedAt }
  }

  /**
   * A maker's fill of `notional` quote atoms: the rebate it earns, quote atoms, rounded down over the period.
   *
   * @throws {ValueOutOfRangeError | EmptyTextError} when there is no volume or no user.
   * @throws {OverflowError} when the volume of a period leaves 256 bits.
   */
  recordMakerTrade(user: string, notional: bigint): bigint {
    const stats = this.getVolumeStats(user)
    const rebate = rebateDown(this.#schedule, stats.makerVolume, positive('notional', notional))
    this.#users.set(user, {
      ...stats,
      makerVolume: stats.makerVolume + notional,
      makerTrades: stats.makerTrades + 1,
      rebates: stats.rebates + rebate,
      totalMakerVolume: stats.totalMakerVolume + notional,
      totalRebates: stats.totalRebates + rebate,
    })
    return rebate
  }

  /**
   * A taker's fill of `notional` quote atoms: counted apart, earns nothing.
   *
   * @throws {ValueOutOfRangeError | EmptyTextError}
   */
  recordTakerTrade(user: string, notional: bigint): void {
    const stats = this.getVolumeStats(user)
    positive('notional', notional)
    this.#users.set(user, {
      ...stats,
      takerVolume: stats.takerVolume + notional,
      takerTrades: stats.takerTrades + 1,
      totalTakerVolume: stats.totalTakerVolume + notional,
    })
  }

  /** Tier of a user's next unit of volume; Bronze for a stranger. @throws {EmptyTextError} */
  getUserTier(user: string): RebateTier {
    return this.#tier(tierOf(this.#schedule, this.getVolumeStats(user).makerVolume))
  }

  /**
   * The tier after a user's present one, and the volume missing to it; `undefined` in the highest.
   *
   * @throws {EmptyTextError}
   */
  getNextTier(user: string): (RebateTier & { readonly missing: bigint }) | undefined {
    const next = nextTier(this.#schedule, this.getVolumeStats(user).makerVolume)
    return next === undefined ? undefined : { ...this.#tier(next.tier), missing: next.missing }
  }

  /** All four tiers, lowest first. */
  getTiers(): RebateTier[] {
    return TIER_NAMES.map((_, tier) => this.#tier(tier))
  }

  /** What a user traded and earned; zeros for a stranger. @throws {EmptyTextError} */
  getVolumeStats(user: string): RebateStats {
    return this.#users.get(user) ?? strangers(named('user', user))
  }

  /** Makers of the running period with the highest volume, equal ones by name. */
  getTopMakers(limit = 10): RebateStats[] {
    const makers = [...this.#users.values()].filter(({ makerVolume }) => makerVolume > 0n)
    return topBy(
      makers,
      within('limit', limit, 0, 2 ** 32),
      (stats) => stats.makerVolume,
      (stats) => stats.user,
    )
  }

  /** How many known users each tier has. */
  tierDistribution(): Record<RebateTier['name'], number> {
    const distribution = { Bronze: 0, Silver: 0, Gold: 0, Platinum: 0 }
    for (const user of this.#users.keys()) distribution[this.getUserTier(user).name]++
    return distribution
  }

  /**
   * Begin a new period: volumes start at nothing, everybody at Bronze; totals stay.
   *
   * @throws {TooEarlyError} not after the last.
   */
  startPeriod(timestamp: bigint): void {
    notBefore(timestamp, this.#startedAt + 1n)
    for (const [user, stats] of this.#users) this.#users.set(user, { ...stats, ...NOTHING })
    this.#period++
    this.#startedAt = timestamp
  }

  /** All of it as JSON. */
  snapshot(): Snapshot {
    return snapshots.write({
      ...this.#schedule,
      period: this.#period,
      startedAt: this.#startedAt,
      users: [...this.#users.values()],
    })
  }

  /** The engine that a snapshot was taken of. @throws {InvalidSnapshotError} */
  static restore(json: unknown): RebateEngine {
    const { thresholds, ratesBps, decimals, ...state } = snapshots.read(json)
    const path = 'snapshot.state'
    const [silver, gold, platinum, ...otherThresholds] = thresholds
    const [r0, r1, r2, r3, ...otherRates] = ratesBps
    const isWhole = platinum !== undefined && r3 !== undefined && otherThresholds.length + otherRates.length === 0
    demand(isWhole, path, 'three thresholds and four rates', `${thresholds.length} and ${ratesBps.length}`)
    const terms: EngineRebateTerms = {
      thresholds: [silver ?? 0n, gold ?? 0n, platinum ?? 0n],
      ratesBps: [r0 ?? 0, r1 ?? 0, r2 ?? 0, r3 ?? 0],
      decimals,
      timestamp: state.startedAt,
    }
    const engine = remade(path, 'a valid schedule', () => new RebateEngine(terms))
    demand(state.period > 0, `${path}.period`, 'at least 1', state.period)
    engine.#period = state.period
    for (const stats of state.users) {
      const at = `${path}.users.${stats.user}`
      demand(!engine.#users.has(stats.user), at, 'there once', 'there twice')
      const earned = rebateDown(engine.#schedule, 0n, stats.makerVolume)
      demand(stats.rebates === earned, `${at}.rebates`, `${earned}, which its volume earns`, stats.rebates)
      engine.#users.set(stats.user, stats)
    }
    return engine
  }

  #tier(tier: number): RebateTier {
    const name = TIER_NAMES[tier] ?? 'Bronze'
    return {
      name,
      makerRebateBps: rateBps(this.#schedule, tier),
      minVolume: tier === 0 ? 0n : tierStart(this.#schedule, tier),
    }
  }
}

function checkRising(thresholds: readonly bigint[], ratesBps: readonly number[]): void {
  let least = 1n
  for (const [i, threshold] of thresholds.entries()) {
    within(`thresholds[${i}]`, threshold, least, (1n << 64n) - 1n)
    least = threshold + 1n
  }
  let lowest = 0
  for (const [i, rate] of ratesBps.entries()) lowest = within(`ratesBps[${i}]`, rate, lowest, 255)
}
