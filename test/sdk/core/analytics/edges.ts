import {
  addFlow,
  addToDrawdown,
  addToExtremes,
  advanceCurve,
  conditionalValueAtRiskWad,
  defined,
  mergeExtremes,
  NO_EXTREMES,
  percentile,
  setEquity,
  shrunkScore,
  startCurve,
  startDrawdown,
  valueAtRiskWad,
} from '@tidemark/sdk/analytics'
import { expect } from 'chai'
import { expectThrow } from '../../helpers/expectError.ts'

const WAD = 10n ** 18n

describe('analytics at their edges', () => {
  it('funds an account with a single atom, and with nothing not at all', () => {
    const empty = startCurve(7n)
    expect(addFlow(empty, 9n, 0n)).to.deep.equal({ ...empty, time: 9n, fall: { ...empty.fall, peakTime: 7n } })
    const one = addFlow(empty, 9n, 1n)
    expect([one.price, one.startTime, one.equity]).to.deep.equal([{ equity: 1n, shares: WAD }, 9n, 1n])
    expect(addFlow(empty, 9n, -1n).isRuined).to.equal(true)
  })

  it('takes what happens at one moment as one, and nothing from before', () => {
    const curve = setEquity(addFlow(startCurve(0n), 5n, 100n), 5n, 90n)
    expect(advanceCurve(curve, 5n)).to.equal(curve)
    expectThrow(() => advanceCurve(curve, 4n), 'TimeWentBack', { time: 4n, recorded: 5n })
  })

  it('scales the peak by the smallest flow', () => {
    // 8 of a peak of 10; one atom more is an eighth: a peak of 11.25, rounded up.
    const fallen = addToDrawdown(startDrawdown(10n), { equity: 9n, netFlow: 1n })
    expect([fallen.peak, fallen.amount]).to.deep.equal([12n, 2n])
    expect(addToDrawdown(startDrawdown(10n), { equity: 7n, netFlow: -1n }).peak).to.equal(9n)
    expect(addToDrawdown(startDrawdown(10n), { equity: 0n, netFlow: 0n })).to.deep.equal({
      peak: 10n,
      amount: 10n,
      wad: WAD,
    })
  })

  it('looks at the worst twentieth unless told otherwise', () => {
    // -20 to -1: at 1/20 lies 0.95 of the way from -20 to -19.
    const returns = Array.from({ length: 20 }, (_, i) => BigInt(i - 20) * WAD)
    expect(valueAtRiskWad(returns)).to.deep.equal({ ok: true, value: -19_050_000_000_000_000_000n })
    expect(conditionalValueAtRiskWad(returns)).to.deep.equal({ ok: true, value: -20n * WAD })
    // Of 40 just below the third worst: two are worse. At 1/19 it is just above.
    const more = Array.from({ length: 40 }, (_, i) => BigInt(i - 40) * WAD)
    expect(conditionalValueAtRiskWad(more)).to.deep.equal({ ok: true, value: (-79n * WAD) / 2n })
    expect(conditionalValueAtRiskWad(more, WAD / 19n)).to.deep.equal({ ok: true, value: -39n * WAD })
    expect(valueAtRiskWad(returns.slice(1))).to.deep.equal({ ok: false, reason: 'TOO_FEW_SAMPLES' })
  })

  it('sorts what is equal beside each other', () => {
    const values = [3n, 1n, 3n, 2n, 1n, 3n]
    expect([0n, WAD / 5n, WAD / 2n, WAD].map((part) => percentile(values, part))).to.deep.equal(
      [1n, 1n, 2n, 3n].map((value) => ({ ok: true, value })),
    )
  })

  it('keeps the largest win and the largest loss apart', () => {
    const both = [5n, -7n, 5n, 3n, -7n, -2n].reduce(addToExtremes, NO_EXTREMES)
    expect(both).to.deep.equal({ largestWin: 5n, largestLoss: 7n })
    expect(mergeExtremes(both, { largestWin: 6n, largestLoss: 6n })).to.deep.equal({ largestWin: 6n, largestLoss: 7n })
    expect(mergeExtremes({ largestWin: 6n, largestLoss: 8n }, both)).to.deep.equal({ largestWin: 6n, largestLoss: 8n })
  })

  it('keeps the sign of the smallest ratio', () => {
    // Without a prior nothing shrinks; with one of 30, 5 samples leave less than a unit.
    expect([-1n, 0n, 1n].map((value) => shrunkScore(defined(value), 5n, 0n))).to.deep.equal([-1n, 0n, 1n].map(defined))
    expect([-1n, 1n].map((value) => shrunkScore(defined(value), 5n))).to.deep.equal([0n, 0n].map(defined))
  })
})
