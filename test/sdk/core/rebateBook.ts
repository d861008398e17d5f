import {
  borneSchedule,
  feesIn,
  feesScheduled,
  NO_VOLUME_YET,
  periodAt,
  type RebateBook,
  rebatesScheduled,
  tiersIn,
  volumeIn,
  volumeMade,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

const TIERS = { thresholds: [10n, 20n, 30n], ratesBps: [0, 1, 2, 3] } as const
const BOOK: RebateBook = { periodLength: 100n, periodStart: 1_000n, tiers: TIERS }

describe('core rebate periods', () => {
  it('counts periods from the first', () => {
    expect([1_000n, 1_099n, 1_100n].map((time) => periodAt(BOOK, time))).to.deep.equal([0n, 0n, 1n])
    expectThrow(() => periodAt(BOOK, 999n), 'Overflow')
  })

  it('changes tiers with the next period', () => {
    const dearer = { ...TIERS, ratesBps: [1, 2, 3, 4] } as const
    const book = rebatesScheduled(BOOK, dearer, 1_250n)
    expect([2n, 3n].map((period) => tiersIn(book, period))).to.deep.equal([TIERS, dearer])
    const again = rebatesScheduled(book, TIERS, 1_300n)
    expect([3n, 4n].map((period) => tiersIn(again, period))).to.deep.equal([dearer, TIERS])
    const unordered = { ...TIERS, thresholds: [10n, 10n, 30n] } as const
    expectThrow(() => rebatesScheduled(BOOK, unordered, 1_000n), 'InvalidSchedule', {
      index: 1n,
      previous: 10n,
      value: 10n,
    })
    expectThrow(() => rebatesScheduled(BOOK, { ...TIERS, ratesBps: [0, 1, 2, 101] }, 1_000n), 'RebateTooHigh')
    expectThrow(() => rebatesScheduled(BOOK, { ...TIERS, ratesBps: [0, 2, 1, 3] }, 1_000n), 'InvalidSchedule')
  })

  it('starts every maker at the first tier in every period', () => {
    // Thresholds of 10, 20 and 30 whole tokens of no decimals, rates in whole bps: 10,000 atoms at 1 bps are 1.
    const schedule = borneSchedule({ ...TIERS, thresholds: [10_000n, 20_000n, 30_000n] }, 3n, 0)
    const first = volumeMade(NO_VOLUME_YET, schedule, { period: 1n, notional: 25_000n })
    expect(first).to.deep.equal({ maker: { period: 1n, volume: 25_000n }, rebate: 2n })
    const second = volumeMade(first.maker, schedule, { period: 1n, notional: 5_000n })
    expect(second.rebate).to.equal(1n)
    expect(volumeIn(second.maker, 2n)).to.equal(0n)
    expect(volumeMade(second.maker, schedule, { period: 2n, notional: 9_999n }).rebate).to.equal(0n)
  })

  it('pays and counts nothing where the fee does not bear the highest rate', () => {
    expect(borneSchedule(TIERS, 2n, 6)).to.equal(undefined)
    expect(borneSchedule({ ...TIERS, ratesBps: [0, 0, 0, 0] }, 9n, 6)).to.equal(undefined)
    expect(volumeMade(NO_VOLUME_YET, undefined, { period: 1n, notional: 9n })).to.deep.equal({
      maker: NO_VOLUME_YET,
      rebate: 0n,
    })
  })

  it('changes fees with the next period', () => {
    const fees = feesScheduled({ takerFeeBps: 5, poolFeeShareBps: 0 }, { takerFeeBps: 7, poolFeeShareBps: 100 }, 2n)
    expect(feesIn(fees, 2n)).to.deep.equal({ takerFeeBps: 5, poolFeeShareBps: 0 })
    expect(feesIn(fees, 3n)).to.deep.equal({ takerFeeBps: 7, poolFeeShareBps: 100 })
    expectThrow(() => feesScheduled(fees, { takerFeeBps: 101, poolFeeShareBps: 0 }, 2n), 'FeeTooHigh')
    expectThrow(() => feesScheduled(fees, { takerFeeBps: 1, poolFeeShareBps: 10_001 }, 2n), 'FeeTooHigh')
  })
})
