import { addLots, entryCostUp, type Position, ratioWadFloor, sellLots, withdrawLots } from '@tidemark/sdk/core'
import fc from 'fast-check'
import { network } from 'hardhat'
import {
  cross,
  deployHarness,
  EDGES,
  expectParity,
  type Harness,
  samples,
  uint,
  type Value,
} from './helpers/harness.ts'

const int = (bits: number) =>
  fc.tuple(uint(bits - 1), fc.boolean()).map(([value, negative]) => (negative ? -value - 1n : value))

const position = fc.record({
  lots: uint(64),
  cost: uint(192),
  realisedPnl: int(144),
  trips: uint(56),
  wins: uint(56),
})
const EDGE_POSITIONS = cross(
  [0n, 1n, 3n, (1n << 64n) - 1n],
  [0n, 1n, 10n, (1n << 192n) - 1n],
  [0n, (1n << 143n) - 1n, -(1n << 143n)],
  [0n, (1n << 56n) - 1n],
).map(([lots, cost, realisedPnl, trips]) => ({ lots, cost, realisedPnl, trips, wins: 0n }) as Position)

/** Mostly a part of what is held, so that not every sale reverts. */
const held = position.chain((p) =>
  fc
    .oneof({ weight: 9, arbitrary: fc.bigInt({ min: 0n, max: p.lots }) }, { weight: 1, arbitrary: uint(256) })
    .map((size) => [plain(p), size] as const),
)

describe('parity: position', function () {
  this.timeout(0)
  let harness: Harness
  before(async () => {
    const { provider } = await network.create({ network: 'parity' })
    harness = await deployHarness(provider)
  })

  it('addLots equals the bytecode, values and reverts', async () => {
    const cases = [
      ...cross(EDGE_POSITIONS, EDGES, EDGES),
      ...samples(fc.tuple(position.map(plain), uint(65), uint(193))),
    ]
    await expectParity(harness, 'addLots', cases, (p: Position, size: bigint, cost: bigint) =>
      words(addLots(p, size, cost)),
    )
  })

  it('withdrawLots equals the bytecode, values and reverts', async () => {
    const cases = [...cross(EDGE_POSITIONS, EDGES), ...samples(held).map((row) => [...row])]
    await expectParity(harness, 'withdrawLots', cases, (p: Position, size: bigint) => {
      const { position: rest, cost } = withdrawLots(p, size)
      return [words(rest), cost]
    })
  })

  it('sellLots equals the bytecode, values and reverts', async () => {
    const proceeds = fc.oneof({ weight: 9, arbitrary: uint(140) }, { weight: 1, arbitrary: uint(256) })
    const cases = [
      ...cross(EDGE_POSITIONS, [0n, 1n, 2n, (1n << 64n) - 1n], EDGES),
      ...samples(fc.tuple(held, proceeds)).map(([[p, size], value]) => [p, size, value]),
    ]
    await expectParity(harness, 'sellLots', cases, (p: Position, size: bigint, value: bigint) => {
      const { position: rest, cost } = sellLots(p, size, value)
      return [words(rest), cost]
    })
  })

  it('entryCostUp equals the bytecode, values and reverts', async () => {
    const cases = [
      ...cross(EDGE_POSITIONS, EDGES, [0n, 5n]),
      ...samples(fc.tuple(position.map(plain), uint(256), uint(256))),
    ]
    await expectParity(harness, 'entryCostUp', cases, entryCostUp)
  })

  it('ratioWadFloor equals the bytecode, values and reverts', async () => {
    const signed = [0n, 1n, -1n, (1n << 255n) - 1n, -(1n << 255n)]
    const cases = [...cross(signed, EDGES), ...samples(fc.tuple(int(256), uint(256)))]
    await expectParity(harness, 'ratioWadFloor', cases, ratioWadFloor)
  })
})

/** fast-check records have no prototype; the encoder wants plain objects in the struct's order. */
function plain(p: Position): Position {
  return { lots: p.lots, cost: p.cost, realisedPnl: p.realisedPnl, trips: p.trips, wins: p.wins }
}

/** A position as the decoder gives it back: small fields are numbers there only below 48 bits, so none here. */
function words(p: Position): Value {
  return { lots: p.lots, cost: p.cost, realisedPnl: p.realisedPnl, trips: p.trips, wins: p.wins }
}
