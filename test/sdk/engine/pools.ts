import { PoolManager } from '@tidemark/sdk/engine'
import { expect } from 'chai'
import fc from 'fast-check'
import { checkSteps } from '../helpers/atomic.ts'
import { expectThrow } from '../helpers/expectError.ts'

const terms = { asset: 'ETH', gridLevels: [900n, 1000n, 1100n], sizePerLevel: 100n, timestamp: 0n }

describe('PoolManager', () => {
  it('rounds in favour of those who stay', () => {
    const pools = new PoolManager()
    const id = pools.createPool(terms)
    pools.addLiquidity(id, 'alice', 3n)
    pools.distributeFees(id, 1n)
    // 3 tokens stand for 4 atoms: 10 atoms buy 7.5 of them.
    expect(pools.addLiquidity(id, 'bob', 10n)).to.equal(7n)
    // 7 of 10 tokens are worth 9.8 of 14 atoms.
    expect(pools.removeLiquidity(id, 'bob', 7n)).to.equal(9n)
    expect(pools.removeLiquidity(id, 'alice', 3n)).to.equal(5n)
    expect([pools.getPool(id).totalLiquidity, pools.getPool(id).totalFees]).to.deep.equal([0n, 1n])
    expect(pools.addLiquidity(id, 'carol', 10_000n)).to.equal(10_000n)
  })

  it('refuses what cannot be', () => {
    const pools = new PoolManager()
    const id = pools.createPool(terms)
    expectThrow(() => pools.distributeFees(id, 1n), 'NobodyToReceive')
    pools.addLiquidity(id, 'alice', 2n)
    pools.distributeFees(id, 10n)
    // One token stands for 6 atoms.
    expectThrow(() => pools.addLiquidity(id, 'bob', 5n), 'ValueOutOfRange')
    expectThrow(() => pools.addLiquidity(id, '', 50n), 'EmptyText')
    expectThrow(() => pools.removeLiquidity(id, 'bob', 1n), 'InsufficientFunds', {
      what: 'LP tokens',
      amount: 1n,
      available: 0n,
    })
    expectThrow(() => pools.removeLiquidity(id, 'alice', 3n), 'InsufficientFunds')
    expectThrow(() => pools.getPool(2), 'UnknownId', { what: 'pool', id: 2, last: 1 })
    expectThrow(() => pools.createPool({ ...terms, gridLevels: [2n, 1n] }), 'GridNotIncreasing')
    expectThrow(() => pools.createPool({ ...terms, gridLevels: [2n] }), 'GridPriceCount')
    expectThrow(() => pools.createPool({ ...terms, sizePerLevel: 1n << 64n }), 'GridTooLarge')
    expectThrow(() => pools.createPool({ ...terms, asset: '' }), 'EmptyText')
  })

  it('shows its orders at a price, and keeps views as they were', () => {
    const pools = new PoolManager()
    const id = pools.createPool(terms)
    const view = pools.getPool(id)
    expect([view.id, view.asset, view.gridLevels, view.sizePerLevel, view.createdAt]).to.deep.equal([
      id,
      'ETH',
      [900n, 1000n, 1100n],
      100n,
      0n,
    ])
    expect(view.getOrders(950n)).to.deep.equal({
      bids: [{ price: 900n, lots: 100n }],
      asks: [{ price: 1100n, lots: 100n }],
    })
    pools.addLiquidity(id, 'alice', 5n)
    expect([view.holderCount, view.totalLiquidity, pools.getPool(id).holderCount]).to.deep.equal([0, 0n, 1])
    expect(view.getUserShare('alice')).to.deep.equal({ ok: false, reason: 'NO_DATA' })
  })

  it('ranks by liquidity, and counts each provider once', () => {
    const pools = new PoolManager()
    for (const amount of [5n, 7n, 5n]) pools.addLiquidity(pools.createPool(terms), 'alice', amount)
    pools.addLiquidity(1, 'bob', 1n)
    expect(pools.getTopPools(3).map(({ id }) => id)).to.deep.equal([2, 1, 3])
    expect(pools.getTotals()).to.deep.equal({ pools: 3, liquidity: 18n, fees: 0n, providers: 2 })
    expect(pools.getPoolsByProvider('bob')).to.deep.equal([1])
    pools.addLiquidity(2, 'zoe', 7n)
    expect(
      pools
        .getPool(2)
        .holders()
        .map(({ provider }) => provider),
    ).to.deep.equal(['alice', 'zoe'])
  })

  const step = fc.record({
    kind: fc.constantFrom('create', 'add', 'add', 'add', 'remove', 'remove', 'fees'),
    id: fc.integer({ min: 0, max: 3 }),
    provider: fc.constantFrom('alice', 'bob', 'carol', ''),
    amount: fc.oneof(fc.bigInt({ min: -1n, max: 30n }), fc.bigInt({ min: 0n, max: 10n ** 24n })),
  })

  it('any steps: what is refused changes nothing, snapshots restore, money is conserved', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 80 }), (steps) => {
        const pools = new PoolManager()
        pools.createPool(terms)
        pools.createPool({ ...terms, asset: 'BTC' })
        const flows = new Map<number, bigint>()
        const moved = (id: number, amount: bigint) => flows.set(id, (flows.get(id) ?? 0n) + amount)
        let watched = pools
        checkSteps(
          pools,
          (json) => PoolManager.restore(json),
          steps,
          (manager, { kind, id, provider, amount }) => {
            watched = manager
            const own = watched === pools
            if (kind === 'create') return manager.createPool(terms)
            if (kind === 'add') {
              const shareBefore = manager.getPool(id)
              const lp = manager.addLiquidity(id, provider, amount)
              if (own) moved(id, amount)
              const after = manager.getPool(id)
              // Nobody else's part got smaller.
              for (const { provider: holder, liquidity } of shareBefore.holders()) {
                if (holder !== provider) expect(after.getUserLiquidity(holder) >= liquidity).to.equal(true)
              }
              return lp
            }
            if (kind === 'remove') {
              const paid = manager.removeLiquidity(id, provider, amount)
              if (own) moved(id, -paid)
              return paid
            }
            manager.distributeFees(id, amount)
            if (own) moved(id, amount)
            return undefined
          },
        )
        for (let id = 1; id <= pools.getTotals().pools; id++) {
          const pool = pools.getPool(id)
          expect(pool.totalLiquidity).to.equal(flows.get(id) ?? 0n)
          const held = pool.holders().reduce((sum, { lpTokens }) => sum + lpTokens, 0n)
          expect(held).to.equal(pool.totalLpTokens)
          const worth = pool.holders().reduce((sum, { liquidity }) => sum + liquidity, 0n)
          expect(worth <= pool.totalLiquidity).to.equal(true)
        }
      }),
      { numRuns: 150 },
    )
  })
})
