import { Side } from '@tidemark/sdk/core'
import { GridStrategy, GridStrategyManager } from '@tidemark/sdk/engine'
import { expect } from 'chai'
import fc from 'fast-check'
import { checkSteps } from '../helpers/atomic.ts'
import { expectThrow } from '../helpers/expectError.ts'

const config = { asset: 'ETH', minPrice: 900n, maxPrice: 1_100n, numLevels: 5, sizePerLevel: 10n }

describe('GridStrategy', () => {
  it('earns a cell with every cycle, exactly', () => {
    const grid = new GridStrategy(config)
    grid.generateOrders(1_000n)
    for (let cycle = 1n; cycle <= 7n; cycle++) {
      // Prices 900, 950, 1000, 1050, 1100; the bid at 950 and its ask at 1000.
      grid.onOrderFilled(1)
      grid.onOrderFilled(2)
      expect(grid.getStats().filledCount).to.equal(2 * Number(cycle))
    }
    const { pnl, position, volume } = grid.getStats()
    // All that was ever held or bought, less what is left at cost: what came in less what went out.
    expect(pnl).to.equal(7n * 10n * 1_000n - (7n * 10n * 950n + 20n * 1_000n - position.cost))
    expect([position.lots, volume]).to.deep.equal([20n, 7n * 10n * 1_950n])
  })

  it('pays a path up in closed form', () => {
    const grid = new GridStrategy({ ...config, mode: 'SameLevel' })
    expect(grid.generateOrders(1n).map(({ side }) => side)).to.deep.equal([1, 1, 1, 1, 1])
    for (let level = 0; level < 5; level++) grid.onOrderFilled(level)
    // Bought at 1, sold at 900 … 1100.
    expect(grid.getStats().pnl).to.equal(10n * (900n + 950n + 1_000n + 1_050n + 1_100n - 5n))
    expect(grid.getStats().position.lots).to.equal(0n)
  })

  it('rests nothing at the price itself', () => {
    const same = new GridStrategy({ ...config, mode: 'SameLevel' })
    expect(same.generateOrders(1_000n).map(({ price }) => price)).to.deep.equal([900n, 950n, 1_050n, 1_100n])
    expectThrow(() => same.onOrderFilled(2), 'NoOrder', { level: 2 })
    const adjacent = new GridStrategy(config)
    expect(adjacent.generateOrders(1_000n).map(({ price }) => price)).to.deep.equal([900n, 950n, 1_050n, 1_100n])
  })

  it('asks which side filled where fills out of order left two orders at one price', () => {
    const grid = new GridStrategy(config)
    grid.generateOrders(1_200n)
    grid.onOrderFilled(1)
    // The cell from 950 asks at 1000, where the next one still bids.
    expectThrow(() => grid.onOrderFilled(2), 'AmbiguousOrder', { level: 2 })
    expect(grid.onOrderFilled(2, Side.Ask)).to.deep.equal({ level: 1, side: Side.Bid, price: 950n, size: 10n })
    expectThrow(() => grid.onOrderFilled(2, Side.Ask), 'NoOrder')
    expect(grid.onOrderFilled(2)?.level).to.equal(3)
  })

  it('keeps its lots when orders are placed anew', () => {
    const grid = new GridStrategy(config)
    grid.generateOrders(1_000n)
    grid.generateOrders(1_010n)
    expect(grid.getStats().position).to.include({ lots: 10n, cost: 10_000n, realisedPnl: 0n })
    grid.generateOrders(800n)
    expect(grid.getStats().position).to.include({ lots: 40n, cost: 10_000n + 30n * 800n })
  })

  it('refuses bad values', () => {
    expectThrow(() => new GridStrategy({ ...config, asset: '' }), 'EmptyText')
    expectThrow(() => new GridStrategy({ ...config, minPrice: 0n }), 'ValueOutOfRange')
    expectThrow(() => new GridStrategy({ ...config, numLevels: 257 }), 'GridPriceCount')
    expectThrow(() => new GridStrategy({ ...config, numLevels: 2.5 }), 'GridPriceCount')
    expectThrow(() => new GridStrategy({ ...config, sizePerLevel: 1n << 63n }), 'GridTooLarge')
    expectThrow(() => new GridStrategy({ ...config, mode: 'Sideways' as 'Adjacent' }), 'UnknownName')
    const grid = new GridStrategy(config)
    expectThrow(() => grid.generateOrders(0n), 'ValueOutOfRange')
    expectThrow(() => grid.onOrderFilled(5), 'ValueOutOfRange', { name: 'level', value: 5, min: 0, max: 4 })
    expectThrow(() => grid.onOrderFilled(0), 'NoOrder')
  })

  const step = fc.record({
    kind: fc.constantFrom('place', 'fill', 'fill', 'fill', 'fill'),
    price: fc.bigInt({ min: 0n, max: 1_300n }),
    level: fc.integer({ min: -1, max: 5 }),
    side: fc.constantFrom(undefined, undefined, Side.Bid, Side.Ask),
  })

  it('any steps: one order per cell, bids below asks in each, lots behind every ask', () => {
    const modes = fc.constantFrom('Adjacent' as const, 'SameLevel' as const)
    fc.assert(
      fc.property(
        modes,
        fc.boolean(),
        fc.array(step, { minLength: 6, maxLength: 60 }),
        (mode, rebalanceOnFill, steps) => {
          const grid = new GridStrategy({ ...config, mode, rebalanceOnFill })
          let fills = 0
          const refused = checkSteps(
            grid,
            (json) => GridStrategy.restore(json),
            steps,
            (one, { kind, price, level, side }) => {
              if (kind === 'place') return one.generateOrders(price)
              const placed = one.onOrderFilled(level, side)
              if (one === grid) fills++
              // The answer is at the same level, or next to it on the side that earns.
              const away = mode === 'SameLevel' ? 0 : placed?.side === Side.Ask ? 1 : -1
              expect(placed?.level).to.equal(rebalanceOnFill ? level + away : undefined)
              return placed
            },
          )
          const { activeLevels, bids, asks, position, filledCount } = grid.getStats()
          expect(activeLevels <= (mode === 'Adjacent' ? 4 : 5) && bids + asks === activeLevels).to.equal(true)
          expect(position.lots >= BigInt(asks) * 10n).to.equal(true)
          expect(filledCount).to.equal(fills)
          for (const code of refused) expect(code).to.be.oneOf(['ValueOutOfRange', 'NoOrder', 'AmbiguousOrder'])
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('GridStrategyManager', () => {
  it('keeps many apart, closes some, and sums up by asset', () => {
    const grids = new GridStrategyManager()
    const [eth, btc] = [grids.createStrategy(config), grids.createStrategy({ ...config, asset: 'BTC' })]
    grids.generateOrders(eth, 1_000n)
    grids.generateOrders(btc, 1_000n)
    expect(grids.onOrderFilled(btc, 1)).to.deep.equal({ level: 2, side: Side.Ask, price: 1_000n, size: 10n })
    grids.closeStrategy(btc)
    expectThrow(() => grids.generateOrders(btc, 1_000n), 'Closed', { what: 'strategy', id: btc })
    expect(grids.activeOrders(btc)).to.deep.equal([])
    expect(grids.listStrategies('ETH').map(({ id, isOpen }) => [id, isOpen])).to.deep.equal([[eth, true]])
    expect(grids.getTotals('BTC')).to.include({ strategies: 1, open: 0, filledCount: 1, activeLevels: 0 })
    expectThrow(() => grids.getStats(3), 'UnknownId', { what: 'strategy', id: 3, last: 2 })
    const copy = GridStrategyManager.restore(JSON.parse(JSON.stringify(grids.snapshot())))
    expect(copy.snapshot()).to.deep.equal(grids.snapshot())
    expect(copy.getTotals()).to.deep.equal(grids.getTotals())
  })
})
