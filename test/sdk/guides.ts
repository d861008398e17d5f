import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exchangeAbi, liquidityPoolAbi, makerVaultAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import { type Abi, parseEventLogs } from 'viem'
import { compile, type Example, exampleFolder, examplesOf, filledIn, fundedActors, run } from './helpers/examples.ts'
import { type Actor, startWorld, type World } from './helpers/world.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const GUIDES = ['dapp', 'maker', 'lp'] as const

describe('guides', function () {
  this.timeout(60_000)
  let folder: Awaited<ReturnType<typeof exampleFolder>>
  const examples = new Map<string, Example[]>()

  before(async () => {
    folder = await exampleFolder()
    for (const name of GUIDES) {
      examples.set(name, examplesOf(name, await readFile(join(root, `docs/guides/${name}.md`), 'utf8')))
    }
    examples.set('readme', examplesOf('readme', await readFile(join(root, 'sdk/README.md'), 'utf8')))
  })
  after(() => folder.remove())

  /** Run a guide on a chain of its own, and name every event of ours that it left. */
  async function follow(name: string): Promise<string[]> {
    const world = await startWorld()
    try {
      const from = await world.governor.getBlockNumber()
      const actors = await fundedActors(world, [4, 5])
      for (const example of examples.get(name) ?? []) {
        await run(folder.path, example.name, filledIn(example, world, actors))
      }
      return await eventsSince(world, from)
    } finally {
      await world.node.stop()
    }
  }

  async function eventsSince({ governor, base, quote }: World, from: bigint): Promise<string[]> {
    const logs = (await governor.getLogs({ fromBlock: from + 1n })).filter(
      ({ address }) => ![base, quote].some((token) => token.toLowerCase() === address.toLowerCase()),
    )
    const abi: Abi = [...exchangeAbi, ...makerVaultAbi, ...liquidityPoolAbi]
    return parseEventLogs({ abi, logs }).map(({ eventName }) => eventName as unknown as string)
  }

  const count = (events: readonly string[], names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, events.filter((event) => event === name).length]))

  it('dapp: shows a book, fills from it in every way, and hears of it', async () => {
    const events = await follow('dapp')
    expect(count(events, ['Fill', 'LegSkipped', 'MakerRegistered'])).to.deep.equal({
      ...{ Fill: 4, LegSkipped: 0, MakerRegistered: 1 },
    })
  })

  it('maker: runs a grid and a vault of quotes, and takes profit and funds out', async () => {
    const events = await follow('maker')
    const names = ['MakerRegistered', 'Fill', 'StrategySet', 'QuotesCancelledUpTo', 'ManagerChanged', 'Withdrawn']
    expect(count(events, [...names, 'Crystallised', 'ProfitShareClaimed'])).to.deep.equal({
      ...{ MakerRegistered: 2, Fill: 2, StrategySet: 3, QuotesCancelledUpTo: 1, ManagerChanged: 1, Withdrawn: 1 },
      ...{ Crystallised: 1, ProfitShareClaimed: 1 },
    })
  })

  it('lp: founds a pool, joins, earns, claims and leaves', async () => {
    const events = await follow('lp')
    const names = ['MakerRegistered', 'LiquidityAdded', 'Fill', 'FeesDistributed', 'FeesClaimed', 'LiquidityRemoved']
    expect(count(events, [...names, 'MoveProposed', 'Approval'])).to.deep.equal({
      ...{ MakerRegistered: 1, LiquidityAdded: 1, Fill: 1, FeesDistributed: 1, FeesClaimed: 1, LiquidityRemoved: 1 },
      ...{ MoveProposed: 1, Approval: 1 },
    })
  })

  it('compile, the README with them', async function () {
    // A compiler starts for it.
    this.timeout(180_000)
    const world = { exchange: '0x', vaultFactory: '0x', poolFactory: '0x', lens: '0x', node: { url: '' } }
    const names = []
    for (const example of [...examples.values()].flat()) {
      const name = `compiled-${example.name}.ts`
      await writeFile(join(folder.path, name), filledIn(example, world as unknown as World, [] as Actor[]))
      names.push(name)
    }
    await compile(folder.path, names)
  })

  it('are all in this test', async () => {
    const withCode: string[] = []
    for (const file of globSync('docs/guides/*.md', { cwd: root })) {
      const text = await readFile(join(root, file), 'utf8')
      if (/^```ts/m.test(text)) withCode.push(file.replace(/^.*[/\\]|\.md$/g, ''))
    }
    expect(withCode.sort()).to.deep.equal([...GUIDES].sort())
  })
})
