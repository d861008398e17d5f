import { rebateDown } from '@tidemark/sdk/core'
import { RebateEngine } from '@tidemark/sdk/engine'
import { expect } from 'chai'
import fc from 'fast-check'
import { checkSteps } from '../helpers/atomic.ts'
import { expectThrow } from '../helpers/expectError.ts'

describe('RebateEngine', () => {
  it('pays each unit at the rate of its bracket, however volume is split', () => {
    const rebates = new RebateEngine({ thresholds: [100n, 200n, 300n], ratesBps: [1, 10, 100, 200] })
    // 100 at 1 bps, 100 at 10, 100 at 100, 100 at 200: 0.01 + 0.1 + 1 + 2, rounded down once.
    const paid = Array.from({ length: 40 }, () => rebates.recordMakerTrade('alice', 10n))
    expect(paid.reduce((sum, rebate) => sum + rebate, 0n)).to.equal(3n)
    expect(rebates.recordMakerTrade('bob', 400n)).to.equal(3n)
  })

  it('tells the next tier and what is missing to it', () => {
    const rebates = new RebateEngine({ decimals: 6 })
    rebates.recordMakerTrade('alice', 999_999_000_000n)
    expect(rebates.getNextTier('alice')).to.deep.equal({
      name: 'Silver',
      makerRebateBps: 1,
      minVolume: 10n ** 12n,
      missing: 1_000_000n,
    })
    rebates.recordMakerTrade('alice', 10n ** 15n)
    expect(rebates.getNextTier('alice')).to.equal(undefined)
    expect(rebates.getTiers().map(({ name }) => name)).to.deep.equal(['Bronze', 'Silver', 'Gold', 'Platinum'])
  })

  it('counts takers, but neither ranks nor pays them', () => {
    const rebates = new RebateEngine()
    rebates.recordTakerTrade('bob', 5n)
    expect(rebates.getTopMakers()).to.deep.equal([])
    expect(rebates.tierDistribution().Bronze).to.equal(1)
    expect(rebates.getVolumeStats('bob').takerTrades).to.equal(1)
    expect(rebates.getVolumeStats('nobody').totalMakerVolume).to.equal(0n)
  })

  it('refuses nonsense, and periods that are not later', () => {
    const rebates = new RebateEngine({ timestamp: 10n })
    expectThrow(() => rebates.recordMakerTrade('alice', 0n), 'ValueOutOfRange')
    expectThrow(() => rebates.recordTakerTrade('', 1n), 'EmptyText', { name: 'user' })
    expectThrow(() => rebates.startPeriod(10n), 'TooEarly', { timestamp: 10n, earliest: 11n })
    expectThrow(() => rebates.getTopMakers(-1), 'ValueOutOfRange')
    expectThrow(() => new RebateEngine({ thresholds: [1n, 1n, 2n] }), 'ValueOutOfRange')
    expectThrow(() => new RebateEngine({ ratesBps: [2, 1, 3, 4] }), 'ValueOutOfRange')
    expectThrow(() => new RebateEngine({ ratesBps: [0, 1, 2, 2.5] }), 'ValueOutOfRange')
    rebates.recordMakerTrade('alice', 1n << 253n)
    expectThrow(() => rebates.recordMakerTrade('alice', (1n << 256n) - 1n), 'Overflow')
    expect(rebates.period).to.deep.equal({ number: 1, startedAt: 10n })
  })

  const step = fc.record({
    kind: fc.constantFrom('maker', 'maker', 'maker', 'taker', 'period'),
    user: fc.constantFrom('alice', 'bob', 'carol', ''),
    amount: fc.oneof(fc.bigInt({ min: -1n, max: 10n }), fc.bigInt({ min: 0n, max: 40_000_000n })),
  })

  it('any steps: what is refused changes nothing, snapshots restore, a period pays what its volume earns', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const rebates = new RebateEngine()
        checkSteps(
          rebates,
          (json) => RebateEngine.restore(json),
          steps,
          (engine, { kind, user, amount }) => {
            if (kind === 'maker') return engine.recordMakerTrade(user, amount)
            return kind === 'taker' ? engine.recordTakerTrade(user, amount) : engine.startPeriod(amount)
          },
        )
        for (const user of ['alice', 'bob', 'carol']) {
          const { makerVolume, rebates: paid } = rebates.getVolumeStats(user)
          expect(paid).to.equal(rebateDown(rebates.schedule, 0n, makerVolume))
        }
        const total = Object.values(rebates.tierDistribution()).reduce((sum, users) => sum + users, 0)
        expect(total >= rebates.getTopMakers().length).to.equal(true)
      }),
      { numRuns: 150 },
    )
  })
})
