import {
  asksWithin,
  bidsWithin,
  capacity,
  capitalNeeded,
  cellProfit,
  cellProfits,
  cursorAt,
  depositToVault,
  fillGrid,
  fillVault,
  funding,
  type Grid,
  GridMode,
  gridCells,
  gridOrders,
  notional,
  openVault,
  requiredFunds,
  Side,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { grid as anyGrid } from '../../helpers/arbitraries.ts'

const TICK_SIZE = 7n

/** A grid between fills, and what its maker has made of them: base in lots, quote in atoms. */
interface Book {
  readonly grid: Grid
  readonly lots: bigint
  readonly quote: bigint
}

function fill({ grid, lots, quote }: Book, side: Side, size: bigint): Book {
  const { grid: next, ticks } = fillGrid(grid, side, size)
  const value = ticks * TICK_SIZE
  return side === Side.Ask
    ? { grid: next, lots: lots - size, quote: quote + value }
    : { grid: next, lots: lots + size, quote: quote - value }
}

/** The market trades through to `price`: all asks at or below it are bought, all bids at or above it are sold to. */
function moveTo(book: Book, price: bigint): Book {
  const bought = fill(book, Side.Ask, asksWithin(book.grid, price))
  return fill(bought, Side.Bid, bidsWithin(bought.grid, price))
}

/** Fills that any state can take: a side and what part of its lots. */
const fills = fc.array(fc.tuple(fc.constantFrom(Side.Bid, Side.Ask), fc.bigInt({ min: 0n, max: 100n })), {
  maxLength: 30,
})

function sizeOf({ grid }: Book, side: Side, percent: bigint): bigint {
  const rests = side === Side.Ask ? capacity(grid.prices.length, grid.sizePerCell) - grid.cursor : grid.cursor
  return (rests * percent) / 100n
}

/** Run `check` on every state of a random walk of fills. */
function walk(check: (book: Book) => void) {
  fc.assert(
    fc.property(anyGrid, fills, (grid, list) => {
      const start: Book = { grid, lots: funding(grid).baseLots, quote: funding(grid).quoteTicks * TICK_SIZE }
      let book = start
      check(book)
      for (const [side, percent] of list) {
        book = fill(book, side, sizeOf(book, side, percent))
        check(book)
      }
    }),
  )
}

describe('grid invariants', () => {
  it('I1: every lot of a cell rests once, and one cell at most is part bid and part ask', () => {
    walk(({ grid }) => {
      const cells = gridCells(grid)
      for (const { bidLots, askLots, doneLots } of cells) {
        expect(bidLots + askLots).to.equal(grid.sizePerCell)
        expect(doneLots).to.equal(0n)
      }
      expect(cells.filter(({ bidLots, askLots }) => bidLots > 0n && askLots > 0n).length <= 1).to.equal(true)
      const orders = gridOrders(grid)
      expect(orders.reduce((sum, { size }) => sum + size, 0n)).to.equal(capacity(grid.prices.length, grid.sizePerCell))
      for (const { size } of orders) expect(size > 0n).to.equal(true)
    })
  })

  it('I2: inventory is what was there and what fills brought, and is what rests as asks', () => {
    walk((book) => {
      const asks = gridOrders(book.grid).filter(({ side }) => side === Side.Ask)
      expect(asks.reduce((sum, { size }) => sum + size, 0n)).to.equal(book.lots)
    })
  })

  it('I3: every cell buys strictly below where it sells', () => {
    walk(({ grid }) => {
      for (const { buyPrice, sellPrice } of gridCells(grid)) expect(buyPrice < sellPrice).to.equal(true)
    })
  })

  it('I4: a cell has gone round as often as the rarer of its buys and sells says', () => {
    fc.assert(
      fc.property(anyGrid, fills, (grid, list) => {
        // Whole cells, so that each fill of one is a buy or a sale.
        const size = grid.sizePerCell
        let book: Book = { grid: { ...grid, cursor: (grid.cursor / size) * size }, lots: 0n, quote: 0n }
        const { cursor } = book.grid
        const counts = gridCells(book.grid).map(() => ({ buys: 0n, sells: 0n }))
        for (const [side, percent] of list) {
          const cells = sizeOf(book, side, percent) / size
          for (let i = 0n; i < cells; i++) {
            const count = counts[Number(side === Side.Ask ? book.grid.cursor / size : book.grid.cursor / size - 1n)]
            if (count) count[side === Side.Ask ? 'sells' : 'buys']++
            book = fill(book, side, size)
          }
        }
        let cycles = 0n
        for (const [cell, { buys, sells }] of counts.entries()) {
          const matched = buys < sells ? buys : sells
          const { net } = cellProfit(grid.prices[cell] ?? 0n, grid.prices[cell + 1] ?? 0n, size, TICK_SIZE)
          cycles += matched * net
          // What is left over is at most one: a cell cannot be bought twice in a row.
          const rest = buys - sells
          expect(rest >= -1n && rest <= 1n).to.equal(true)
          const price = rest > 0n ? grid.prices[cell] : grid.prices[cell + 1]
          cycles -= rest * notional(price ?? 0n, TICK_SIZE, size)
        }
        expect(book.quote).to.equal(cycles)
        expect(book.grid.cursor - cursor).to.equal(-book.lots)
      }),
    )
  })

  it('I5: equity after full cycles is the start and the stated profit of every cell passed', () => {
    walk((book) => {
      const { grid } = book
      const top = capacity(grid.prices.length, grid.sizePerCell)
      // Up to the top, down to the bottom, and back to where it started.
      const up = fill(book, Side.Ask, top - grid.cursor)
      const down = fill(up, Side.Bid, top)
      const back = fill(down, Side.Ask, grid.cursor)
      expect(back.grid).to.deep.equal(grid)
      expect(back.lots).to.equal(book.lots)
      const stated = cellProfits(grid, TICK_SIZE).reduce((sum, { net }) => sum + net, 0n)
      expect(back.quote - book.quote).to.equal(stated)
    })
  })

  it('I6: no bid rests at or above an ask', () => {
    walk(({ grid }) => {
      const orders = gridOrders(grid)
      const bids = orders.filter(({ side }) => side === Side.Bid)
      const asks = orders.filter(({ side }) => side === Side.Ask)
      // Best first on both sides.
      for (const [i, { price }] of bids.entries()) if (i > 0) expect(price < (bids[i - 1]?.price ?? 0n)).to.equal(true)
      for (const [i, { price }] of asks.entries()) if (i > 0) expect(price > (asks[i - 1]?.price ?? 0n)).to.equal(true)
      const [bid, ask] = [bids[0], asks[0]]
      if (bid && ask) expect(bid.price < ask.price).to.equal(true)
    })
  })

  it('I7: a fill is known by its number: a log with repetitions leads where the log without them does', () => {
    const terms = {
      market: { lotSize: 1n, tickSize: TICK_SIZE, takerFeeBps: 5 },
      prices: [100n, 110n, 125n, 150n],
      sizePerCell: 10n,
      referencePrice: 112n,
    }
    const empty = openVault(terms)
    const funds = requiredFunds(empty)
    const start = depositToVault(empty, funds.base, funds.quote).state
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.bigInt({ min: 1n, max: 5n }), fc.nat()), { maxLength: 20 }),
        (list) => {
          let state = start
          const log: { seq: bigint; side: Side; size: bigint; again: number }[] = []
          for (const [isBuy, want, again] of list) {
            const side = isBuy ? Side.Ask : Side.Bid
            const rests = isBuy ? 30n - state.grid.cursor : state.grid.cursor
            if (rests === 0n) continue
            const size = want < rests ? want : rests
            state = fillVault(state, side, size).state
            log.push({ seq: state.seq, side, size, again })
          }
          // Each fill comes again later, any number of fills behind.
          const noisy = log.flatMap((entry, i) => [entry, ...log.slice(entry.again % (i + 1), i + 1)])
          const replayed = noisy.reduce(
            (at, { seq, side, size }) => (seq === at.seq + 1n ? fillVault(at, side, size).state : at),
            start,
          )
          expect(replayed).to.deep.equal(state)
        },
      ),
    )
  })

  it('I8: a fill in parts leaves the counter order for exactly the parts filled', () => {
    walk(({ grid }) => {
      const cells = gridCells(grid)
      const cell = cells.find(({ askLots }) => askLots > 0n)
      if (cell === undefined) return
      for (const part of [1n, cell.askLots]) {
        const after = gridCells(fillGrid(grid, Side.Ask, part).grid)[cell.index]
        expect(after).to.deep.equal({ ...cell, askLots: cell.askLots - part, bidLots: cell.bidLots + part })
      }
    })
  })

  it('k saw-teeth earn exactly k times the stated profit of the cells between', () => {
    fc.assert(
      fc.property(
        anyGrid,
        fc.nat({ max: 11 }),
        fc.nat({ max: 11 }),
        fc.bigInt({ min: 1n, max: 20n }),
        (grid, a, b, teeth) => {
          const [low, high] = [Math.min(a, b) % grid.prices.length, Math.max(a, b) % grid.prices.length].sort(
            (x, y) => x - y,
          )
          const [bottom, top] = [grid.prices[low ?? 0] ?? 0n, grid.prices[high ?? 0] ?? 0n]
          const start = moveTo({ grid, lots: 0n, quote: 0n }, bottom)
          let book = start
          for (let i = 0n; i < teeth; i++) book = moveTo(moveTo(book, top), bottom)
          const between = cellProfits(grid, TICK_SIZE).slice(low, high)
          expect(book.quote - start.quote).to.equal(teeth * between.reduce((sum, { net }) => sum + net, 0n))
          expect(book.lots).to.equal(start.lots)
          expect(book.grid).to.deep.equal(start.grid)
        },
      ),
    )
  })

  it('a market that only rises sells every cell at its price, one that only falls buys it; flat, nothing happens', () => {
    fc.assert(
      fc.property(anyGrid, fc.bigInt({ min: 1n, max: 10n ** 9n }), (grid, price) => {
        const { prices, sizePerCell } = grid
        const whole = { ...grid, cursor: cursorAt(prices, sizePerCell, price) }
        const start: Book = { grid: whole, lots: 0n, quote: 0n }
        const bids = Number(whole.cursor / sizePerCell)
        const sales = prices.slice(bids + 1).reduce((sum, each) => sum + each, 0n)
        const up = moveTo(start, 10n ** 18n)
        expect(up.quote).to.equal(sales * sizePerCell * TICK_SIZE)
        const buys = prices.slice(0, bids).reduce((sum, each) => sum + each, 0n)
        const down = moveTo(start, 0n)
        expect(down.quote).to.equal(-buys * sizePerCell * TICK_SIZE)
        expect(capitalNeeded(whole, price, { lotSize: 3n, tickSize: TICK_SIZE })).to.deep.equal({
          lots: -up.lots,
          base: -up.lots * 3n,
          quote: -down.quote,
          fees: 0n,
        })
        // At a price that is itself a rung, the highest bid rests at the market.
        const resting = gridOrders(whole).filter(({ side }) => side === Side.Bid)[0]
        if (resting === undefined || resting.price < price) expect(moveTo(start, price)).to.deep.equal(start)
      }),
    )
  })
})

