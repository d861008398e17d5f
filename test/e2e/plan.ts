import { arithmeticPrices, requiredFunds, Side, type VaultTerms } from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { type Candle, parseCandles } from '../../scripts/demo/candles.ts'
import { walk } from '../../scripts/demo/path.ts'
import { planReplay } from '../../scripts/demo/plan.ts'
import { fundedVault } from '../../scripts/demo/setup.ts'
import { chooseTerms } from '../../scripts/demo/terms.ts'

const market = { lotSize: 10n, tickSize: 3n, takerFeeBps: 5 }
const size = fc.bigInt({ min: 1n, max: 1_000n })
const grid = fc
  .tuple(fc.bigInt({ min: 1n, max: 10_000n }), fc.integer({ min: 2, max: 40 }), fc.bigInt({ min: 1n, max: 50n }))
  .map(([low, count, step]) => arithmeticPrices(low, low + step * BigInt(count - 1), count))

function bar(time: bigint, ...prices: readonly [bigint, bigint, bigint, bigint]): Candle {
  const [open, high, low, close] = prices
  return { time, open, high, low, close }
}

/** The vault of a grid whose cells all start as bids or all as asks. */
function vaultOf(prices: readonly bigint[], sizePerCell: bigint, start: 'bids' | 'asks') {
  const first = prices[0] ?? 0n
  const referencePrice = start === 'bids' ? (prices.at(-1) ?? 0n) : first - 1n
  return fundedVault({ market, prices, sizePerCell, referencePrice } satisfies VaultTerms)
}

describe('path of a bar', () => {
  it('goes to the nearer extreme first, and low first when both are as near', () => {
    expect(walk(bar(1n, 10n, 12n, 5n, 6n))).to.deep.equal([10n, 12n, 5n, 6n])
    expect(walk(bar(1n, 10n, 16n, 8n, 9n))).to.deep.equal([10n, 8n, 16n, 9n])
    expect(walk(bar(1n, 10n, 12n, 8n, 9n))).to.deep.equal([10n, 8n, 12n, 9n])
  })
})

describe('terms of a market', () => {
  it('exist for every history, however flat, and reach beyond all of it', () => {
    const price = fc
      .tuple(fc.integer({ min: -11, max: 9 }), fc.integer({ min: 1_000, max: 9_999 }))
      .map(([exponent, digits]) => `${digits}e${exponent - 3}`)
    fc.assert(
      fc.property(price, fc.constantFrom('1', '1.0001', '3'), (low, factor) => {
        const high = (Number(low) * Number(factor)).toExponential(12)
        const { candles, decimals } = parseCandles(`date,open,high,low,close\n2000-01-03,${low},${high},${low},${low}`)
        const { prices, market } = chooseTerms({ candles, decimals })
        const [bar] = candles
        expect((prices[0] ?? 0n) < (bar?.low ?? 0n) && (prices.at(-1) ?? 0n) > (bar?.high ?? 0n)).to.equal(true)
        // A tick of a lot is worth 10^-decimals quote tokens per whole base token.
        expect(market.tickSize * 10n ** 18n * 10n ** BigInt(decimals)).to.equal(market.lotSize * 10n ** 6n)
      }),
      {
        numRuns: 20,
        examples: [
          ['1.0000e-11', '1'],
          ['3333e6', '1.0001'],
        ],
      },
    )
  })

  it('are none when prices range too widely', () => {
    const row = 'date,open,high,low,close\n2000-01-03,0.00000000001,999999999999,0.00000000001,1'
    expect(() => chooseTerms(parseCandles(row))).to.throw('too widely')
  })
})

