import { Side } from '@tidemark/sdk/core'
import {
  GridStrategy,
  GridStrategyManager,
  MmAnalytics,
  PoolManager,
  QuoteManager,
  RebateEngine,
  type Snapshot,
  VaultManager,
} from '@tidemark/sdk/engine'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

const grid = { asset: 'ETH', minPrice: 900n, maxPrice: 1_100n, numLevels: 5, sizePerLevel: 10n }

/** One of each, with something in it. */
function examples() {
  const vaults = new VaultManager()
  const strategy = { asset: 'ETH', levels: 5, range: [900n, 1_100n], sizePerLevel: 10n } as const
  const terms = { owner: 'alice', manager: 'bob', collateral: 100_000n, profitShareBps: 10, timestamp: 1n }
  vaults.createVault({ ...terms, strategy })
  vaults.openGrid(1, 1_000n, 2n)
  vaults.createVault({ ...terms, strategy: { kind: 'deltaNeutral', asset: 'ETH', deltaBand: 5n, deltaRatioBps: -1 } })
  const pools = new PoolManager()
  pools.createPool({ asset: 'ETH', gridLevels: [900n, 1_000n], sizePerLevel: 1n, timestamp: 0n })
  pools.addLiquidity(1, 'alice', 5n)
  const rebates = new RebateEngine()
  rebates.recordMakerTrade('alice', 3_000_000n)
  const strategyOfOne = new GridStrategy(grid)
  strategyOfOne.generateOrders(1_000n)
  const grids = new GridStrategyManager()
  grids.createStrategy(grid)
  const gate = { priceTolerancePpm: 0, sizeTolerancePpm: 0, ttl: 60n, renewBefore: 5n }
  const quotes = new QuoteManager({ gate })
  quotes.postQuote({ user: 'alice', asset: 'ETH', midPrice: 1_000n, spreadBps: 10, size: 1n, timestamp: 0n })
  quotes.linkOrder(1, 'a')
  const analytics = new MmAnalytics()
  const trade = { user: 'alice', asset: 'ETH', side: Side.Bid, price: 1n, size: 1n, isMaker: true, fee: 0n }
  analytics.recordTrade({ ...trade, timestamp: 1n })
  return [
    [VaultManager, vaults.snapshot()],
    [PoolManager, pools.snapshot()],
    [RebateEngine, rebates.snapshot()],
    [GridStrategy, strategyOfOne.snapshot()],
    [GridStrategyManager, grids.snapshot()],
    [QuoteManager, quotes.snapshot()],
    [MmAnalytics, analytics.snapshot()],
  ] as const
}

/** Every way to spoil one part of a value: leave it out, or make it something else. */
function* spoilt(value: unknown, path: string): Generator<[string, unknown]> {
  const other = typeof value === 'string' ? 1.5 : typeof value === 'object' ? 'text' : 'other'
  yield [path, other]
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const [at, spoiltItem] of spoilt(item, `${path}[${index}]`)) yield [at, value.with(index, spoiltItem)]
    }
    return
  }
  for (const [key, part] of Object.entries(value)) {
    for (const [at, spoiltPart] of spoilt(part, `${path}.${key}`)) yield [at, { ...value, [key]: spoiltPart }]
  }
  yield [`${path}.surplus`, { ...value, surplus: 1 }]
}

describe('engine snapshots', () => {
  for (const [kind, snapshot] of examples()) {
    const restore = (json: unknown): { snapshot: () => Snapshot } => kind.restore(json)

    it(`${kind.name}: survives JSON`, () => {
      const text = JSON.stringify(snapshot)
      expect(JSON.stringify(restore(JSON.parse(text)).snapshot())).to.equal(text)
    })

    it(`${kind.name}: every spoilt part is refused by its path`, () => {
      let tried = 0
      for (const [path, json] of spoilt(snapshot, 'snapshot')) {
        const error = expectThrow(() => restore(json), 'InvalidSnapshot')
        expect(
          path.startsWith(String(error.args.path).split('[')[0] ?? '-'),
          `${error.args.path} for ${path}`,
        ).to.equal(true)
        tried++
      }
      expect(tried).to.be.greaterThan(10)
    })
  }

  const edited = (json: Snapshot, edit: (text: string) => string) => {
    const text = JSON.stringify(json)
    const changed = edit(text)
    expect(changed).not.to.equal(text)
    return JSON.parse(changed) as unknown
  }

  it('refuses another version, another kind, and numbers that do not add up', () => {
    const [vaults, pools, rebates, one, , quotes] = examples().map(([, snapshot]) => snapshot)
    const cases: [() => unknown, string][] = [
      [() => PoolManager.restore({ ...pools, version: 2 }), 'snapshot.version'],
      [() => PoolManager.restore(vaults), 'snapshot.format'],
      [
        () => PoolManager.restore(edited(pools as Snapshot, (t) => t.replace('"lpSupply":"5"', '"lpSupply":"6"'))),
        'snapshot.state[0].lpSupply',
      ],
      [
        () => RebateEngine.restore(edited(rebates as Snapshot, (t) => t.replace('"rebates":"200"', '"rebates":"201"'))),
        'snapshot.state.users.alice.rebates',
      ],
      [
        () => RebateEngine.restore(edited(rebates as Snapshot, (t) => t.replace('"1000000"', '"10000000"'))),
        'snapshot.state',
      ],
      [
        () => GridStrategy.restore(edited(one as Snapshot, (t) => t.replace('"lots":"20"', '"lots":"19"'))),
        'snapshot.state.position.lots',
      ],
      [
        () => GridStrategy.restore(edited(one as Snapshot, (t) => t.replace('"900"', '"1200"'))),
        'snapshot.state.config',
      ],
      [
        () => VaultManager.restore(edited(vaults as Snapshot, (t) => t.replace('"id":2,"side"', '"id":1,"side"'))),
        'snapshot.state[0].orders',
      ],
      [
        () => VaultManager.restore(edited(vaults as Snapshot, (t) => t.replace('"cells":[0', '"cells":[1'))),
        'snapshot.state[0].orders',
      ],
      [
        () =>
          QuoteManager.restore(edited(quotes as Snapshot, (t) => t.replace('"bidPrice":"999"', '"bidPrice":"1001"'))),
        'snapshot.state.quotes[0].askPrice',
      ],
      [
        () =>
          VaultManager.restore(
            edited(vaults as Snapshot, (t) => t.replace('"owed":[]', '"owed":[{"manager":"bob","amount":"0"}]')),
          ),
        'snapshot.state[0].owed',
      ],
      [
        () => VaultManager.restore(edited(vaults as Snapshot, (t) => t.replace('"withdrawn":"0"', '"withdrawn":"1"'))),
        'snapshot.state[0].collateral',
      ],
      [() => VaultManager.restore(null), 'snapshot'],
      [
        () => VaultManager.restore(edited(vaults as Snapshot, (t) => t.replace('"100000"', '"-1"'))),
        'snapshot.state[0].collateral',
      ],
      [
        () => VaultManager.restore(edited(vaults as Snapshot, (t) => t.replace('"100000"', `"${1n << 256n}"`))),
        'snapshot.state[0].collateral',
      ],
    ]
    for (const [call, path] of cases) expect(expectThrow(call, 'InvalidSnapshot').args.path).to.equal(path)
  })
})
