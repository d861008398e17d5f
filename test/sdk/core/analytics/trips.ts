import {
  addReturn,
  addToExtremes,
  addToTarget,
  addTrip,
  addVolume,
  averageLoss,
  averageWin,
  decidedWinRate,
  defined,
  downsideWad,
  expectancy,
  expectancyRatio,
  kelly,
  makerShare,
  meanWad,
  mergeExtremes,
  mergeReturns,
  mergeTargets,
  mergeTrips,
  mergeVolumes,
  NO_EXTREMES,
  NO_RETURNS,
  NO_TRIPS,
  NO_VOLUME,
  netProfit,
  omegaWad,
  payoff,
  profitFactor,
  sortinoWad,
  sqnWad,
  startTarget,
  subtractReturns,
  subtractTargets,
  subtractTrips,
  subtractVolumes,
  type VolumeEntry,
  volatilityWad,
  winRate,
} from '@tidemark/sdk/analytics'
import { expect } from 'chai'
import fc from 'fast-check'
import { known } from '../../helpers/published.ts'

const WAD = 10n ** 18n
const none = (reason: string) => ({ ok: false, reason })

const pnl = fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), { maxLength: 40 })
const returns = fc.array(fc.bigInt({ min: -WAD, max: 2n * WAD }), { maxLength: 40 })
const volume: fc.Arbitrary<VolumeEntry[]> = fc.array(
  fc.record({
    isMaker: fc.boolean(),
    notional: fc.bigInt({ min: 0n, max: 10n ** 30n }),
    fee: fc.bigInt({ min: 0n, max: 10n ** 20n }),
    rebate: fc.bigInt({ min: 0n, max: 10n ** 20n }),
  }),
  { maxLength: 20 },
)

const tripsOf = (list: readonly bigint[]) => list.reduce(addTrip, NO_TRIPS)

/** Each kind of total with its record, merge and undo. */
const KINDS = [
  { name: 'trips', of: pnl, add: addTrip, empty: NO_TRIPS, merge: mergeTrips, subtract: subtractTrips },
  { name: 'returns', of: returns, add: addReturn, empty: NO_RETURNS, merge: mergeReturns, subtract: subtractReturns },
  {
    name: 'returns around a target',
    of: returns,
    add: (totals: ReturnType<typeof startTarget>, r: bigint) => addToTarget(totals, r),
    empty: startTarget(7n),
    merge: mergeTargets,
    subtract: subtractTargets,
  },
  { name: 'volumes', of: volume, add: addVolume, empty: NO_VOLUME, merge: mergeVolumes, subtract: subtractVolumes },
] as const

