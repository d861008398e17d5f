import { TidemarkError } from './errors.ts'
import { BPS } from './market.ts'
import { add, mul, sub } from './u256.ts'

/** Names of the four tiers, lowest first. */
export const TIER_NAMES = ['Bronze', 'Silver', 'Gold', 'Platinum'] as const
/** Number of tiers. Mirrors `RebateLib.TIERS`. */
export const TIERS = TIER_NAMES.length

/** Four rates and the three thresholds between them, for quote tokens of some number of decimals. */
export interface RebateSchedule {
  /** Volume at which tiers 1 to 3 begin, in whole quote tokens, increasing. */
  readonly thresholds: readonly [bigint, bigint, bigint]
  /** Rates of tiers 0 to 3 in 1/10 000, not decreasing. */
  readonly ratesBps: readonly [number, number, number, number]
  /** Decimals of the quote token. */
  readonly decimals: number
}

/** There are tiers 0 to 3. */
export class UnknownTierError extends TidemarkError {
  constructor(tier: number) {
    super('UnknownTier', `there is no tier ${tier}: they are 0 to ${TIERS - 1}`, { tier, max: TIERS - 1 })
  }
}

/**
 * Rate of tier `tier` (0 to 3), in bps. Mirrors `RebateLib.rateBps`.
 *
 * @throws {UnknownTierError}
 *
 * @example
 * rateBps(schedule, 2) // => 2
 */
export function rateBps({ ratesBps }: RebateSchedule, tier: number): number {
  const rate = ratesBps[tier]
  if (rate === undefined) throw new UnknownTierError(tier)
  return rate
}

/**
 * Volume at which tier `tier` (1 to 3) begins, in quote atoms: `RebateLib.threshold` times the token's unit.
 *
 * @throws {UnknownTierError}
 * @throws {OverflowError} above 2^256 - 1.
 *
 * @example
 * tierStart(schedule, 1) // => 1_000_000n
 */
export function tierStart({ thresholds, decimals }: RebateSchedule, tier: number): bigint {
  const threshold = thresholds[tier - 1]
  if (threshold === undefined) throw new UnknownTierError(tier)
  return mul(threshold, unitOf(decimals))
}

/**
 * Tier (0 to 3) of the next unit of volume after `volume` quote atoms. Mirrors `RebateLib.tierOf`.
 *
 * @throws {OverflowError} when a threshold in atoms exceeds 2^256 - 1.
 *
 * @example
 * tierOf(schedule, 2_000_000n) // => 1
 */
export function tierOf(schedule: RebateSchedule, volume: bigint): number {
  unitOf(schedule.decimals)
  let tier = 0
  while (tier < TIERS - 1 && volume >= tierStart(schedule, tier + 1)) tier++
  return tier
}

/**
 * Rebate on `notional` more quote atoms after `volume` in the same period: what the period has earned with them less what it
 * had earned without, so that the sum of a period's rebates rounds down once, however its volume was split into fills.
 * Mirrors `RebateLib.rebateDown`; no rebates (a market that pays none) are 0 of `undefined`.
 *
 * @throws {OverflowError} when a sum or a threshold in atoms exceeds 2^256 - 1.
 *
 * @example
 * rebateDown(schedule, 900_000n, 200_000n) // => 10n
 */
export function rebateDown(schedule: RebateSchedule | undefined, volume: bigint, notional: bigint): bigint {
  if (schedule === undefined) return 0n
  const end = add(volume, notional)
  // Within the first bracket, as most fills are, both ends earn at one rate.
  if (end <= tierStart(schedule, 1)) {
    const rate = BigInt(rateBps(schedule, 0))
    return mul(end, rate) / BPS - (volume * rate) / BPS
  }
  return sub(earnedDown(schedule, end), earnedDown(schedule, volume))
}

/**
 * Rebates of a period on `volume` quote atoms, from its beginning: every unit at the rate of its bracket, the sum rounded down
 * once. Mirrors `RebateLib.earnedDown`.
 *
 * @throws {OverflowError} when a sum or a threshold in atoms exceeds 2^256 - 1.
 *
 * @example
 * earnedDown(schedule, 10_000_000n) // => 900n
 */
export function earnedDown(schedule: RebateSchedule, volume: bigint): bigint {
  unitOf(schedule.decimals)
  let earned = 0n
  let bottom = 0n
  for (let tier = 0; bottom < volume; tier++) {
    const start = tier === TIERS - 1 ? volume : tierStart(schedule, tier + 1)
    const top = start < volume ? start : volume
    earned = add(earned, mul(sub(top, bottom), BigInt(rateBps(schedule, tier))))
    bottom = top
  }
  return earned / BPS
}

/**
 * Quote atoms to the tier after the present one, and its rate; `undefined` in the highest.
 *
 * @example
 * nextTier(schedule, 2_000_000n) // => { tier: 2, rateBps: 2, missing: 8_000_000n }
 */
export function nextTier(
  schedule: RebateSchedule,
  volume: bigint,
): { readonly tier: number; readonly rateBps: number; readonly missing: bigint } | undefined {
  const tier = tierOf(schedule, volume) + 1
  if (tier === TIERS) return undefined
  return { tier, rateBps: rateBps(schedule, tier), missing: sub(tierStart(schedule, tier), volume) }
}

/** One whole token in atoms, checked as Solidity's `10 ** decimals` is. */
function unitOf(decimals: number): bigint {
  return mul(1n, 10n ** BigInt(decimals))
}
