import {
  bucketAvailable,
  FULL_BUCKET,
  isLiveAnswer,
  isWithinBand,
  lotsFor,
  markDown,
  markValueDown,
  markValueUp,
  Side,
  shareableProfit,
  shareDown,
  spendInWindow,
  takeFromBucket,
  tryOracleScale,
  UNUSED_WINDOW,
  windowLeft,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

describe('core limits and marks', () => {
  it('refills a bucket linearly, rounded down', () => {
    const terms = { capacity: 1_000n, refillSeconds: 100n }
    const taken = takeFromBucket(FULL_BUCKET, terms, 1_000n, 600n)
    expect(taken).to.deep.equal({ used: 600n, touchedAt: 1_000n })
    expect(bucketAvailable(taken, terms, 1_000n)).to.equal(400n)
    expect(bucketAvailable(taken, terms, 1_030n)).to.equal(700n)
    expect(bucketAvailable(taken, terms, 1_060n)).to.equal(1_000n)
    expect(bucketAvailable(taken, { capacity: 999n, refillSeconds: 100n }, 1_001n)).to.equal(408n)
    expectThrow(() => bucketAvailable(taken, terms, 999n), 'Overflow')
  })

  it('starts a budget afresh in each window of the clock', () => {
    const spent = spendInWindow(UNUSED_WINDOW, 60n, 119n, 300n)
    expect(spent).to.deep.equal({ used: 300n, index: 1n })
    expect(windowLeft(spent, 500n, 60n, 119n)).to.equal(200n)
    expect(windowLeft(spent, 500n, 60n, 120n)).to.equal(500n)
    expect(spendInWindow(spent, 60n, 61n, 100n)).to.deep.equal({ used: 400n, index: 1n })
  })

  it('values lots at a mark, down for what is owned and up for what is owed', () => {
    const mark = 5n << 63n // 2.5 ticks
    expect(markValueDown(3n, 10n, mark)).to.equal(75n)
    expect(markValueDown(3n, 1n, mark)).to.equal(7n)
    expect(markValueUp(3n, 1n, mark)).to.equal(8n)
  })

  it('counts both edges of a band as within', () => {
    const mark = 100n << 64n
    expect([98n, 102n].map((price) => isWithinBand(price, mark, 200))).to.deep.equal([true, true])
    expect([97n, 103n].map((price) => isWithinBand(price, mark, 200))).to.deep.equal([false, false])
    expect(isWithinBand(100n, mark, 0)).to.equal(true)
  })

  it('turns a feed’s answer into ticks', () => {
    // A lot of 0.01 base at 100 quote is worth 1 quote: 10^6 atoms, at 100 atoms a tick 10,000 ticks.
    const terms = { lotSize: 10n ** 16n, tickSize: 100n, baseDecimals: 18, quoteDecimals: 6, oracleDecimals: 8 }
    const { fits, scale } = tryOracleScale(terms)
    expect(fits).to.equal(true)
    expect(markDown(100n * 10n ** 8n, scale)).to.equal(10_000n << 64n)
    expect(markDown(0n, scale)).to.equal(0n)
    expect(markDown(1n << 255n, scale)).to.equal(0n)
    expect(tryOracleScale({ ...terms, baseDecimals: 70 }).fits).to.equal(true)
    expect(tryOracleScale({ ...terms, baseDecimals: 75 }).fits).to.equal(false)
    expectThrow(() => tryOracleScale({ ...terms, baseDecimals: 78 }), 'Overflow')
  })

  it('takes an answer for live while it is positive, dated and young enough', () => {
    const at = (answer: bigint, updatedAt: bigint) => isLiveAnswer({ answer, updatedAt }, 60n, 1_000n)
    expect([at(1n, 1_000n), at(1n, 940n)]).to.deep.equal([true, true])
    expect([at(0n, 1_000n), at(-1n, 1_000n), at(1n, 939n), at(1n, 1_001n), at(1n, 0n)]).to.not.include(true)
  })

  it('shares what profit gained above its mark, inventory at the lower of cost and value', () => {
    expect(shareableProfit(1_000n, 500n, 300n)).to.equal(800n)
    expect(shareableProfit(1_000n, 500n, 900n)).to.equal(1_000n)
    expect(shareDown(800n, 300n, 2_000)).to.equal(100n)
    expect(shareDown(304n, 300n, 2_000)).to.equal(0n)
    expect(shareDown(300n, 300n, 2_000)).to.equal(0n)
    expect(shareDown(-50n, -100n, 5_000)).to.equal(25n)
  })

  it('turns a notional into lots of a quote', () => {
    // 100 ticks of 2 quote atoms: 200 a lot.
    expect(lotsFor(Side.Ask, 100n, 2n, 9n, 999n)).to.equal(4n)
    expect(lotsFor(Side.Bid, 100n, 2n, 9n, 999n)).to.equal(5n)
    expect(lotsFor(Side.Bid, 100n, 2n, 9n, 1_000n)).to.equal(5n)
    expect(lotsFor(Side.Ask, 100n, 2n, 3n, 999n)).to.equal(3n)
    expect(lotsFor(Side.Ask, 0n, 2n, 3n, 999n)).to.equal(0n)
  })
})
