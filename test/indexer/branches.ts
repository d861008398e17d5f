import { setTimeout as sleep } from 'node:timers/promises'
import { makerVaultAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import type { Address } from 'viem'
import { readCursor } from '../../indexer/src/store/read/meta.ts'
import { generator, Trading } from './helpers/branch.ts'
import { type Devnet, startDevnet } from './helpers/devnet.ts'
import { Stage } from './helpers/stage.ts'
import { mine } from './helpers/venue.ts'

const FINALITY = 66

describe('indexer on chains that change their mind', function () {
  this.timeout(120_000)
  let stage: Stage

  before(async () => {
    stage = await Stage.open({ blocks: 20, seed: 17, finality: FINALITY })
  })

  afterEach(() => stage.reset())

  after(() => stage?.close())

  /** A second node that shares this chain up to its head and goes its own way from there. */
  async function twin(): Promise<Devnet> {
    const devnet = await startDevnet('--fork-url', stage.devnet.url)
    const { hash } = await stage.devnet.client.getBlock()
    expect((await devnet.client.getBlock()).hash).to.equal(hash)
    return devnet
  }

  const head = async (devnet: Devnet) => (await devnet.client.getBlock()).hash

  async function at(db: string, hash: string | null): Promise<void> {
    while ((await stage.read(db, readCursor())).hash !== hash) await sleep(2)
  }

  it('follows a branch, another one, and the first one again: A, B, A', async () => {
    const other = await twin()
    try {
      await stage.trading.blocks(9)
      await new Trading({ ...stage.venue, client: other.client }, [stage.vault], 5).blocks(11)
      const run = await stage.follow('flips.db')
      await stage.caughtUp('flips.db')
      const first = await stage.digestOf('flips.db')
      for (const [upstream, hash] of [
        [other.url, await head(other)],
        [stage.devnet.url, first.hash],
        [other.url, await head(other)],
        [stage.devnet.url, first.hash],
      ] as const) {
        stage.proxy.upstream = upstream
        await at('flips.db', hash)
      }
      // The chain that A is now may be the shorter one: nothing of B is left.
      expect(await stage.digestOf('flips.db')).to.deep.equal(first)
      expect(first).to.deep.equal(await stage.truth())
      expect(run.lines.filter(({ msg }) => msg === 'reorganised')).to.have.length(4)
    } finally {
      await other.stop()
    }
  })

  it('survives a second branch while it goes over to the first one', async () => {
    const others = [await twin(), await twin()] as const
    try {
      await stage.trading.blocks(12)
      for (const [i, { client }] of others.entries()) {
        await new Trading({ ...stage.venue, client }, [stage.vault], i).blocks(14 + i)
      }
      await stage.follow('during.db')
      await stage.caughtUp('during.db')
      // The branch's headers are of one chain, what comes with and behind its logs is of the other.
      let flips = 0
      stage.proxy.tamper = (result, { method }) => {
        if (method === 'eth_getLogs' && flips < 6) stage.proxy.upstream = others[++flips % 2 === 0 ? 0 : 1].url
        return result
      }
      stage.proxy.upstream = others[0].url
      while (flips < 6) await sleep(2)
      await at('during.db', await head(others[0]))
      stage.proxy.upstream = stage.devnet.url
      await stage.expectClean('during.db')
    } finally {
      for (const other of others) await other.stop()
    }
  })

  it('follows three branches 600 ms apart, as they are made', async () => {
    await stage.follow('quick.db')
    await stage.caughtUp('quick.db')
    for (const depth of [4, 9, 2]) {
      // Nobody is silent here: half a branch may be seen.
      await stage.devnet.client.rollBack(depth)
      await stage.trading.blocks(depth + 2)
      await sleep(600)
    }
    await stage.expectClean('quick.db')
  })

  it('follows a branch that leaves below the block up to which it has caught up', async () => {
    const top = await stage.head()
    stage.proxy.tamper = (result, { method }) =>
      method === 'eth_blockNumber' ? `0x${Math.min(Number(result), top - 20).toString(16)}` : result
    await stage.follow('behind.db', { batchBlocks: 3 })
    while ((await stage.read('behind.db', readCursor())).height < top - 20) await sleep(2)
    await stage.reorganise(30, () => stage.trading.blocks(33))
    stage.proxy.tamper = (result) => result
    await stage.expectClean('behind.db')
  })

  it('halts where the chain left below finality while nobody looked', async () => {
    await stage.trading.blocks(FINALITY + 3)
    const first = await stage.follow('away.db')
    await stage.caughtUp('away.db')
    await first.stop()
    const before = await stage.digestOf('away.db')
    await stage.devnet.client.rollBack(FINALITY + 1)
    await stage.trading.blocks(FINALITY + 4)
    await stage.follow('away.db')
    expect(await stage.status('away.db', 'HALTED')).to.match(/block \d+ was indexed as final with hash/)
    expect(await stage.digestOf('away.db')).to.deep.equal(before)
  })

  it('takes days, candles and leaderboards back over midnight', async () => {
    const { client } = stage.devnet
    const noon = Number((await client.getBlock()).timestamp)
    const midnight = (Math.floor(noon / 86_400) + 1) * 86_400
    await mine(client, midnight - 5)
    const query = `{ leaderboard(market: 1, window: H24) { toBlock entries { rank value samples } }
      candles(market: 1, first: 100) { edges { node { timestamp open high low close volume fills } } } }`
    const indexer = stage.start('midnight.db')
    await indexer.url()
    await stage.caughtUp('midnight.db')
    const before = await indexer.ask(query)
    // One branch stays in the day, one goes over into the next, one skips a week.
    for (const step of [1, 4, 7 * 86_400]) {
      await stage.reorganise(2, async () => {
        for (let i = 0; i < 3; i++) {
          const { timestamp } = await client.getBlock()
          await client.setNextBlockTimestamp({ timestamp: timestamp + BigInt(step) })
          await stage.trading.blocks(1)
        }
      })
      await stage.expectClean('midnight.db')
    }
    // Nor does the process that saw it all remember anything.
    const after = await indexer.ask(query)
    expect(after).not.to.deep.equal(before)
    expect(after).to.deep.equal(await stage.serve('midnight.db').ask(query))
  })

  it('has the same rows whatever the batches where block times stand still or go back', async () => {
    await stage.trading.blocks(8)
    const top = await stage.head()
    const late = new Map<number, number>()
    const { timestamp } = await stage.devnet.client.getBlock()
    for (let i = 0; i < 8; i++) late.set(top - i, Number(timestamp) - 40 + (i % 3) * 7)
    stage.proxy.tamper = (result, { method }) => {
      if (method === 'eth_getLogs')
        return (result as { blockNumber: string }[]).map((log) => {
          const time = late.get(Number(log.blockNumber))
          return time === undefined ? log : { ...log, blockTimestamp: `0x${time.toString(16)}` }
        })
      const block = result as { number: string } | null
      const time = method === 'eth_getBlockByNumber' ? late.get(Number(block?.number)) : undefined
      return time === undefined ? result : { ...block, timestamp: `0x${time.toString(16)}` }
    }
    const digests = []
    for (const batchBlocks of [1, 5, 2_000]) {
      const db = `times-${batchBlocks}.db`
      await stage.follow(db, { batchBlocks })
      await stage.caughtUp(db)
      digests.push(await stage.digestOf(db))
    }
    expect(digests[1]).to.deep.equal(digests[0])
    expect(digests[2]).to.deep.equal(digests[0])
    expect(digests[0]).not.to.deep.equal(await stage.truth())
  })
})

/** How often the chain changes under its readers; a command has it change more often. */
const REORGS = Number(process.env.TIDEMARK_REORGS ?? 20)
/** A node keeps only so many states of branches that it has left, and then forgets those of its own. */
const REORGS_PER_NODE = 100

describe('indexer in a storm of reorganisations', function () {
  this.timeout(60_000 + REORGS * 8_000)

  it('tells 50 clients of nothing but blocks that the chain held', async () => {
    for (let done = 0; done < REORGS; done += REORGS_PER_NODE) {
      const stage = await Stage.open({ blocks: 70, seed: 23 + done, finality: FINALITY })
      try {
        await storm(stage, Math.min(REORGS_PER_NODE, REORGS - done), generator(4 + done))
      } finally {
        await stage.close()
      }
    }
  })

  async function storm(stage: Stage, reorgs: number, random: (below: number) => number): Promise<void> {
    const { client } = stage.devnet
    /** What the vault said of itself at each block there ever was. */
    const held = new Map<string, { fills: number; cost: string }>()
    const note = async () => {
      const { hash } = await client.getBlock()
      const { fills, cost } = await client.readContract({
        ...{ address: stage.vault, abi: makerVaultAbi, functionName: 'stats' },
      })
      held.set(hash ?? '', { fills: Number(fills), cost: String(cost) })
    }
    const trade = async (blocks: number) => {
      for (let i = 0; i < blocks; i++) {
        await stage.trading.blocks(1)
        await note()
      }
    }
    await note()
    const indexer = stage.start('storm.db')
    await indexer.url()
    await stage.caughtUp('storm.db')
    let watching = true
    const seen = new Set<string>()
    let answers = 0
    const clients = Array.from({ length: 50 }, async () => {
      while (watching) {
        const { _meta, vault, all, metrics } = await indexer.ask<Seen>(SEEN, { vault: stage.vault as Address })
        const expected = held.get(_meta.block.hash)
        // A block is noted a moment after it is made: the index may be quicker.
        await sleep(expected === undefined ? 5 : 200)
        expect(expected ?? held.get(_meta.block.hash), `block ${_meta.block.number}`).to.deep.equal({
          fills: vault.fills,
          cost: vault.cost,
        })
        expect(all.totalCount).to.equal(vault.fills)
        expect(metrics).to.deep.equal({ fills: vault.fills, toBlock: _meta.block.number })
        seen.add(_meta.block.hash)
        answers++
      }
    })
    const changes = (async () => {
      for (let i = 0; i < reorgs; i++) {
        const depth = 1 + random(i % 5 === 0 ? 64 : 12)
        await stage.reorganise(depth, () => trade(depth + random(3)))
        if (random(2) === 0) await stage.caughtUp('storm.db')
      }
      await stage.caughtUp('storm.db')
      watching = false
    })()
    try {
      await Promise.all([changes, ...clients])
    } finally {
      watching = false
    }
    expect(answers).to.be.greaterThan(100)
    expect(seen.size).to.be.greaterThan(5)
    await stage.expectClean('storm.db')
  }
})

const SEEN = `query ($vault: ID!) { _meta { block { number hash } } vault(id: $vault) { fills cost }
  all: fills(where: { vault: $vault }, first: 1) { totalCount } metrics(vault: $vault) { fills toBlock } }`

interface Seen {
  readonly _meta: { readonly block: { readonly number: number; readonly hash: string } }
  readonly vault: { readonly fills: number; readonly cost: string }
  readonly all: { readonly totalCount: number }
  readonly metrics: { readonly fills: number; readonly toBlock: number }
}
