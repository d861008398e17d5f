import {
  formatAmount,
  formatNotional,
  formatPercent,
  formatPrice,
  formatPriceDown,
  formatPriceUp,
  formatSize,
  formatWad,
  type MarketScale,
  parseAmount,
  parseAmountDown,
  parseAmountUp,
  parseNotional,
  parseNotionalDown,
  parseNotionalUp,
  parsePercent,
  parsePercentDown,
  parsePercentUp,
  parsePrice,
  parsePriceDown,
  parsePriceUp,
  parseSize,
  parseSizeDown,
  parseSizeUp,
} from '@tidemark/sdk/units'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from './helpers/expectError.ts'

// Lots of 0.01 of an 18-decimal base, 100 atoms of a 6-decimal quote a tick: 0.01 quote per base.
const MARKET: MarketScale = { lotSize: 10n ** 16n, tickSize: 100n, baseDecimals: 18, quoteDecimals: 6 }
// Lots of 0.001 of an 8-decimal base, 50 atoms a tick: 0.05 quote per base.
const COARSE: MarketScale = { lotSize: 100_000n, tickSize: 50n, baseDecimals: 8, quoteDecimals: 6 }
// Three base atoms a lot: ticks are thirds.
const THIRDS: MarketScale = { lotSize: 3n, tickSize: 1n, baseDecimals: 0, quoteDecimals: 0 }

