import { earnedDown, rateBps, rebateDown, TIERS, tierOf } from '@tidemark/sdk/core'
import fc from 'fast-check'
import { network } from 'hardhat'
import { cross, deployHarness, EDGES, expectParity, type Harness, samples, uint } from './helpers/harness.ts'

/** A schedule in the shape that the encoder wants, which is also the core's. */
interface Schedule {
  readonly thresholds: readonly [bigint, bigint, bigint]
  readonly ratesBps: readonly [number, number, number, number]
  readonly decimals: number
}

const MAX = (1n << 64n) - 1n
const EDGE_SCHEDULES: readonly Schedule[] = [
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
const scheduleAndVolume = fc
  .tuple(schedule, fc.nat({ max: 3 }), fc.integer({ min: -3, max: 3 }), uint(128))
  .map(([s, tier, distance, any]): [Schedule, bigint] => {
    const threshold = s.thresholds[tier]
    if (threshold === undefined) return [s, any]
    const near = threshold * 10n ** BigInt(s.decimals) + BigInt(distance)
    return [s, near < 0n ? 0n : near]
  })

describe('parity: rebate', function () {
  this.timeout(0)
  let harness: Harness
  before(async () => {
    const { provider } = await network.create({ network: 'parity' })
    harness = await deployHarness(provider)
  })

  it('rebateDown equals the bytecode, values and reverts', async () => {
    const cases = [
      ...cross(EDGE_SCHEDULES, EDGES, EDGES),
      ...samples(fc.tuple(scheduleAndVolume, uint(128))).map(([[s, volume], notional]) => [s, volume, notional]),
    ]
    await expectParity(harness, 'rebateDown', cases, rebateDown)
  })

  it('earnedDown equals the bytecode, values and reverts', async () => {
    await expectParity(
      harness,
      'earnedDown',
      [...cross(EDGE_SCHEDULES, EDGES), ...samples(scheduleAndVolume)],
      earnedDown,
    )
  })

  it('tierOf equals the bytecode, values and reverts', async () => {
    const cases = [...cross(EDGE_SCHEDULES, EDGES), ...samples(scheduleAndVolume)]
    await expectParity(harness, 'tierOf', cases, (s: Schedule, volume: bigint) => BigInt(tierOf(s, volume)))
  })

  it('rateBps and thresholds are packed as they are read', async () => {
    const tiers = Array.from({ length: TIERS }, (_, tier) => tier)
    const cases = cross([...EDGE_SCHEDULES, ...samples(schedule, 200)], tiers)
    await expectParity(harness, 'rateBps', cases, (s: Schedule, tier: number) => BigInt(rateBps(s, tier)))
    const later = cases.filter(([, tier]) => tier !== 0)
    await expectParity(harness, 'threshold', later, (s: Schedule, tier: number) => s.thresholds[tier - 1] ?? -1n)
  })
})
