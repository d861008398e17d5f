import {
  addLots,
  costOfUp,
  earn,
  entryCostUp,
  type Position,
  ratioWadFloor,
  sellLots,
  withdrawLots,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, EDGES, int, mostly, uint } from '../cases.ts'
import { mirror } from '../mirror.ts'

const harness = 'MathHarness'

/** Any position that storage holds. fast-check records have no prototype; the encoder wants plain objects. */
export const position: fc.Arbitrary<Position> = fc
  .tuple(uint(64), uint(112), int(112), uint(32), uint(32))
  .map(([lots, cost, realisedPnl, trips, wins]) => ({ lots, cost, realisedPnl, trips, wins }))
export const EDGE_POSITIONS = cross(
  [0n, 1n, 3n, (1n << 64n) - 1n],
  [0n, 1n, 10n, (1n << 112n) - 1n],
  [0n, (1n << 111n) - 1n, -(1n << 111n)],
  [0n, (1n << 32n) - 1n],
).map(([lots, cost, realisedPnl, trips]) => ({ lots, cost, realisedPnl, trips, wins: 0n }) as Position)

/** Mostly a part of what is held, so that not every sale reverts. */
const held = position.chain((p) =>
  mostly(fc.bigInt({ min: 0n, max: p.lots }), uint(256)).map((size) => [p, size] as const),
)

/** Average cost. */
export const positions = [
  mirror(addLots, 'PositionLib.add', {
    harness,
    edges: cross(EDGE_POSITIONS, EDGES, EDGES),
    random: fc.tuple(position, uint(65), uint(113)),
  }),
  mirror(withdrawLots, 'PositionLib.withdraw', {
    harness,
    edges: cross(EDGE_POSITIONS, EDGES),
    random: held,
    compute: (p: Position, size: bigint) => {
      const { position: rest, cost } = withdrawLots(p, size)
      return [rest, cost]
    },
  }),
  mirror(sellLots, 'PositionLib.sell', {
    harness,
    edges: cross(EDGE_POSITIONS, [0n, 1n, 2n, (1n << 64n) - 1n], EDGES),
    random: fc.tuple(held, mostly(uint(110), uint(256))).map(([[p, size], proceeds]) => [p, size, proceeds]),
    compute: (p: Position, size: bigint, proceeds: bigint) => {
      const { position: rest, cost } = sellLots(p, size, proceeds)
      return [rest, cost]
    },
  }),
  mirror(earn, 'PositionLib.addRebate', {
    harness,
    edges: cross(EDGE_POSITIONS, EDGES),
    random: fc.tuple(position, mostly(uint(110), uint(256))),
  }),
  mirror(costOfUp, 'PositionLib.costOfUp', { harness, edges: cross(EDGE_POSITIONS, EDGES), random: held }),
  mirror(entryCostUp, 'PositionLib.entryCostUp', {
    harness,
    edges: cross(EDGE_POSITIONS, EDGES, [0n, 5n]),
    random: fc.tuple(position, uint(256), uint(256)),
  }),
  mirror(ratioWadFloor, 'PositionLib.ratioWadFloor', {
    harness,
    edges: cross([0n, 1n, -1n, (1n << 255n) - 1n, -(1n << 255n)], EDGES),
    random: fc.tuple(int(256), uint(256)),
  }),
]