describe('grid cells by mode', () => {
  const prices = [100n, 110n, 125n]

  it('Adjacent: the cell under the cursor is part of each', () => {
    expect(gridCells({ prices, sizePerCell: 10n, cursor: 13n })).to.deep.equal([
      { index: 0, buyPrice: 100n, sellPrice: 110n, bidLots: 10n, askLots: 0n, doneLots: 0n },
      { index: 1, buyPrice: 110n, sellPrice: 125n, bidLots: 3n, askLots: 7n, doneLots: 0n },
    ])
    expect(gridOrders({ prices, sizePerCell: 10n, cursor: 13n })).to.deep.equal([
      { cell: 1, side: Side.Bid, price: 110n, size: 3n },
      { cell: 0, side: Side.Bid, price: 100n, size: 10n },
      { cell: 1, side: Side.Ask, price: 125n, size: 7n },
    ])
    expect(gridOrders({ prices, sizePerCell: 0n, cursor: 0n })).to.deep.equal([])
  })

  it('SameLevel: a cell per price, buying and selling at it', () => {
    const grid = { prices, sizePerCell: 10n, cursor: 10n, mode: GridMode.SameLevel }
    expect(gridCells(grid).map(({ buyPrice, sellPrice, bidLots }) => [buyPrice, sellPrice, bidLots])).to.deep.equal([
      [100n, 100n, 10n],
      [110n, 110n, 0n],
      [125n, 125n, 0n],
    ])
    expect(gridOrders(grid).map(({ side, price }) => [side, price])).to.deep.equal([
      [Side.Bid, 100n],
      [Side.Ask, 110n],
      [Side.Ask, 125n],
    ])
    expect(cellProfits(grid, 1n).map(({ net }) => net)).to.deep.equal([0n, 0n, 0n])
  })

  it('OneShot: what was filled is done', () => {
    const grid = { prices, sizePerCell: 10n, cursor: 10n, mode: GridMode.OneShot }
    const sold = fillGrid(grid, Side.Ask, 4n).grid
    const bought = fillGrid(sold, Side.Bid, 3n).grid
    expect(gridCells(bought).map(({ bidLots, askLots, doneLots }) => [bidLots, askLots, doneLots])).to.deep.equal([
      [7n, 0n, 3n],
      [0n, 6n, 4n],
    ])
    expect(gridOrders(bought).map(({ cell, size }) => [cell, size])).to.deep.equal([
      [0, 7n],
      [1, 6n],
    ])
  })
})
