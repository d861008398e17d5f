import {
  accumulateFeesDown,
  advanceFees,
  bestPoolPrices,
  carryFees,
  extendFees,
  type FeeStream,
  feesDueDown,
  feesEarnedDown,
  feesReleasedAt,
  freshPoolGrid,
  giveBackFees,
  type PoolGridState,
  packPrices,
  poolSizeDown,
  refitPoolGrid,
  spreadTicks,
  unsettledFees,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, EDGES, mostly, uint } from '../cases.ts'
import { anyPrices, GOOD_LISTS, goodGrid, LISTS, near, type Prices } from '../grids.ts'
import { mirror } from '../mirror.ts'

const harness = 'PoolHarness'
const word = uint(256)

/** The ticks that all bids below `cursor` cost. */
function bidTicksOf(prices: Prices, size: bigint, cursor: bigint): bigint {
  let ticks = 0n
  for (let cell = 0n; cell * size < cursor; cell++) {
    const lots = cursor - cell * size < size ? cursor - cell * size : size
    ticks += lots * (prices[Number(cell)] ?? 0n)
  }
  return ticks
}

/** A pool's grid, dormant now and then. */
const poolGrid = goodGrid.chain(([prices, , size, cursor]) =>
  fc.nat(9).map((odd): [Prices, PoolGridState] => {
    const cells = BigInt(prices.length - 1)
    const unit = odd === 0 ? 1n : size
    const at = odd === 0 ? cursor % (cells + 1n) : cursor % (cells * size + 1n)
    return [prices, { cursor: at, size: odd === 0 ? 0n : size, bidTicks: bidTicksOf(prices, unit, at) }]
  }),
)
/** A target and funds that are mostly near what the grid needs at that target. */
const refits = poolGrid.chain(([prices, grid]) =>
  fc
    .tuple(
      fc.constant(prices),
      fc.constant(grid),
      mostly(uint(60), uint(180)),
      fc.integer({ min: 970, max: 1_010 }),
      uint(112),
      uint(112),
      fc.nat(9),
    )
    .map(([list, g, target, share, lots, ticks, odd]) => {
      const unit = g.size === 0n ? 1n : g.size
      const all = BigInt(list.length - 1) * unit - g.cursor
      const near = (needed: bigint) => (((needed * target) / unit) * BigInt(share)) / 1_000n
      return odd === 0 ? [list, g, target, lots, ticks] : [list, g, target, near(all), near(g.bidTicks)]
    }),
)
const spans = goodGrid.map(([prices, , size, cursor, asks]) => {
  const total = BigInt(prices.length - 1) * size
  const from = cursor % total
  const to = from + 1n + (asks % (total - from))
  return [prices, size, from, to]
})

const DAY = 86_400n
const stream: fc.Arbitrary<FeeStream> = fc
  .tuple(uint(103), uint(104), uint(32), fc.bigInt({ min: 0n, max: DAY }))
  .map(([remaining, released, updatedAt, duration]) => ({ remaining, released, updatedAt, duration }))
/** A time that is mostly within the stream or soon after, sometimes a lap of the clock later. */
const timed = fc.tuple(stream, mostly(uint(18), uint(64), 5)).map(([s, since]) => [s, s.updatedAt + since] as const)
const settling = fc
  .tuple(stream, uint(104), uint(104))
  .map(([s, settled, near]) => [s, near % 3n === 0n ? settled : s.released - (s.released < near ? 0n : near)] as const)
const STREAMS = cross(
  [0n, 1n, (1n << 103n) - 1n],
  [0n, (1n << 104n) - 1n],
  [100n, (1n << 32n) - 1n],
  [0n, 1n, DAY],
).map(([remaining, released, updatedAt, duration]) => ({ remaining, released, updatedAt, duration }) as FeeStream)

