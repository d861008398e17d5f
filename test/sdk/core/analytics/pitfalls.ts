import {
  addFifoFill,
  addFlow,
  addReturn,
  addToTarget,
  addTrip,
  addVolume,
  type CurveMetrics,
  cagrWad,
  calmarWad,
  decidedWinRate,
  defined,
  fifoEntryPriceUp,
  NO_RETURNS,
  NO_TRIPS,
  NO_VOLUME,
  payoff,
  profitFactor,
  rank,
  readCurve,
  readMetrics,
  recordFlow,
  recordTrade,
  setEquity,
  sharpeWad,
  shrunkScore,
  sortinoWad,
  startCurve,
  startFifo,
  startPerformance,
  startTarget,
  subtractTrips,
  subtractVolumes,
  undefinedBecause,
  winRate,
} from '@tidemark/sdk/analytics'
import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import { known } from '../../helpers/published.ts'

const WAD = 10n ** 18n
const DAY = 86_400n
const HOUR = 3_600n

const tripsOf = (list: readonly bigint[]) => list.reduce(addTrip, NO_TRIPS)
const returnsOf = (list: readonly bigint[]) => list.reduce(addReturn, NO_RETURNS)
const none = (reason: string) => ({ ok: false, reason })

/** Equity at the end of each day, from a start at the first second of day 0. */
function daily(start: bigint, closes: readonly bigint[]): CurveMetrics {
  let curve = addFlow(startCurve(0n), 0n, start)
  for (const [day, equity] of closes.entries()) curve = setEquity(curve, BigInt(day + 1) * DAY - 1n, equity)
  return readCurve(curve, BigInt(closes.length) * DAY)
}

/** A trade that closes something for `pnl`, without fee. */
const trade = (timestamp: bigint, pnl: bigint) => ({
  timestamp,
  pnl,
  isMaker: true,
  notional: 1_000n,
  fee: 0n,
  rebate: 0n,
})

