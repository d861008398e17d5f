import {
  addFifoFill,
  addFlow,
  addReturn,
  addToTarget,
  addTrip,
  averageLoss,
  averageWin,
  cagrWad,
  calmarWad,
  defined,
  downsideWad,
  expectancy,
  expectancyRatio,
  fallDuration,
  fifoPnl,
  fifoReturnWad,
  holdBenchmark,
  NO_RETURNS,
  NO_TRIPS,
  omegaWad,
  payoff,
  percentile,
  periodReturnWad,
  profitFactor,
  readCurve,
  recoveryFactor,
  setEquity,
  sharpeWad,
  sortinoWad,
  sqnWad,
  startCurve,
  startFifo,
  startTarget,
  volatilityWad,
  winRate,
} from '@tidemark/sdk/analytics'
import { addLots, EMPTY_POSITION, Side, sellLots, sqrtDown } from '@tidemark/sdk/core'
import { powerWad } from '@tidemark/sdk/quoting'
import { expect } from 'chai'
import { expectThrow } from '../../helpers/expectError.ts'
import { decimal, everything, expectNear, known } from '../../helpers/published.ts'

const WAD = 10n ** 18n
const DAY = 86_400n

/** A curve that is funded with the first equity and moves on by one each day. */
function curveOf(equities: readonly bigint[]) {
  const [first = 0n, ...rest] = equities
  let curve = addFlow(startCurve(0n), 0n, first)
  for (const [i, equity] of rest.entries()) curve = setEquity(curve, BigInt(i + 1) * DAY, equity)
  return { curve, now: BigInt(rest.length) * DAY }
}

/** Equity of one quote token that compounds by these returns in WAD: exact, at a scale that loses nothing. */
function compound(returns: readonly bigint[]): bigint[] {
  const scale = WAD ** BigInt(returns.length)
  const equities = [scale]
  for (const r of returns) equities.push(((equities.at(-1) ?? 0n) * (WAD + r)) / WAD)
  return equities
}

function returnsOf(prices: readonly bigint[]): bigint[] {
  return prices.slice(1).map((price, i) => known(periodReturnWad(prices[i] ?? 0n, price, 0n)))
}

