import { addLots, EMPTY_POSITION, earn, type Position, sellLots, withdrawLots } from '@tidemark/sdk/core'
import { expect } from 'chai'
import { network } from 'hardhat'
import { outcomeOf, render, type Value } from './helpers/compare.ts'
import { dice } from './helpers/dice.ts'
import { deployHarness } from './helpers/harness.ts'

const STEPS = Number(process.env.TIDEMARK_PARITY_STEPS ?? 1_000)
const SEED = Number(process.env.TIDEMARK_PARITY_SEED ?? 0x7469)

/** Each side goes on from what the other side's equal left: one long history, not many short ones. */
describe('parity: a position, step by step', function () {
  this.timeout(0)
  it(`${STEPS} operations leave bytecode and core equal after each`, async () => {
    const { provider } = await network.create({ network: 'parity' })
    const harness = await deployHarness(provider, 'MathHarness')
    const { upTo, pick, once } = dice(SEED)
    const seen = new Set<string>()
    let position: Position = EMPTY_POSITION
    for (let at = 0; at < STEPS; at++) {
      const lots = once(20) ? position.lots + 1n : upTo(position.lots)
      const steps = {
        addLots: { args: [upTo(10n ** 9n), upTo(10n ** 15n)], core: addLots },
        sellLots: { args: [lots, upTo(10n ** 14n)], core: sellLots },
        withdrawLots: { args: [lots], core: withdrawLots },
        earn: { args: [upTo(10n ** 9n)], core: earn },
      }
      const name = pick(['addLots', 'addLots', 'sellLots', 'sellLots', 'sellLots', 'withdrawLots', 'earn'] as const)
      const { args, core } = steps[name]
      const [actual] = await harness.run(name, [[position, ...args]])
      const expected = outcomeOf(() => {
        const result = (core as (...all: unknown[]) => unknown)(position, ...args)
        if (name === 'addLots' || name === 'earn') return result
        const { position: rest, cost } = result as { position: Position; cost: bigint }
        return [rest, cost]
      })
      expect(render(actual), `${name} ${render(args)} of ${render(position)}`).to.equal(render(expected))
      seen.add(`${name} ${expected.ok}`)
      if (!expected.ok) continue
      const value = expected.value as Value & readonly Value[]
      position = (Array.isArray(value) ? value[0] : value) as unknown as Position
    }
    expect(seen).to.include.members([
      'addLots true',
      'sellLots true',
      'sellLots false',
      'withdrawLots true',
      'earn true',
    ])
  })
})
