import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import pg from 'pg'
import { ConfigError } from '../../indexer/src/errors.ts'
import { readCursor } from '../../indexer/src/store/read/meta.ts'
import { generator } from './helpers/branch.ts'
import { type PostgresServer, type Replica, startPostgres } from './helpers/postgres.ts'
import { Stage } from './helpers/stage.ts'

describe('indexer on PostgreSQL that fails over', function () {
  this.timeout(120_000)
  let stage: Stage
  let server: PostgresServer
  let replica: Replica
  let url: string

  before(async () => {
    ;[stage, server] = await Promise.all([Stage.open({ blocks: 40, seed: 61, finality: 66 }), startPostgres()])
    url = await server.database()
    replica = await server.replica()
  })

  afterEach(() => stage.reset())

  after(async () => {
    await replica?.stop()
    await server?.stop()
    await stage?.close()
  })

  /** The server lets a writer's connection go, as one does that lost sight of it. */
  async function forget(db: string): Promise<void> {
    const client = new pg.Client(db)
    await client.connect()
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tidemark-indexer writer'",
    )
    await client.end()
  }

  /** The replica, which may be connecting again and know of no table yet, has what the server has. */
  async function replicated(): Promise<void> {
    for (;;) {
      try {
        return await stage.caughtUp(replica.url(url))
      } catch (error) {
        if (!(error instanceof ConfigError && error.message.includes('is empty'))) throw error
        await sleep(20)
      }
    }
  }

  it('writes nothing of a leader that slept while another one took over', async () => {
    const db = await server.database()
    const old = stage.start(db)
    await old.url()
    await stage.caughtUp(db)
    old.signal('SIGSTOP')
    await forget(db)
    const leader = stage.start(db)
    await leader.url()
    await stage.trading.blocks(5)
    await stage.expectClean(db)
    const before = await stage.digestOf(db)
    old.signal('SIGCONT')
    await stage.trading.blocks(5)
    expect(await old.ended()).to.equal(1)
    await stage.expectClean(db)
    expect(await stage.digestOf(db)).not.to.deep.equal(before)
    await leader.status('LIVE')
  })

  it('waits for a server that stands still, four times, and loses nothing', async () => {
    const db = await server.database()
    const indexer = stage.start(db)
    await indexer.url()
    await stage.caughtUp(db)
    for (let i = 0; i < 4; i++) {
      server.signal('SIGSTOP')
      if (i % 2 === 0) await stage.trading.blocks(3)
      else await stage.reorganise(4, () => stage.trading.blocks(6))
      await sleep(150)
      server.signal('SIGCONT')
      await stage.caughtUp(db)
    }
    await stage.expectClean(db)
  })

  it('loses nothing of a server that is killed while it is written, four times', async () => {
    const db = await server.database()
    const first = stage.start(db)
    await first.url()
    await stage.caughtUp(db)
    await first.stop()
    const reader = stage.serve(db)
    await reader.url()
    const random = generator(6)
    for (let i = 0; i < 4; i++) {
      const indexer = stage.start(db, '--batch-blocks', '1')
      await indexer.logged('following')
      const chain = i % 2 === 0 ? stage.trading.blocks(6) : stage.reorganise(5, () => stage.trading.blocks(7))
      await sleep(random(200))
      await server.kill()
      await chain
      // Whoever started it starts it again.
      expect(await indexer.ended()).to.equal(1)
    }
    const last = stage.start(db)
    await last.url()
    await stage.expectClean(db)
    const query = `{ _meta { block { hash } } vault(id: "${stage.vault}") { fills cost } }`
    expect(await reader.ask(query)).to.deep.equal(await last.ask(query))
  })

  it('refuses on a replica that lags what is asked for from a block on', async () => {
    const writer = stage.start(url)
    await writer.url()
    await stage.caughtUp(url)
    await replicated()
    const reader = stage.serve(replica.url(url))
    const query = `query ($from: Int!) { _meta(minBlock: $from) { block { number } } vault(id: "${stage.vault}") { fills } }`
    const seen = await stage.head()
    expect(await reader.ask(query, { from: seen })).to.deep.equal(await writer.ask(query, { from: seen }))
    await replica.pause()
    await stage.trading.blocks(4)
    await stage.caughtUp(url)
    const { data, errors } = await reader.post(query, { from: seen + 4 })
    expect(data).to.equal(null)
    expect(errors?.map(({ message, extensions }) => [message, extensions?.code])).to.deep.equal([
      [`block ${seen + 4} is not indexed here yet; the last complete block is ${seen}`, 'BLOCK_NOT_INDEXED'],
    ])
    // What it has is still a whole block.
    expect(await reader.ask(query, { from: seen })).to.have.nested.property('_meta.block.number', seen)
    await replica.resume()
    await replicated()
    expect(await reader.ask(query, { from: seen + 4 })).to.deep.equal(await writer.ask(query, { from: seen + 4 }))
  })

  it('indexes exactly once what the last commits before a failover lost', async () => {
    const writer = stage.start(url)
    await writer.url()
    await stage.caughtUp(url)
    await replicated()
    await replica.cutOff()
    const kept = await stage.read(replica.url(url), readCursor())
    await stage.trading.blocks(3)
    await stage.reorganise(6, () => stage.trading.blocks(9))
    await stage.caughtUp(url)
    expect((await stage.read(url, readCursor())).generation).to.equal(kept.generation + 1)
    await writer.stop('SIGKILL')
    await replica.promote()
    const after = replica.url(url)
    expect(await stage.read(after, readCursor())).to.deep.equal(kept)
    await stage.start(after).url()
    await stage.expectClean(after)
  })
})
