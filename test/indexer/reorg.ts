import { setTimeout as sleep } from 'node:timers/promises'
import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import type { Address } from 'viem'
import { Trading } from './helpers/branch.ts'
import { type Devnet, startDevnet } from './helpers/devnet.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { digestOf, IndexerProcess } from './helpers/indexer.ts'
import { TamperingProxy } from './helpers/proxy.ts'
import { at, createVault, deployVenue, mine, take, type Venue, vaultStats } from './helpers/venue.ts'

const FINALITY = 40

describe('indexer and reorganisations', function () {
  // Processes start one after another here.
  this.timeout(240_000)
  const folder = new TemporaryFolder()
  const running: IndexerProcess[] = []
  let devnet: Devnet
  let venue: Venue
  let vault: Address
  let trading: Trading
  let proxy: TamperingProxy
  let rpc: string
  /** The node is silent, so that a branch is whole when it is seen. */
  let silent = false
  let names = 0

  before(async () => {
    devnet = await startDevnet()
    venue = await deployVenue(devnet.client)
    vault = await createVault(venue, at(venue.accounts, 1))
    await mine(devnet.client)
    trading = new Trading(venue, [vault], 7)
    await trading.blocks(20)
    proxy = new TamperingProxy(devnet.url)
    proxy.hold = () => silent
    rpc = await proxy.listen()
  })

  afterEach(async () => {
    silent = false
    for (const indexer of running.splice(0)) await indexer.stop()
  })

  after(async () => {
    proxy?.close()
    await devnet?.stop()
    folder.remove()
  })

  function start(db: string, ...more: string[]): IndexerProcess {
    const options = ['--rpc', rpc, '--exchange', venue.exchange, '--start-block', '0', '--db', folder.file(db)]
    const indexer = new IndexerProcess('start', [
      ...options,
      '--poll-ms',
      '20',
      '--finality',
      String(FINALITY),
      ...more,
    ])
    running.push(indexer)
    return indexer
  }

  const head = async () => Number(await devnet.client.getBlockNumber())

  /** Replace the newest `depth` blocks by those that `make` mines, with the node silent meanwhile. */
  async function reorganise(depth: number, make: () => Promise<unknown>): Promise<void> {
    silent = true
    await devnet.client.rollBack(depth)
    await make()
    silent = false
  }

  /** The index is at the head, by hash. */
  async function caughtUp(indexer: IndexerProcess): Promise<void> {
    const { hash } = await devnet.client.getBlock({ blockNumber: BigInt(await head()) })
    for (;;) {
      const { _meta } = await indexer.ask<{ _meta: { block: { hash: string } | null } }>('{ _meta { block { hash } } }')
      if (_meta.block?.hash === hash) return
      await sleep(5)
    }
  }

  /** The index is what a clean one of the same chain is. */
  async function expectClean(db: string): Promise<void> {
    const clean = `clean-${names++}.db`
    const indexer = start(clean)
    await caughtUp(indexer)
    expect(digestOf(folder.file(db))).to.deep.equal(digestOf(folder.file(clean)))
    await indexer.stop()
  }

  it('follows branches of any depth, each in one step', async () => {
    const indexer = start('depths.db')
    await caughtUp(indexer)
    for (const depth of [1, 3, 12]) {
      await reorganise(depth, () => trading.blocks(depth + 1))
      await caughtUp(indexer)
      const { depth: told } = (await indexer.logged('reorganised', [1, 3, 12].indexOf(depth) + 1)) as unknown as {
        depth: number
      }
      expect(told).to.equal(depth)
      await expectClean('depths.db')
    }
    const { fills } = await vaultStats(venue, vault)
    const answer = await indexer.ask<{ vault: { fills: number } }>(`{ vault(id: "${vault}") { fills } }`)
    expect(answer.vault.fills).to.equal(Number(fills))
  })

  it('drops events that are gone, and follows a chain that became shorter', async () => {
    const indexer = start('empty.db')
    await caughtUp(indexer)
    await reorganise(5, async () => {
      for (let i = 0; i < 6; i++) await mine(devnet.client)
    })
    await caughtUp(indexer)
    await expectClean('empty.db')
    await reorganise(6, () => trading.blocks(3))
    await caughtUp(indexer)
    await expectClean('empty.db')
  })

  it('follows the same transactions in another order, block and place', async () => {
    const takes = [100n, 250n, 40n].map((size) => () => take(venue, at(venue.accounts, 2), vault, Side.Ask, size))
    for (const one of takes) await one()
    await mine(devnet.client)
    const indexer = start('order.db')
    await caughtUp(indexer)
    await reorganise(1, async () => {
      for (const one of takes.toReversed()) await one()
      await mine(devnet.client)
      await mine(devnet.client)
    })
    await caughtUp(indexer)
    await expectClean('order.db')
  })

  it('forgets a vault whose creation is gone, and knows it again when it is created elsewhere', async () => {
    await trading.blocks(3)
    const second = await trading.create()
    await take(venue, at(venue.accounts, 2), second, Side.Ask, 30n)
    await mine(devnet.client)
    await take(venue, at(venue.accounts, 2), second, Side.Ask, 30n)
    await mine(devnet.client)
    const indexer = start('factory.db')
    await caughtUp(indexer)
    const known = () => indexer.ask<{ vault: { fills: number } | null }>(`{ vault(id: "${second}") { fills } }`)
    expect(await known()).to.deep.equal({ vault: { fills: 2 } })
    await reorganise(3, async () => {
      for (let i = 0; i < 4; i++) await mine(devnet.client)
    })
    await caughtUp(indexer)
    expect(await known()).to.deep.equal({ vault: null })
    await expectClean('factory.db')
    await reorganise(2, async () => {
      await mine(devnet.client)
      expect(await trading.create()).to.equal(second)
      await take(venue, at(venue.accounts, 2), second, Side.Ask, 30n)
      await mine(devnet.client)
      await mine(devnet.client)
    })
    await caughtUp(indexer)
    expect(await known()).to.deep.equal({ vault: { fills: 1 } })
    await expectClean('factory.db')
  })

  it('finds out after a restart, also after SIGKILL', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const db = `restart-${signal}.db`
      const first = start(db)
      await caughtUp(first)
      await first.stop(signal)
      await reorganise(9, () => trading.blocks(15))
      await caughtUp(start(db))
      await expectClean(db)
    }
  })

  it('follows random branches, and no reader ever sees a mixture', async () => {
    const indexer = start('random.db')
    await caughtUp(indexer)
    let watching = true
    let answers = 0
    const watch = (async () => {
      const query = `{ _meta { block { number } } vault(id: "${vault}") { fills trips }
        all: fills(where: { vault: "${vault}" }, first: 1) { totalCount edges { node { block } } }
        metrics(vault: "${vault}") { fills toBlock } }`
      while (watching) {
        const answer = await indexer.ask<Mixed>(query)
        expect(answer.all.totalCount).to.equal(answer.vault.fills)
        expect(answer.metrics).to.deep.equal({ fills: answer.vault.fills, toBlock: answer._meta.block.number })
        expect(answer.all.edges[0]?.node.block ?? 0).to.be.at.most(answer._meta.block.number)
        answers++
      }
    })()
    const depths = [2, 7, 1, 15, 4, 20, 1, 11]
    for (const [i, depth] of depths.entries()) {
      await reorganise(depth, () => trading.blocks(i % 3 === 0 ? depth : depth + 2))
      if (i % 2 === 0) await caughtUp(indexer)
    }
    await caughtUp(indexer)
    watching = false
    await watch
    expect(answers).to.be.greaterThan(depths.length)
    await expectClean('random.db')
  })

  it('halts where final blocks changed, keeps what it has, and goes on answering', async () => {
    await trading.blocks(FINALITY + 5)
    const indexer = start('deep.db')
    await caughtUp(indexer)
    const before = digestOf(folder.file('deep.db'))
    await reorganise(FINALITY + 3, () => trading.blocks(FINALITY + 4))
    const message = await indexer.status('HALTED')
    expect(message).to.match(
      /block \d+ was indexed as final with hash 0x[0-9a-f]{64} and is 0x[0-9a-f]{64} on this node/,
    )
    expect(digestOf(folder.file('deep.db'))).to.deep.equal(before)
    expect(await indexer.ask('{ vaults { totalCount } }')).to.deep.equal({ vaults: { totalCount: 1 } })
    // Restarting does not talk it into going on.
    await indexer.stop('SIGTERM')
    const again = start('deep.db')
    expect(await again.status('HALTED')).to.equal(message)
    expect(digestOf(folder.file('deep.db'))).to.deep.equal(before)
  })
})

interface Mixed {
  readonly _meta: { readonly block: { readonly number: number } }
  readonly vault: { readonly fills: number; readonly trips: number }
  readonly all: {
    readonly totalCount: number
    readonly edges: readonly { readonly node: { readonly block: number } }[]
  }
  readonly metrics: { readonly fills: number; readonly toBlock: number }
}
