import { WAD } from '../u256.ts'
import { defined, floorDiv, type Metric, undefinedBecause, wadOf } from './metric.ts'

/** Sums over round trips: fills that reduced a position. Quote atoms. */
export interface TripTotals {
  readonly trips: bigint
  readonly wins: bigint
  readonly losses: bigint
  /** Sum of the profits of winning trips. */
  readonly grossProfit: bigint
  /** Sum of the losses of losing trips, positive. */
  readonly grossLoss: bigint
}

/** Before the first round trip. */
export const NO_TRIPS: TripTotals = { trips: 0n, wins: 0n, losses: 0n, grossProfit: 0n, grossLoss: 0n }

/**
 * Count one more round trip that realised `pnl` quote atoms, signed. The sign of `pnl` alone says won, lost or neither.
 *
 * @example
 * addTrip(NO_TRIPS, -5n) // => { trips: 1n, wins: 0n, losses: 1n, grossProfit: 0n, grossLoss: 5n }
 */
export function addTrip(totals: TripTotals, pnl: bigint): TripTotals {
  return {
    trips: totals.trips + 1n,
    wins: totals.wins + (pnl > 0n ? 1n : 0n),
    losses: totals.losses + (pnl < 0n ? 1n : 0n),
    grossProfit: totals.grossProfit + (pnl > 0n ? pnl : 0n),
    grossLoss: totals.grossLoss + (pnl < 0n ? -pnl : 0n),
  }
}

/**
 * Totals of a later moment less those of an earlier one: what happened in between.
 *
 * @example
 * subtractTrips(trips, addTrip(NO_TRIPS, -50n)).wins // => 2n
 */
export function subtractTrips(later: TripTotals, earlier: TripTotals): TripTotals {
  return {
    trips: later.trips - earlier.trips,
    wins: later.wins - earlier.wins,
    losses: later.losses - earlier.losses,
    grossProfit: later.grossProfit - earlier.grossProfit,
    grossLoss: later.grossLoss - earlier.grossLoss,
  }
}

/**
 * Totals of two windows, or two accounts, together.
 *
 * @example
 * mergeTrips(trips, trips).trips // => 6n
 */
export function mergeTrips(a: TripTotals, b: TripTotals): TripTotals {
  return {
    trips: a.trips + b.trips,
    wins: a.wins + b.wins,
    losses: a.losses + b.losses,
    grossProfit: a.grossProfit + b.grossProfit,
    grossLoss: a.grossLoss + b.grossLoss,
  }
}

/**
 * Gross profit less gross loss: quote atoms, signed, exact.
 *
 * @example
 * netProfit(trips) // => 250n
 */
export function netProfit({ grossProfit, grossLoss }: TripTotals): bigint {
  return grossProfit - grossLoss
}

/**
 * Wins over all round trips, break-even ones included. WAD, rounded down.
 *
 * @example
 * winRate(trips) // => { ok: true, value: 666_666_666_666_666_666n }
 */
export function winRate({ trips, wins }: TripTotals): Metric {
  return trips === 0n ? undefinedBecause('NO_DATA') : defined((wins * WAD) / trips)
}

/**
 * Wins over the trips that were won or lost, break-even ones left out. WAD, rounded down.
 *
 * @example
 * decidedWinRate(addTrip(trips, 0n)) // => { ok: true, value: 666_666_666_666_666_666n }
 */
export function decidedWinRate({ wins, losses }: TripTotals): Metric {
  return wins + losses === 0n ? undefinedBecause('NO_DATA') : defined((wins * WAD) / (wins + losses))
}

/**
 * Gross profit over gross loss. WAD, rounded down; undefined without a loss.
 *
 * @example
 * profitFactor(trips) // => { ok: true, value: 6_000_000_000_000_000_000n }
 */
export function profitFactor({ trips, grossProfit, grossLoss }: TripTotals): Metric {
  if (trips === 0n) return undefinedBecause('NO_DATA')
  return grossLoss === 0n ? undefinedBecause('NO_LOSSES') : defined((grossProfit * WAD) / grossLoss)
}

/**
 * Gross profit over wins: quote atoms in WAD, rounded down.
 *
 * @example
 * averageWin(trips) // => { ok: true, value: 150_000_000_000_000_000_000n }
 */
export function averageWin({ trips, wins, grossProfit }: TripTotals): Metric {
  if (trips === 0n) return undefinedBecause('NO_DATA')
  return wins === 0n ? undefinedBecause('NO_WINS') : defined((grossProfit * WAD) / wins)
}

