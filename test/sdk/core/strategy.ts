import {
  checkBand,
  checkDelta,
  checkFill,
  checkQuoteTerms,
  checkStrategy,
  decodeStrategy,
  decodeVaultConfig,
  EMPTY_POSITION,
  encodeStrategy,
  encodeVaultConfig,
  type FillTerms,
  GridMode,
  type Limits,
  NO_LIMITS,
  outflowUp,
  pnlAt,
  Side,
  type Strategy,
  StrategyKind,
  type VaultConstants,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

const GRID: Strategy['grid'] = {
  mode: GridMode.Adjacent,
  sizePerCell: 3n,
  referencePrice: 1n,
  minStepBps: 0,
  prices: [1n, 2n],
}
const NO_GRID: Strategy['grid'] = { ...GRID, sizePerCell: 0n, prices: [] }
const QUOTING: Limits = {
  ...NO_LIMITS,
  ...{ minPrice: 1n, maxPrice: 9n, minSpreadBps: 10, maxFillSize: 5n, maxTtl: 60, maxLots: 9n },
  ...{ maxOutflow: 100n, outflowRefill: 3_600 },
}
const quotes = (limits: Partial<Limits> = {}): Strategy => ({
  kind: StrategyKind.TwoSidedQuotes,
  limits: { ...QUOTING, ...limits },
  grid: NO_GRID,
})
const grids = (limits: Partial<Limits> = {}): Strategy => ({
  kind: StrategyKind.GridTrading,
  limits: { ...NO_LIMITS, ...limits },
  grid: GRID,
})
const refused = (strategy: Strategy, code: string, args: Record<string, unknown> = {}) =>
  expect(expectThrow(() => checkStrategy(strategy, { hasOracle: false }), code).args).to.include(args)

describe('core strategy', () => {
  it('accepts what its kind demands', () => {
    checkStrategy(grids(), { hasOracle: false })
    checkStrategy(quotes(), { hasOracle: false })
    checkStrategy(quotes({ minPrice: 0n, maxPrice: 0n }), { hasOracle: true })
  })

  it('demands bounds, and refuses those that nothing would check', () => {
    refused({ ...grids(), grid: NO_GRID }, 'GridRequired')
    refused({ ...quotes(), grid: GRID }, 'GridNotAllowed')
    refused(quotes({ maxTtl: 0 }), 'MissingBound', { name: 'maxTtl' })
    refused(quotes({ minPrice: 0n }), 'MissingBound', { name: 'minPrice' })
    refused(grids({ minSpreadBps: 1 }), 'UnusedBound', { name: 'minSpreadBps', kind: StrategyKind.GridTrading })
    refused(grids({ deltaBand: 1n }), 'UnusedBound', { name: 'deltaBand' })
    refused(quotes({ outflowRefill: 59 }), 'InvalidBound', { name: 'outflowRefill', value: 59n, min: 60n })
    refused(grids({ turnoverPeriod: 1 }), 'InvalidBound', { name: 'turnoverPeriod', max: 0n })
    refused(quotes({ maxTtl: 2_592_001 }), 'InvalidBound', { name: 'maxTtl', max: 2_592_000n })
    const custom: Strategy = {
      ...grids({ guard: '0x00000000000000000000000000000000000000aa' }),
      kind: StrategyKind.Custom,
    }
    checkStrategy(custom, { hasOracle: false })
    expectThrow(() => checkStrategy(custom, { hasOracle: false, guardHasCode: false }), 'GuardHasNoCode')
  })

  it('holds every lot of a fill to range and band', () => {
    const fill: FillTerms = { side: Side.Bid, size: 5n, notional: 40n, lowPrice: 7n, highPrice: 9n, mark: 8n << 64n }
    checkFill(QUOTING, fill, 4n)
    expectThrow(() => checkFill(QUOTING, fill, 5n), 'InventoryTooLarge', { lots: 10n, max: 9n })
    expectThrow(() => checkFill(QUOTING, { ...fill, size: 6n }, 0n), 'FillTooLarge', { size: 6n, max: 5n })
    expectThrow(() => checkFill(QUOTING, { ...fill, highPrice: 10n }, 0n), 'PriceOutOfRange', {
      price: 10n,
      min: 1n,
      max: 9n,
    })
    checkBand(fill, 1_250)
    expectThrow(() => checkBand(fill, 1_249), 'PriceOutOfBand', { price: 7n, mark: 8n << 64n, bandBps: 1_249n })
  })

  it('lets delta into its band, or nearer to its target', () => {
    // Short two per lot: 10 lots are -20, and 0 give or take 5 is wanted.
    const limits = { ...NO_LIMITS, deltaRatioBps: -20_000, deltaTarget: 0n, deltaBand: 5n }
    checkDelta(limits, 0n, 2n)
    checkDelta(limits, 10n, 9n)
    expectThrow(() => checkDelta(limits, 2n, 3n), 'DeltaOutOfBand', { delta: -6n, target: 0n, band: 5n })
  })

  it('wants the spread and the lifetime it was given', () => {
    const quote = { bidPrice: 10_000n, askPrice: 10_010n, bidSize: 1n, askSize: 1n, expiry: 160n }
    checkQuoteTerms(QUOTING, quote, 100n)
    expectThrow(() => checkQuoteTerms(QUOTING, { ...quote, askPrice: 10_009n }, 100n), 'SpreadTooNarrow')
    expectThrow(() => checkQuoteTerms(QUOTING, quote, 99n), 'QuoteTooLong', { expiry: 160n, latest: 159n })
    checkQuoteTerms(QUOTING, { ...quote, askPrice: 1n, askSize: 0n }, 100n)
  })

  it('drains what is paid for inventory, and what a sale loses', () => {
    const fill = { side: Side.Bid, size: 2n, notional: 30n, lowPrice: 15n, highPrice: 15n, mark: 0n } as const
    const position = { ...EMPTY_POSITION, lots: 3n, cost: 50n, realisedPnl: 7n }
    expect(outflowUp(fill, position, 1n)).to.equal(30n)
    // Average cost of two of three lots that cost 50: 34, rounded up.
    expect(outflowUp({ ...fill, side: Side.Ask }, position, 1n)).to.equal(4n)
    expect(outflowUp({ ...fill, side: Side.Ask, mark: 16n << 64n }, position, 1n)).to.equal(2n)
    expect(outflowUp({ ...fill, side: Side.Ask, mark: 14n << 64n }, position, 1n)).to.equal(0n)
    expect(pnlAt(position, 1n, 0n)).to.equal(7n)
    expect(pnlAt(position, 1n, 16n << 64n)).to.equal(5n)
  })

  it('is packed as vaults keep it', () => {
    expect(encodeStrategy(grids())).to.equal('0x0001000000000000000300000000000000010000' + '0102')
    const packed = encodeStrategy(quotes())
    expect(packed.slice(0, 42)).to.equal('0x1100000000000000000000000000000000010000')
    expect((packed.length - 2) / 2).to.equal(20 + 158)
    for (const strategy of [grids(), quotes(), grids({ deltaRatioBps: -3, deltaTarget: -1n })]) {
      expect(decodeStrategy(encodeStrategy(strategy))).to.deep.equal(strategy)
    }
    expectThrow(() => encodeStrategy(grids({ maxLots: 1n << 64n })), 'CastOverflow')
  })

  it('follows a vault’s constants, or replaces the one that does', () => {
    const constants: VaultConstants = {
      owner: `0x${'1'.repeat(40)}`,
      base: `0x${'2'.repeat(40)}`,
      quote: `0x${'3'.repeat(40)}`,
      ...{ lotSize: 4n, tickSize: 5n, marketId: 6, hasOracle: true, bandBps: 7 },
    }
    const args = encodeVaultConfig(constants, encodeStrategy(grids()))
    expect(decodeVaultConfig(args)).to.deep.equal({ ...constants, strategy: grids() })
    expect(decodeVaultConfig(args, encodeStrategy(quotes()))).to.deep.equal({ ...constants, strategy: quotes() })
  })
})
