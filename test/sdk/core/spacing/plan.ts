import {
  arithmeticPrices,
  arithmeticSeries,
  breakEvenSellPrice,
  breakEvenStepPpm,
  cellProfit,
  cellProfits,
  equalBaseSizes,
  equalQuoteSizes,
  explicitPrices,
  fibonacciPrices,
  GridMode,
  type GridPlan,
  geometricLevels,
  geometricPrices,
  geometricSeries,
  linearSeries,
  roundTripProfit,
  sizeAfterBaseFee,
  snapDown,
  stepsPpm,
  validateGrid,
  weightedSizes,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../../helpers/expectError.ts'

const WAD = 10n ** 18n

describe('grid prices', () => {
  it('Fibonacci: distances from the middle of 1, 2, 3, 5, 8 steps', () => {
    expect(fibonacciPrices(1_000n, 10n, 5)).to.deep.equal([
      920n,
      950n,
      970n,
      980n,
      990n,
      1_000n,
      1_010n,
      1_020n,
      1_030n,
      1_050n,
      1_080n,
    ])
    expectThrow(() => fibonacciPrices(50n, 10n, 4), 'GridNotIncreasing', { index: 0n, previous: 0n, price: 0n })
    expectThrow(() => fibonacciPrices(50n, 0n, 4), 'StepTooSmall', { step: 0n, min: 1n })
    expectThrow(() => fibonacciPrices(10n ** 18n, 1n, 128), 'GridPriceCount', { count: 257n, min: 2n, max: 256n })
    expectThrow(() => fibonacciPrices(50n, 1n, 0), 'GridPriceCount')
  })

  it('geometric: whole powers exactly, also where the step is on a tick', () => {
    for (const [min, ratio, steps] of [
      [1n, 2n, 60],
      [3n, 3n, 35],
      [1_024n, 2n, 50],
      [1n, 16n, 15],
      [7n, 10n, 15],
    ] as const) {
      const prices = Array.from({ length: steps + 1 }, (_, i) => min * ratio ** BigInt(i))
      expect(geometricPrices(min, prices.at(-1) ?? 0n, steps + 1)).to.deep.equal(prices)
    }
  })

  it('geometric: each price is the whole part of the exact root, to the largest a grid may have', () => {
    const price = fc.bigInt({ min: 1n, max: (1n << 64n) - 2n })
    fc.assert(
      fc.property(price, price, fc.integer({ min: 2, max: 256 }), (a, b, count) => {
        const [min, max] = a < b ? [a, b] : [b, a]
        fc.pre(max - min > 256n)
        const degree = BigInt(count - 1)
        for (const [i, level] of geometricLevels(min, max, count).entries()) {
          const exact = min ** (degree - BigInt(i)) * max ** BigInt(i)
          expect(level ** degree <= exact && (level + 1n) ** degree > exact, `${i}`).to.equal(true)
        }
      }),
      { numRuns: 40 },
    )
    expect(geometricLevels(5n, 4n, 3)).to.deep.equal([5n, 4n, 4n])
    expect(geometricLevels(1n, 1n << 80n, 3)).to.deep.equal([1n, 1n << 40n, 1n << 80n])
  })

  it('explicit: as they are, if the chain takes them', () => {
    expect(explicitPrices([3n, 5n, 4_000n])).to.deep.equal([3n, 5n, 4_000n])
    expectThrow(() => explicitPrices([3n, 5n, 5n]), 'GridNotIncreasing', { index: 2n, previous: 5n, price: 5n })
    expectThrow(() => explicitPrices([3n]), 'GridPriceCount')
  })

  it('snap down to steps, below zero too', () => {
    expect(snapDown([100n, 104n, 105n, 109n, -1n], 5n)).to.deep.equal([100n, 100n, 105n, 105n, -5n])
    expect(snapDown([7n], 1n)).to.deep.equal([7n])
    expectThrow(() => snapDown([1n], 0n), 'StepTooSmall', { step: 0n, min: 1n })
  })

  it('series that are none', () => {
    expect(linearSeries(1, 7n, 9n)).to.deep.equal([7n])
    expect(arithmeticSeries(0, 7n, 9n)).to.deep.equal([])
    expectThrow(() => geometricSeries(3, 1n, WAD), 'RatioTooSmall', { ratio: WAD, bound: WAD })
  })

  it('a geometric series rounds each value from the exact power, not from the one before', () => {
    // 100 · 1.5^i: 100, 150, 225, 337.5, 506.25; from 337 it would be 505.
    expect(geometricSeries(5, 100n, (3n * WAD) / 2n)).to.deep.equal([100n, 150n, 225n, 337n, 506n])
  })
})

describe('grid sizes', () => {
  it('equal in base, the rest to the last', () => {
    expect(equalBaseSizes(103n, 4)).to.deep.equal([25n, 25n, 25n, 28n])
    expect(equalBaseSizes(5n, 1)).to.deep.equal([5n])
    expectThrow(() => equalBaseSizes(5n, 1.5), 'GridPriceCount')
    expectThrow(() => equalBaseSizes(5n, 0), 'GridPriceCount')
  })

  it('equal in quote, within the budget', () => {
    // 3 000 for three: 1 000 each, at 10, 15 and 23 ticks of 2 atoms.
    expect(equalQuoteSizes(3_000n, [10n, 15n, 23n], 2n)).to.deep.equal([50n, 33n, 21n])
    expectThrow(() => equalQuoteSizes(3_000n, [0n], 2n), 'DivisionByZero')
    expectThrow(() => equalQuoteSizes(3_000n, [], 2n), 'DivisionByZero')
  })

  it('by weight, nothing lost', () => {
    expect(weightedSizes(101n, [WAD / 2n, WAD / 4n, WAD / 4n])).to.deep.equal([50n, 25n, 26n])
    expectThrow(() => weightedSizes(101n, [WAD / 2n, WAD / 4n]), 'WeightSum', { sum: (WAD * 3n) / 4n, expected: WAD })
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.array(fc.bigInt({ min: 0n, max: WAD / 10n }), { maxLength: 9 }),
        (total, part) => {
          const weights = [...part, WAD - part.reduce((sum, each) => sum + each, 0n)]
          expect(weightedSizes(total, weights).reduce((sum, each) => sum + each, 0n)).to.equal(total)
        },
      ),
    )
  })
})

