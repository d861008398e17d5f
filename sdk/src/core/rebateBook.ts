import { TidemarkError } from './errors.ts'
import { type RebateSchedule, rebateDown, TIERS } from './rebate.ts'
import { add, divDown, sub } from './u256.ts'

/** Highest rebate rate, in 1/10 000. Mirrors `RebateEngine.MAX_REBATE_BPS`. */
export const MAX_REBATE_BPS = 100
/** Volume stops here: it is beyond every threshold. */
const MAX_VOLUME = (1n << 128n) - 1n

/** Thresholds and rates, of every quote token alike. */
export type RebateTiers = Pick<RebateSchedule, 'thresholds' | 'ratesBps'>

/** Periods, and which rates hold in each. */
export interface RebateBook {
  /** Seconds of a period, and UTC seconds at which period 0 began. */
  readonly periodLength: bigint
  readonly periodStart: bigint
  readonly tiers: RebateTiers
  /** Tiers that replace them, and the period from which on. */
  readonly next?: { readonly tiers: RebateTiers; readonly from: bigint }
}

/** What a maker made in one period, in quote atoms. */
export interface MakerVolume {
  readonly period: bigint
  readonly volume: bigint
}

/** A maker who never filled. */
export const NO_VOLUME_YET: MakerVolume = { period: 0n, volume: 0n }

/** Thresholds do not increase, or rates fall. */
export class InvalidScheduleError extends TidemarkError {
  constructor(index: bigint, previous: bigint, value: bigint) {
    super('InvalidSchedule', `tier ${index} has ${value} after ${previous}`, { index, previous, value })
  }
}

/** A rate is above what may be paid, in 1/10 000. */
export class RebateTooHighError extends TidemarkError {
  constructor(rateBps: bigint, maxBps: bigint) {
    super('RebateTooHigh', `a rebate of ${rateBps} bps is above the limit of ${maxBps}`, { rateBps, maxBps })
  }
}

/**
 * Refuse tiers that are not in order, or too dear. Mirrors `RebateEngine._checkedSchedule`.
 *
 * @throws {InvalidScheduleError | RebateTooHighError}
 *
 * @example
 * checkTiers({ thresholds: [1n, 10n, 50n], ratesBps: [0, 1, 2, 3] }) // no throw: they rise
 */
export function checkTiers({ thresholds, ratesBps }: RebateTiers): void {
  for (const [i, value] of thresholds.entries()) {
    const previous = thresholds[i - 1]
    if (previous !== undefined && value <= previous) throw new InvalidScheduleError(BigInt(i), previous, value)
  }
  for (const [i, value] of ratesBps.entries()) {
    const previous = ratesBps[i - 1]
    if (previous !== undefined && value < previous) {
      throw new InvalidScheduleError(BigInt(i), BigInt(previous), BigInt(value))
    }
  }
  const highest = BigInt(ratesBps[TIERS - 1] ?? 0)
  if (highest > BigInt(MAX_REBATE_BPS)) throw new RebateTooHighError(highest, BigInt(MAX_REBATE_BPS))
}

/**
 * Number of the period that `timestamp` (UTC seconds) falls in. Mirrors `RebateEngine._currentPeriod`.
 *
 * @throws {OverflowError} before the first period.
 *
 * @example
 * periodAt(rebates, 250n) // => 1n
 */
export function periodAt({ periodStart, periodLength }: RebateBook, timestamp: bigint): bigint {
  return BigInt.asUintN(24, divDown(sub(timestamp, periodStart), periodLength))
}

/**
 * Tiers, rates in bps and thresholds in quote atoms, that hold in `period`, the number of the running one or a later one. Mirrors
 * `RebateEngine._scheduleOf`.
 *
 * @example
 * tiersIn(rebates, 0n).ratesBps // => [0, 1, 2, 3]
 */
export function tiersIn({ tiers, next }: RebateBook, period: bigint): RebateTiers {
  return next !== undefined && period >= next.from ? next.tiers : tiers
}

/**
 * The governor sets tiers at `timestamp` (UTC seconds) for the period that follows. Mirrors `RebateDesk.scheduleRebates`.
 *
 * @throws {InvalidScheduleError | RebateTooHighError}
 *
 * @example
 * rebatesScheduled(rebates, { ...rebates.tiers, ratesBps: [0, 0, 1, 2] }, 250n).next?.from // => 2n
 */
export function rebatesScheduled(book: RebateBook, tiers: RebateTiers, timestamp: bigint): RebateBook {
  checkTiers(tiers)
  const period = periodAt(book, timestamp)
  return { ...book, tiers: tiersIn(book, period), next: { tiers, from: period + 1n } }
}

/**
 * Whether a market that bears `capBps` (1/10 000) pays rebates at all, and so counts volume: the highest rate is neither 0 nor above
 * what it bears.
 *
 * @example
 * isBorne(rebates.tiers, 3n) // => true
 */
export function isBorne({ ratesBps }: Pick<RebateTiers, 'ratesBps'>, capBps: bigint): boolean {
  const highest = BigInt(ratesBps[TIERS - 1] ?? 0)
  return highest !== 0n && highest <= capBps
}

/**
 * The schedule for the makers of a market that bears `capBps` (1/10 000); `undefined` where none is paid. Mirrors
 * `RebateEngine._borne`.
 *
 * @example
 * borneSchedule(rebates.tiers, 3n, 0)?.ratesBps // => [0, 1, 2, 3]
 */
export function borneSchedule(tiers: RebateTiers, capBps: bigint, quoteDecimals: number): RebateSchedule | undefined {
  return isBorne(tiers, capBps) ? { ...tiers, decimals: quoteDecimals } : undefined
}

/**
 * Quote atoms that a maker made in `period`, the running one. Mirrors `MakerWord.volumeIn`.
 *
 * @example
 * volumeIn({ period: 1n, volume: 500n }, 2n) // => 0n
 */
export function volumeIn({ period: made, volume }: MakerVolume, period: bigint): bigint {
  return made === period ? volume : 0n
}

/**
 * Volume with a fill of `notional` more quote atoms in `period`. It stops at 2^128 - 1, beyond every threshold. Mirrors
 * `MakerRegistry._setVolume`.
 *
 * @throws {OverflowError} when the sum exceeds 2^256 - 1.
 *
 * @example
 * volumeWith({ period: 2n, volume: 900_000n }, { period: 2n, notional: 200_000n }).volume // => 1_100_000n
 */
export function volumeWith(
  maker: MakerVolume,
  { period, notional }: { readonly period: bigint; readonly notional: bigint },
): MakerVolume {
  const volume = add(volumeIn(maker, period), notional)
  return { period, volume: volume < MAX_VOLUME ? volume : MAX_VOLUME }
}

/**
 * Count a fill of `notional` quote atoms in `period` and pay its rebate. Where the market pays none (no `schedule`), nothing counts
 * either. The volume is that of {@link volumeWith}, the rebate that of {@link rebateDown}.
 *
 * @throws {OverflowError} when a sum exceeds 2^256 - 1.
 *
 * @example
 * volumeMade({ period: 2n, volume: 900_000n }, schedule, { period: 2n, notional: 200_000n }).rebate // => 10n
 */
export function volumeMade(
  maker: MakerVolume,
  schedule: RebateSchedule | undefined,
  fill: { readonly period: bigint; readonly notional: bigint },
): { readonly maker: MakerVolume; readonly rebate: bigint } {
  if (schedule === undefined) return { maker, rebate: 0n }
  return {
    maker: volumeWith(maker, fill),
    rebate: rebateDown(schedule, volumeIn(maker, fill.period), fill.notional),
  }
}