describe('units', () => {
  it('reads and writes prices', () => {
    expect(parsePrice('95', MARKET)).to.equal(9_500n)
    expect(parsePrice('2431.05', MARKET)).to.equal(243_105n)
    expect(parsePrice('2431.050', MARKET)).to.equal(243_105n)
    expect(parsePrice('2431.05', COARSE)).to.equal(48_621n)
    expect([9_500n, 243_105n, 1n, 0n].map((ticks) => formatPrice(ticks, MARKET))).to.deep.equal([
      '95',
      '2431.05',
      '0.01',
      '0',
    ])
    expect(formatPrice(48_621n, COARSE)).to.equal('2431.05')
  })

  it('refuses a price between ticks and names its neighbours', () => {
    const error = expectThrow(() => parsePrice('2431.07', COARSE), 'PriceNotOnTick', {
      value: '2431.07',
      below: '2431.05',
      above: '2431.1',
    })
    expect(error.message).to.equal(
      'a price of 2431.07 is not a whole number of ticks; the nearest are 2431.05 and 2431.1',
    )
    expect([parsePriceDown('2431.07', COARSE), parsePriceUp('2431.07', COARSE)]).to.deep.equal([48_621n, 48_622n])
    expect([parsePriceDown('2431.05', COARSE), parsePriceUp('2431.05', COARSE)]).to.deep.equal([48_621n, 48_621n])
  })

  it('refuses to write a price that no decimal equals, unless told how to round', () => {
    expectThrow(() => formatPrice(1n, THIRDS), 'PriceNotDecimal', { ticks: 1n })
    expect(formatPrice(6n, THIRDS)).to.equal('2')
    expect([formatPriceDown(1n, THIRDS, 4), formatPriceUp(1n, THIRDS, 4)]).to.deep.equal(['0.3333', '0.3334'])
    expect([formatPriceDown(243_105n, MARKET, 1), formatPriceUp(243_105n, MARKET, 1)]).to.deep.equal(['2431', '2431.1'])
    expectThrow(() => parsePrice('0.5', THIRDS), 'PriceNotOnTick', { value: '0.5', below: '1 ticks', above: '2 ticks' })
  })

  it('reads and writes sizes', () => {
    expect([parseSize('0.25', MARKET), parseSize('3', MARKET)]).to.deep.equal([25n, 300n])
    expect([formatSize(25n, MARKET), formatSize(300n, MARKET), formatSize(1n, COARSE)]).to.deep.equal([
      '0.25',
      '3',
      '0.001',
    ])
    expectThrow(() => parseSize('0.255', MARKET), 'SizeNotOnLot', { value: '0.255', below: '0.25', above: '0.26' })
    expect([parseSizeDown('0.255', MARKET), parseSizeUp('0.255', MARKET)]).to.deep.equal([25n, 26n])
  })

  it('reads and writes amounts', () => {
    expect([parseAmount('1.5', 6), parseAmount('0.000001', 6), parseAmount('7', 0)]).to.deep.equal([1_500_000n, 1n, 7n])
    expectThrow(() => parseAmount('0.0000015', 6), 'AmountTooPrecise', {
      value: '0.0000015',
      decimals: 6,
      below: '0.000001',
      above: '0.000002',
    })
    expect([parseAmountDown('0.0000015', 6), parseAmountUp('0.0000015', 6)]).to.deep.equal([1n, 2n])
    expect([1_500_000n, -1n, 0n, 10n ** 12n].map((atoms) => formatAmount(atoms, 6))).to.deep.equal([
      '1.5',
      '-0.000001',
      '0',
      '1000000',
    ])
    expect(formatWad(1_723_861_396_170_686_098n)).to.equal('1.723861396170686098')
  })

  it('reads and writes percentages', () => {
    expect([parsePercent('0.05'), parsePercent('1'), parsePercent('0')]).to.deep.equal([5, 100, 0])
    expect([formatPercent(5), formatPercent(100), formatPercent(12_345n)]).to.deep.equal(['0.05', '1', '123.45'])
    expectThrow(() => parsePercent('0.055'), 'PercentTooPrecise', { value: '0.055', below: '0.05', above: '0.06' })
  })

  it('rounds percentages in the direction it names', () => {
    expect([parsePercentDown('0.055'), parsePercentUp('0.055')]).to.deep.equal([5, 6])
    expect([parsePercentDown('0.05'), parsePercentUp('0.05')]).to.deep.equal([5, 5])
  })

  it('reads and writes money of a market', () => {
    expect(parseNotional('1000.5', MARKET)).to.equal(1_000_500_000n)
    expect(formatNotional(-1_000_500_000n, MARKET)).to.equal('-1000.5')
    expect([parseNotionalDown('0.0000019', MARKET), parseNotionalUp('0.0000011', MARKET)]).to.deep.equal([1n, 2n])
    expectThrow(() => parseNotional('0.0000019', MARKET), 'AmountTooPrecise', {
      ...{ value: '0.0000019', decimals: 6, below: '0.000001', above: '0.000002' },
    })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.nat(30), (atoms, quoteDecimals) => {
        const scale = { quoteDecimals }
        for (const parse of [parseNotional, parseNotionalDown, parseNotionalUp]) {
          expect(parse(formatNotional(atoms, scale), scale)).to.equal(atoms)
        }
      }),
    )
    fc.assert(
      fc.property(fc.nat(10 ** 9), (bps) => {
        for (const parse of [parsePercent, parsePercentDown, parsePercentUp])
          expect(parse(formatPercent(bps))).to.equal(bps)
      }),
    )
  })

  it('reads plain decimals and nothing else', () => {
    for (const value of ['', '.', '1.', '.5', '-1', '+1', '1e3', '1,000', '0x10', ' 1', '1 ', 'NaN', '١', '1.2.3']) {
      expectThrow(() => parseAmount(value, 6), 'InvalidDecimal', { value })
      expectThrow(() => parsePriceDown(value, MARKET), 'InvalidDecimal', { value })
    }
    expect(parseAmount('00012.30', 6)).to.equal(12_300_000n)
  })

  const market = fc.record({
    lotSize: fc.nat(18).map((n) => 10n ** BigInt(n)),
    tickSize: fc.bigInt({ min: 1n, max: 10n ** 6n }),
    baseDecimals: fc.nat(18),
    quoteDecimals: fc.nat(18),
  })
  const ticks = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })

  it('loses nothing on the way out and back', () => {
    fc.assert(
      fc.property(market, ticks, (scale, value) => {
        expect(parsePrice(formatPrice(value, scale), scale)).to.equal(value)
        expect(parseSize(formatSize(value, scale), scale)).to.equal(value)
        expect(parseAmount(formatAmount(value, scale.quoteDecimals), scale.quoteDecimals)).to.equal(value)
      }),
    )
  })

  it('rounds by less than one step, in the direction it names', () => {
    fc.assert(
      fc.property(market, fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat(24), (scale, digits, decimals) => {
        const text = formatAmount(digits, decimals)
        for (const [down, up] of [
          [parsePriceDown(text, scale), parsePriceUp(text, scale)],
          [parseSizeDown(text, scale), parseSizeUp(text, scale)],
        ] as const) {
          expect(up - down >= 0n && up - down <= 1n).to.equal(true)
        }
        const down = formatPriceDown(parsePriceDown(text, scale), scale, 40)
        const up = formatPriceUp(parsePriceUp(text, scale), scale, 40)
        expect(parseAmountDown(down, 24) <= parseAmount(text, 24)).to.equal(true)
        expect(parseAmountUp(up, 24) >= parseAmount(text, 24)).to.equal(true)
      }),
    )
  })
})
