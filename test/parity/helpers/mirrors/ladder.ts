import {
  type Grid,
  GridMode,
  type LadderBounds,
  ladderAsks,
  ladderBids,
  mergeLevels,
  type PriceLevel,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, mostly, uint } from '../cases.ts'
import { GOOD_LISTS, goodGrid, near, type Prices } from '../grids.ts'
import { mirror } from '../mirror.ts'

/** As the harness takes it. */
interface Ladder {
  readonly mode: GridMode
  readonly prices: Prices
  readonly sizePerCell: bigint
  readonly bidCursor: bigint
  readonly askCursor: bigint
}
type Bounds = Required<Omit<LadderBounds, 'bandBps' | 'maxLevels'>> & { bandBps: bigint; maxLevels: bigint }

const harness = 'GridHarness'
const MAX = (1n << 256n) - 1n

const ladder = goodGrid.chain(([prices, same, sizePerCell, cursor, , bids]) =>
  fc.boolean().map((twoCursors): Ladder => {
    const mode = same ? GridMode.SameLevel : twoCursors ? GridMode.OneShot : GridMode.Adjacent
    const bidCursor = mode === GridMode.OneShot ? cursor - bids : cursor
    return { mode, prices, sizePerCell, bidCursor, askCursor: cursor }
  }),
)
const bounded = ladder.chain((l) =>
  fc
    .record({
      minPrice: mostly(fc.constant(0n), near(l.prices), 3),
      maxPrice: mostly(fc.constant(MAX), near(l.prices), 3),
      mark: mostly(
        fc.constant(0n),
        near(l.prices).map((p) => p << 64n),
        2,
      ),
      bandBps: uint(16),
      maxBidLots: mostly(fc.constant(MAX), uint(60), 3),
      maxLevels: mostly(fc.constant(300n), uint(4), 2),
    })
    .map((bounds): [Ladder, Bounds] => [l, { ...bounds }]),
)
const EDGE_LADDERS = cross(GOOD_LISTS, [0, 1, 2], [0n, 1n, 7n], [0n, 1n]).map(
  ([prices, mode, sizePerCell, cursor]) =>
    ({ mode, prices, sizePerCell, bidCursor: cursor, askCursor: cursor }) as Ladder,
)
const NO_BOUNDS: Bounds = { minPrice: 0n, maxPrice: MAX, mark: 0n, bandBps: 0n, maxBidLots: MAX, maxLevels: 300n }
const EDGE_BOUNDS: readonly Bounds[] = [
  NO_BOUNDS,
  { ...NO_BOUNDS, maxLevels: 0n },
  { ...NO_BOUNDS, maxLevels: 1n },
  { ...NO_BOUNDS, maxBidLots: 0n },
  { ...NO_BOUNDS, minPrice: 2n },
  { ...NO_BOUNDS, maxPrice: 1n },
  { ...NO_BOUNDS, mark: 1n << 64n },
]
const onLadder =
  (core: (grid: Grid, bounds: LadderBounds) => PriceLevel[]) =>
  ({ mode, prices, sizePerCell, bidCursor, askCursor }: Ladder, { bandBps, maxLevels, ...bounds }: Bounds) =>
    core(
      { mode, prices, sizePerCell, cursor: askCursor, bidCursor },
      { ...bounds, bandBps: Number(bandBps), maxLevels: Number(maxLevels) },
    )
const cases = { harness, edges: cross(EDGE_LADDERS, EDGE_BOUNDS), random: bounded } as const

/** Up to six levels among few prices, so that two lists often share some; each list in its order. */
const levels = fc
  .array(fc.tuple(fc.bigInt({ min: 1n, max: 9n }), mostly(uint(64), uint(256))), { maxLength: 6 })
  .map((list) => list.map(([price, lots]) => ({ price, lots })))
const sorted = (list: PriceLevel[], falling: boolean) =>
  [...list].sort((a, b) => Number(falling ? b.price - a.price : a.price - b.price))

/** Grids as price levels. */
export const ladders = [
  mirror(ladderBids, 'LadderLib.bids', { ...cases, compute: onLadder(ladderBids) }),
  mirror(ladderAsks, 'LadderLib.asks', { ...cases, compute: onLadder(ladderAsks) }),
  mirror(mergeLevels, 'LadderLib.merge', {
    harness,
    edges: cross([[], [{ price: 1n, lots: MAX }]], [[], [{ price: 1n, lots: 1n }]], [0n, 1n, 2n], [false, true]),
    random: fc
      .tuple(levels, levels, mostly(fc.constant(20n), uint(3), 3), fc.boolean())
      .map(([a, b, maxLevels, falling]) => [sorted(a, falling), sorted(b, falling), maxLevels, falling]),
    compute: (a: PriceLevel[], b: PriceLevel[], maxLevels: bigint, falling: boolean) =>
      mergeLevels(a, b, { falling, maxLevels: Number(maxLevels) }),
  }),
]
