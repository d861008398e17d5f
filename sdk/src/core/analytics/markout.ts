import { Side } from '../market.ts'
import { defined, type Metric, undefinedBecause, wadOf } from './metric.ts'

/** A fill whose later mid is not known yet. Prices and mids: quote per lot at one scale. */
export interface PendingMarkout {
  readonly time: bigint
  /** The maker's side. */
  readonly side: Side
  readonly size: bigint
  readonly price: bigint
  /** Mid at the fill. */
  readonly mid: bigint
}

/** How the market moved after a maker's fills, over one horizon. */
export interface Markouts {
  /** Seconds from a fill to the mid it is judged by. */
  readonly horizon: bigint
  /** Sum over judged fills of (later mid − price) · size, the other way for asks. */
  readonly gain: bigint
  /** Sum over judged fills of mid · size. */
  readonly volume: bigint
  readonly fills: bigint
  /** Fills that wait for their mid, oldest first. */
  readonly pending: readonly PendingMarkout[]
}

/**
 * Nothing judged yet.
 *
 * @param horizon Seconds.
 *
 * @example
 * startMarkouts(30n).fills // => 0n
 */
export function startMarkouts(horizon: bigint): Markouts {
  return { horizon, gain: 0n, volume: 0n, fills: 0n, pending: [] }
}

/**
 * A fill happened, not before the ones already added.
 *
 * @example
 * addMarkoutFill(startMarkouts(30n), maker).pending.length // => 1
 */
export function addMarkoutFill(markouts: Markouts, fill: PendingMarkout): Markouts {
  return { ...markouts, pending: [...markouts.pending, fill] }
}

/**
 * The mid is `mid` (quote per lot, at the scale of the fills) at `time`, seconds: it judges every fill whose horizon has passed, and is the first known to do so.
 *
 * @example
 * observeMid(addMarkoutFill(startMarkouts(30n), maker), 30n, 103n).gain // => 8n
 */
export function observeMid(markouts: Markouts, time: bigint, mid: bigint): Markouts {
  let { gain, volume, fills } = markouts
  let judged = 0
  for (const fill of markouts.pending) {
    if (fill.time + markouts.horizon > time) break
    const move = mid - fill.price
    gain += fill.size * (fill.side === Side.Bid ? move : -move)
    volume += fill.size * fill.mid
    fills++
    judged++
  }
  return judged === 0 ? markouts : { ...markouts, gain, volume, fills, pending: markouts.pending.slice(judged) }
}

/**
 * Judged fills of two windows, or two accounts, over the same horizon; those of `b` wait behind those of `a`.
 *
 * @example
 * mergeMarkouts(startMarkouts(30n), addMarkoutFill(startMarkouts(30n), maker)).pending.length // => 1
 */
export function mergeMarkouts(a: Markouts, b: Markouts): Markouts {
  return {
    horizon: a.horizon,
    gain: a.gain + b.gain,
    volume: a.volume + b.volume,
    fills: a.fills + b.fills,
    pending: [...a.pending, ...b.pending],
  }
}

/**
 * Realised spread: gain over volume of the judged fills. WAD, signed, rounded toward minus infinity.
 *
 * @example
 * realisedSpreadWad(observeMid(addMarkoutFill(startMarkouts(30n), maker), 30n, 103n))
 * // => { ok: true, value: 40_000_000_000_000_000n }
 */
export function realisedSpreadWad({ gain, volume }: Markouts): Metric {
  return volume === 0n ? undefinedBecause('NO_DATA') : defined(wadOf(gain, volume))
}
