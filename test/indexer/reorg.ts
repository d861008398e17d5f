import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import { Stage } from './helpers/stage.ts'
import { at, mine, take, vaultStats } from './helpers/venue.ts'

const FINALITY = 66

describe('indexer and reorganisations', function () {
  this.timeout(120_000)
  let stage: Stage

  before(async () => {
    stage = await Stage.open({ blocks: 70, seed: 7, finality: FINALITY })
  })

  afterEach(() => stage.reset())

  after(() => stage?.close())

  it('follows branches of any depth, each in one step', async () => {
    const run = await stage.follow('depths.db')
    await stage.caughtUp('depths.db')
    for (const [i, depth] of [1, 3, 12, 64, FINALITY - 1].entries()) {
      await stage.reorganise(depth, () => stage.trading.blocks(depth + 1))
      await stage.expectClean('depths.db')
      expect(await run.logged('reorganised', i + 1)).to.have.property('depth', depth)
    }
    const { fills } = await vaultStats(stage.venue, stage.vault)
    const answer = await stage.serve('depths.db').ask<object>(`{ vault(id: "${stage.vault}") { fills } }`)
    expect(answer).to.deep.equal({ vault: { fills: Number(fills) } })
  })

  it('drops events that are gone, and follows a chain that became shorter', async () => {
    await stage.follow('empty.db')
    await stage.caughtUp('empty.db')
    await stage.reorganise(5, async () => {
      for (let i = 0; i < 6; i++) await mine(stage.devnet.client)
    })
    await stage.expectClean('empty.db')
    await stage.reorganise(6, () => stage.trading.blocks(3))
    await stage.expectClean('empty.db')
  })

  it('follows the same transactions in another order, block and place', async () => {
    const { venue, vault } = stage
    const takes = [100n, 250n, 40n].map((size) => () => take(venue, at(venue.accounts, 2), vault, Side.Ask, size))
    for (const one of takes) await one()
    await mine(venue.client)
    await stage.follow('order.db')
    await stage.caughtUp('order.db')
    await stage.reorganise(1, async () => {
      for (const one of takes.toReversed()) await one()
      await mine(venue.client)
      await mine(venue.client)
    })
    await stage.expectClean('order.db')
  })

  it('forgets a vault whose creation is gone, and knows it again when it is created elsewhere', async () => {
    await stage.trading.blocks(3)
    const second = await stage.trading.create()
    await take(stage.venue, at(stage.venue.accounts, 2), second, Side.Ask, 30n)
    await mine(stage.devnet.client)
    await take(stage.venue, at(stage.venue.accounts, 2), second, Side.Ask, 30n)
    await mine(stage.devnet.client)
    const indexer = stage.start('factory.db')
    await indexer.url()
    await stage.caughtUp('factory.db')
    const known = () => indexer.ask<{ vault: { fills: number } | null }>(`{ vault(id: "${second}") { fills } }`)
    expect(await known()).to.deep.equal({ vault: { fills: 2 } })
    await stage.reorganise(3, async () => {
      for (let i = 0; i < 4; i++) await mine(stage.devnet.client)
    })
    await stage.caughtUp('factory.db')
    expect(await known()).to.deep.equal({ vault: null })
    await stage.expectClean('factory.db')
    await stage.reorganise(2, async () => {
      await mine(stage.devnet.client)
      expect(await stage.trading.create()).to.equal(second)
      await take(stage.venue, at(stage.venue.accounts, 2), second, Side.Ask, 30n)
      await mine(stage.devnet.client)
      await mine(stage.devnet.client)
    })
    await stage.caughtUp('factory.db')
    expect(await known()).to.deep.equal({ vault: { fills: 1 } })
    await stage.expectClean('factory.db')
  })

  it('finds out after a restart, also after SIGKILL', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const db = `restart-${signal}.db`
      const first = stage.start(db)
      await first.url()
      await stage.caughtUp(db)
      await first.stop(signal)
      await stage.reorganise(9, () => stage.trading.blocks(15))
      await stage.follow(db)
      await stage.expectClean(db)
    }
  })

  it('halts where final blocks changed, keeps what it has, and goes on answering', async () => {
    await stage.trading.blocks(FINALITY + 5)
    const indexer = stage.start('deep.db')
    await indexer.url()
    await stage.caughtUp('deep.db')
    const before = await stage.digestOf('deep.db')
    await stage.reorganise(FINALITY + 1, () => stage.trading.blocks(FINALITY + 2))
    const message = await indexer.status('HALTED')
    expect(message).to.match(
      /block \d+ was indexed as final with hash 0x[0-9a-f]{64} and is 0x[0-9a-f]{64} on this node/,
    )
    expect(await stage.digestOf('deep.db')).to.deep.equal(before)
    expect(await indexer.ask('{ vaults { totalCount } }')).to.deep.equal({ vaults: { totalCount: 1 } })
    // Restarting does not talk it into going on.
    await indexer.stop('SIGTERM')
    const again = await stage.follow('deep.db')
    expect((await again.logged('writing halted; what is indexed stays readable')).reason).to.equal(message)
    expect(await stage.digestOf('deep.db')).to.deep.equal(before)
  })
})
