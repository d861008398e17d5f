import {
  add,
  baseAmount,
  divDown,
  feeUp,
  mul,
  mulDivDown,
  mulDivUp,
  notional,
  notionalForCostDown,
  notionalForProceedsUp,
  poolFeeDown,
  rebateCapBps,
  sub,
} from '@tidemark/sdk/core'
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

describe('parity: u256 and market', function () {
  this.timeout(0)
  let harness: Harness
  before(async () => {
    const { provider } = await network.create({ network: 'parity' })
    harness = await deployHarness(provider)
  })

  const word = uint(256)
  const binary: Record<string, (a: bigint, b: bigint) => Value> = {
    add,
    sub,
    mul,
    divDown,
    baseAmount,
    feeUp,
    poolFeeDown,
  }
  for (const [name, core] of Object.entries(binary)) {
    it(`${name} equals the bytecode, values and reverts`, async () => {
      await expectParity(harness, name, [...cross(EDGES, EDGES), ...samples(fc.tuple(word, word))], core)
    })
  }

  // Fees and shares of any size revert more often than not; those of a market are at most 10,000.
  const bps: Record<string, (a: bigint, b: bigint) => Value> = {
    notionalForCostDown,
    notionalForProceedsUp,
    rebateCapBps,
  }
  for (const [name, core] of Object.entries(bps)) {
    it(`${name} equals the bytecode, values and reverts`, async () => {
      const cases = [...cross(EDGES, [...EDGES, 5n, 100n, 10_001n]), ...samples(fc.tuple(word, uint(14)))]
      await expectParity(harness, name, cases, core)
    })
  }

  const ternary: Record<string, (a: bigint, b: bigint, c: bigint) => Value> = { mulDivDown, mulDivUp, notional }
  for (const [name, core] of Object.entries(ternary)) {
    it(`${name} equals the bytecode, values and reverts`, async () => {
      await expectParity(harness, name, [...cross(EDGES, EDGES, EDGES), ...samples(fc.tuple(word, word, word))], core)
    })
  }
})
