import {
  addReturn,
  addToDrawdown,
  addTrip,
  NO_RETURNS,
  NO_TRIPS,
  periodReturnWad,
  profitFactor,
  sharpeWad,
  startDrawdown,
  subtractTrips,
  winRate,
} from '@tidemark/sdk/analytics'
import { expect } from 'chai'
import fc from 'fast-check'
import { published, wad } from '../helpers/vectors.ts'

const WAD = 10n ** 18n
const returnsOf = (list: readonly bigint[]) => list.reduce(addReturn, NO_RETURNS)
const tripsOf = (list: readonly bigint[]) => list.reduce(addTrip, NO_TRIPS)

describe('core analytics', () => {
  for (const { source, name, returns, periods, sharpe } of published.returns) {
    it(`gives the published Sharpe ratio of ${name} (${source})`, () => {
      const totals = returnsOf(returns.map(wad))
      expect(sharpeWad(totals, BigInt(periods))).to.deep.equal({ ok: true, value: wad(sharpe) })
    })
  }

  it('annualises over 365 days and takes a risk-free return off', () => {
    const totals = returnsOf(['0.01', '0.1', '-0.04', '0.02', '0.03', '0.02', '0.01', '-0.1'].map(wad))
    expect(sharpeWad(totals)).to.deep.equal({ ok: true, value: 2_074_667_511_438_608_305n })
    // The mean is 0.00625: with that as risk-free return nothing is left.
    expect(sharpeWad(totals, 365n, wad('0.00625'))).to.deep.equal({ ok: true, value: 0n })
  })

  it('has no Sharpe ratio of one return, nor of equal ones', () => {
    expect(sharpeWad(NO_RETURNS)).to.deep.equal({ ok: false, reason: 'TOO_FEW_SAMPLES' })
    expect(sharpeWad(returnsOf([WAD]))).to.deep.equal({ ok: false, reason: 'TOO_FEW_SAMPLES' })
    expect(sharpeWad(returnsOf([7n, 7n, 7n]))).to.deep.equal({ ok: false, reason: 'ZERO_VARIANCE' })
  })

  for (const { source, pnl, ...expected } of published.trades) {
    it(`counts the trades ${pnl.join(', ')} as published (${source})`, () => {
      const totals = tripsOf(pnl.map(BigInt))
      expect(winRate(totals)).to.deep.equal({ ok: true, value: wad(expected.winRate) })
      expect(profitFactor(totals)).to.deep.equal(
        expected.profitFactor === null
          ? { ok: false, reason: 'NO_LOSSES' }
          : { ok: true, value: wad(expected.profitFactor) },
      )
    })
  }

  it('counts a break-even trip as neither won nor lost', () => {
    expect(tripsOf([5n, 0n, -2n])).to.deep.equal({ trips: 3n, wins: 1n, losses: 1n, grossProfit: 5n, grossLoss: 2n })
    expect(winRate(NO_TRIPS)).to.deep.equal({ ok: false, reason: 'NO_DATA' })
    expect(profitFactor(NO_TRIPS)).to.deep.equal({ ok: false, reason: 'NO_DATA' })
  })

  it('subtracts totals: a window is its end less its start', () => {
    const pnl = fc.array(fc.bigInt({ min: -1_000n, max: 1_000n }), { maxLength: 30 })
    fc.assert(
      fc.property(pnl, pnl, (before, during) => {
        const window = subtractTrips(tripsOf([...before, ...during]), tripsOf(before))
        expect(window).to.deep.equal(tripsOf(during))
      }),
    )
  })

  for (const { source, start, pnl, amount, fraction } of published.drawdown) {
    it(`falls as deep as published: ${source}, from ${start}`, () => {
      let equity = BigInt(start)
      let drawdown = startDrawdown(equity)
      for (const profit of pnl) {
        equity += BigInt(profit)
        drawdown = addToDrawdown(drawdown, { equity, netFlow: 0n })
      }
      expect(drawdown.amount).to.equal(BigInt(amount))
      if (fraction !== null) expect(drawdown.wad).to.equal(wad(fraction))
    })
  }

  it('counts the start as a peak, and a loss beyond everything as more than all', () => {
    const fallen = addToDrawdown(startDrawdown(100n), { equity: 90n, netFlow: 0n })
    expect([fallen.amount, fallen.wad]).to.deep.equal([10n, wad('0.1')])
    const ruined = addToDrawdown(fallen, { equity: -50n, netFlow: 0n })
    expect([ruined.amount, ruined.wad]).to.deep.equal([150n, wad('1.5')])
  })

  it('never takes a deposit for profit nor a withdrawal for a loss', () => {
    // 100, then 900 deposited, then a real loss of 10 %.
    const deposited = addToDrawdown(startDrawdown(100n), { equity: 1_000n, netFlow: 900n })
    expect([deposited.amount, deposited.peak]).to.deep.equal([0n, 1_000n])
    const lost = addToDrawdown(deposited, { equity: 900n, netFlow: 0n })
    expect([lost.amount, lost.wad]).to.deep.equal([100n, wad('0.1')])
    const withdrawn = addToDrawdown(deposited, { equity: 200n, netFlow: -800n })
    expect(withdrawn.amount).to.equal(0n)
    // 900 left of 1 000, 890 of them withdrawn: the peak shrinks alike, to 11.1, and a fall from 10 to 9 is one of 19 %.
    const fallen = addToDrawdown(startDrawdown(1_000n * WAD), { equity: 900n * WAD, netFlow: 0n })
    const small = addToDrawdown(fallen, { equity: 10n * WAD, netFlow: -890n * WAD })
    expect([small.peak, small.wad]).to.deep.equal([11_111_111_111_111_111_112n, wad('0.1')])
    const again = addToDrawdown(small, { equity: 9n * WAD, netFlow: 0n })
    expect(again.wad).to.equal(wad('0.19') + 1n)
    // An emptied vault starts anew.
    expect(addToDrawdown(lost, { equity: 0n, netFlow: -900n }).peak).to.equal(0n)
    expect(periodReturnWad(100n, 1_000n, 900n)).to.deep.equal({ ok: true, value: 0n })
    expect(periodReturnWad(1_000n, 200n, -800n)).to.deep.equal({ ok: true, value: 0n })
  })

  it('rounds returns toward minus infinity and has none on nothing', () => {
    expect(periodReturnWad(3n, 4n, 0n)).to.deep.equal({ ok: true, value: 333_333_333_333_333_333n })
    expect(periodReturnWad(3n, 2n, 0n)).to.deep.equal({ ok: true, value: -333_333_333_333_333_334n })
    expect(periodReturnWad(4n, 2n, 0n)).to.deep.equal({ ok: true, value: -WAD / 2n })
    expect(periodReturnWad(0n, 5n, 0n)).to.deep.equal({ ok: false, reason: 'NON_POSITIVE_EQUITY' })
    expect(periodReturnWad(-1n, 5n, 0n)).to.deep.equal({ ok: false, reason: 'NON_POSITIVE_EQUITY' })
  })
})
