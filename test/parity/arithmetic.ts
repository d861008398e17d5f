import { add, baseAmount, divDown, feeUp, mul, mulDivDown, mulDivUp, notional, sub } from '@tidemark/sdk/core'
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
  const binary: Record<string, (a: bigint, b: bigint) => Value> = { add, sub, mul, divDown, baseAmount, feeUp }
  for (const [name, core] of Object.entries(binary)) {
    it(`${name} equals the bytecode, values and reverts`, async () => {
      await expectParity(harness, name, [...cross(EDGES, EDGES), ...samples(fc.tuple(word, word))], core)
    })
  }

  const ternary: Record<string, (a: bigint, b: bigint, c: bigint) => Value> = { mulDivDown, mulDivUp, notional }
  for (const [name, core] of Object.entries(ternary)) {
    it(`${name} equals the bytecode, values and reverts`, async () => {
      await expectParity(harness, name, [...cross(EDGES, EDGES, EDGES), ...samples(fc.tuple(word, word, word))], core)
    })
  }
})
