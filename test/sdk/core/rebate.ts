import { earnedDown, nextTier, type RebateSchedule, rateBps, rebateDown, tierOf, tierStart } from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../helpers/expectError.ts'

const USDC = 1_000_000n
/** The default schedule: 1, 10 and 50 million whole tokens, 0 to 3 bps. */
const DEFAULT: RebateSchedule = {
  thresholds: [1_000_000n, 10_000_000n, 50_000_000n],
  ratesBps: [0, 1, 2, 3],
  decimals: 6,
}

describe('core rebate', () => {
  it('names the tier of the next unit of volume', () => {
    const volumes = [0n, 999_999n, 1_000_000n, 9_999_999n, 10_000_000n, 50_000_000n, 10n ** 12n]
    expect(volumes.map((whole) => tierOf(DEFAULT, whole * USDC))).to.deep.equal([0, 0, 1, 1, 2, 3, 3])
    expect(tierOf(DEFAULT, 1_000_000n * USDC - 1n)).to.equal(0)
    expect([0, 1, 2, 3].map((tier) => rateBps(DEFAULT, tier))).to.deep.equal([0, 1, 2, 3])
    expect(tierStart(DEFAULT, 3)).to.equal(50_000_000_000_000n)
  })

  it('pays every unit of volume the rate of its bracket', () => {
    expect(rebateDown(DEFAULT, 0n, 1_000_000n * USDC)).to.equal(0n)
    // 9M at 1 bps, 40M at 2, 10M at 3: 900 + 8,000 + 3,000.
    expect(rebateDown(DEFAULT, 0n, 60_000_000n * USDC)).to.equal(11_900n * USDC)
    // From 9.5M to 12M: 0.5M at 1 bps, 2M at 2: 50 + 400.
    expect(rebateDown(DEFAULT, 9_500_000n * USDC, 2_500_000n * USDC)).to.equal(450n * USDC)
    expect(earnedDown(DEFAULT, 12_000_000n * USDC)).to.equal(1_300n * USDC)
  })

  it('rounds the sum of a period once', () => {
    // 4,999 atoms at 3 bps are 1.4997: one atom, then two, because 2.9994 have been earned and then 4.4991.
    const start = 50_000_000n * USDC
    const one = 4_999n
    expect([0n, 1n, 2n].map((i) => rebateDown(DEFAULT, start + i * one, one))).to.deep.equal([1n, 1n, 2n])
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 90n }),
        fc.bigInt({ min: 0n, max: 2n ** 90n }),
        fc.bigInt({ min: 0n, max: 2n ** 90n }),
        (volume, first, second) => {
          const apart = rebateDown(DEFAULT, volume, first) + rebateDown(DEFAULT, volume + first, second)
          expect(apart).to.equal(rebateDown(DEFAULT, volume, first + second))
        },
      ),
    )
  })

  it('pays nothing where there is no schedule', () => {
    expect(rebateDown(undefined, 10n ** 20n, 10n ** 20n)).to.equal(0n)
  })

  it('says what is missing to the next tier', () => {
    expect(nextTier(DEFAULT, 0n)).to.deep.equal({ tier: 1, rateBps: 1, missing: 1_000_000n * USDC })
    expect(nextTier(DEFAULT, 9_999_999n * USDC)).to.deep.equal({ tier: 2, rateBps: 2, missing: USDC })
    expect(nextTier(DEFAULT, 50_000_000n * USDC)).to.equal(undefined)
  })

  it('refuses tiers that are none and sums that do not fit', () => {
    expectThrow(() => rateBps(DEFAULT, 4), 'UnknownTier', { tier: 4, max: 3 })
    expectThrow(() => tierStart(DEFAULT, 0), 'UnknownTier', { tier: 0, max: 3 })
    expectThrow(() => rebateDown(DEFAULT, 2n ** 256n - 1n, 1n), 'Overflow')
    expectThrow(() => tierOf({ ...DEFAULT, decimals: 78 }, 0n), 'Overflow')
  })
})
