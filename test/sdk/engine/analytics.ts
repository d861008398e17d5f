import { readMetrics, recordTrade, startPerformance } from '@tidemark/sdk/analytics'
import { Side } from '@tidemark/sdk/core'
import { MmAnalytics } from '@tidemark/sdk/engine'
import { expect } from 'chai'
import fc from 'fast-check'
import { checkSteps } from '../helpers/atomic.ts'
import { expectThrow } from '../helpers/expectError.ts'

const DAY = 86_400n
const trade = {
  user: 'alice',
  asset: 'ETH',
  side: Side.Ask,
  price: 1_000n,
  size: 10n,
  isMaker: true,
  fee: 5n,
  timestamp: 0n,
}

describe('MmAnalytics', () => {
  it('reads what core reads of the same records', () => {
    const analytics = new MmAnalytics({ startingEquity: 10_000n })
    let account = startPerformance({ timestamp: 0n, equity: 10_000n })
    for (const [day, pnl] of [100n, -40n, 70n, 0n, -10n].entries()) {
      const timestamp = BigInt(day) * DAY
      analytics.recordTrade({ ...trade, pnl, rebate: 2n, timestamp })
      account = recordTrade(account, { timestamp, isMaker: true, notional: 10_000n, fee: 5n, rebate: 2n, pnl })
    }
    const { user, bought, sold, equityCurve, ...metrics } = analytics.getMetrics('alice', 6n * DAY)
    expect(metrics).to.deep.equal(readMetrics(account, 6n * DAY))
    expect([user, bought, sold]).to.deep.equal(['alice', 0n, 50_000n])
    // Each trade's result less 5 of fee, and 2 of rebate.
    expect(equityCurve.map(({ equity }) => equity)).to.deep.equal([10_097n, 10_054n, 10_121n, 10_118n, 10_105n])
    expect(metrics.sharpe.ok).to.equal(true)
  })

  it('takes deposits and withdrawals for no profit', () => {
    const analytics = new MmAnalytics()
    analytics.openAccount('alice', 1_000n, 0n)
    analytics.recordFlow('alice', 9_000n, 1n)
    analytics.recordTrade({ ...trade, pnl: 105n, timestamp: 2n })
    analytics.recordFlow('alice', -5_000n, 3n)
    analytics.recordEquity('alice', 5_300n, 4n)
    const { profit, netFlow, equity, totalReturn, equityCurve } = analytics.getMetrics('alice')
    expect([profit, netFlow, equity, totalReturn.ok]).to.deep.equal([300n, 5_000n, 5_300n, true])
    expect(equityCurve.map((point) => point.equity)).to.deep.equal([1_000n, 10_000n, 10_100n, 5_100n, 5_300n])
  })

  it('ranks by many metrics, equal ones by name, the undefined last', () => {
    const analytics = new MmAnalytics()
    for (const [user, pnl] of [
      ['zoe', 50n],
      ['bob', 50n],
      ['alice', 10n],
      ['carol', -10n],
    ] as const) {
      analytics.recordTrade({ ...trade, user, pnl, fee: 0n })
    }
    analytics.recordTrade({ ...trade, user: 'idle', fee: 0n, isMaker: false })
    const users = (by?: Parameters<MmAnalytics['getTopPerformers']>[1]) =>
      analytics.getTopPerformers(9, by).map(({ user }) => user)
    expect(users()).to.deep.equal(['bob', 'zoe', 'alice', 'idle', 'carol'])
    expect(users('winRate')).to.deep.equal(['alice', 'bob', 'zoe', 'carol', 'idle'])
    expect(users('takerVolume')[0]).to.equal('idle')
    expect(analytics.getTopPerformers(2)).to.have.length(2)
  })

  it('keeps the latest points of a curve, one for each moment, and sums per asset', () => {
    const analytics = new MmAnalytics({ curveSize: 3 })
    for (const timestamp of [1n, 2n, 2n, 3n, 4n, 5n, 6n, 7n]) analytics.recordTrade({ ...trade, pnl: 6n, timestamp })
    expect(analytics.getMetrics('alice').equityCurve).to.deep.equal([
      { timestamp: 5n, equity: 6n },
      { timestamp: 6n, equity: 7n },
      { timestamp: 7n, equity: 8n },
    ])
    analytics.recordTrade({ ...trade, asset: 'BTC', isMaker: false, side: Side.Bid, timestamp: 8n })
    expect(analytics.getAssetVolume('ETH').makerVolume).to.equal(80_000n)
    expect(analytics.getAssetVolume('BTC').takerVolume).to.equal(10_000n)
    expect(analytics.getAssetVolume('SOL').makerVolume).to.equal(0n)
    expect(analytics.getMetrics('alice').bought).to.equal(10_000n)
  })

  it('refuses strangers, the past, and nonsense', () => {
    const analytics = new MmAnalytics()
    analytics.recordTrade({ ...trade, timestamp: 5n })
    expectThrow(() => analytics.recordTrade({ ...trade, timestamp: 4n }), 'TimeWentBack')
    expectThrow(() => analytics.recordTrade({ ...trade, asset: '' }), 'EmptyText')
    expectThrow(() => analytics.recordTrade({ ...trade, user: '' }), 'EmptyText')
    expectThrow(() => analytics.recordTrade({ ...trade, size: 0n }), 'ValueOutOfRange')
    expectThrow(() => analytics.recordTrade({ ...trade, fee: -1n }), 'ValueOutOfRange')
    expectThrow(() => analytics.getMetrics('bob'), 'UnknownName', { what: 'account', name: 'bob' })
    expectThrow(() => analytics.getMetrics('alice', 4n), 'TimeWentBack')
    expectThrow(() => analytics.openAccount('alice', 1n, 6n), 'Duplicate')
    expectThrow(() => new MmAnalytics({ period: 0n }), 'ValueOutOfRange')
    expect(analytics.users()).to.deep.equal(['alice'])
  })

  const step = fc.record({
    kind: fc.constantFrom('trade', 'trade', 'trade', 'trade', 'flow', 'equity', 'open'),
    user: fc.constantFrom('alice', 'bob', 'carol', ''),
    amount: fc.bigInt({ min: -5_000n, max: 5_000n }),
    price: fc.bigInt({ min: 0n, max: 1_000n }),
    isTrip: fc.boolean(),
    isMaker: fc.boolean(),
    pause: fc.bigInt({ min: -10n, max: 200_000n }),
  })

  it('any steps: what is refused changes nothing, snapshots restore, sums are those of the users', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
        const analytics = new MmAnalytics({ startingEquity: 3_000n, curveSize: 5 })
        let now = 100n
        const times = steps.map(({ pause }) => (now += pause < 0n && now < 10n ? 0n : pause))
        checkSteps(
          analytics,
          (json) => MmAnalytics.restore(json),
          [...steps.entries()],
          (one, [index, { kind, user, amount, price, isTrip, isMaker }]) => {
            const timestamp = times[index] ?? 0n
            if (kind === 'flow') return one.recordFlow(user, amount, timestamp)
            if (kind === 'equity') return one.recordEquity(user, amount, timestamp)
            if (kind === 'open') return one.openAccount(user, amount, timestamp)
            const record = { ...trade, user, price, isMaker, timestamp }
            return one.recordTrade(isTrip ? { ...record, pnl: amount } : record)
          },
        )
        const all = analytics.users().map((user) => analytics.getMetrics(user))
        const { netProfit, trips, makerVolume, takerVolume } = analytics.getAggregate()
        const sum = (name: 'netProfit' | 'trips' | 'makerVolume' | 'takerVolume') =>
          all.reduce((total, metrics) => total + metrics[name], 0n)
        expect([netProfit, trips]).to.deep.equal([sum('netProfit'), sum('trips')])
        expect([makerVolume, takerVolume]).to.deep.equal([sum('makerVolume'), sum('takerVolume')])
        for (const { profit, equity, netFlow } of all) expect(profit).to.equal(equity - netFlow)
      }),
      { numRuns: 150 },
    )
  })
})
