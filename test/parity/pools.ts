import { expect } from 'chai'
import { dice } from './helpers/dice.ts'
import { createPoolVenue } from './helpers/poolVenue.ts'
import { PoolWalk } from './helpers/poolWalk.ts'

/** Steps of each walk; each is a transaction, compared in full before the next. */
const STEPS = Number(process.env.TIDEMARK_PARITY_STEPS ?? 1_000)
const SEED = Number(process.env.TIDEMARK_PARITY_SEED ?? 0x7469)

describe('parity: pools, step by step', function () {
  this.timeout(0)
  for (const hasOracle of [false, true]) {
    it(`${hasOracle ? 'with' : 'without'} an oracle: ${STEPS} transactions leave chain and core equal after each`, async () => {
      const walk = await PoolWalk.create(await createPoolVenue(hasOracle), dice(SEED + Number(hasOracle)))
      for (let at = 0; at < STEPS; at++) await walk.step()
      if (process.env.TIDEMARK_PARITY_VERBOSE) console.log([...walk.seen].sort(([, a], [, b]) => b - a))
      expect(walk.seen.get('ok') ?? 0, 'transactions that succeed').to.be.greaterThan(STEPS / 3)
    })
  }
})
