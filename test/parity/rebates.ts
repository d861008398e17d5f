import { expect } from 'chai'
import { dice } from './helpers/dice.ts'
import { RebateWalk } from './helpers/rebateWalk.ts'

/** Steps of the walk; each is a transaction, compared in full before the next. */
const STEPS = Number(process.env.TIDEMARK_PARITY_STEPS ?? 1_000)
const SEED = Number(process.env.TIDEMARK_PARITY_SEED ?? 0x7469)

describe('parity: rebates and fees over many periods, step by step', function () {
  this.timeout(0)
  it(`${STEPS} transactions leave chain and core equal after each`, async () => {
    const walk = await RebateWalk.create(dice(SEED))
    for (let at = 0; at < STEPS; at++) await walk.step()
    if (process.env.TIDEMARK_PARITY_VERBOSE) console.log([...walk.seen])
    // A short walk need not have met every refusal.
    if (STEPS < 1_000) return
    for (const name of ['take', 'tiers', 'fees', 'rebate', 'InvalidSchedule', 'RebateTooHigh', 'FeeTooHigh']) {
      expect(walk.seen.get(name) ?? 0, name).to.be.greaterThan(0)
    }
  })
})
