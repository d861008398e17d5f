import { bestRoute, type RouteSource, Side, twoSidedQuote } from '@tidemark/sdk/core'
import { GridStrategy, MmAnalytics, PoolManager, QuoteManager, RebateEngine, VaultManager } from '@tidemark/sdk/engine'
import { atMost, info, type Row } from '../report.ts'
import { microseconds } from './time.ts'

const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as const

/** Operations of the engine, with the reference engine's own target in brackets, µs; and routes over many sources. */
export function engineRows(): Row[] {
  return [...vaultRows(), ...poolRows(), ...makerRows(), ...routeRows()]
}

function vaultRows(): Row[] {
  const vaults = new VaultManager()
  const strategy = { asset: 'ETH', levels: 50, range: [60_000n, 360_000n], sizePerLevel: 100n } as const
  const terms = { owner: 'alice', manager: 'bob', collateral: 10n ** 18n, profitShareBps: 2_000, timestamp: 0n }
  const id = vaults.createVault({ ...terms, strategy })
  vaults.depositLots(id, 5_000n, 150_000n, 0n)
  vaults.openGrid(id, 150_000n, 0n)
  const { id: order } = vaults.getOrders(id).at(-1) ?? { id: 0 }
  let time = 0n
  const trade = { price: 150_000n, size: 1n }
  let turn = 0
  return [
    atMost(
      'engine: vault deposit (reference 2,000)',
      microseconds(() => vaults.deposit(id, 1n, ++time)),
      'µs',
      5,
    ),
    atMost(
      'engine: vault withdraw (reference 2,000)',
      microseconds(() => vaults.withdraw(id, 1n, ++time)),
      'µs',
      5,
    ),
    atMost(
      'engine: vault trade (reference 2,000)',
      microseconds(() => {
        const side = turn++ & 1 ? Side.Ask : Side.Bid
        return vaults.recordTrade(id, { ...trade, side, timestamp: ++time })
      }),
      'µs',
      5,
    ),
    atMost(
      'engine: vault statistics (reference 2,000)',
      microseconds(() => vaults.getStats(id)),
      'µs',
      5,
    ),
    info(
      'engine: vault order added and removed, of 50',
      microseconds(() => {
        const { price, size } = vaults.getOrders(id)[order % 50] ?? { price: 1n, size: 1n }
        vaults.removeOrder(id, vaults.addOrder(id, { side: Side.Bid, price, size }, ++time), time)
      }),
      'µs',
    ),
  ]
}

function poolRows(): Row[] {
  const pools = new PoolManager()
  const id = pools.createPool({ asset: 'ETH', gridLevels: [900n, 1_000n, 1_100n], sizePerLevel: 100n, timestamp: 0n })
  for (let i = 0; i < 1_000; i++) pools.addLiquidity(id, `provider ${i}`, 10n ** 18n)
  pools.distributeFees(id, 12_345n)
  return [
    atMost(
      'engine: LP mint, 1,000 holders (reference 1,000)',
      microseconds(() => pools.addLiquidity(id, 'provider 7', 1_000_003n)),
      'µs',
      3,
    ),
    info('  the same on plain bigint', microseconds(plainMint()), 'µs'),
    atMost(
      'engine: LP burn, 1,000 holders (reference 1,000)',
      microseconds(() => pools.removeLiquidity(id, 'provider 7', 1n)),
      'µs',
      3,
    ),
  ]
}

function makerRows(): Row[] {
  const grid = { asset: 'ETH', minPrice: 60_000n, maxPrice: 360_000n, numLevels: 50, sizePerLevel: 100n }
  const strategy = new GridStrategy(grid)
  const quotes = new QuoteManager()
  const quote = { user: 'alice', asset: 'ETH', midPrice: 150_000n, spreadBps: 10, size: 100n, timestamp: 0n }
  const id = quotes.postQuote(quote)
  for (let t = 1n; t < 2_000n; t++) quotes.updateQuote(id, 150_000n + t, t)
  let time = 2_000n
  const rebates = new RebateEngine()
  const analytics = new MmAnalytics({ startingEquity: 10n ** 12n })
  const trade = { user: 'alice', asset: 'ETH', side: Side.Ask, price: 150_000n, size: 10n, isMaker: true, fee: 5n }
  return [
    atMost(
      'engine: 50-level order generation (reference 5,000)',
      microseconds(() => strategy.generateOrders(150_000n + (time++ & 63n))),
      'µs',
      40,
    ),
    info('  the same on plain bigint', microseconds(plainOrders(strategy.prices)), 'µs'),
    atMost(
      'engine: 50-level grid made and its orders (reference 5,000)',
      microseconds(() => new GridStrategy(grid).generateOrders(150_000n)),
      'µs',
      40,
    ),
    atMost(
      'engine: quote update (reference 500)',
      microseconds(() => quotes.updateQuote(id, 150_000n + (time & 255n), ++time)),
      'µs',
      5,
    ),
    info('  its prices alone on plain bigint', microseconds(plainUpdate()), 'µs'),
    info(
      'engine: rebate of a trade',
      microseconds(() => rebates.recordMakerTrade('alice', 1_000_003n)),
      'µs',
    ),
    atMost(
      'engine: analytics, a trade recorded (reference 2,000)',
      microseconds(() => analytics.recordTrade({ ...trade, pnl: (time & 255n) - 100n, timestamp: ++time })),
      'µs',
      5,
    ),
  ]
}

