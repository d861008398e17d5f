import {
  arithmeticPrices,
  breakEvenStepPpm,
  capitalNeeded,
  cursorAt,
  fillGrid,
  freshOrders,
  geometricPrices,
  gridOrders,
  roundTripProfit,
  Side,
  sizeAfterBaseFee,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import { decimal, everything } from '../../helpers/published.ts'

const { grid, gridPublished } = everything

/** Prices of the orders on one side. */
const pricesOf = (orders: readonly { side: Side; price: bigint }[], side: Side) =>
  orders.filter((order) => order.side === side).map(({ price }) => price)

describe('published grids', () => {
  it('spacing, to the tick of 0.01 (Hotcoin help, bbgo pkg/strategy/grid2/grid_test.go)', () => {
    const ticks = (values: readonly string[]) => values.map((value) => BigInt(value) / 10n ** 6n)
    expect(geometricPrices(2_000_000n, 3_000_000n, 6)).to.deep.equal(ticks(grid['geom_20000_30000_6_tick0.01']))
    expect(arithmeticPrices(2_000_000n, 3_000_000n, 6)).to.deep.equal(ticks(grid.arith_20000_30000_6))
    expect(arithmeticPrices(100_000n, 300_000n, 31).slice(0, 5)).to.deep.equal(ticks(grid.arith_1000_3000_31_first5))
    expect(arithmeticPrices(10n, 90n, 7)).to.deep.equal(ticks(grid['arith_0.1_0.9_7_tick0.01']))
    expect(arithmeticPrices(100n, 500n, 101)[1]).to.equal(104n)
  })

  it('geometric prices as printed are off by up to 18: each was rounded from the rounded one before', () => {
    const { geomApprox, exact_floor_cent } = gridPublished[0] as unknown as Record<
      'geomApprox' | 'exact_floor_cent',
      string[]
    >
    const exact = geometricPrices(2_000_000n, 3_000_000n, 6)
    expect(exact).to.deep.equal(exact_floor_cent.map((price) => decimal(price, 2)))
    const off = geomApprox.map((price, i) => decimal(price, 2) - (exact[i] ?? 0n))
    expect(off).to.deep.equal([0n, 57n, -158n, -849n, -1_823n, 0n])
  })

  for (const cell of grid.cells) {
    it(`a cell of ${cell.qty} from ${cell.pLo} to ${cell.pHi} at ${cell.feePpm} ppm`, () => {
      // Atoms of 1e-8 base at prices per whole base: cost rounded up, proceeds down.
      const [low, high, size] = [BigInt(cell.pLo), BigInt(cell.pHi), BigInt(cell.qty)]
      const unit = 10n ** 8n
      const profit = roundTripProfit((low * size + unit - 1n) / unit, (high * size) / unit, Number(cell.feePpm))
      expect(profit).to.deep.include({
        cost: BigInt(cell.cost),
        buyFee: BigInt(cell.feeBuy),
        proceeds: BigInt(cell.proceeds),
        sellFee: BigInt(cell.feeSell),
        net: BigInt(cell.net),
      })
    })
  }

  it('smallest step that fees do not eat: twice the fee is not enough', () => {
    expect([250, 500, 750, 1_000].map(breakEvenStepPpm)).to.deep.equal([501n, 1_001n, 1_502n, 2_003n])
  })

  it('funds (Binance spot grid FAQ)', () => {
    const vector = gridPublished[3] as unknown as Record<'qty' | 'quoteBalance' | 'baseBalance', string>
    const prices = Array.from({ length: 32 }, (_, i) => 7_484n + 53n * BigInt(i))
    const terms = { prices, sizePerCell: BigInt(vector.qty) }
    // Ticks of 0.0001, lots of one; opened while the price stood at the highest of the five buys.
    expect(capitalNeeded(terms, 7_696n, { lotSize: 1n, tickSize: 1n })).to.deep.equal({
      lots: BigInt(vector.baseBalance),
      base: BigInt(vector.baseBalance),
      quote: decimal(vector.quoteBalance, 4),
      fees: 0n,
    })
  })

  it('a fee in base leaves less to sell (Gate)', () => {
    const vector = gridPublished[2] as unknown as Record<'qtyBuy' | 'qtySellAfterBaseFee', string>
    expect(sizeAfterBaseFee(decimal(vector.qtyBuy, 8), 1_000)).to.equal(decimal(vector.qtySellAfterBaseFee, 8))
  })

  it('one price carries no order, the one nearest the market (HTX short grid)', () => {
    const orders = freshOrders({ prices: [40n, 44n, 48n, 52n, 56n, 60n], sizePerCell: 1n }, 51n)
    expect(pricesOf(orders, Side.Bid)).to.deep.equal([48n, 44n, 40n])
    expect(pricesOf(orders, Side.Ask)).to.deep.equal([56n, 60n])
  })

  it('bids below, asks above, the gap between them (bbgo, last 15 300, 11 pins)', () => {
    const orders = freshOrders({ prices: arithmeticPrices(10_000n, 20_000n, 11), sizePerCell: 25n }, 15_300n)
    expect(pricesOf(orders, Side.Bid)).to.deep.equal([15_000n, 14_000n, 13_000n, 12_000n, 11_000n, 10_000n])
    expect(pricesOf(orders, Side.Ask)).to.deep.equal([17_000n, 18_000n, 19_000n, 20_000n])
  })

  it('after the first fill as published (Poloniex neutral grid, which starts without a gap)', () => {
    const vector = gridPublished[1] as unknown as { init: { buy: string[]; sell: string[] } }
    const prices = [40_000n, 44_000n, 48_000n, 52_000n, 56_000n, 60_000n]
    const start = { prices, sizePerCell: 1n, cursor: cursorAt(prices, 1n, 50_000n) }
    expect(pricesOf(gridOrders(start), Side.Bid)).to.deep.equal(vector.init.buy.map(BigInt))
    // Buy at 48 000: a sale rests at 52 000, none at 48 000.
    const first = fillGrid(start, Side.Bid, 1n).grid
    expect(pricesOf(gridOrders(first), Side.Ask)).to.deep.equal(vector.init.sell.map(BigInt).reverse())
    expect(pricesOf(gridOrders(first), Side.Bid)).to.deep.equal([44_000n, 40_000n])
    // Buy at 44 000: a sale rests at 48 000, nothing at 44 000.
    const second = fillGrid(first, Side.Bid, 1n).grid
    expect(pricesOf(gridOrders(second), Side.Ask)[0]).to.equal(48_000n)
    expect(pricesOf(gridOrders(second), Side.Bid)).to.deep.equal([40_000n])
  })
})
