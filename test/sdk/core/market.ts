import {
  baseAmount,
  feeUp,
  notional,
  notionalForCostDown,
  notionalForProceedsUp,
  poolFeeDown,
  rebateCapBps,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../helpers/expectError.ts'

describe('core market', () => {
  it('values lots exactly and rounds the fee up', () => {
    // 7 lots at 1,050 ticks of 100 atoms.
    expect(notional(1_050n, 100n, 7n)).to.equal(735_000n)
    expect(baseAmount(7n, 10n ** 16n)).to.equal(70_000_000_000_000_000n)
    // 735,000 at 5 bps is 367.5.
    expect([feeUp(735_000n, 5), feeUp(730_000n, 5), feeUp(0n, 5)]).to.deep.equal([368n, 365n, 0n])
  })

  it('gives a pool its share of the fee, rounded down', () => {
    expect([poolFeeDown(368n, 5_000), poolFeeDown(367n, 5_000), poolFeeDown(3n, 3_333)]).to.deep.equal([184n, 183n, 0n])
    expect(poolFeeDown(368n, 10_000)).to.equal(368n)
  })

  it('finds the notional that a budget buys', () => {
    // 1,000,500 at 5 bps: 1,000,000 and 500 of fee.
    expect(notionalForCostDown(1_000_500n, 5)).to.equal(1_000_000n)
    expect(notionalForCostDown(1_000_499n, 5)).to.equal(999_999n)
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), fc.nat({ max: 100 }), (amount, feeBps) => {
        const most = notionalForCostDown(amount, feeBps)
        expect(most + feeUp(most, feeBps) <= amount).to.equal(true)
        expect(most + 1n + feeUp(most + 1n, feeBps) > amount).to.equal(true)
      }),
    )
  })

  it('finds the notional that leaves an amount', () => {
    // 1,000,000 less 500 of fee.
    expect(notionalForProceedsUp(999_500n, 5)).to.equal(1_000_000n)
    expect(notionalForProceedsUp(999_501n, 5)).to.equal(1_000_002n)
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 128n }), fc.nat({ max: 100 }), (amount, feeBps) => {
        const least = notionalForProceedsUp(amount, feeBps)
        expect(least - feeUp(least, feeBps) >= amount).to.equal(true)
        expect(least - 1n - feeUp(least - 1n, feeBps) < amount).to.equal(true)
      }),
    )
    expectThrow(() => notionalForProceedsUp(1n, 10_000), 'DivisionByZero')
    expectThrow(() => notionalForProceedsUp(1n, 10_001), 'Overflow')
  })

  it('says which rebate a fee bears', () => {
    expect([rebateCapBps(5, 0), rebateCapBps(5, 4_000), rebateCapBps(5, 4_001)]).to.deep.equal([5n, 3n, 2n])
    expect([rebateCapBps(100, 10_000), rebateCapBps(0, 0)]).to.deep.equal([0n, 0n])
    expectThrow(() => rebateCapBps(5, 10_001), 'Overflow')
  })
})
