import {
  arithmeticPrices,
  asksWithin,
  askTicks,
  bidsWithin,
  bidTicks,
  capacity,
  cursorAt,
  fillGrid,
  funding,
  type Grid,
  geometricPrices,
  packPrices,
  Side,
  unpackPrices,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { grid as anyGrid } from '../helpers/arbitraries.ts'
import { expectThrow } from '../helpers/expectError.ts'
import { published } from '../helpers/vectors.ts'

// Three cells of 10 lots: 100-110, 110-125, 125-150.
const PRICES = [100n, 110n, 125n, 150n]
const at = (cursor: bigint): Grid => ({ prices: PRICES, sizePerCell: 10n, cursor })

describe('core grid', () => {
  it('starts cells as bids when their buy price is at or below the reference', () => {
    const cursors = [99n, 100n, 109n, 110n, 124n, 125n, 150n, 10n ** 9n].map((p) => cursorAt(PRICES, 10n, p))
    expect(cursors).to.deep.equal([0n, 10n, 10n, 20n, 20n, 30n, 30n, 30n])
    expect(capacity(4, 10n)).to.equal(30n)
  })

  it('sums the prices that a fill passes', () => {
    expect(askTicks(at(0n), 10n)).to.equal(1_100n)
    // 5 lots at 110, 10 at 125, 3 at 150.
    expect(askTicks(at(5n), 18n)).to.equal(2_250n)
    expect(bidTicks(at(30n), 10n)).to.equal(1_250n)
    // 3 lots at 125, 10 at 110, 1 at 100.
    expect(bidTicks(at(23n), 14n)).to.equal(1_575n)
    expect([askTicks(at(30n), 0n), bidTicks(at(0n), 0n)]).to.deep.equal([0n, 0n])
  })

  it('offers what rests within a limit', () => {
    expect([109n, 110n, 124n, 125n, 149n, 150n].map((limit) => asksWithin(at(7n), limit))).to.deep.equal([
      0n,
      3n,
      3n,
      13n,
      13n,
      23n,
    ])
    expect([126n, 125n, 111n, 110n, 101n, 100n, 0n].map((limit) => bidsWithin(at(23n), limit))).to.deep.equal([
      0n,
      3n,
      3n,
      13n,
      13n,
      23n,
      23n,
    ])
  })

  it('needs the lots for sale and the cost of its bids', () => {
    expect(funding(at(0n))).to.deep.equal({ baseLots: 30n, quoteTicks: 0n })
    // 10 x 100 + 10 x 110 + 3 x 125.
    expect(funding(at(23n))).to.deep.equal({ baseLots: 7n, quoteTicks: 2_475n })
    expect(funding(at(30n))).to.deep.equal({ baseLots: 0n, quoteTicks: 3_350n })
  })

  it('refuses what does not rest and what is no grid', () => {
    expectThrow(() => askTicks(at(25n), 6n), 'InsufficientLiquidity', { available: 5n, size: 6n })
    expectThrow(() => bidTicks(at(5n), 6n), 'InsufficientLiquidity', { available: 5n, size: 6n })
    expectThrow(() => funding(at(31n)), 'CursorOutOfRange', { cursor: 31n, capacity: 30n })
    expectThrow(() => funding({ ...at(0n), sizePerCell: 0n }), 'ZeroCellSize', {})
    expectThrow(() => packPrices([1n]), 'GridPriceCount', { count: 1n, min: 2n, max: 256n })
    expectThrow(() => packPrices(Array.from({ length: 257 }, (_, i) => BigInt(i + 1))), 'GridPriceCount')
    expectThrow(() => packPrices([0n, 1n]), 'GridNotIncreasing', { index: 0n, previous: 0n, price: 0n })
    expectThrow(() => packPrices([3n, 3n]), 'GridNotIncreasing', { index: 1n, previous: 3n, price: 3n })
    expectThrow(() => arithmeticPrices(10n, 12n, 4), 'GridNotIncreasing')
    expectThrow(() => geometricPrices(10n, 20n, 1), 'GridPriceCount')
  })

  it('packs prices at the width of the last one', () => {
    expect(packPrices([1n, 255n])).to.deep.equal({ width: 1, packed: '0x01ff' })
    expect(packPrices([1n, 256n])).to.deep.equal({ width: 2, packed: '0x00010100' })
    expect(packPrices([1n, 2n ** 64n - 1n])).to.deep.equal({ width: 8, packed: '0x0000000000000001ffffffffffffffff' })
    fc.assert(
      fc.property(anyGrid, ({ prices }) => {
        const { packed, width } = packPrices(prices)
        expect(unpackPrices(packed, width)).to.deep.equal(prices)
      }),
    )
  })

  for (const { source, spacing, min, max, count, prices } of published.grids) {
    it(`spaces as published: ${source}`, () => {
      const space = spacing === 'arithmetic' ? arithmeticPrices : geometricPrices
      expect(space(BigInt(min), BigInt(max), count).slice(0, prices.length)).to.deep.equal(prices.map(BigInt))
    })
  }

  for (const { source, min, step, count, ...vector } of published.funding) {
    it(`needs what is published: ${source}`, () => {
      const prices = Array.from({ length: count }, (_, i) => BigInt(min + step * i))
      const sizePerCell = BigInt(vector.sizePerCell)
      const cursor = cursorAt(prices, sizePerCell, BigInt(vector.referencePrice))
      expect(funding({ prices, sizePerCell, cursor })).to.deep.equal({
        baseLots: BigInt(vector.baseLots),
        quoteTicks: BigInt(vector.quoteTicks),
      })
    })
  }

  /** A grid and a fill on each side that it can take. */
  const fillable = anyGrid.chain((grid) => {
    const total = capacity(grid.prices.length, grid.sizePerCell)
    return fc.record({
      grid: fc.constant(grid),
      buy: fc.bigInt({ min: 0n, max: total - grid.cursor }),
      sell: fc.bigInt({ min: 0n, max: grid.cursor }),
    })
  })

  it('earns exactly the step of every lot that is bought and sold again', () => {
    fc.assert(
      fc.property(fillable, ({ grid, buy }) => {
        const sold = fillGrid(grid, Side.Ask, buy)
        const back = fillGrid(sold.grid, Side.Bid, buy)
        expect(back.grid.cursor).to.equal(grid.cursor)
        // Lot j steps from price j / size to the next.
        let steps = 0n
        for (let lot = grid.cursor; lot < grid.cursor + buy; lot++) {
          const cell = Number(lot / grid.sizePerCell)
          steps += (grid.prices[cell + 1] ?? 0n) - (grid.prices[cell] ?? 0n)
        }
        expect(sold.ticks - back.ticks).to.equal(steps)
      }),
    )
  })

  it('fills a + b as it fills a and then b', () => {
    fc.assert(
      fc.property(fillable, fc.bigInt({ min: 0n, max: 100n }), ({ grid, buy, sell }, percent) => {
        for (const [side, size] of [
          [Side.Ask, buy],
          [Side.Bid, sell],
        ] as const) {
          const part = (size * percent) / 100n
          const once = fillGrid(grid, side, size)
          const first = fillGrid(grid, side, part)
          const second = fillGrid(first.grid, side, size - part)
          expect(second.grid).to.deep.equal(once.grid)
          expect(first.ticks + second.ticks).to.equal(once.ticks)
        }
      }),
    )
  })

  it('stays funded through every sequence of fills', () => {
    fc.assert(
      fc.property(
        anyGrid,
        fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 300 })), { maxLength: 40 }),
        (start, moves) => {
          let grid = start
          const needed = funding(start)
          let { baseLots, quoteTicks } = needed
          for (const [isBuy, want] of moves) {
            const side = isBuy ? Side.Ask : Side.Bid
            const rests = isBuy ? capacity(grid.prices.length, grid.sizePerCell) - grid.cursor : grid.cursor
            const size = BigInt(want) < rests ? BigInt(want) : rests
            const fill = fillGrid(grid, side, size)
            grid = fill.grid
            baseLots += isBuy ? -size : size
            quoteTicks += isBuy ? fill.ticks : -fill.ticks
            const now = funding(grid)
            expect(baseLots).to.equal(now.baseLots)
            expect(quoteTicks >= now.quoteTicks).to.equal(true)
          }
        },
      ),
    )
  })

  it('offers within a limit exactly what is no worse than it', () => {
    fc.assert(
      fc.property(anyGrid, fc.bigInt({ min: 0n, max: 10n ** 9n }), (grid, limit) => {
        const asks = asksWithin(grid, limit)
        const bids = bidsWithin(grid, limit)
        if (asks > 0n) expect(askTicks(grid, asks) <= limit * asks).to.equal(true)
        if (bids > 0n) expect(bidTicks(grid, bids) >= limit * bids).to.equal(true)
        const total = capacity(grid.prices.length, grid.sizePerCell)
        if (grid.cursor + asks < total) {
          expect(askTicks(grid, asks + 1n) - askTicks(grid, asks) > limit).to.equal(true)
        }
        if (bids < grid.cursor) expect(bidTicks(grid, bids + 1n) - bidTicks(grid, bids) < limit).to.equal(true)
      }),
    )
  })

  it('spaces evenly: neighbouring steps differ by a tick, ratios by rounding', () => {
    const range = fc.record({
      min: fc.bigInt({ min: 1n, max: 10n ** 6n }),
      span: fc.bigInt({ min: 10n ** 3n, max: 10n ** 9n }),
      count: fc.integer({ min: 2, max: 64 }),
    })
    fc.assert(
      fc.property(range, ({ min, span, count }) => {
        const max = min + span
        const even = arithmeticPrices(min, max, count)
        expect([even[0], even.at(-1), even.length]).to.deep.equal([min, max, count])
        const steps = even.slice(1).map((price, i) => price - (even[i] ?? 0n))
        for (const step of steps) expect(step - (steps[0] ?? 0n) >= -1n && step - (steps[0] ?? 0n) <= 1n).to.equal(true)
      }),
    )
    fc.assert(
      fc.property(range, ({ min, span, count }) => {
        const max = min * 1_000n + span
        fc.pre(max > min * 1_000n)
        const prices = geometricPrices(min * 1_000n, max * 1_000n, count)
        const degree = BigInt(count - 1)
        for (const [i, price] of prices.entries()) {
          const exact = (min * 1_000n) ** (degree - BigInt(i)) * (max * 1_000n) ** BigInt(i)
          expect(price ** degree <= exact && (price + 1n) ** degree > exact).to.equal(true)
        }
      }),
      { numRuns: 50 },
    )
  })
})