describe('published analytics', () => {
  for (const vector of everything.returns) {
    it(`returns ${vector.id} (${vector.src})`, () => {
      const prices = vector.prices?.map((price) => decimal(price))
      const returns = prices ? returnsOf(prices) : (vector.returns ?? []).map((value) => decimal(value))
      const periods = BigInt(vector.ann)
      const totals = returns.reduce(addReturn, NO_RETURNS)
      const target = returns.reduce((sum, r) => addToTarget(sum, r), startTarget(decimal(vector.marPerPeriod ?? '0')))
      // A spread of 1e-4 in 1e-2 leaves the eleventh digit of a ratio to the eighteenth of a return.
      const digits = vector.id === 'vbt_b' ? 11 : 13
      if (vector.sharpe) {
        expectNear(known(sharpeWad(totals, periods, decimal(vector.rfPerPeriod ?? '0'))), vector.sharpe, digits)
      }
      if (vector.vol) expectNear(known(volatilityWad(totals, periods)), vector.vol, digits)
      if (vector.downside) expectNear(known(downsideWad(target, periods)), vector.downside)
      if (vector.sortino?.startsWith('Infinity')) {
        expect(sortinoWad(target, periods)).to.deep.equal({ ok: false, reason: 'NO_DOWNSIDE' })
      } else if (vector.sortino) expectNear(known(sortinoWad(target, periods)), vector.sortino)
      if (vector.omega) {
        // Its threshold: the risk-free return and an annual one of 1 %, per period.
        const threshold = decimal('0.001') + powerWad(101n, 100n, 1n, 365n) - WAD
        const around = returns.reduce((sum, r) => addToTarget(sum, r), startTarget(threshold))
        expectNear(known(omegaWad(around)), vector.omega)
      }
      const equities = prices ?? compound(returns)
      const { curve, now } = curveOf(equities)
      const read = readCurve(curve, now)
      // Published to five places.
      if (vector.cum) expectNear(known(read.totalReturn), vector.cum, 4)
      if (vector.mdd) expectNear(known(read.maxDrawdownWad), vector.mdd.replace('-', ''))
      // Theirs counts rows, the first one included; ours counts time. The power is the same.
      const annual = vector.annReturn ?? vector.annReturn_n9 ?? vector.annReturn_n5
      if (annual) {
        const rows = BigInt(prices?.length ?? returns.length + (vector.leadingNaN ? 1 : 0))
        const growth = powerWad(equities.at(-1) ?? 0n, equities[0] ?? 0n, periods, rows) - WAD
        expectNear(growth, annual, 12)
        const calmar = vector.calmar ?? vector.calmar_n9
        if (calmar) expectNear(known(calmarWad(defined(growth), read.maxDrawdownWad)), calmar, 12)
      }
    })
  }

  const more = [
    {
      src: 'quantopian/empyrical, two columns, first',
      returns: [
        '-0.00171614',
        '0.01322056',
        '0.03063862',
        '-0.01422057',
        '-0.00489779',
        '0.01268925',
        '-0.03357711',
        '0.01797036',
      ],
      sortino: '3.0639640966566306',
    },
    {
      src: 'quantopian/empyrical, two columns, second',
      returns: [
        '0.01846232',
        '0.00793951',
        '-0.01448395',
        '0.00422537',
        '-0.00339611',
        '0.03756813',
        '0.0151531',
        '0.03549769',
      ],
      sortino: '38.090963117002495',
    },
  ]
  for (const { src, returns, sortino } of more) {
    it(`Sortino ratio of ${src}`, () => {
      const target = returns.reduce((sum, r) => addToTarget(sum, decimal(r)), startTarget())
      expectNear(known(sortinoWad(target, 252n)), sortino)
    })
  }

  it('ratios of bbgo and Lean: a period Sharpe, annual variances', () => {
    const bbgo = ['0.01', '0.1', '0.001'].map((value) => decimal(value)).reduce(addReturn, NO_RETURNS)
    expectNear(known(sharpeWad(bbgo, 1n)), '0.67586', 5)
    expectNear(known(sharpeWad(bbgo, 252n)), '10.7289', 5)
    const lean = ['-0.009025132', '0.003653969', '0', '0'].map((value) => decimal(value)).reduce(addReturn, NO_RETURNS)
    for (const [periods, expected] of [
      [202n, '0.0767976000354244'],
      [252n, '0.0857772727620108'],
      [365n, '0.103232963748978'],
    ] as const) {
      expectNear(known(volatilityWad(lean, periods)), expected)
    }
  })

  it('gold: 28 digits of Sharpe and Sortino, roots of the periods to 36 places', () => {
    const { grid } = everything
    for (const [periods, root] of Object.entries(grid.sqrt)) {
      expect(sqrtDown(BigInt(periods) * 10n ** 72n)).to.equal(BigInt(root))
    }
    const mixed = ['0.01', '0.1', '-0.04', '0.02', '0.03', '0.02', '0.01', '-0.1']
    const falling = ['0', '-0.06', '-0.07', '-0.01', '-0.09', '-0.02', '-0.06', '-0.08', '-0.05']
    for (const [name, returns, periods] of [
      ['mixed_252', mixed, 252n],
      ['mixed_365', mixed, 365n],
      ['neg_252', falling, 252n],
      ['neg_365', falling, 365n],
    ] as const) {
      const list = returns.map((value) => decimal(value))
      const target = list.reduce((sum, r) => addToTarget(sum, r), startTarget())
      expect(known(sharpeWad(list.reduce(addReturn, NO_RETURNS), periods))).to.equal(decimal(grid[name].sharpe ?? ''))
      expect(known(sortinoWad(target, periods))).to.equal(decimal(grid[name].sortino ?? ''))
    }
    // Balances 100, 110, 104.5, 125.4, 112.86, one a day: exact returns.
    let curve = addFlow(startCurve(0n), 0n, 10_000n)
    for (const [i, equity] of [11_000n, 10_450n, 12_540n, 11_286n].entries()) {
      curve = setEquity(curve, BigInt(i + 1) * DAY - 1n, equity)
    }
    const read = readCurve(curve, 4n * DAY)
    expect(read.sharpe).to.deep.equal(defined(decimal(grid.bal100_365.sharpe ?? '')))
    expect(read.sortino).to.deep.equal(defined(decimal(grid.bal100_365.sortino ?? '')))
  })

  for (const vector of everything.tradePnl) {
    if (vector.pnl === undefined) continue
    it(`trades ${vector.pnl.join(', ')} (${vector.src})`, () => {
      const pnl = vector.pnl?.map((value) => decimal(value)) ?? []
      const totals = pnl.reduce(addTrip, NO_TRIPS)
      const results = pnl.reduce(addReturn, NO_RETURNS)
      if (vector.avg) expectNear(results.sum / results.count, vector.avg, 5)
      if (vector.std) expectNear(known(volatilityWad(results, 1n)), vector.std)
      if (vector.perTradeSharpe) expectNear(known(sharpeWad(results, 1n)), vector.perTradeSharpe)
      if (vector.pf) expect(profitFactor(totals)).to.deep.equal(defined(decimal(vector.pf)))
      if (vector.payoff) expect(payoff(totals)).to.deep.equal(defined(decimal(vector.payoff)))
      if (vector.winRate) {
        const [part = '', whole = ''] = vector.winRate.split('/')
        expect(winRate(totals)).to.deep.equal(defined((BigInt(part) * WAD) / BigInt(whole)))
      }
      // Amounts are WAD here, so a mean of them is WAD of WAD.
      if (vector.expectancy) expectNear(known(expectancy(totals)) / WAD, vector.expectancy)
      if (vector.expectancyRatio) expectNear(known(expectancyRatio(totals)), vector.expectancyRatio, 8)
      if (vector.sqn) expectNear(known(sqnWad(results)), vector.sqn, 4)
      // Twenty minutes a trade, from an equity of 100.
      let curve = addFlow(startCurve(0n), 0n, 100n * WAD)
      for (const [i, profit] of pnl.entries()) curve = setEquity(curve, BigInt(i + 1) * 1_200n, curve.equity + profit)
      const read = readCurve(curve, BigInt(pnl.length) * 1_200n)
      if (vector.mdd) expect(read.maxDrawdown).to.equal(decimal(vector.mdd.replace('-', '')))
      if (vector.profitToDD) expect(read.recoveryFactor).to.deep.equal(defined(decimal(vector.profitToDD)))
      if (vector.mddDurationMin) {
        expect(read.drawdownDuration).to.deep.equal({ seconds: BigInt(vector.mddDurationMin) * 60n, isOpen: false })
      }
    })
  }

  it('trades of a backtest over 19 days, from their totals (freqtrade, backtest-result.json)', () => {
    const { ft179 } = everything.grid
    const totals = {
      trips: BigInt(ft179.n),
      wins: BigInt(ft179.wins),
      losses: BigInt(ft179.losses),
      grossProfit: decimal(ft179.grossWin, 21),
      grossLoss: decimal(ft179.grossLoss, 21),
    }
    expectNear(known(profitFactor(totals)), ft179.pf, 14)
    expectNear(known(winRate(totals)), ft179.winRate, 17)
    expectNear(known(payoff(totals)), ft179.payoff, 13)
    expectNear(known(averageWin(totals)) / 10n ** 21n, ft179.avgWin, 12)
    expectNear(known(averageLoss(totals)) / 10n ** 21n, ft179.avgLoss, 12)
    expectNear(known(expectancy(totals)) / 10n ** 21n, ft179.expectancy, 11)
  })

  for (const vector of everything.drawdown) {
    const shown = vector.balances ?? vector.pnl ?? []
    it(`falls of ${shown.slice(0, 5).join(', ')}${shown.length > 5 ? ' …' : ''} (${vector.src})`, () => {
      const start = decimal(vector.start ?? '0')
      const profits = (vector.pnl ?? []).map((value) => decimal(value))
      const equities = vector.balances?.map((value) => decimal(value)) ?? [start]
      for (const profit of profits) equities.push((equities.at(-1) ?? 0n) + profit)
      const { curve, now } = curveOf(equities)
      const read = readCurve(curve, now)
      expect(read.maxDrawdown).to.equal(decimal(vector.abs))
      if (vector.pct === '1/3') expect(read.maxDrawdownWad).to.deep.equal(defined(WAD / 3n + 1n))
      if (vector.relMaxMode) expect(read.maxDrawdownWad).to.deep.equal(defined(decimal(vector.relMaxMode.pct)))
      // The largest amount and the largest part need not be the same fall.
      const atAmount = vector.pctOfPeak ?? vector.pctAtAbsMax
      if (atAmount) expect(known(read.maxDrawdownWad) >= decimal(atAmount)).to.equal(true)
    })
  }

  for (const { src, equity, days } of everything.recoveryDays) {
    it(`days under water of ${equity.join(', ')} (${src})`, () => {
      const { curve, now } = curveOf(equity.map((value) => decimal(value)))
      expect(readCurve(curve, now).drawdownDuration).to.deep.equal({ seconds: BigInt(days) * DAY, isOpen: false })
    })
  }

  for (const { src, start, end, days, cagr } of everything.cagr) {
    it(`growth from ${start} to ${end} in ${days} days (${src})`, () => {
      const price = (equity: string) => ({ equity: BigInt(equity), shares: 1n })
      const rounded = decimal(cagr)
      const growth = known(cagrWad(price(start), price(end), BigInt(days) * DAY))
      expect(growth - rounded < 5n * 10n ** 13n && rounded - growth <= 5n * 10n ** 13n, `${growth}`).to.equal(true)
    })
  }

  for (const { src, x, q, v } of everything.varPercentile) {
    it(`percentile ${q} of ${x.join(', ')} (${src})`, () => {
      expect(
        percentile(
          x.map((value) => decimal(value)),
          decimal(q),
        ),
      ).to.deep.equal(defined(decimal(v)))
    })
  }

  for (const { src, tx, trips } of everything.fifo) {
    it(`round trips of ${tx.map(([size, price]) => `${size}@${price}`).join(', ')} (${src})`, () => {
      let state = startFifo('PerExit')
      const found: [bigint, bigint][] = []
      for (const [time, [amount, price]] of tx.entries()) {
        const size = BigInt(amount)
        const side = size > 0n ? Side.Bid : Side.Ask
        const fill = { time: BigInt(time), side, size: size > 0n ? size : -size, price: BigInt(price), fee: 0n }
        const next = addFifoFill(state, fill)
        state = next.state
        found.push(...next.trips.map((trip): [bigint, bigint] => [fifoPnl(trip), known(fifoReturnWad(trip))]))
      }
      expect(found).to.deep.equal(
        trips.map(([pnl, part]) => [BigInt(pnl), part === '-1/3' ? -WAD / 3n - 1n : decimal(part)]),
      )
    })
  }

  it(`beside holding (${everything.pnl[0].src})`, () => {
    const vector = everything.pnl[0]
    // Prices of the two trades are 100 and 120; the last one is 0.2. In fifths: whole.
    let now = { lots: 105n, quote: 9_200n * 5n }
    const start = now
    for (const [side, size, price] of vector.trades) {
      const bought = side === 'BUY' ? BigInt(size) : -BigInt(size)
      now = { lots: now.lots + bought, quote: now.quote - bought * BigInt(price) * 5n }
    }
    expect(now).to.deep.equal({ lots: 100n, quote: 10_000n * 5n })
    expect(holdBenchmark(start, now, 1n)).to.deep.equal({
      value: BigInt(vector.value) * 5n,
      hold: BigInt(vector.hold) * 5n,
      tradePnl: BigInt(vector.tradePnl) * 5n,
    })
  })

  it(`average cost (${everything.pnl[1].src})`, () => {
    const vector = everything.pnl[1]
    // Lots of 0.01; quote in hundredths.
    const [first, second, third, fourth] = vector.seq.map(([, size, price]) => ({
      size: decimal(size, 2),
      price: BigInt(price),
    }))
    if (!first || !second || !third || !fourth) throw new Error('four trades')
    let position = addLots(EMPTY_POSITION, first.size, first.size * first.price)
    position = addLots(position, second.size, second.size * second.price)
    expect(position.cost / position.lots).to.equal(BigInt(vector.avgAfter2))
    position = sellLots(position, third.size, third.size * third.price).position
    expect(position.realisedPnl).to.equal(decimal(vector.realised3, 2))
    // It goes short with the rest; a vault cannot, and says so.
    expectThrow(() => sellLots(position, fourth.size, fourth.size * fourth.price), 'InsufficientLots')
    position = sellLots(position, position.lots, position.lots * fourth.price).position
    expect(position.realisedPnl).to.equal(decimal(vector.realised4, 2))
  })

  it('recovery factor keeps its sign', () => {
    expect(recoveryFactor(-40n, 40n)).to.deep.equal(defined(-WAD))
    expect(fallDuration(startCurve(5n).fall, 9n)).to.deep.equal({ seconds: 0n, isOpen: false })
  })
})