describe('profit per cell', () => {
  it('by hand, with fees rounded up on both sides', () => {
    // 3 lots at 7 ticks of 100 atoms: 2 100; at 8: 2 400; 0.1 % is 2.1 and 2.4, so 3 and 3.
    expect(cellProfit(7n, 8n, 3n, 100n, 1_000)).to.deep.equal({
      cost: 2_100n,
      buyFee: 3n,
      proceeds: 2_400n,
      sellFee: 3n,
      net: 294n,
      netWad: (294n * WAD) / 2_103n,
    })
    expect(cellProfit(7n, 8n, 3n, 100n)).to.deep.include({ net: 300n, buyFee: 0n, sellFee: 0n })
    expect(roundTripProfit(100n, 90n, 0).netWad).to.equal(-WAD / 10n)
    expect(roundTripProfit(300n, 299n, 0).netWad).to.equal(-WAD / 300n - 1n)
    expectThrow(() => roundTripProfit(0n, 5n, 0), 'DivisionByZero')
    expect(sizeAfterBaseFee(1_001n, 1_000)).to.equal(999n)
  })

  it('evenly spaced prices earn least, in proportion, at the top', () => {
    const profits = cellProfits({ prices: arithmeticPrices(100n, 200n, 6), sizePerCell: 5n }, 10n, 500)
    const parts = profits.map(({ netWad }) => netWad)
    expect(parts).to.deep.equal(parts.toSorted((a, b) => (a > b ? -1 : 1)))
    expect(stepsPpm(arithmeticPrices(100n, 200n, 6))).to.deep.equal([200_000n, 166_666n, 142_857n, 125_000n, 111_111n])
  })

  it('breaks even at the stated step and price, and loses one below', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000 }), fc.bigInt({ min: 1n, max: 10n ** 12n }), (feePpm, buy) => {
        const sell = breakEvenSellPrice(buy, feePpm)
        // In exact fractions: sell · (1 - f) against buy · (1 + f).
        const gain = (price: bigint) => price * (1_000_000n - BigInt(feePpm)) - buy * (1_000_000n + BigInt(feePpm))
        expect(gain(sell) >= 0n && gain(sell - 1n) < 0n).to.equal(true)
        const step = breakEvenStepPpm(feePpm)
        const margin = (ppm: bigint) =>
          (1_000_000n + ppm) * (1_000_000n - BigInt(feePpm)) - 1_000_000n * (1_000_000n + BigInt(feePpm))
        expect(margin(step) >= 0n && (step === 0n || margin(step - 1n) < 0n)).to.equal(true)
      }),
    )
    for (const fee of [1_000_000, -1, 0.5])
      expectThrow(() => breakEvenStepPpm(fee), 'MakerFeeTooHigh', { feePpm: fee, max: 999_999n })
  })
})