/**
 * Gross loss over losses, positive: quote atoms in WAD, rounded up, so that a loss is never understated.
 *
 * @example
 * averageLoss(trips) // => { ok: true, value: 50_000_000_000_000_000_000n }
 */
export function averageLoss({ trips, losses, grossLoss }: TripTotals): Metric {
  if (trips === 0n) return undefinedBecause('NO_DATA')
  return losses === 0n ? undefinedBecause('NO_LOSSES') : defined((grossLoss * WAD + losses - 1n) / losses)
}

/**
 * Average win over average loss, the P/L ratio. WAD, rounded down once.
 *
 * @example
 * payoff(trips) // => { ok: true, value: 3_000_000_000_000_000_000n }
 */
export function payoff({ trips, wins, losses, grossProfit, grossLoss }: TripTotals): Metric {
  if (trips === 0n) return undefinedBecause('NO_DATA')
  if (losses === 0n) return undefinedBecause('NO_LOSSES')
  return wins === 0n ? undefinedBecause('NO_WINS') : defined((grossProfit * losses * WAD) / (grossLoss * wins))
}

/**
 * Expected value of a trip: net profit over trips, in quote atoms in WAD, rounded toward minus infinity. The same as win rate
 * times average win less loss rate times average loss.
 *
 * @example
 * expectancy(trips) // => { ok: true, value: 83_333_333_333_333_333_333n }
 */
export function expectancy(totals: TripTotals): Metric {
  return totals.trips === 0n ? undefinedBecause('NO_DATA') : defined(wadOf(netProfit(totals), totals.trips))
}

/**
 * Expectancy over average loss: what a trip brings per quote atom at risk. WAD, rounded toward minus infinity.
 *
 * @example
 * expectancyRatio(trips) // => { ok: true, value: 1_666_666_666_666_666_666n }
 */
export function expectancyRatio(totals: TripTotals): Metric {
  const { trips, losses, grossLoss } = totals
  if (trips === 0n) return undefinedBecause('NO_DATA')
  if (losses === 0n) return undefinedBecause('NO_LOSSES')
  return defined(wadOf(netProfit(totals) * losses, trips * grossLoss))
}

/**
 * Share of capital that maximises growth: `p - q / payoff` with p the share won and q the share lost of all trips. WAD,
 * rounded toward minus infinity; negative when there is no edge. Source: J. Kelly, "A New Interpretation of Information
 * Rate" (1956), for bets of two outcomes.
 *
 * @example
 * kelly(trips) // => { ok: true, value: 555_555_555_555_555_555n }
 */
export function kelly({ trips, wins, losses, grossProfit, grossLoss }: TripTotals): Metric {
  if (trips === 0n) return undefinedBecause('NO_DATA')
  if (losses === 0n) return undefinedBecause('NO_LOSSES')
  if (wins === 0n) return undefinedBecause('NO_WINS')
  // p - q/payoff = wins/trips - (losses/trips) * (grossLoss * wins) / (grossProfit * losses).
  return defined(floorDiv(wins * (grossProfit - grossLoss) * WAD, trips * grossProfit))
}

/** The largest win and the largest loss, both positive, 0 while there was none. Mergeable; undone from the state before. */
export interface TripExtremes {
  readonly largestWin: bigint
  readonly largestLoss: bigint
}

/** Before the first round trip. */
export const NO_EXTREMES: TripExtremes = { largestWin: 0n, largestLoss: 0n }

/**
 * Take one more trip of `pnl` quote atoms into account.
 *
 * @example
 * addToExtremes(NO_EXTREMES, -5n) // => { largestWin: 0n, largestLoss: 5n }
 */
export function addToExtremes(extremes: TripExtremes, pnl: bigint): TripExtremes {
  if (pnl > extremes.largestWin) return { ...extremes, largestWin: pnl }
  return -pnl > extremes.largestLoss ? { ...extremes, largestLoss: -pnl } : extremes
}

/**
 * Extremes of two windows together.
 *
 * @example
 * mergeExtremes({ largestWin: 3n, largestLoss: 4n }, { largestWin: 5n, largestLoss: 1n })
 * // => { largestWin: 5n, largestLoss: 4n }
 */
export function mergeExtremes(a: TripExtremes, b: TripExtremes): TripExtremes {
  return {
    largestWin: a.largestWin > b.largestWin ? a.largestWin : b.largestWin,
    largestLoss: a.largestLoss > b.largestLoss ? a.largestLoss : b.largestLoss,
  }
}
