import { Side } from '@tidemark/sdk/core'
import { VaultManager, type VaultStrategy } from '@tidemark/sdk/engine'
import { expect } from 'chai'
import fc from 'fast-check'
import { checkSteps } from '../helpers/atomic.ts'
import { expectThrow } from '../helpers/expectError.ts'

const custom = { kind: 'custom', asset: 'ETH', name: 'mine' } as const
const terms = {
  owner: 'alice',
  manager: 'bob',
  strategy: custom as VaultStrategy,
  collateral: 100_000n,
  profitShareBps: 1000,
  timestamp: 100n,
}

describe('VaultManager', () => {
  it('runs a grid: each filled order is answered, each cycle earns its cell', () => {
    const vaults = new VaultManager()
    const strategy = { asset: 'ETH', levels: 5, range: [800n, 1_200n], sizePerLevel: 10n } as const
    const id = vaults.createVault({ ...terms, strategy })
    vaults.depositLots(id, 20n, 1_000n, 101n)
    // Cells bid at 800 and 900, ask at 1100 and 1200; 1000 is the gap.
    const orders = vaults.openGrid(id, 1_000n, 102n)
    expect(orders.map(({ price, side }) => [price, side])).to.deep.equal([
      [800n, Side.Bid],
      [900n, Side.Bid],
      [1_100n, Side.Ask],
      [1_200n, Side.Ask],
    ])
    const idAt = (price: bigint) => vaults.getOrders(id).find((order) => order.price === price)?.id ?? 0
    vaults.fillOrder(id, idAt(900n), { timestamp: 103n, rebate: 3n })
    expect(idAt(1_000n)).to.equal(5)
    // 10 of 30 lots that cost 29,000 sell for 10,000: 9,667 of cost, rounded up.
    expect(vaults.fillOrder(id, idAt(1_000n), { timestamp: 104n, size: 4n })).to.equal(4_000n - 3_867n)
    expect(vaults.getOrders(id).find(({ price }) => price === 1_000n)?.size).to.equal(6n)
    vaults.fillOrder(id, idAt(1_000n), { timestamp: 105n })
    expect(idAt(900n)).to.equal(6)
    const { collateral, position, rebates } = vaults.getStats(id)
    expect([collateral, position.lots, rebates]).to.deep.equal([101_003n, 20n, 3n])
    vaults.removeOrder(id, idAt(900n), 106n)
    expectThrow(() => vaults.fillOrder(id, 6, { timestamp: 107n }), 'UnknownId')
    expect(vaults.openGrid(id, 850n, 108n).map(({ price }) => price)).to.deep.equal([800n, 1_000n, 1_100n, 1_200n])
  })

  it('holds fills to the strategy', () => {
    const vaults = new VaultManager()
    const limits = { minPrice: 900n, maxPrice: 1_100n, maxFillSize: 10n, maxLots: 15n }
    const id = vaults.createVault({
      ...terms,
      strategy: { kind: 'quotes', asset: 'ETH', spreadBps: 10, size: 5n, ...limits },
    })
    const trade = { side: Side.Bid, price: 1_000n, size: 10n, timestamp: 101n }
    expectThrow(() => vaults.recordTrade(id, { ...trade, price: 899n }), 'PriceOutOfRange')
    expectThrow(() => vaults.recordTrade(id, { ...trade, size: 11n }), 'FillTooLarge', { size: 11n, max: 10n })
    vaults.recordTrade(id, trade)
    expectThrow(() => vaults.recordTrade(id, { ...trade, size: 6n }), 'InventoryTooLarge', { lots: 16n, max: 15n })
    const neutral = { kind: 'deltaNeutral', asset: 'ETH', deltaBand: 5n } as const
    const other = vaults.createVault({ ...terms, strategy: neutral })
    expectThrow(() => vaults.recordTrade(other, { ...trade, size: 6n }), 'DeltaOutOfBand')
  })

  it('never lends: trades are paid from what the vault holds, less what its manager is owed', () => {
    const vaults = new VaultManager()
    const id = vaults.createVault({ ...terms, collateral: 1_000n, profitShareBps: 5000 })
    expectThrow(
      () => vaults.recordTrade(id, { side: Side.Bid, price: 100n, size: 10n, fee: 1n, timestamp: 101n }),
      'InsufficientFunds',
    )
    expectThrow(
      () => vaults.recordTrade(id, { side: Side.Ask, price: 100n, size: 1n, timestamp: 101n }),
      'InsufficientLots',
    )
    vaults.recordTrade(id, { side: Side.Bid, price: 100n, size: 10n, timestamp: 101n })
    vaults.recordTrade(id, { side: Side.Ask, price: 300n, size: 10n, timestamp: 102n })
    // Half of 2,000 is the manager's.
    vaults.settleProfit(id, 103n)
    expectThrow(() => vaults.withdraw(id, 2_001n, 104n), 'InsufficientFunds', {
      what: 'quote atoms',
      amount: 2_001n,
      available: 2_000n,
    })
    expect(vaults.getStats(id).owed).to.equal(1_000n)
  })

  it('shares profit once, above the mark, inventory at the lower of cost and price', () => {
    const vaults = new VaultManager()
    const id = vaults.createVault(terms)
    vaults.recordTrade(id, { side: Side.Bid, price: 100n, size: 20n, timestamp: 101n })
    vaults.recordTrade(id, { side: Side.Ask, price: 200n, size: 10n, timestamp: 102n })
    expectThrow(() => vaults.settleProfit(id, 103n), 'ProfitUnsettled', { lots: 10n })
    // 1,000 realised, 10 lots that cost 1,000 are worth 700: 10 % of 700.
    expect(vaults.settleProfit(id, 103n, 70n)).to.deep.equal({ profit: 700n, manager: 70n, owner: 630n })
    expect(vaults.settleProfit(id, 104n, 500n)).to.deep.equal({ profit: 1_000n, manager: 30n, owner: 270n })
    expect(vaults.settleProfit(id, 105n, 1n).manager).to.equal(0n)
    expect(vaults.claimProfitShare(id, 106n)).to.equal(100n)
    expectThrow(() => vaults.claimProfitShare(id, 107n), 'InsufficientFunds')
  })

  it('refuses strangers, unknown ids, the past, and nonsense', () => {
    const vaults = new VaultManager()
    const id = vaults.createVault(terms)
    expectThrow(() => vaults.withdraw(id, 1n, 101n, 'bob'), 'WrongUser', { user: 'bob', expected: 'alice' })
    expectThrow(() => vaults.addOrder(id, { side: Side.Bid, price: 1n, size: 1n }, 101n, 'alice'), 'WrongUser')
    expectThrow(() => vaults.deposit(2, 1n, 101n), 'UnknownId', { what: 'vault', id: 2, last: 1 })
    expectThrow(() => vaults.deposit(0, 1n, 101n), 'UnknownId')
    expectThrow(() => vaults.deposit(id, 1n, 99n), 'TooEarly', { timestamp: 99n, earliest: 100n })
    expectThrow(() => vaults.deposit(id, 0n, 101n), 'ValueOutOfRange')
    expectThrow(() => vaults.openGrid(id, 1n, 101n), 'UnknownName')
    expectThrow(() => vaults.createVault({ ...terms, owner: '' }), 'EmptyText')
    expectThrow(() => vaults.createVault({ ...terms, profitShareBps: 5001 }), 'ValueOutOfRange')
    expectThrow(() => vaults.createVault({ ...terms, collateral: 0n }), 'ValueOutOfRange')
    const strategies: [unknown, string][] = [
      [{ kind: 'lottery', asset: 'ETH' }, 'UnknownName'],
      [{ kind: 'custom', asset: 'ETH', name: '' }, 'EmptyText'],
      [{ kind: 'quotes', asset: 'ETH', spreadBps: 20_000, size: 1n }, 'ValueOutOfRange'],
      [{ kind: 'quotes', asset: 'ETH', spreadBps: 1, size: 1n, minPrice: 3n, maxPrice: 2n }, 'ValueOutOfRange'],
      [{ kind: 'deltaNeutral', asset: 'ETH', deltaBand: 0n }, 'ValueOutOfRange'],
      [{ asset: 'ETH', levels: 1, range: [1n, 2n], sizePerLevel: 1n }, 'GridPriceCount'],
      [{ asset: 'ETH', levels: 2, range: [2n, 1n], sizePerLevel: 1n }, 'ValueOutOfRange'],
    ]
    for (const [strategy, code] of strategies) {
      expectThrow(() => vaults.createVault({ ...terms, strategy: strategy as VaultStrategy }), code)
    }
    vaults.recordTrade(id, { side: Side.Bid, price: 100n, size: 1n, timestamp: 101n })
    vaults.recordTrade(id, { side: Side.Ask, price: 200n, size: 1n, timestamp: 101n })
    vaults.settleProfit(id, 101n)
    vaults.setManager(id, 'carol', 101n, 'alice')
    // What he earned stays his.
    expectThrow(() => vaults.claimProfitShare(id, 101n), 'InsufficientFunds')
    expect(vaults.claimProfitShare(id, 101n, 'bob')).to.equal(10n)
    expect([vaults.getVaultsByManager('carol'), vaults.getVaultsByManager('bob')]).to.deep.equal([[id], []])
  })

  it('ranks by PnL, equal ones by age, and sums up', () => {
    const vaults = new VaultManager()
    for (const price of [110n, 120n, 120n, 90n]) {
      const id = vaults.createVault(terms)
      vaults.recordTrade(id, { side: Side.Bid, price: 100n, size: 1n, timestamp: 101n })
      vaults.recordTrade(id, { side: Side.Ask, price, size: 1n, timestamp: 102n })
    }
    expect(vaults.getTopVaults(3).map(({ id }) => id)).to.deep.equal([2, 3, 1])
    const { pnl, profitable, collateral, fills } = vaults.getTotals()
    expect([pnl, profitable, collateral, fills]).to.deep.equal([40n, 3, 400_040n, 8])
  })

  const amount = fc.bigInt({ min: -1n, max: 60_000n })
  const step = fc.record({
    kind: fc.constantFrom(
      'create',
      'deposit',
      'lots',
      'withdraw',
      'takeLots',
      'add',
      'remove',
      'grid',
      'fill',
      'fill',
      'fill',
      'trade',
      'settle',
      'claim',
    ),
    id: fc.integer({ min: 0, max: 3 }),
    order: fc.integer({ min: 0, max: 30 }),
    amount,
    lots: fc.bigInt({ min: 0n, max: 30n }),
    price: fc.bigInt({ min: 0n, max: 1_500n }),
    side: fc.constantFrom(Side.Bid, Side.Ask),
    pause: fc.bigInt({ min: -1n, max: 3n }),
    isWhole: fc.boolean(),
    user: fc.constantFrom(undefined, undefined, undefined, 'alice', 'bob'),
  })
  const strategies: VaultStrategy[] = [
    custom,
    { kind: 'grid', asset: 'BTC', levels: 6, range: [900n, 1_100n], sizePerLevel: 5n, mode: 'SameLevel' },
    { asset: 'ETH', levels: 4, range: [800n, 1_200n], sizePerLevel: 7n },
    { kind: 'deltaNeutral', asset: 'ETH', deltaBand: 12n, deltaRatioBps: -5_000, deltaTarget: -3n },
    { kind: 'quotes', asset: 'ETH', spreadBps: 3, size: 2n, maxFillSize: 20n },
  ]

  it('any steps: what is refused changes nothing, snapshots restore, money is conserved', () => {
    const codes = new Set<string>()
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
        const vaults = new VaultManager()
        for (let i = 0; i < 3; i++) vaults.createVault({ ...terms, strategy: strategies[i] ?? custom })
        let now = 100n
        const times = steps.map(({ pause }) => (now += pause))
        const refused = checkSteps(vaults, VaultManager.restore, [...steps.entries()], (manager, [index, s]) => {
          const timestamp = times[index] ?? 0n
          const { id, user } = s
          return {
            create: () =>
              manager.createVault({ ...terms, strategy: strategies[s.order % 5] ?? custom, collateral: s.amount }),
            deposit: () => manager.deposit(id, s.amount, timestamp, user),
            lots: () => manager.depositLots(id, s.lots, s.price, timestamp, user),
            withdraw: () => manager.withdraw(id, s.amount, timestamp, user),
            takeLots: () => manager.withdrawLots(id, s.lots, timestamp, user),
            add: () => manager.addOrder(id, { side: s.side, price: s.price, size: s.lots }, timestamp, user),
            remove: () => manager.removeOrder(id, s.order, timestamp, user),
            grid: () => manager.openGrid(id, s.price, timestamp, user),
            fill: () =>
              manager.fillOrder(id, s.order, s.isWhole ? { timestamp, rebate: s.lots } : { timestamp, size: s.lots }),
            trade: () =>
              manager.recordTrade(id, { side: s.side, price: s.price, size: s.lots, fee: s.lots, timestamp }),
            settle: () => manager.settleProfit(id, timestamp, s.isWhole ? s.price : undefined),
            claim: () => manager.claimProfitShare(id, timestamp, user),
          }[s.kind]()
        })
        for (const code of refused) codes.add(code)
        for (let id = 1; id <= vaults.getTotals().vaults; id++) {
          const { collateral, contributed, withdrawn, claimed, position } = vaults.getStats(id)
          // What came in and was earned is what went out, what is held, and what the lots held cost.
          expect(contributed + position.realisedPnl).to.equal(withdrawn + claimed + collateral + position.cost)
          expect(collateral >= 0n && position.lots >= 0n).to.equal(true)
        }
      }),
      { numRuns: 150 },
    )
    expect([...codes]).to.include.members([
      'InsufficientFunds',
      'InsufficientLots',
      'ProfitUnsettled',
      'TooEarly',
      'UnknownId',
      'UnknownName',
      'ValueOutOfRange',
      'WrongUser',
    ])
  })
})
