import {
  asksWithin,
  askTicks,
  bidsUpTo,
  bidsWithin,
  checkStep,
  type Grid,
  GridMode,
  geometricLevels,
  ladderBids,
  markDown,
  mulDivDown,
  mulDivUp,
  twoSidedPrices,
  validateGrid,
} from '@tidemark/sdk/core'
import { spreadQuote } from '@tidemark/sdk/quoting'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

const GRID: Grid = { prices: [100n, 200n, 300n], sizePerCell: 10n, cursor: 10n }

describe('core grid at its edges', () => {
  it('has no lots beyond its ends, and asks for none where none are wanted', () => {
    const full = { ...GRID, cursor: 20n }
    expect(bidsUpTo(full, 0n, 0n)).to.equal(0n)
    expect([bidsUpTo(full, 200n, 10n), bidsUpTo(full, 200n, 11n), bidsUpTo(full, 0n, 99n)]).to.deep.equal([
      10n,
      10n,
      20n,
    ])
    expect([0n, 1n, 100n, 101n].map((limit) => bidsWithin(full, limit))).to.deep.equal([20n, 20n, 20n, 10n])
    expect([199n, 200n, 300n].map((limit) => asksWithin({ ...GRID, cursor: 0n }, limit))).to.deep.equal([0n, 10n, 20n])
    // Where each price has a cell of its own, none is left beyond the last.
    const level = { prices: [100n, 200n], sizePerCell: 10n, cursor: 20n, mode: GridMode.SameLevel }
    expect([bidsUpTo(level, 0n, 0n), bidsUpTo(level, 200n, 99n)]).to.deep.equal([0n, 10n])
    expect(askTicks({ ...level, cursor: 0n }, 20n)).to.equal(3_000n)
  })

  it('lists the levels that an oracle’s band leaves, which without a width is the mark alone', () => {
    const grid = { ...GRID, prices: [10_000n, 10_001n, 10_002n], cursor: 20n }
    const at = (price: bigint, bandBps?: number) =>
      ladderBids(grid, { mark: price << 64n, ...(bandBps !== undefined && { bandBps }) }).map(({ price }) => price)
    expect(at(10_001n)).to.deep.equal([10_001n])
    expect(at(10_001n, 1)).to.deep.equal([10_001n, 10_000n])
    expect(at(10_002n)).to.deep.equal([])
  })

  it('has steps of any width where none is demanded', () => {
    checkStep([200n, 100n], 0)
    checkStep([100n, 102n], 200)
    expectThrow(() => checkStep([100n, 102n], 201), 'GridStepTooSmall')
    expectThrow(() => checkStep([200n, 100n], 1), 'Overflow')
  })

  it('is spaced by exact roots from a price of one on', () => {
    expect(geometricLevels(1n, 8n, 4)).to.deep.equal([1n, 2n, 4n, 8n])
    expect(geometricLevels(1n, 3n, 3)).to.deep.equal([1n, 1n, 3n])
    // The other way round there is no ratio to go by: all three are roots, of 4, 2 and 1.
    expect(geometricLevels(2n, 1n, 3)).to.deep.equal([2n, 1n, 1n])
    expect(geometricLevels(1n, 2n, 3)).to.deep.equal([1n, 1n, 2n])
    expect(geometricLevels(1n << 64n, 4n << 64n, 3)).to.deep.equal([1n << 64n, 2n << 64n, 4n << 64n])
  })

  it('is refused by a plan below one lot, whatever the least size', () => {
    const plan = { prices: [100n, 200n], referencePrice: 100n, market: { lotSize: 1n, tickSize: 1n } }
    const reasons = (more: object) =>
      validateGrid({ ...plan, sizePerCell: 0n, ...more }).map(({ reason, bound }) => [reason, bound])
    expect(reasons({})).to.deep.equal([['SIZE_TOO_SMALL', 1n]])
    expect(reasons({ minSize: 5n })).to.deep.equal([['SIZE_TOO_SMALL', 5n]])
    expect(reasons({ sizePerCell: 4n, minSize: 5n })).to.deep.equal([['SIZE_TOO_SMALL', 5n]])
    expect(reasons({ sizePerCell: 5n, minSize: 5n })).to.deep.equal([])
  })

  it('names what it refuses', () => {
    const most = (1n << 256n) - 1n
    for (const round of [mulDivDown, mulDivUp]) {
      expectThrow(() => round(most, 2n, 1n), 'Overflow', { value: most * 2n, bits: 256 })
      expectThrow(() => round(3n, 4n, 0n), 'DivisionByZero', { dividend: 12n })
    }
    expect(markDown(5n, { numerator: 1n, denominator: 0n })).to.equal(0n)
  })

  it('quotes up to the highest price there is', () => {
    const most = (1n << 64n) - 1n
    expect(twoSidedPrices(most - 1n, 0)).to.deep.equal({ bidPrice: most - 1n, askPrice: most })
    expectThrow(() => twoSidedPrices(most, 0), 'QuotePriceOutOfRange', { bidPrice: most, askPrice: most + 1n })
    expect(twoSidedPrices(1n, 0)).to.deep.equal({ bidPrice: 1n, askPrice: 2n })
  })

  it('quotes no further apart than twice the mid, unless told otherwise', () => {
    const far = spreadQuote(10_000n, { spreadBps: 20_000, maxSpreadBps: 19_998 })
    expect(far).to.deep.include({ bidPrice: 1n, askPrice: 19_999n, spreadBps: 19_998, reasons: ['CLAMPED_MAX'] })
    // All of the mid on each side: no price is left for the bid.
    for (const spreadBps of [20_000, 20_001]) {
      expectThrow(() => spreadQuote(10_000n, { spreadBps }), 'QuotePriceOutOfRange', {
        bidPrice: 0n,
        askPrice: 20_000n,
      })
    }
  })
})
