import {
  askPriceOf,
  asksForTicksDown,
  asksUpTo,
  bidPriceOf,
  bidsForTicksUp,
  bidsUpTo,
  type Grid,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, mostly, uint } from '../cases.ts'
import { BOTH, GOOD_LISTS, goodGrid, near, type Prices } from '../grids.ts'
import { mirror } from '../mirror.ts'
import { gridOf } from './grid.ts'

const harness = 'GridHarness'
const lotCases = {
  harness,
  edges: cross(GOOD_LISTS, BOTH, [1n, 7n], [0n]),
  random: goodGrid.map(([prices, same, size, cursor, asks]) => {
    // The caller keeps the lot within the grid: the one below the cursor, or the first one.
    const lot = asks === 0n && cursor > 0n ? cursor - 1n : cursor + (asks === 0n ? 0n : asks - 1n)
    return [prices, same, size, lot]
  }),
} as const
const priced =
  (core: (grid: Grid, lot: bigint) => bigint) => (prices: Prices, same: boolean, size: bigint, lot: bigint) =>
    core(gridOf(prices, same, size, 0n), lot)
const budgeted =
  (core: (grid: Grid, size: bigint, ticks: bigint) => bigint) =>
  (prices: Prices, same: boolean, sizePerCell: bigint, cursor: bigint, size: bigint, ticks: bigint) =>
    core(gridOf(prices, same, sizePerCell, cursor), size, ticks)

/** Sums to spend: any, and those near what a part of the lots costs at one of the prices. */
const budget = (prices: Prices, lots: bigint) =>
  fc.oneof(
    uint(128),
    fc
      .tuple(fc.constantFrom(...prices), fc.bigInt({ min: 0n, max: lots }), fc.bigInt({ min: -2n, max: 2n }))
      .map(([price, part, off]) => (price * part + off > 0n ? price * part + off : 0n)),
  )
const spending = goodGrid.chain(([prices, same, size, cursor, asks]) =>
  budget(prices, asks).map((ticks) => [prices, same, size, cursor, asks, ticks] as const),
)
const earning = goodGrid.chain(([prices, same, size, cursor, , bids]) =>
  budget(prices, bids).map((ticks) => [prices, same, size, cursor, bids, ticks] as const),
)
const TICKS = [0n, 1n, 2n, 254n, 255n, 256n, 512n, 1n << 64n, (1n << 256n) - 1n]

/** Limits near a price, and sizes around what rests there. */
const limited = (isAsk: boolean) =>
  goodGrid.chain(([prices, same, size, cursor, asks, bids]) =>
    fc
      .tuple(near(prices), mostly(fc.constant(isAsk ? asks : bids), uint(64), 3))
      .map(([limit, lots]) => [prices, same, size, cursor, limit, lots] as const),
  )
const upTo =
  (core: (grid: Grid, limit: bigint, size: bigint) => bigint) =>
  (prices: Prices, same: boolean, sizePerCell: bigint, cursor: bigint, limit: bigint, size: bigint) =>
    core(gridOf(prices, same, sizePerCell, cursor), limit, size)
const upToEdges = cross(
  GOOD_LISTS,
  BOTH,
  [1n, 7n],
  [0n, 1n],
  [0n, 1n, 2n, 255n, 1n << 64n],
  [0n, 1n, 2n, 8n, (1n << 256n) - 2n],
)

/** Prices of single lots, and lots for a budget. */
export const lots = [
  mirror(askPriceOf, 'GridLib.askPriceOf', { ...lotCases, compute: priced(askPriceOf) }),
  mirror(bidPriceOf, 'GridLib.bidPriceOf', { ...lotCases, compute: priced(bidPriceOf) }),
  mirror(asksUpTo, 'GridLib.asksUpTo', { harness, edges: upToEdges, random: limited(true), compute: upTo(asksUpTo) }),
  mirror(bidsUpTo, 'GridLib.bidsUpTo', { harness, edges: upToEdges, random: limited(false), compute: upTo(bidsUpTo) }),
  mirror(asksForTicksDown, 'GridLib.asksForTicksDown', {
    harness,
    edges: cross(GOOD_LISTS, BOTH, [1n, 7n], [0n], [0n, 1n], TICKS),
    random: spending,
    compute: budgeted(asksForTicksDown),
  }),
  mirror(bidsForTicksUp, 'GridLib.bidsForTicksUp', {
    harness,
    edges: cross(GOOD_LISTS, BOTH, [1n, 7n], [1n], [0n, 1n], TICKS),
    random: earning,
    compute: budgeted(bidsForTicksUp),
  }),
]
