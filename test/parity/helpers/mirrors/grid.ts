import {
  asksWithin,
  askTicks,
  bidsWithin,
  bidTicks,
  capacity,
  cellsOf,
  checkStep,
  clampPrice,
  cursorAt,
  funding,
  type Grid,
  GridMode,
  packPrices,
  unpackPrices,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, mostly, uint } from '../cases.ts'
import {
  anyPrices,
  BOTH,
  edgeGrids,
  gridState,
  increasing,
  LISTS,
  LONG_LISTS,
  near,
  type Prices,
  SIZES,
} from '../grids.ts'
import { mirror } from '../mirror.ts'

const harness = 'GridHarness'

/** A grid of the core from the harness's arguments, which packs prices first. */
export function gridOf(prices: Prices, same: boolean, sizePerCell: bigint, cursor: bigint): Grid {
  packPrices(prices, same ? 1 : 2)
  return { prices, sizePerCell, cursor, ...(same && { mode: GridMode.SameLevel }) }
}

const withPrice = gridState.chain(([prices, same, size, cursor]) =>
  near(prices).map((price) => [prices, same, size, cursor, price] as const),
)
const withSize = gridState.chain(([prices, same, size, cursor, inside]) =>
  mostly(mostly(fc.constant(inside), uint(16), 3), uint(256)).map(
    (take) => [prices, same, size, cursor, take] as const,
  ),
)
const onGrid =
  (core: (grid: Grid, last: bigint) => bigint) =>
  (prices: Prices, same: boolean, size: bigint, cursor: bigint, last: bigint) =>
    core(gridOf(prices, same, size, cursor), last)
const within = { harness, edges: edgeGrids([0n, 1n, 2n, 256n, 1n << 64n]), random: withPrice } as const
const ticks = { harness, edges: edgeGrids([0n, 1n, 7n, 8n, 255n, 1n << 255n]), random: withSize } as const

/** Packing, cursors, what rests and what it is worth. */
export const grid = [
  mirror(packPrices, ['GridLib.pack', 'GridLib.packAtLeast'], {
    harness,
    edges: cross([...LISTS, ...LONG_LISTS], [1n, 2n]),
    random: fc.tuple(anyPrices, fc.constantFrom(1n, 2n)),
    compute: (prices: Prices, minPrices: bigint) => {
      const { width, packed } = packPrices(prices, Number(minPrices))
      return [width, packed]
    },
  }),
  mirror(unpackPrices, ['GridLib.view_', 'GridLib.priceAt'], {
    harness,
    edges: [],
    random: increasing.map((prices) => {
      const { packed, width } = packPrices(prices)
      return [packed, BigInt(width)]
    }),
    compute: (packed: `0x${string}`, width: bigint) => unpackPrices(packed, Number(width)),
  }),
  mirror(checkStep, 'GridLib.checkStep', {
    harness,
    edges: cross(LISTS, [0n, 1n, 2n, 10_000n, 65_535n]),
    random: fc.tuple(anyPrices, mostly(uint(8), uint(17), 3)),
    compute: (prices: Prices, minStepBps: bigint) => checkStep(prices, Number(minStepBps)),
  }),
  mirror(capacity, 'GridLib.capacity', {
    harness,
    edges: cross([0n, 1n, 2n, 256n], SIZES),
    random: fc.tuple(fc.integer({ min: 0, max: 300 }).map(BigInt), uint(256)),
    compute: (count: bigint, size: bigint) => capacity(Number(count), size),
  }),
  mirror(cellsOf, 'GridLib.cells', {
    harness,
    edges: cross([...LISTS, ...LONG_LISTS], BOTH),
    random: fc.tuple(anyPrices, fc.boolean()),
    compute: (prices: Prices, same: boolean) => cellsOf(gridOf(prices, same, 1n, 0n)),
  }),
  mirror(cursorAt, 'GridLib.cursorAt', {
    harness,
    edges: cross(LISTS, BOTH, SIZES, [0n, 1n, 2n, 255n, 256n]),
    random: withPrice.map(([prices, same, size, , price]) => [prices, same, size, price]),
    compute: (prices: Prices, same: boolean, size: bigint, price: bigint) =>
      cursorAt(gridOf(prices, same, size, 0n).prices, size, price, same ? GridMode.SameLevel : undefined),
  }),
  mirror(clampPrice, 'GridLib.clamp', {
    harness,
    edges: cross(LISTS, [0n, 1n, 2n, 255n, 256n]),
    random: withPrice.map(([prices, , , , price]) => [prices, price]),
    compute: (prices: Prices, price: bigint) => clampPrice(gridOf(prices, false, 1n, 0n).prices, price),
  }),
  mirror(asksWithin, 'GridLib.asksWithin', { ...within, compute: onGrid(asksWithin) }),
  mirror(bidsWithin, 'GridLib.bidsWithin', { ...within, compute: onGrid(bidsWithin) }),
  mirror(askTicks, 'GridLib.askTicks', { ...ticks, compute: onGrid(askTicks) }),
  mirror(bidTicks, 'GridLib.bidTicks', { ...ticks, compute: onGrid(bidTicks) }),
  mirror(funding, ['GridLib.funding', 'GridLib.fundingOf'], {
    harness,
    // A grid of one price per cell has one cursor; two are those of `OneShot`.
    edges: edgeGrids([0n, 1n, 7n]).filter(([, same, , cursor, bids]) => !same || cursor === bids),
    random: gridState.chain(([prices, same, size, cursor]) =>
      mostly(fc.bigInt({ min: 0n, max: cursor }), uint(64)).map((bids) => [
        prices,
        same,
        size,
        cursor,
        same ? cursor : bids,
      ]),
    ),
    compute: (prices: Prices, same: boolean, size: bigint, cursor: bigint, bidCursor: bigint) => {
      const one = gridOf(prices, same, size, cursor)
      const { baseLots, quoteTicks } = funding(same ? one : { ...one, mode: GridMode.OneShot, bidCursor })
      return [baseLots, quoteTicks]
    },
  }),
]
