import {
  GridStrategy,
  GridStrategyManager,
  MmAnalytics,
  PoolManager,
  QuoteManager,
  RebateEngine,
  Side,
  VaultManager,
} from '@tidemark/sdk'
import * as engine from '@tidemark/sdk/engine'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

const WAD = 10n ** 18n

// One test for each row of what the users of the reference engine write, as they write it.
describe('the reference engine, call by call', () => {
  const grid = { asset: 'ETH', levels: 10, range: [900n, 1100n], sizePerLevel: 100n } as const
  const terms = {
    owner: 'alice',
    manager: 'bob',
    strategy: grid,
    collateral: 10_000n,
    profitShareBps: 2000,
    timestamp: 1_000n,
  }

  it('comes from the root and from its own entry', () => {
    expect(engine.VaultManager).to.equal(VaultManager)
  })

  it('vaults.createVault: a grid, two-sided quotes, delta-neutral, custom', () => {
    const vaults = new VaultManager()
    const strategies = [
      grid,
      { kind: 'quotes', asset: 'ETH', spreadBps: 10, size: 5n },
      { kind: 'deltaNeutral', asset: 'ETH', deltaBand: 10n },
      { kind: 'custom', asset: 'ETH', name: 'mine' },
    ] as const
    const ids = strategies.map((strategy) => vaults.createVault({ ...terms, strategy }))
    expect(ids).to.deep.equal([1, 2, 3, 4])
  })

  it('vaults.deposit and withdraw: own collateral per vault, several per user', () => {
    const vaults = new VaultManager()
    const [first, second] = [vaults.createVault(terms), vaults.createVault(terms)]
    vaults.deposit(first, 5_000n, 1_001n)
    vaults.withdraw(second, 4_000n, 1_001n)
    expect(vaults.getStats(first).collateral).to.equal(15_000n)
    expect(vaults.getStats(second).collateral).to.equal(6_000n)
    expectThrow(() => vaults.withdraw(second, 6_001n, 1_002n), 'InsufficientFunds', {
      what: 'quote atoms',
      amount: 6_001n,
      available: 6_000n,
    })
    expect(vaults.getVaultsByOwner('alice')).to.deep.equal([1, 2])
  })

  it('vaults.getVaultPnl, getRoi, getWinRate, getStats: signed, and exact ratios', () => {
    const vaults = new VaultManager()
    const strategy = { kind: 'custom', asset: 'ETH', name: 'mine' } as const
    const id = vaults.createVault({ ...terms, strategy })
    expect(vaults.getRoi(id)).to.deep.equal({ ok: true, value: 0n, numerator: 0n, denominator: 10_000n })
    expect(vaults.getWinRate(id)).to.deep.equal({ ok: false, reason: 'NO_DATA' })
    vaults.recordTrade(id, { side: Side.Bid, price: 1_000n, size: 9n, timestamp: 1_001n })
    vaults.recordTrade(id, { side: Side.Ask, price: 1_100n, size: 3n, timestamp: 1_002n })
    vaults.recordTrade(id, { side: Side.Ask, price: 900n, size: 6n, timestamp: 1_003n })
    // 3 x 100 won, 6 x 100 lost.
    expect(vaults.getVaultPnl(id)).to.equal(-300n)
    expect(vaults.getRoi(id)).to.deep.equal({
      ok: true,
      value: (-3n * WAD) / 100n,
      numerator: -300n,
      denominator: 10_000n,
    })
    expect(vaults.getWinRate(id)).to.deep.equal({ ok: true, value: WAD / 2n, numerator: 1n, denominator: 2n })
    const { pnl, fills, volume, collateral } = vaults.getStats(id)
    expect([pnl, fills, volume, collateral]).to.deep.equal([-300n, 3, 17_700n, 9_700n])
  })

  it('vaults.getOrders, add and remove; profit split in bps', () => {
    const vaults = new VaultManager()
    const id = vaults.createVault({ ...terms, strategy: { kind: 'custom', asset: 'ETH', name: 'mine' } })
    const bid = vaults.addOrder(id, { side: Side.Bid, price: 900n, size: 10n }, 1_001n)
    const ask = vaults.addOrder(id, { side: Side.Ask, price: 1_000n, size: 10n }, 1_001n)
    const other = vaults.addOrder(id, { side: Side.Bid, price: 800n, size: 10n }, 1_001n)
    expect(vaults.getOrders(id).map((order) => order.id)).to.deep.equal([bid, ask, other])
    vaults.removeOrder(id, other, 1_002n)
    vaults.fillOrder(id, bid, { timestamp: 1_003n })
    expect(vaults.fillOrder(id, ask, { timestamp: 1_004n })).to.equal(1_000n)
    expect(vaults.getOrders(id)).to.deep.equal([])
    // 20 % of 1,000.
    expect(vaults.getProfitSplit(id)).to.deep.equal({ profit: 1_000n, manager: 200n, owner: 800n })
    vaults.settleProfit(id, 1_005n)
    expect(vaults.getProfitSplit(id)).to.deep.equal({ profit: 1_000n, manager: 0n, owner: 0n })
    expectThrow(() => vaults.withdraw(id, 10_801n, 1_006n), 'InsufficientFunds')
    expect(vaults.claimProfitShare(id, 1_006n, 'bob')).to.equal(200n)
    vaults.withdraw(id, 10_800n, 1_006n)
    expect(vaults.getStats(id).collateral).to.equal(0n)
  })

  it('pools.createPool: several per asset', () => {
    const pools = new PoolManager()
    const pool = { asset: 'ETH', gridLevels: [900n, 1000n, 1100n], sizePerLevel: 100n, timestamp: 0n }
    expect([pools.createPool(pool), pools.createPool(pool)]).to.deep.equal([1, 2])
    expect(pools.getPoolsByAsset('ETH')).to.deep.equal([1, 2])
  })

  it('pools.addLiquidity, removeLiquidity, distributeFees, shares and holders', () => {
    const pools = new PoolManager()
    const id = pools.createPool({ asset: 'ETH', gridLevels: [900n, 1000n, 1100n], sizePerLevel: 100n, timestamp: 0n })
    expect(pools.addLiquidity(id, 'alice', 10_000n)).to.equal(10_000n)
    pools.distributeFees(id, 100n)
    // 20,200 x 10,000 / 10,100.
    expect(pools.addLiquidity(id, 'bob', 20_200n)).to.equal(20_000n)
    const pool = pools.getPool(id)
    expect(pool.getUserShare('bob')).to.deep.equal({
      ok: true,
      value: (2n * WAD) / 3n,
      numerator: 20_000n,
      denominator: 30_000n,
    })
    expect([pool.getUserLiquidity('alice'), pool.getUserLiquidity('bob')]).to.deep.equal([10_100n, 20_200n])
    expect(pool.holders().map(({ provider, lpTokens }) => [provider, lpTokens])).to.deep.equal([
      ['bob', 20_000n],
      ['alice', 10_000n],
    ])
    expect(pool.holderCount).to.equal(2)
    expect(pools.removeLiquidity(id, 'alice', 5_000n)).to.equal(5_050n)
    expect(pools.removeLiquidity(id, 'alice', 5_000n)).to.equal(5_050n)
    expect(pools.getPool(id).holderCount).to.equal(1)
  })

  it('rebates.recordMakerTrade and recordTakerTrade: maker and taker volume apart', () => {
    const rebates = new RebateEngine()
    // A million at nothing, nine at 1 bps; then ten at 2.
    expect(rebates.recordMakerTrade('alice', 10_000_000n)).to.equal(900n)
    expect(rebates.recordMakerTrade('alice', 10_000_000n)).to.equal(2_000n)
    rebates.recordTakerTrade('alice', 7n)
    const { makerVolume, takerVolume } = rebates.getVolumeStats('alice')
    expect([makerVolume, takerVolume, rebates.getVolumeStats('alice').rebates]).to.deep.equal([20_000_000n, 7n, 2_900n])
  })

  it('rebates.getUserTier: Bronze, Silver, Gold, Platinum at 0, 1, 2 and 3 bps, by volume', () => {
    const rebates = new RebateEngine()
    const tier = (volume: bigint) => {
      rebates.recordMakerTrade('alice', volume - rebates.getVolumeStats('alice').makerVolume)
      return rebates.getUserTier('alice')
    }
    expect(rebates.getUserTier('alice')).to.deep.equal({ name: 'Bronze', makerRebateBps: 0, minVolume: 0n })
    expect(tier(999_999n).name).to.equal('Bronze')
    expect(tier(1_000_000n)).to.deep.equal({ name: 'Silver', makerRebateBps: 1, minVolume: 1_000_000n })
    expect(tier(10_000_000n)).to.deep.equal({ name: 'Gold', makerRebateBps: 2, minVolume: 10_000_000n })
    expect(tier(50_000_000n)).to.deep.equal({ name: 'Platinum', makerRebateBps: 3, minVolume: 50_000_000n })
  })

  it('rebates.getTopMakers, tierDistribution, startPeriod, getVolumeStats', () => {
    const rebates = new RebateEngine()
    for (const [user, volume] of Object.entries({ carol: 5n, bob: 5n, alice: 2_000_000n })) {
      rebates.recordMakerTrade(user, volume)
    }
    expect(rebates.getTopMakers(10).map(({ user }) => user)).to.deep.equal(['alice', 'bob', 'carol'])
    expect(rebates.tierDistribution()).to.deep.equal({ Bronze: 2, Silver: 1, Gold: 0, Platinum: 0 })
    rebates.startPeriod(2_592_000n)
    expect(rebates.tierDistribution()).to.deep.equal({ Bronze: 3, Silver: 0, Gold: 0, Platinum: 0 })
    const stats = rebates.getVolumeStats('alice')
    expect([stats.makerVolume, stats.totalMakerVolume, stats.totalRebates]).to.deep.equal([0n, 2_000_000n, 100n])
  })

  const config = { asset: 'ETH', minPrice: 900n, maxPrice: 1100n, numLevels: 10, sizePerLevel: 100n }

  it('new GridStrategy: p[i] = min + floor((max - min) * i / (numLevels - 1)), validated', () => {
    const strategy = new GridStrategy({ ...config, rebalanceOnFill: true, mode: 'SameLevel' })
    expect(strategy.prices).to.deep.equal([900n, 922n, 944n, 966n, 988n, 1011n, 1033n, 1055n, 1077n, 1100n])
    expect(new GridStrategy(config).config).to.deep.equal({ ...config, rebalanceOnFill: true, mode: 'Adjacent' })
    expectThrow(() => new GridStrategy({ ...config, maxPrice: 900n }), 'ValueOutOfRange')
    expectThrow(() => new GridStrategy({ ...config, numLevels: 1 }), 'GridPriceCount')
    expectThrow(() => new GridStrategy({ ...config, sizePerLevel: 0n }), 'ValueOutOfRange')
    expectThrow(() => new GridStrategy({ ...config, maxPrice: 908n }), 'GridNotIncreasing')
  })

  it('grid.generateOrders: bids below the price, asks above', () => {
    const orders = new GridStrategy({ ...config, mode: 'SameLevel' }).generateOrders(1000n)
    expect(orders).to.have.length(10)
    for (const { side, price, size } of orders) {
      expect(side).to.equal(price < 1000n ? Side.Bid : Side.Ask)
      expect(size).to.equal(100n)
    }
    // Of n prices one has no order: the one just above the highest bid.
    const adjacent = new GridStrategy(config).generateOrders(1000n)
    expect(adjacent.map(({ price }) => price)).to.deep.equal([900n, 922n, 944n, 966n, 988n, 1033n, 1055n, 1077n, 1100n])
  })

  it('grid.onOrderFilled: the opposite order, at its level or at the neighbouring one, or nothing', () => {
    const same = new GridStrategy({ ...config, mode: 'SameLevel' })
    same.generateOrders(1000n)
    expect(same.onOrderFilled(2)).to.deep.equal({ level: 2, side: Side.Ask, price: 944n, size: 100n })
    const adjacent = new GridStrategy(config)
    adjacent.generateOrders(1000n)
    expect(adjacent.onOrderFilled(4)).to.deep.equal({ level: 5, side: Side.Ask, price: 1011n, size: 100n })
    expect(adjacent.onOrderFilled(5)).to.deep.equal({ level: 4, side: Side.Bid, price: 988n, size: 100n })
    const once = new GridStrategy({ ...config, rebalanceOnFill: false })
    once.generateOrders(1000n)
    expect(once.onOrderFilled(4)).to.equal(undefined)
  })

  it('grid statistics, and a manager of many', () => {
    const grids = new GridStrategyManager()
    const ids = [grids.createStrategy(config), grids.createStrategy({ ...config, asset: 'BTC' })]
    expect(ids).to.deep.equal([1, 2])
    grids.generateOrders(1, 1000n)
    grids.onOrderFilled(1, 4)
    grids.onOrderFilled(1, 5)
    const { activeLevels, filledCount, pnl } = grids.getStats(1)
    // 400 lots at 1000 and 100 at 988 cost 498,800, of which a fifth is sold for 101,100.
    expect([activeLevels, filledCount, pnl]).to.deep.equal([9, 2, 101_100n - 99_760n])
    expect(grids.getTotals()).to.deep.equal({
      strategies: 2,
      open: 2,
      activeLevels: 9,
      filledCount: 2,
      volume: 98_800n + 101_100n,
      pnl: 1_340n,
    })
  })

  it('quotes.postQuote: bid, ask, sizes; at least one tick between them', () => {
    const quotes = new QuoteManager()
    const quote = { user: 'alice', asset: 'ETH', midPrice: 1000n, spreadBps: 10, size: 100n, timestamp: 0n }
    const id = quotes.postQuote(quote)
    const { bidPrice, askPrice, bidSize, askSize } = quotes.getQuote(id)
    // Half a tick on each side, rounded away.
    expect([bidPrice, askPrice, bidSize, askSize]).to.deep.equal([999n, 1001n, 100n, 100n])
    const narrow = quotes.getQuote(quotes.postQuote({ ...quote, spreadBps: 0 }))
    expect([narrow.bidPrice, narrow.askPrice]).to.deep.equal([1000n, 1001n])
  })

  it('quotes.updateQuote, updateSpread, updateSize: bounds, interval, history, quotes per user, linked orders', () => {
    const quotes = new QuoteManager({ minSpreadBps: 5, maxSpreadBps: 100, minUpdateInterval: 10n })
    const quoteId = quotes.postQuote({
      user: 'alice',
      asset: 'ETH',
      midPrice: 1000n,
      spreadBps: 10,
      size: 100n,
      timestamp: 0n,
    })
    quotes.updateQuote(quoteId, 1010n, 10n)
    quotes.updateSpread(quoteId, 20, 20n)
    quotes.updateSize(quoteId, 150n, 30n)
    expectThrow(() => quotes.updateQuote(quoteId, 1020n, 39n), 'TooEarly', { timestamp: 39n, earliest: 40n })
    expectThrow(() => quotes.updateSpread(quoteId, 4, 40n), 'ValueOutOfRange', {
      name: 'spreadBps',
      value: 4,
      min: 5,
      max: 100,
    })
    const { bidPrice, askPrice, bidSize, updates } = quotes.getQuote(quoteId)
    // 1010 give or take 10 bps: 1008.99 and 1011.01.
    expect([bidPrice, askPrice, bidSize, updates]).to.deep.equal([1008n, 1012n, 150n, 3])
    expect(quotes.getHistory('ETH').map(({ time, reason }) => [time, reason])).to.deep.equal([
      [0n, 'REFRESH'],
      [10n, 'MOVE'],
      [20n, 'MANUAL'],
      [30n, 'MANUAL'],
    ])
    quotes.linkOrder(quoteId, 'venue-1')
    expect(quotes.getQuotesByUser('alice').map(({ id, orderIds }) => [id, orderIds])).to.deep.equal([
      [quoteId, ['venue-1']],
    ])
    expect(quotes.getQuoteOfOrder('venue-1')).to.equal(quoteId)
  })

  it('analytics.recordTrade, getMetrics, top performers, aggregates', () => {
    const analytics = new MmAnalytics()
    const trade = { asset: 'ETH', side: Side.Ask, price: 1000n, size: 10n, isMaker: true, timestamp: 0n }
    analytics.recordTrade({ ...trade, user: 'alice', pnl: 100n, fee: 5n })
    analytics.recordTrade({ ...trade, user: 'bob', pnl: -50n, fee: 5n, isMaker: false })
    const metrics = analytics.getMetrics('alice')
    expect([metrics.netProfit, metrics.makerVolume, metrics.takerVolume]).to.deep.equal([95n, 10_000n, 0n])
    expect(metrics.winRate).to.deep.equal({ ok: true, value: WAD })
    expect(metrics.profitFactor).to.deep.equal({ ok: false, reason: 'NO_LOSSES' })
    const names = ['sharpe', 'winRate', 'profitFactor', 'expectancy', 'payoff', 'maxDrawdown', 'equityCurve'] as const
    for (const name of names) expect(metrics).to.have.property(name)
    expect(Object.keys(metrics).length).to.be.greaterThan(15)
    expect(metrics.equityCurve).to.deep.equal([{ timestamp: 0n, equity: 95n }])
    expect(analytics.getTopPerformers(1)).to.deep.equal([{ user: 'alice', score: { ok: true, value: 95n } }])
    const { users, trades, netProfit, fees } = analytics.getAggregate()
    expect([users, trades, netProfit, fees]).to.deep.equal([2, 2n, 40n, 10n])
  })
})