describe('pitfalls of metrics that others fell into', () => {
  it('1: equal returns have no Sharpe ratio, equal losses no division by a deviation of zero', () => {
    expect(sharpeWad(returnsOf([WAD / 100n, WAD / 100n, WAD / 100n]))).to.deep.equal(none('ZERO_VARIANCE'))
    expect(daily(100n, [110n, 121n]).sharpe).to.deep.equal(none('ZERO_VARIANCE'))
    // Two equal losses: their spread is zero, their distance from the target is not: −1 % mean over 1 % downside.
    const losses = [-WAD / 100n, -WAD / 100n].reduce((sum, r) => addToTarget(sum, r), startTarget())
    expect(sortinoWad(losses, 1n)).to.deep.equal(defined(-WAD))
  })

  it('2: without a losing trade there is no profit factor and no payoff, not 10, 1, 100 or infinity', () => {
    expect(profitFactor(tripsOf([20n, 20n, 10n]))).to.deep.equal(none('NO_LOSSES'))
    expect(payoff(tripsOf([20n, 20n, 10n]))).to.deep.equal(none('NO_LOSSES'))
    expect(payoff(tripsOf([-5n]))).to.deep.equal(none('NO_WINS'))
  })

  it('3: a break-even trade is neither won nor lost, in every metric alike', () => {
    const totals = tripsOf([5n, 0n, -2n])
    expect(winRate(totals)).to.deep.equal(defined(WAD / 3n))
    expect(decidedWinRate(totals)).to.deep.equal(defined(WAD / 2n))
    expect(profitFactor(totals)).to.deep.equal(defined((5n * WAD) / 2n))
    expect([totals.wins, totals.losses]).to.deep.equal([1n, 1n])
  })

  it('4: one sign decides: wins, gross profit and expectancy speak of the same trades', () => {
    // A profit too small for any ratio is a win all the same.
    const totals = tripsOf([
      ...Array.from({ length: 122 }, () => 1n),
      ...Array.from({ length: 48 }, () => 10n ** 12n),
      -7n,
    ])
    expect(totals).to.deep.equal({
      trips: 171n,
      wins: 170n,
      losses: 1n,
      grossProfit: 122n + 48n * 10n ** 12n,
      grossLoss: 7n,
    })
  })

  it('5: what happens in one moment is one point, whatever its order', () => {
    const run = (order: readonly bigint[]) => {
      let account = startPerformance({ timestamp: 0n, equity: 1_000n })
      for (const pnl of order) account = recordTrade(account, trade(60n, pnl))
      account = recordTrade(account, trade(120n, -30n))
      return readMetrics(account, 120n)
    }
    const [losersFirst, winnersFirst] = [run([-100n, 80n]), run([80n, -100n])]
    expect(losersFirst).to.deep.equal(winnersFirst)
    // 1 000 to 980 to 950, and never 900 nor 1 080.
    expect(losersFirst.maxDrawdown).to.equal(50n)
    expect(losersFirst.maxDrawdownWad).to.deep.equal(defined(WAD / 20n))
  })

  it('6: a year has 365 days and 8 760 hours, and finer sampling counts finer periods', () => {
    let days = addFlow(startCurve(0n), 0n, 10_000n)
    let hours = addFlow(startCurve(0n, HOUR), 0n, 10_000n)
    for (const [i, equity] of [10_100n, 10_000n].entries()) {
      days = setEquity(days, BigInt(i + 1) * DAY - 1n, equity)
      hours = setEquity(hours, BigInt(i + 1) * HOUR - 1n, equity)
    }
    const [byDay, byHour] = [readCurve(days, 2n * DAY), readCurve(hours, 2n * HOUR)]
    const totals = returnsOf([WAD / 100n, -9_900_990_099_009_901n])
    expect(byDay.sharpe).to.deep.equal(sharpeWad(totals, 365n))
    expect(byHour.sharpe).to.deep.equal(sharpeWad(totals, 8_760n))
    expect(known(byHour.volatility) > known(byDay.volatility)).to.equal(true)
  })

  it('7: growth per year counts time, not rows, and needs a month of it', () => {
    // 26 weeks of 0.6 %: (1.006^26)^(365/182) − 1 = 36.60 %, where rows as days gave 4.7 %.
    let curve = addFlow(startCurve(0n), 0n, 10n ** 24n)
    for (let week = 1n; week <= 26n; week++) curve = setEquity(curve, week * 7n * DAY, (curve.equity * 1_006n) / 1_000n)
    const cagr = known(readCurve(curve, 26n * 7n * DAY).cagr)
    expect(cagr / 10n ** 14n).to.equal(3_660n)
    // A year from when it was funded, not from when time began: 10 % is 10 %.
    const late = setEquity(addFlow(startCurve(900n * DAY), 1_000n * DAY, 100n), 1_001n * DAY, 110n)
    expect(readCurve(late, 1_365n * DAY).cagr).to.deep.equal(defined(WAD / 10n))
    const price = (equity: bigint) => ({ equity, shares: 1n })
    expect(cagrWad(price(100n), price(101n), 30n * DAY - 1n)).to.deep.equal(none('PERIOD_TOO_SHORT'))
    expect(daily(100n, [101n]).totalReturn).to.deep.equal(defined(WAD / 100n))
    expect(daily(100n, [101n]).calmar).to.deep.equal(none('PERIOD_TOO_SHORT'))
  })

  it('8: the start is a peak: a first loss is a fall', () => {
    const read = daily(100n, [90n])
    expect([read.maxDrawdown, read.maxDrawdownWad]).to.deep.equal([10n, defined(WAD / 10n)])
  })

  it('9: the equity at the start is given, not guessed from the first price', () => {
    const account = recordTrade(startPerformance({ timestamp: 0n, equity: 9_995n }), trade(5n, 5n))
    expect(readMetrics(account, DAY).totalReturn).to.deep.equal(defined((5n * WAD) / 9_995n))
    // Nobody said what there was: profit is known, returns are not.
    const unknown = recordTrade(startPerformance({ timestamp: 0n }), trade(5n, 5n))
    expect(readMetrics(unknown, DAY)).to.deep.include({ profit: 5n, totalReturn: none('NON_POSITIVE_EQUITY') })
  })

  it('10: a strategy that loses keeps its sign in recovery, growth, Calmar and Sortino', () => {
    let curve = addFlow(startCurve(0n), 0n, 1_000n)
    curve = setEquity(curve, DAY, 600n)
    curve = setEquity(curve, 400n * DAY, 700n)
    const read = readCurve(curve, 730n * DAY)
    // Down 300, after a fall of 400; two years at √0.7 each.
    expect(read.recoveryFactor).to.deep.equal(defined((-3n * WAD) / 4n))
    expect(known(read.cagr) / 10n ** 9n).to.equal(-163_339_973n)
    expect(known(read.calmar) / 10n ** 9n).to.equal(-408_349_933n)
    expect(known(read.sortino) < 0n).to.equal(true)
  })

  it('11: a fall that has not recovered lasts until now, and says that it does', () => {
    let curve = addFlow(startCurve(0n), 0n, 100n)
    curve = setEquity(curve, DAY, 110n)
    curve = setEquity(curve, 2n * DAY, 90n)
    expect(readCurve(curve, 12n * DAY).drawdownDuration).to.deep.equal({ seconds: 11n * DAY, isOpen: true })
    const recovered = setEquity(curve, 12n * DAY, 110n)
    expect(readCurve(recovered, 40n * DAY).drawdownDuration).to.deep.equal({ seconds: 11n * DAY, isOpen: false })
  })

  it('12: the Sharpe ratio is one of returns, not of levels of profit: scale and start do not matter to it', () => {
    const small = daily(100n, [110n, 104n, 125n])
    const large = daily(100n * WAD, [110n * WAD, 104n * WAD, 125n * WAD])
    expect(small.sharpe).to.deep.equal(large.sharpe)
    // Levels 10, 4, 25 would give another one.
    expect(small.sharpe).not.to.deep.equal(sharpeWad(returnsOf([10n, 4n, 25n]), 365n))
  })

  it('13: an average price is weighted by size', () => {
    let state = startFifo('FlatToFlat')
    for (const [side, size, price] of [
      [Side.Bid, 10n, 100n],
      [Side.Bid, 20n, 300n],
      [Side.Ask, 30n, 400n],
    ] as const) {
      const next = addFifoFill(state, { time: 0n, side, size, price, fee: 0n })
      state = next.state
      // (10 · 100 + 20 · 300) / 30 = 233.33, not 200.
      for (const trip of next.trips) expect(fifoEntryPriceUp(trip, 100n)).to.equal(23_334n)
    }
    expect(state.lots).to.deep.equal([])
  })

  it('14: returns, risk-free returns and deviations have one unit, WAD', () => {
    // Mean 2 %, deviation 1 %, risk-free 1 % per period: (0.02 − 0.01) / 0.01 = 1.
    const totals = returnsOf([WAD / 100n, (2n * WAD) / 100n, (3n * WAD) / 100n])
    expect(sharpeWad(totals, 1n, WAD / 100n)).to.deep.equal(defined(WAD))
  })

  it('15: deposits are no profit and withdrawals no loss', () => {
    let account = startPerformance({ timestamp: 0n, equity: 1_000n })
    account = recordFlow(account, 10n, 9_000n)
    account = recordFlow(account, DAY + 10n, -5_000n)
    account = recordFlow(account, 2n * DAY + 10n, 123_456n)
    expect(readMetrics(account, 3n * DAY)).to.deep.include({
      profit: 0n,
      netFlow: 128_456n,
      totalReturn: defined(0n),
      volatility: defined(0n),
      maxDrawdown: 0n,
      maxDrawdownWad: defined(0n),
      sharpe: none('ZERO_VARIANCE'),
    })
    // 10 % earned on whatever is there is 10 %, before a deposit as after it.
    account = recordTrade(account, trade(3n * DAY, 12_845n))
    expect(known(readMetrics(account, 4n * DAY).totalReturn) / 10n ** 13n).to.equal(9_999n)
  })

  it('16: equity that came to nothing or less has no ratios, and its fall still has an amount', () => {
    for (const equity of [0n, -50n]) {
      const read = daily(100n, [equity, 40n])
      expect(read.maxDrawdown).to.equal(100n - equity)
      for (const metric of [
        'sharpe',
        'sortino',
        'omega',
        'ulcer',
        'volatility',
        'totalReturn',
        'cagr',
        'maxDrawdownWad',
      ] as const) {
        expect(read[metric], metric).to.deep.equal(none('NON_POSITIVE_EQUITY'))
      }
    }
  })

  it('17: fees of a window are those of its trades, as its profit is', () => {
    const fill = (fee: bigint) => ({ isMaker: false, notional: 100n, fee, rebate: 0n })
    const before = addVolume(addVolume(NO_VOLUME, fill(7n)), fill(8n))
    const after = addVolume(before, fill(3n))
    expect(subtractVolumes(after, before)).to.deep.equal(addVolume(NO_VOLUME, fill(3n)))
    expect(subtractTrips(tripsOf([50n, -20n]), tripsOf([50n]))).to.deep.equal(tripsOf([-20n]))
  })

  it('18: leaders are ranked by a ratio that few samples do not lift, ties by id', () => {
    const sharpe = defined(2n * WAD)
    // The same ratio from 3 days and from 300: 2·√(3/33) and 2·√(300/330).
    expect(shrunkScore(sharpe, 3n)).to.deep.equal(defined(603_022_689_155_527_245n))
    expect(shrunkScore(sharpe, 300n)).to.deep.equal(defined(1_906_925_178_491_184_630n))
    expect(shrunkScore(sharpe, 1n, 3n, 1n)).to.deep.equal(defined(WAD))
    expect(shrunkScore(sharpe, 0n, 3n, 0n)).to.deep.equal(none('TOO_FEW_SAMPLES'))
    expect(shrunkScore(defined(-2n * WAD), 1n, 3n, 1n)).to.deep.equal(defined(-WAD))
    expect(shrunkScore(sharpe, 1n)).to.deep.equal(none('TOO_FEW_SAMPLES'))
    expect(shrunkScore(undefinedBecause('ZERO_VARIANCE'), 9n)).to.deep.equal(none('ZERO_VARIANCE'))
    const ranked = rank([
      { id: 'e', score: undefinedBecause('NO_DATA') },
      { id: 'd', score: defined(-WAD) },
      { id: 'c', score: defined(5n) },
      { id: 'b', score: defined(5n) },
      { id: 'a', score: undefinedBecause('TOO_FEW_SAMPLES') },
      { id: 'f', score: defined(WAD) },
    ])
    expect(ranked.map(({ id }) => id).join('')).to.equal('fbcdae')
    expect(calmarWad(defined(WAD), defined(0n))).to.deep.equal(none('NO_DRAWDOWN'))
  })
})