describe('grid validation', () => {
  const plan: GridPlan = {
    prices: [1_000n, 1_010n, 1_030n],
    sizePerCell: 10n,
    market: { lotSize: 5n, tickSize: 3n },
    referencePrice: 1_015n,
  }
  const refused = (change: Partial<GridPlan>) => validateGrid({ ...plan, ...change })

  it('lets a sound plan pass, to the last atom', () => {
    expect(validateGrid(plan)).to.deep.equal([])
    // Bids at 1 000 and 1 010 of 10 lots each at 3 atoms: 60 300; no lot for sale.
    expect(
      refused({ base: 0n, quote: 60_300n, minSize: 10n, minNotional: 30_000n, minStep: 10n, maxRangeBps: 10_300 }),
    ).to.deep.equal([])
    expect(refused({ base: 0n, quote: 60_299n })).to.deep.equal([
      { reason: 'QUOTE_SHORT', value: 60_299n, bound: 60_300n },
    ])
    expect(refused({ quote: 60_361n, feePpm: 1_000, referencePrice: 1_015n })).to.deep.equal([])
    expect(refused({ quote: 60_360n, feePpm: 1_000 })).to.deep.equal([
      { reason: 'QUOTE_SHORT', value: 60_360n, bound: 60_361n },
    ])
    expect(refused({ referencePrice: 1_000n, base: 49n })).to.deep.equal([
      { reason: 'BASE_SHORT', value: 49n, bound: 50n },
    ])
  })

  it('names every level that is wrong, and why', () => {
    expect(refused({ prices: [0n, 1_000n, 1_000n, 999n, 1n << 64n] })).to.deep.equal([
      { reason: 'PRICE_ZERO', level: 0, value: 0n, bound: 1n },
      { reason: 'NOT_INCREASING', level: 2, value: 1_000n, bound: 1_001n },
      { reason: 'NOT_INCREASING', level: 3, value: 999n, bound: 1_001n },
      { reason: 'PRICE_TOO_LARGE', level: 4, value: 1n << 64n, bound: (1n << 64n) - 1n },
    ])
    expect(refused({ minStep: 15n })).to.deep.equal([{ reason: 'STEP_TOO_SMALL', level: 1, value: 10n, bound: 15n }])
    expect(refused({ prices: [1_000n] })).to.deep.include({ reason: 'PRICE_COUNT', value: 1n, bound: 2n })
    expect(refused({ prices: arithmeticPrices(1_000n, 2_000n, 256).concat(2_001n) })).to.deep.equal([
      { reason: 'PRICE_COUNT', value: 257n, bound: 256n },
    ])
  })

  it('refuses a cell that fees eat: its rebate does not count', () => {
    // 0.5 % of 30 000 and 30 300: 150 and 152 of a step of 300. Below that it earns nothing.
    expect(refused({ feePpm: 5_000 })).to.deep.equal([{ reason: 'CELL_LOSES', level: 0, value: -2n, bound: 1n }])
    expect(refused({ feePpm: 4_900 })).to.deep.equal([])
    expect(
      refused({ prices: [1_000n, 1_010n], mode: GridMode.SameLevel, feePpm: 5_000, referencePrice: 1_005n }),
    ).to.deep.equal([])
    expect(refused({ prices: [1_000n], mode: GridMode.SameLevel, referencePrice: 1_000n })).to.deep.equal([])
  })

  it('refuses what is too small, too large, too wide or elsewhere', () => {
    expect(refused({ sizePerCell: 0n })).to.deep.equal([{ reason: 'SIZE_TOO_SMALL', value: 0n, bound: 1n }])
    expect(refused({ minSize: 11n })).to.deep.equal([{ reason: 'SIZE_TOO_SMALL', value: 10n, bound: 11n }])
    // At the lowest cell: 10 · 1 000 · 3.
    expect(refused({ minNotional: 30_001n })).to.deep.equal([
      { reason: 'NOTIONAL_TOO_SMALL', level: 0, value: 30_000n, bound: 30_001n },
    ])
    expect(refused({ sizePerCell: 1n << 63n, quote: 5n })).to.deep.equal([
      { reason: 'GRID_TOO_LARGE', value: 1n << 64n, bound: (1n << 64n) - 1n },
    ])
    expect(refused({ maxRangeBps: 10_299 })).to.deep.equal([{ reason: 'RANGE_TOO_WIDE', value: 1_030n, bound: 1_029n }])
    expect(refused({ maxRangeBps: 10_000 })).to.deep.equal([{ reason: 'RANGE_TOO_WIDE', value: 1_030n, bound: 1_000n }])
    expect(refused({ maxRangeBps: 10_300 })).to.deep.equal([])
    expect(refused({ referencePrice: 999n })).to.deep.equal([
      { reason: 'REFERENCE_OUTSIDE', value: 999n, bound: 1_000n },
    ])
    expect(refused({ referencePrice: 1_031n })).to.deep.equal([
      { reason: 'REFERENCE_OUTSIDE', value: 1_031n, bound: 1_030n },
    ])
    expect(refused({ referencePrice: 1_031n, isTriggered: true })).to.deep.equal([])
  })
})
