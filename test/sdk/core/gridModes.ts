import {
  asksForTicksDown,
  asksWithin,
  askTicks,
  bidsForTicksUp,
  bidsWithin,
  bidTicks,
  cellsOf,
  checkStep,
  cursorAt,
  fillGrid,
  funding,
  type Grid,
  GridMode,
  ladderAsks,
  ladderBids,
  mergeLevels,
  Side,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

const PRICES = [10n, 20n, 30n]
const adjacent: Grid = { prices: PRICES, sizePerCell: 2n, cursor: 0n }
const same: Grid = { prices: PRICES, sizePerCell: 2n, cursor: 4n, mode: GridMode.SameLevel }
const oneShot: Grid = { prices: PRICES, sizePerCell: 2n, cursor: 2n, mode: GridMode.OneShot }

describe('core grid modes', () => {
  it('SameLevel has a cell per price, which buys and sells at it', () => {
    expect(cellsOf(same)).to.equal(3)
    expect(cursorAt(PRICES, 2n, 20n, GridMode.SameLevel)).to.equal(4n)
    expect(cursorAt(PRICES, 2n, 99n, GridMode.SameLevel)).to.equal(6n)
    expect(asksWithin(same, 29n)).to.equal(0n)
    expect(asksWithin(same, 30n)).to.equal(2n)
    expect(askTicks(same, 2n)).to.equal(60n)
    expect(bidsWithin(same, 20n)).to.equal(2n)
    expect(bidTicks(same, 3n)).to.equal(50n)
    expect(funding(same)).to.deep.equal({ baseLots: 2n, quoteTicks: 60n })
  })

  it('SameLevel earns nothing on a round trip', () => {
    const bought = fillGrid(same, Side.Bid, 3n)
    expect(fillGrid(bought.grid, Side.Ask, 3n)).to.deep.equal({ grid: same, ticks: bought.ticks })
  })

  it('OneShot fills each lot once', () => {
    const sold = fillGrid(oneShot, Side.Ask, 1n)
    expect(sold.ticks).to.equal(30n)
    expect(sold.grid).to.deep.equal({ ...oneShot, cursor: 3n, bidCursor: 2n })
    const bought = fillGrid(sold.grid, Side.Bid, 2n)
    expect(bought.ticks).to.equal(20n)
    expect(bought.grid).to.deep.equal({ ...oneShot, cursor: 3n, bidCursor: 0n })
    expect(bidsWithin(bought.grid, 0n)).to.equal(0n)
    expect(asksWithin(bought.grid, 30n)).to.equal(1n)
    expect(funding(bought.grid)).to.deep.equal({ baseLots: 1n, quoteTicks: 0n })
    expectThrow(() => fillGrid(bought.grid, Side.Bid, 1n), 'InsufficientLiquidity', { available: 0n, size: 1n })
  })

  it('refuses bids above what is for sale', () => {
    expectThrow(() => funding({ ...oneShot, bidCursor: 3n }), 'CursorOutOfRange', { cursor: 3n, capacity: 2n })
  })

  it('buys for a budget as much as it covers, and sells for one as little as brings it', () => {
    // Lots at 20, 20, 30, 30.
    expect(asksForTicksDown(adjacent, 4n, 69n)).to.equal(2n)
    expect(asksForTicksDown(adjacent, 4n, 70n)).to.equal(3n)
    expect(asksForTicksDown(adjacent, 2n, 999n)).to.equal(2n)
    // Lots at 20, 20, 10, 10.
    const full = { ...adjacent, cursor: 4n }
    expect(bidsForTicksUp(full, 4n, 40n)).to.equal(2n)
    expect(bidsForTicksUp(full, 4n, 41n)).to.equal(3n)
    expect(bidsForTicksUp(full, 4n, 999n)).to.equal(4n)
    expect(bidsForTicksUp(full, 4n, 0n)).to.equal(0n)
  })

  it('refuses steps below the owner’s least', () => {
    checkStep([100n, 105n], 500)
    expectThrow(() => checkStep([100n, 105n], 501), 'GridStepTooSmall', {
      index: 1n,
      previous: 100n,
      price: 105n,
      minStepBps: 501n,
    })
  })

  it('lists what rests, best first, within bounds', () => {
    const grid = { ...adjacent, cursor: 3n }
    const low = { price: 10n, lots: 2n }
    expect(ladderBids(grid)).to.deep.equal([{ price: 20n, lots: 1n }, low])
    expect(ladderAsks(grid)).to.deep.equal([{ price: 30n, lots: 1n }])
    expect(ladderBids(grid, { maxLevels: 1 })).to.deep.equal([{ price: 20n, lots: 1n }])
    expect(ladderBids(grid, { maxBidLots: 2n })).to.deep.equal([
      { price: 20n, lots: 1n },
      { price: 10n, lots: 1n },
    ])
    expect(ladderBids(grid, { minPrice: 11n })).to.deep.equal([{ price: 20n, lots: 1n }])
    expect(ladderAsks(grid, { mark: 20n << 64n, bandBps: 4_999 })).to.deep.equal([])
    expect(ladderAsks(same)).to.deep.equal([{ price: 30n, lots: 2n }])
  })

  it('adds up the levels of two makers', () => {
    const a = [
      { price: 30n, lots: 1n },
      { price: 10n, lots: 2n },
    ]
    const b = [
      { price: 30n, lots: 4n },
      { price: 20n, lots: 8n },
    ]
    const all = [
      { price: 30n, lots: 5n },
      { price: 20n, lots: 8n },
      { price: 10n, lots: 2n },
    ]
    expect(mergeLevels(a, b, { falling: true })).to.deep.equal(all)
    expect(mergeLevels(b, a, { falling: true, maxLevels: 2 })).to.deep.equal(all.slice(0, 2))
  })
})
