import { WAD } from '../u256.ts'
import { defined, type Metric, undefinedBecause } from './metric.ts'

/** What was traded and what that cost and brought, quote atoms. */
export interface VolumeTotals {
  readonly makerFills: bigint
  readonly takerFills: bigint
  /** Notional of fills as maker, and as taker. */
  readonly makerVolume: bigint
  readonly takerVolume: bigint
  /** Fees paid, and rebates earned. */
  readonly fees: bigint
  readonly rebates: bigint
}

/** Before the first fill. */
export const NO_VOLUME: VolumeTotals = {
  makerFills: 0n,
  takerFills: 0n,
  makerVolume: 0n,
  takerVolume: 0n,
  fees: 0n,
  rebates: 0n,
}

/** One fill from one side's view. Quote atoms. */
export interface VolumeEntry {
  readonly isMaker: boolean
  readonly notional: bigint
  /** Fee paid by this side. */
  readonly fee: bigint
  /** Rebate earned by this side. */
  readonly rebate: bigint
}

/**
 * Count one more fill.
 *
 * @example
 * addVolume(NO_VOLUME, { isMaker: true, notional: 100n, fee: 0n, rebate: 1n }).makerVolume // => 100n
 */
export function addVolume(totals: VolumeTotals, { isMaker, notional, fee, rebate }: VolumeEntry): VolumeTotals {
  return {
    makerFills: totals.makerFills + (isMaker ? 1n : 0n),
    takerFills: totals.takerFills + (isMaker ? 0n : 1n),
    makerVolume: totals.makerVolume + (isMaker ? notional : 0n),
    takerVolume: totals.takerVolume + (isMaker ? 0n : notional),
    fees: totals.fees + fee,
    rebates: totals.rebates + rebate,
  }
}

/**
 * Totals of two windows, or two accounts, together.
 *
 * @example
 * mergeVolumes(volume, volume).makerVolume // => 600n
 */
export function mergeVolumes(a: VolumeTotals, b: VolumeTotals): VolumeTotals {
  return {
    makerFills: a.makerFills + b.makerFills,
    takerFills: a.takerFills + b.takerFills,
    makerVolume: a.makerVolume + b.makerVolume,
    takerVolume: a.takerVolume + b.takerVolume,
    fees: a.fees + b.fees,
    rebates: a.rebates + b.rebates,
  }
}

/**
 * Totals of a later moment less those of an earlier one: what happened in between, fees of the same window as its profit.
 *
 * @example
 * subtractVolumes(volume, NO_VOLUME).takerVolume // => 100n
 */
export function subtractVolumes(later: VolumeTotals, earlier: VolumeTotals): VolumeTotals {
  return {
    makerFills: later.makerFills - earlier.makerFills,
    takerFills: later.takerFills - earlier.takerFills,
    makerVolume: later.makerVolume - earlier.makerVolume,
    takerVolume: later.takerVolume - earlier.takerVolume,
    fees: later.fees - earlier.fees,
    rebates: later.rebates - earlier.rebates,
  }
}

/**
 * Maker volume over all volume. WAD, rounded down.
 *
 * @example
 * makerShare(volume) // => { ok: true, value: 750_000_000_000_000_000n }
 */
export function makerShare({ makerVolume, takerVolume }: VolumeTotals): Metric {
  const all = makerVolume + takerVolume
  return all === 0n ? undefinedBecause('NO_DATA') : defined((makerVolume * WAD) / all)
}
