import { addFlow, advanceCurve, type EquityCurve, setEquity, startCurve } from './curve.ts'
import { addReturn, NO_RETURNS, type ReturnTotals } from './returns.ts'
import { addToExtremes, addTrip, NO_EXTREMES, NO_TRIPS, type TripExtremes, type TripTotals } from './trips.ts'
import { addVolume, NO_VOLUME, type VolumeTotals } from './volume.ts'

/**
 * Everything that one account's running metrics are computed from, of constant size however much was recorded. Plain data:
 * keep the state before a record to undo it.
 */
export interface Performance {
  readonly volume: VolumeTotals
  readonly trips: TripTotals
  readonly extremes: TripExtremes
  /** Count, sum and squares of the trips' results. */
  readonly results: ReturnTotals
  readonly curve: EquityCurve
}

/** One fill of an account. Amounts in quote atoms. */
export interface TradeRecord {
  /** Seconds; not before what was recorded last. */
  readonly timestamp: bigint
  readonly isMaker: boolean
  readonly notional: bigint
  /** Fee paid and rebate earned by this account. */
  readonly fee: bigint
  readonly rebate: bigint
  /** Proceeds less cost of what the fill closed, signed, before fee and rebate; absent when it closed nothing. */
  readonly pnl?: bigint
  /** Equity after the fill at market prices. Without it equity moves by what is realised; give it always or never. */
  readonly equity?: bigint
}

/** How an account is judged. */
export interface PerformanceTerms {
  /** When the account came to be, seconds. */
  readonly timestamp: bigint
  /** What it starts with, quote atoms: a first deposit. 0 if not given. */
  readonly equity?: bigint
  /** Seconds per return, a day if not given. */
  readonly period?: bigint
  /** Least acceptable return per period in WAD, for Sortino and Omega; 0 if not given. */
  readonly target?: bigint
}

/**
 * An account before its first trade.
 *
 * @example
 * const opened = startPerformance({ timestamp: 0n, equity: 10_000n })
 * const trade = { timestamp: 60n, isMaker: true, notional: 900n, fee: 0n, rebate: 1n, pnl: 100n }
 * readMetrics(recordTrade(opened, trade), 86_400n).profitFactor // => { ok: false, reason: 'NO_LOSSES' }
 */
export function startPerformance({ timestamp, equity = 0n, period, target }: PerformanceTerms): Performance {
  const curve = startCurve(timestamp, period, target)
  return {
    volume: NO_VOLUME,
    trips: NO_TRIPS,
    extremes: NO_EXTREMES,
    results: NO_RETURNS,
    curve: equity === 0n ? curve : addFlow(curve, timestamp, equity),
  }
}

/**
 * Record a fill. What it closed is a round trip whose result is `pnl - fee + rebate`; what closed nothing realises
 * `rebate - fee`.
 *
 * @throws {TimeWentBackError} when it is older than what was recorded last.
 *
 * @example
 * recordTrade(account, { timestamp: 90n, isMaker: true, notional: 900n, fee: 2n, rebate: 1n, pnl: 51n }).trips.grossProfit
 * // => 150n
 */
export function recordTrade(account: Performance, trade: TradeRecord): Performance {
  const { timestamp, pnl, fee, rebate } = trade
  const result = (pnl ?? 0n) - fee + rebate
  const equity = trade.equity ?? account.curve.equity + result
  const curve = setEquity(account.curve, timestamp, equity)
  const volume = addVolume(account.volume, trade)
  if (pnl === undefined) return { ...account, volume, curve }
  return {
    volume,
    trips: addTrip(account.trips, result),
    extremes: addToExtremes(account.extremes, result),
    results: addReturn(account.results, result),
    curve,
  }
}

/**
 * The owner moved `amount` quote atoms in (+) or out (−).
 *
 * @throws {TimeWentBackError}
 *
 * @example
 * recordFlow(account, 90n, 500n).curve.netFlow // => 10_500n
 */
export function recordFlow(account: Performance, timestamp: bigint, amount: bigint): Performance {
  return { ...account, curve: addFlow(account.curve, timestamp, amount) }
}

/**
 * The market moved: equity is now `equity` quote atoms.
 *
 * @throws {TimeWentBackError}
 *
 * @example
 * recordEquity(account, 90n, 10_050n).curve.equity // => 10_050n
 */
export function recordEquity(account: Performance, timestamp: bigint, equity: bigint): Performance {
  return { ...account, curve: setEquity(account.curve, timestamp, equity) }
}

/**
 * Let time pass, to `timestamp` in seconds, so that periods end.
 *
 * @throws {TimeWentBackError}
 *
 * @example
 * advancePerformance(account, 86_400n).curve.returns.count // => 1n
 */
export function advancePerformance(account: Performance, timestamp: bigint): Performance {
  return { ...account, curve: advanceCurve(account.curve, timestamp) }
}