describe('plan of a replay', () => {
  it('earns the profit of a cell per tooth of a saw, computed by hand', () => {
    // Buys 10 lots at 100, sells them at 110: (110 - 100) ticks * 3 quote atoms * 10 lots = 300 per bar.
    const start = vaultOf([100n, 110n], 10n, 'bids')
    const bars = Array.from({ length: 7 }, (_, i) => bar(BigInt(i), 105n, 111n, 99n, 105n))
    const { end, bars: planned } = planReplay(bars, start)
    expect(end.position).to.deep.equal({ lots: 0n, cost: 0n, realisedPnl: 2_100n, trips: 7n, wins: 7n })
    expect(planned[0]?.fills.map(({ side, notional, fee }) => [side, notional, fee])).to.deep.equal([
      [Side.Bid, 3_000n, 2n],
      [Side.Ask, 3_300n, 2n],
    ])
  })

  it('takes nothing at a price that only touches an order', () => {
    const start = vaultOf([100n, 110n], 10n, 'bids')
    const { end } = planReplay([bar(1n, 105n, 110n, 100n, 105n)], start)
    expect(end.seq).to.equal(0n)
  })

  it('earns the whole height of any grid per saw tooth over it, without a unit lost to rounding', () => {
    fc.assert(
      fc.property(grid, size, fc.integer({ min: 1, max: 20 }), (prices, sizePerCell, teeth) => {
        const [low, high] = [prices[0] ?? 0n, prices.at(-1) ?? 0n]
        // From the top down and up again, so that every bar begins and ends without inventory.
        const bars = Array.from({ length: teeth }, (_, i) => bar(BigInt(i), high, high + 1n, low - 1n, high))
        const down = bars.map((candle) => ({ ...candle, close: candle.high }))
        const { end } = planReplay(down, vaultOf(prices, sizePerCell, 'bids'))
        expect(end.position.realisedPnl).to.equal((high - low) * market.tickSize * sizePerCell * BigInt(teeth))
        expect(end.position.lots).to.equal(0n)
      }),
    )
  })

  it('sells every cell once on a rise, for the sum of its sell prices, however the rise is cut into bars', () => {
    fc.assert(
      fc.property(grid, size, fc.array(fc.bigInt({ min: 0n, max: 2_500n }), { maxLength: 8 }), (prices, lots, cuts) => {
        const start = vaultOf(prices, lots, 'asks')
        const [low, top] = [prices[0] ?? 0n, (prices.at(-1) ?? 0n) + 1n]
        const stops = [...cuts.map((cut) => low + cut).filter((price) => price < top), top]
        const rise = stops
          .sort((a, b) => (a < b ? -1 : 1))
          .map((to, i) => {
            const from = stops[i - 1] ?? low
            return bar(BigInt(i), from, to, from, to)
          })
        const proceeds = prices.slice(1).reduce((sum, price) => sum + price, 0n) * market.tickSize * lots
        const { end } = planReplay(rise, start)
        expect(end.position.realisedPnl).to.equal(proceeds - start.position.cost)
        expect(end.grid.cursor).to.equal(BigInt(prices.length - 1) * lots)
      }),
    )
  })

  it('keeps the vault solvent, its fills gapless, and the arbitrageur funded to the last atom', () => {
    const candle = fc
      .tuple(...([1, 2, 3, 4] as const).map(() => fc.bigInt({ min: 1n, max: 3_000n })))
      .map((four) => [...four].sort((a, b) => (a < b ? -1 : 1)))
    fc.assert(
      fc.property(grid, size, fc.array(candle, { maxLength: 30 }), (prices, lots, quartets) => {
        const bars = quartets.map(([low = 0n, open = 0n, close = 0n, high = 0n], i) =>
          bar(BigInt(i), open, high, low, close),
        )
        const { start, end, bars: planned, arbitrageur } = planReplay(bars, vaultOf(prices, lots, 'asks'))
        const fills = planned.flatMap(({ fills }) => fills)
        expect(fills.map(({ seq }) => seq)).to.deep.equal(fills.map((_, i) => BigInt(i + 1)))
        const needed = requiredFunds(end)
        expect(end.quoteHeld >= needed.quote && end.position.lots * market.lotSize >= needed.base).to.equal(true)

        const balance = { ...arbitrageur }
        const least = { ...arbitrageur }
        for (const { side, size: filled, notional, fee } of fills) {
          balance.base += side === Side.Ask ? filled * market.lotSize : -filled * market.lotSize
          balance.quote += (side === Side.Ask ? -notional : notional) - fee
          if (balance.base < least.base) least.base = balance.base
          if (balance.quote < least.quote) least.quote = balance.quote
        }
        expect(least.base >= 0n && least.quote >= 0n).to.equal(true)
        expect(arbitrageur.base === 0n || least.base === 0n).to.equal(true)
        expect(arbitrageur.quote === 0n || least.quote === 0n).to.equal(true)
        expect(start.seq).to.equal(0n)
      }),
    )
  })
})