describe('analytics totals', () => {
  for (const kind of KINDS) {
    // Each kind fits itself; the list of them has no common type.
    const { name, of, add, empty, merge, subtract } = kind as unknown as {
      name: string
      of: fc.Arbitrary<unknown[]>
      add: (totals: object, entry: unknown) => object
      empty: object
      merge: (a: object, b: object) => object
      subtract: (a: object, b: object) => object
    }
    it(`${name}: two windows merged are one that recorded both, and less the one the other`, () => {
      fc.assert(
        fc.property(of, of, (before, during) => {
          const [a, b] = [before.reduce(add, empty) as object, during.reduce(add, empty) as object]
          const all = [...before, ...during].reduce(add, empty) as object
          expect(merge(a, b)).to.deep.equal(all)
          expect(subtract(all, a)).to.deep.equal(b)
          expect(merge(b, a)).to.deep.equal(all)
        }),
      )
    })
  }

  it('largest win and loss merge, and are 0 while there is none', () => {
    fc.assert(
      fc.property(pnl, pnl, (before, during) => {
        const of = (list: readonly bigint[]) => list.reduce(addToExtremes, NO_EXTREMES)
        const all = [...before, ...during]
        expect(mergeExtremes(of(before), of(during))).to.deep.equal(of(all))
        expect(of(all)).to.deep.equal({
          largestWin: all.reduce((most, x) => (x > most ? x : most), 0n),
          largestLoss: all.reduce((most, x) => (-x > most ? -x : most), 0n),
        })
      }),
    )
  })

  it('ten trips by hand', () => {
    // Wins 40, 60, 20: 120. Losses 30, 10: 40. Five break even.
    const totals = tripsOf([40n, -30n, 0n, 60n, 0n, 20n, -10n, 0n, 0n, 0n])
    expect(netProfit(totals)).to.equal(80n)
    expect(winRate(totals)).to.deep.equal(defined((3n * WAD) / 10n))
    expect(decidedWinRate(totals)).to.deep.equal(defined((6n * WAD) / 10n))
    expect(profitFactor(totals)).to.deep.equal(defined(3n * WAD))
    expect(averageWin(totals)).to.deep.equal(defined(40n * WAD))
    expect(averageLoss(totals)).to.deep.equal(defined(20n * WAD))
    expect(payoff(totals)).to.deep.equal(defined(2n * WAD))
    expect(expectancy(totals)).to.deep.equal(defined(8n * WAD))
    expect(expectancyRatio(totals)).to.deep.equal(defined((4n * WAD) / 10n))
    // 0.3 - 0.2 / 2.
    expect(kelly(totals)).to.deep.equal(defined(WAD / 5n))
    expect(kelly(tripsOf([10n, -20n]))).to.deep.equal(defined(-WAD / 2n))
  })

  it('rounds to the disadvantage of the account', () => {
    const totals = tripsOf([1n, 1n, 0n, -1n, -1n, -1n])
    expect(averageWin(tripsOf([1n, 1n, 2n]))).to.deep.equal(defined((4n * WAD) / 3n))
    expect(averageLoss(tripsOf([-1n, -1n, -2n]))).to.deep.equal(defined((4n * WAD) / 3n + 1n))
    expect(expectancy(totals)).to.deep.equal(defined(-WAD / 6n - 1n))
    expect(expectancyRatio(totals)).to.deep.equal(defined(-WAD / 6n - 1n))
    expect(kelly(totals)).to.deep.equal(defined(-WAD / 6n - 1n))
  })

  it('has reasons, not numbers, where there is nothing', () => {
    for (const metric of [
      winRate,
      decidedWinRate,
      profitFactor,
      averageWin,
      averageLoss,
      payoff,
      expectancy,
      expectancyRatio,
      kelly,
    ]) {
      expect(metric(NO_TRIPS), metric.name).to.deep.equal(none('NO_DATA'))
    }
    const won = tripsOf([3n])
    for (const metric of [profitFactor, averageLoss, payoff, expectancyRatio, kelly]) {
      expect(metric(won), metric.name).to.deep.equal(none('NO_LOSSES'))
    }
    const lost = tripsOf([-3n])
    for (const metric of [averageWin, payoff, kelly]) expect(metric(lost), metric.name).to.deep.equal(none('NO_WINS'))
    expect(decidedWinRate(tripsOf([0n]))).to.deep.equal(none('NO_DATA'))
    expect(makerShare(NO_VOLUME)).to.deep.equal(none('NO_DATA'))
    expect(meanWad(NO_RETURNS)).to.deep.equal(none('NO_DATA'))
    expect(volatilityWad(addReturn(NO_RETURNS, 1n))).to.deep.equal(none('TOO_FEW_SAMPLES'))
    for (const metric of [downsideWad, sortinoWad, omegaWad]) {
      expect(metric(startTarget()), metric.name).to.deep.equal(none('NO_DATA'))
    }
    expect(omegaWad(addToTarget(startTarget(), 5n))).to.deep.equal(none('NO_DOWNSIDE'))
    expect(sqnWad(NO_RETURNS)).to.deep.equal(none('TOO_FEW_SAMPLES'))
  })

  it('expectancy is the share won times the average win less the share lost times the average loss', () => {
    fc.assert(
      fc.property(pnl, (list) => {
        const totals = tripsOf(list)
        fc.pre(totals.wins > 0n && totals.losses > 0n)
        const { trips, wins, losses } = totals
        const parts = wins * known(averageWin(totals)) - losses * known(averageLoss(totals))
        // Each average is off by less than one unit, the whole by less than one.
        const off = known(expectancy(totals)) * trips - parts
        expect(off > -trips && off < wins + losses, `${off}`).to.equal(true)
      }),
    )
  })

  it('splits volume by who made it', () => {
    const totals = [
      { isMaker: true, notional: 300n, fee: 0n, rebate: 3n },
      { isMaker: false, notional: 100n, fee: 5n, rebate: 0n },
    ].reduce(addVolume, NO_VOLUME)
    expect(totals).to.deep.equal({
      makerFills: 1n,
      takerFills: 1n,
      makerVolume: 300n,
      takerVolume: 100n,
      fees: 5n,
      rebates: 3n,
    })
    expect(makerShare(totals)).to.deep.equal(defined((3n * WAD) / 4n))
  })

  it('means, deviations and Omega by hand, risks rounded up', () => {
    // 3 %, -1 %, 1 %: mean 1 %, s² = 4e-4; below a target of 1 % once, by 2 %; above it once, by 2 %.
    const list = [3n, -1n, 1n].map((percent) => (percent * WAD) / 100n)
    const totals = list.reduce(addReturn, NO_RETURNS)
    expect(meanWad(totals)).to.deep.equal(defined(WAD / 100n))
    expect(volatilityWad(totals, 4n)).to.deep.equal(defined(WAD / 25n))
    expect(volatilityWad([0n, 1n, 1n].reduce(addReturn, NO_RETURNS), 1n)).to.deep.equal(defined(1n))
    const target = list.reduce((sum, r) => addToTarget(sum, r), startTarget(WAD / 100n))
    expect(omegaWad(target)).to.deep.equal(defined(WAD))
    expect(sortinoWad(target)).to.deep.equal(defined(0n))
    // √(4e-4 / 3 · 3).
    expect(downsideWad(target, 3n)).to.deep.equal(defined(WAD / 50n))
    expect(addToTarget(startTarget(5n), 2n, 3n)).to.deep.equal(
      [2n, 2n, 2n].reduce((sum, r) => addToTarget(sum, r), startTarget(5n)),
    )
    expect(meanWad([-1n, 0n].reduce(addReturn, NO_RETURNS))).to.deep.equal(defined(-1n))
  })
})