/** What minting has to compute and keep, without a check. */
function plainMint(): () => unknown {
  const balances = new Map(Array.from({ length: 1_000 }, (_, i) => [`provider ${i}`, 10n ** 18n]))
  let [liquidity, supply] = [10n ** 21n + 12_345n, 10n ** 21n]
  return () => {
    const minted = (1_000_003n * supply) / liquidity
    liquidity += 1_000_003n
    supply += minted
    balances.set('provider 7', (balances.get('provider 7') ?? 0n) + minted)
    return minted
  }
}

/** The orders of a grid as objects, without a position behind them. */
function plainOrders(prices: readonly bigint[]): () => unknown {
  let turn = 0n
  return () => {
    const price = 150_000n + (turn++ & 63n)
    return prices.map((at, level) => ({ level, side: at < price ? 0 : 1, price: at, size: 100n }))
  }
}

/** Bid and ask around a price, as an object. */
function plainUpdate(): () => unknown {
  let turn = 0n
  return () => {
    const mid = 150_000n + (turn++ & 255n)
    return { mid, bid: (mid * 19_990n) / 20_000n, ask: (mid * 20_010n + 19_999n) / 20_000n, size: 100n, time: turn }
  }
}

/** Half grids of 50 prices, half quotes, at random prices around one; the last book has all its quotes at one price. */
function routeRows(): Row[] {
  let seed = 1n
  const random = (below: bigint) => {
    seed = (seed * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & ((1n << 64n) - 1n)
    return (seed >> 33n) % below
  }
  const quoteAt = (n: number, price: bigint, size: bigint): RouteSource => {
    const terms = { maker: address(n), marketId: 1, bidSize: size, askSize: size, expiry: 10n ** 10n }
    const quote = { ...twoSidedQuote({ ...terms, mid: price, spreadBps: 4 }), askPrice: price }
    return { quote, signature: '0x', remaining: size }
  }
  const sources = Array.from({ length: 200 }, (_, n): RouteSource => {
    if (n % 2 === 0) return quoteAt(n + 1, 150_000n + random(3_000n), 1n + random(200n))
    const low = 140_000n + random(2_000n)
    const prices = Array.from({ length: 50 }, (__, i) => low + BigInt(i) * (300n + (low % 40n)))
    const sizePerCell = 10n + random(90n)
    return { maker: address(n + 1), grid: { prices, sizePerCell, cursor: sizePerCell * 30n + random(sizePerCell) } }
  })
  const tied = Array.from({ length: 200 }, (_, n) => quoteAt(n + 1, 150_000n, 1n + random(2_000n)))
  const market = { tickSize: 101n, takerFeeBps: 5 }
  const route =
    (size: bigint, of = sources) =>
    () =>
      bestRoute({ market, side: Side.Ask, amount: size, sources: of })
  const spend = { market, side: Side.Ask, exactNotional: true, amount: 10n ** 11n, sources }
  return [
    atMost('route: 1,000 lots over 200 sources', microseconds(route(1_000n)), 'µs', 1_000),
    atMost('route: 20,000 lots over 200 sources', microseconds(route(20_000n)), 'µs', 1_000),
    atMost(
      'route: a budget over 200 sources',
      microseconds(() => bestRoute(spend)),
      'µs',
      1_000,
    ),
    atMost('route: 200 sources at one price', microseconds(route(100_000n, tied)), 'µs', 1_000),
  ]
}
