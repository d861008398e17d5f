import { network } from 'hardhat'
import { expectParity } from './helpers/compare.ts'
import { deployHarness, HARNESSES, type Harness, type HarnessName } from './helpers/harness.ts'
import { MIRRORS } from './helpers/mirrors/all.ts'

describe('parity: every mirrored function equals the bytecode, values and reverts', function () {
  this.timeout(0)
  const harnesses = new Map<HarnessName, Harness>()
  before(async () => {
    const { provider } = await network.create({ network: 'parity' })
    for (const name of Object.keys(HARNESSES) as HarnessName[]) harnesses.set(name, await deployHarness(provider, name))
  })

  for (const [concept, mirrors] of Object.entries(MIRRORS)) {
    describe(concept, () => {
      for (const mirror of mirrors) {
        it(`${mirror.core}: ${mirror.solidity.join(', ')}`, async () => {
          const harness = harnesses.get(mirror.harness)
          if (harness === undefined) throw new Error(`${mirror.harness} is not deployed`)
          await expectParity(harness, mirror)
        })
      }
    })
  }
})
