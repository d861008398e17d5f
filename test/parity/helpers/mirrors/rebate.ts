import { earnedDown, rateBps, rebateDown, TIERS, tierOf, tierStart } from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, EDGES, uint } from '../cases.ts'
import { mirror } from '../mirror.ts'

/** A schedule in the shape that the encoder wants, which is also the core's. */
interface Schedule {
  readonly thresholds: readonly [bigint, bigint, bigint]
  readonly ratesBps: readonly [number, number, number, number]
  readonly decimals: number
}

const harness = 'MathHarness'
const MAX = (1n << 64n) - 1n
const SCHEDULES: readonly Schedule[] = [
  { thresholds: [1_000_000n, 10_000_000n, 50_000_000n], ratesBps: [0, 1, 2, 3], decimals: 6 },
  { thresholds: [1n, 2n, 3n], ratesBps: [1, 2, 3, 4], decimals: 0 },
  { thresholds: [MAX - 2n, MAX - 1n, MAX], ratesBps: [0, 255, 255, 255], decimals: 18 },
  { thresholds: [0n, 0n, 1n], ratesBps: [0, 0, 0, 1], decimals: 77 },
  { thresholds: [1n, 2n, 3n], ratesBps: [0, 1, 2, 3], decimals: 78 },
]
const rate = fc.nat({ max: 10 })
const schedule: fc.Arbitrary<Schedule> = fc
  .tuple(uint(40), uint(40), uint(40), rate, rate, rate, rate, fc.constantFrom(0, 1, 2, 4, 6, 8, 18, 24))
  .map(([first, second, third, a, b, c, d, decimals]) => ({
    thresholds: [first, first + second, first + second + third],
    ratesBps: [a, a + b, a + b + c, a + b + c + d],
    decimals,
  }))
/** A volume near one of the schedule's thresholds, or of any size that storage holds. */
const withVolume = fc
  .tuple(schedule, fc.nat({ max: 3 }), fc.integer({ min: -3, max: 3 }), uint(128))
  .map(([s, tier, distance, any]): [Schedule, bigint] => {
    const threshold = s.thresholds[tier]
    if (threshold === undefined) return [s, any]
    const near = threshold * 10n ** BigInt(s.decimals) + BigInt(distance)
    return [s, near < 0n ? 0n : near]
  })
const tier = fc.nat({ max: TIERS - 1 })

/** Marginal rebates. */
export const rebate = [
  mirror(rebateDown, 'RebateLib.rebateDown', {
    harness,
    edges: cross(SCHEDULES, EDGES, EDGES),
    random: fc.tuple(withVolume, uint(128)).map(([[s, volume], notional]) => [s, volume, notional]),
  }),
  mirror(earnedDown, 'RebateLib.earnedDown', { harness, edges: cross(SCHEDULES, EDGES), random: withVolume }),
  mirror(tierOf, 'RebateLib.tierOf', { harness, edges: cross(SCHEDULES, EDGES), random: withVolume }),
  mirror(tierStart, ['RebateLib.tierStart', 'RebateLib.threshold'], {
    harness,
    edges: cross(SCHEDULES, [1, 2, 3]),
    random: fc.tuple(
      schedule,
      tier.map((t) => t || 1),
    ),
  }),
  mirror(rateBps, 'RebateLib.rateBps', {
    harness,
    edges: cross(SCHEDULES, [0, 1, 2, 3]),
    random: fc.tuple(schedule, tier),
  }),
]