/** Sizing the grid by what the shares own. */
export const pool = [
  mirror(refitPoolGrid, 'PoolLib.refit', {
    harness,
    edges: cross(
      GOOD_LISTS,
      [
        { cursor: 0n, size: 0n, bidTicks: 0n },
        { cursor: 0n, size: 1n, bidTicks: 0n },
        { cursor: 0n, size: 1_000n, bidTicks: 0n },
      ],
      [0n, 1n, 1_000n, 1n << 64n, 1n << 180n],
      [0n, 1n, 1_000n, (1n << 112n) - 1n],
      [0n, 1n, (1n << 112n) - 1n],
    ),
    random: refits,
    compute: (prices: Prices, grid: PoolGridState, target: bigint, lots: bigint, ticks: bigint) =>
      refitPoolGrid(prices, grid, target, { lots, ticks }),
  }),
  mirror(freshPoolGrid, 'PoolLib.fresh', {
    harness,
    edges: cross(LISTS, [0n, 1n, 2n, 256n, 1n << 64n], [0n, 1n, (1n << 112n) - 1n], [0n, 1n, (1n << 112n) - 1n]),
    random: anyPrices.chain((prices) => fc.tuple(fc.constant(prices), near(prices), uint(112), uint(112))),
    compute: (prices: Prices, reference: bigint, lots: bigint, ticks: bigint) => {
      packPrices(prices)
      return freshPoolGrid(prices, reference, { lots, ticks })
    },
  }),
  mirror(poolSizeDown, 'PoolLib.sizeDown', {
    harness,
    edges: cross(EDGES, EDGES, EDGES),
    random: fc.tuple(uint(112), uint(64), uint(112)),
  }),
  mirror(spreadTicks, 'PoolLib.spreadTicks', {
    harness,
    edges: cross(GOOD_LISTS, [1n, 7n], [0n], [1n]),
    random: spans,
  }),
  mirror(bestPoolPrices, 'PoolLib.bestPrices', {
    harness,
    edges: cross(
      GOOD_LISTS,
      cross([0n, 1n], [0n, 1n]).map(([cursor, size]) => ({ cursor, size, bidTicks: 0n })),
    ),
    random: poolGrid,
    compute: (prices: Prices, grid: PoolGridState) => {
      const { bid, ask } = bestPoolPrices(prices, grid)
      return [bid, ask]
    },
  }),
]

/** Fees on their way. */
export const streams = [
  mirror(feesDueDown, 'StreamLib.dueDown', {
    harness,
    edges: cross([0n, 1n, (1n << 103n) - 1n], [0n, 1n, DAY - 1n, DAY, DAY + 1n], [0n, 1n, DAY]),
    random: fc.tuple(uint(103), uint(18), fc.bigInt({ min: 0n, max: DAY })),
  }),
  mirror(feesReleasedAt, ['StreamLib.releasedAt', 'StreamLib.pack'], {
    harness,
    edges: cross(STREAMS, [0n, 100n, 101n, 1n << 32n, 1n << 255n]),
    random: timed,
  }),
  mirror(advanceFees, ['StreamLib.advance', 'StreamLib.unpack'], {
    harness,
    edges: cross(STREAMS, [0n, 100n, 101n, 1n << 32n, 1n << 255n]),
    random: timed,
  }),
  mirror(extendFees, 'StreamLib.extend', {
    harness,
    edges: cross(STREAMS, EDGES),
    random: fc.tuple(stream, mostly(uint(112), word)),
  }),
  mirror(giveBackFees, 'StreamLib.giveBack', {
    harness,
    edges: cross(STREAMS, [0n, 1n, (1n << 104n) - 1n]),
    random: settling,
  }),
  mirror(unsettledFees, 'StreamLib.unsettled', {
    harness,
    edges: cross([0n, 1n, (1n << 104n) - 1n], [0n, 1n, (1n << 104n) - 1n]),
    random: fc.tuple(uint(104), uint(104)),
  }),
  mirror(accumulateFeesDown, 'StreamLib.accumulateDown', {
    harness,
    edges: cross([0n, (1n << 144n) - 1n], [0n, 1n, (1n << 104n) - 1n], [0n, 1n, 7n, (1n << 112n) - 1n]),
    random: fc.tuple(uint(144), uint(104), uint(112)),
  }),
  mirror(feesEarnedDown, 'StreamLib.earnedDown', {
    harness,
    edges: cross([0n, 1n, (1n << 144n) - 1n], [0n, 1n, (1n << 144n) - 1n], [0n, 1n, (1n << 112n) - 1n]),
    random: fc.tuple(uint(144), uint(144), uint(112)),
    compute: (accumulator: bigint, from: bigint, balance: bigint) => {
      const { earned, checkpoint } = feesEarnedDown(accumulator, from, balance)
      return [earned, checkpoint]
    },
  }),
  mirror(carryFees, 'StreamLib.carry', {
    harness,
    edges: cross(
      [0n, 1n, (1n << 144n) - 1n],
      [0n, 1n, (1n << 144n) - 1n],
      [0n, 1n, (1n << 112n) - 1n],
      [0n, 1n, (1n << 112n) - 1n],
    ),
    random: fc.tuple(uint(144), uint(144), uint(112), uint(112)),
    compute: (accumulator: bigint, from: bigint, balance: bigint, newBalance: bigint) => {
      const { checkpoint, spilled } = carryFees(accumulator, from, balance, newBalance)
      return [checkpoint, spilled]
    },
  }),
]
