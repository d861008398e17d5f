import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exchangeAbi } from '@tidemark/sdk/abis'
import * as actions from '@tidemark/sdk/actions'
import { expect } from 'chai'
import { REVERTS } from '../../sdk/src/errors/reverts.ts'
import { type Example, exampleFolder, examplesOf, filledIn, fundedActors, run } from './helpers/examples.ts'
import { startWorld, type World } from './helpers/world.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const LOT = 10n ** 16n

describe('README of the SDK', function () {
  this.timeout(30_000)
  let world: World
  let text: string
  let examples: Example[]
  let folder: Awaited<ReturnType<typeof exampleFolder>>

  before(async () => {
    text = await readFile(join(root, 'sdk/README.md'), 'utf8')
    examples = examplesOf('readme', text)
    world = await startWorld()
    folder = await exampleFolder()
  })
  after(async () => {
    await world.node.stop()
    await folder.remove()
  })

  it('has an example that creates a vault, posts a quote and fills both', async () => {
    const { governor, exchange, balances } = world
    const actors = await fundedActors(world, [4, 5])
    const [story] = examples
    if (story === undefined) throw new Error('the README has no example')
    await run(folder.path, story.name, filledIn(story, world, actors))

    const filter = { abi: exchangeAbi, address: exchange, eventName: 'Fill', fromBlock: 0n } as const
    const fills = await governor.getContractEvents(filter)
    expect(fills.map(({ args }) => [args.side, args.size])).to.deep.equal([
      [1, 25n],
      [0, 25n],
    ])
    const [bought, sold] = fills.map(({ args }) => args)
    // 25 lots at 95.20: 23.80 quote, and 5 bps of it.
    expect([bought?.notional, bought?.fee]).to.deep.equal([23_800_000n, 11_900n])
    // The best bid is the highest of 21 prices in constant ratio from 80 to 110 that is at most 95: 93.80.
    expect([sold?.notional, sold?.fee]).to.deep.equal([23_450_000n, 11_725n])
    expect(await balances(actors[1].account.address)).to.deep.equal({
      base: 100n * 10n ** 18n,
      quote: 10_000_000_000n - 23_800_000n - 11_900n + 23_450_000n - 11_725n,
    })
    expect((await balances(sold?.maker ?? '0x')).base % LOT).to.equal(0n)
  })

  it('has examples that run by themselves', async () => {
    const alone = examples.slice(1)
    expect(alone.length).to.be.greaterThan(1)
    const actors = await fundedActors(world, [6, 7])
    for (const example of alone) await run(folder.path, example.name, filledIn(example, world, actors))
  })

  it('needs ten lines for a vault, a quote and two fills, as it says', () => {
    const [, , tenLines = ''] = /takes ten lines:\n\n(```ts)\n([\s\S]*?)^```$/m.exec(text) ?? []
    const lines = tenLines.split('\n').filter((line) => line !== '' && !line.startsWith('//'))
    expect(lines).to.have.length(10)
  })

  it('names every error code', async () => {
    const files = globSync('sdk/src/**/*.ts', { cwd: root })
    const sources = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))
    const codes = sources.flatMap((source) => [...source.matchAll(/(?:super|new RevertError)\(\s*'(\w+)'/g)])
    const solidity = Object.keys(REVERTS).map((signature) => signature.split('(')[0])
    const missing = codes.map(([, code]) => code).filter((code) => !solidity.includes(code))
    expect(missing.length).to.be.greaterThan(15)
    expect(missing.filter((code) => !text.includes(`\`${code}\``))).to.deep.equal([])
    for (const code of ['Error', 'Panic']) expect(text).to.contain(`| \`${code}\` |`)
  })

  it('names every action', () => {
    const named = Object.entries(actions)
      .filter(([name, action]) => typeof action === 'function' && !/Call$|Error$|Sync$|Leg$/.test(name))
      .map(([name]) => name)
    expect(named.length).to.be.greaterThan(80)
    expect(named.filter((name) => !new RegExp(`\`${name}\\b`).test(text))).to.deep.equal([])
  })
})
