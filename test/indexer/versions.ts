import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import pg from 'pg'
import { replay } from '../../indexer/src/commands/replay.ts'
import { openDatabase } from '../../indexer/src/store/database.ts'
import { type Digest, digestIndex } from '../../indexer/src/store/digest.ts'
import { readCursor } from '../../indexer/src/store/read/meta.ts'
import { SCHEMA_VERSION } from '../../indexer/src/store/schema.ts'
import { IndexerProcess, runCli, runNext } from './helpers/indexer.ts'
import { type PostgresServer, startPostgres } from './helpers/postgres.ts'
import { Stage } from './helpers/stage.ts'

const NEXT = SCHEMA_VERSION + 1
const REFUSAL = `the index is of schema ${NEXT} by now and this server of ${SCHEMA_VERSION}: it answers again when both are the same`

describe('indexer beside its next version', function () {
  this.timeout(120_000)
  let stage: Stage
  let server: PostgresServer
  let query: string

  before(async () => {
    ;[stage, server] = await Promise.all([Stage.open({ blocks: 40, seed: 97, finality: 66 }), startPostgres()])
    query = `{ vault(id: "${stage.vault}") { fills cost } fills(first: 5) { totalCount edges { node { notional } } } }`
  })

  afterEach(() => stage.reset())

  after(async () => {
    await server?.stop()
    await stage?.close()
  })

  /** The chain in a new database that nobody writes any more. */
  async function indexed(db: string): Promise<string> {
    const writer = stage.start(db)
    await writer.url()
    await stage.caughtUp(db)
    await writer.stop('SIGTERM')
    return stage.target(db)
  }

  /** Bring a database to the next version; the server may not have noticed yet that another one who tried is gone. */
  async function migrate(target: string): Promise<void> {
    for (let left = 100; ; left--) {
      const { code, stderr } = await runNext(['replay', '--db', target])
      if (code === 0) return
      if (left === 0 || !stderr.includes('another indexer is writing')) throw new Error(stderr)
      await sleep(20)
    }
  }

  /** A server of the next version. */
  const serveNext = (db: string) => stage.adopt(new IndexerProcess('serve', ['--db', stage.target(db)], { next: true }))

  async function refuses(db: string): Promise<void> {
    const target = await indexed(db)
    const reader = stage.serve(db)
    const url = await reader.url()
    const answer = await reader.ask(query)
    const stream = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { head { block } }' }),
    })
    await migrate(target)
    // What is kept of answers is not given, either.
    for (let i = 0; i < 2; i++) {
      const { data, errors } = await reader.post(query)
      expect(data).to.equal(undefined)
      expect(errors?.map(({ message, extensions }) => [message, extensions?.code])).to.deep.equal([
        [REFUSAL, 'SCHEMA_CHANGED'],
      ])
    }
    const get = await fetch(`${url}/graphql?${new URLSearchParams({ query })}`)
    expect([get.status, await get.text()].join(' ')).to.match(/^503 .*SCHEMA_CHANGED/)
    expect(await stream.text()).to.contain(REFUSAL)
    const [live, ready] = [await fetch(`${url}/livez`), await fetch(`${url}/readyz`)]
    expect([live.status, ready.status]).to.deep.equal([200, 503])
    expect(await ready.json()).to.deep.include({ ready: false, block: null, message: REFUSAL })
    const told = reader.lines.filter(({ msg }) => msg === 'nothing is answered any more')
    expect(told.map(({ reason }) => reason)).to.deep.equal([
      `${name(target)} was written by a newer version (schema ${NEXT}, this one is ${SCHEMA_VERSION}); update this program, or ` +
        'index into a new database',
    ])
    expect(await serveNext(db).ask(query)).to.deep.equal(answer)
    for (const command of [['status'], ['verify'], ['serve', '--port', '0']]) {
      const { code, stderr } = await runCli(...command, '--db', target)
      expect([code, stderr]).to.deep.equal([1, `error: ${told[0]?.reason}\n`])
    }
  }

  it('refuses tables that a newer version makes while it serves them, in a file', () => refuses('refused.db'))

  it('refuses tables that a newer version makes while it serves them, in PostgreSQL', async () =>
    refuses(await server.database()))

  /** A migration that is killed at each of these places, and then is not. */
  async function interrupted(db: string, places: readonly string[]): Promise<void> {
    const target = await indexed(db)
    const reader = stage.serve(db)
    const before: [Digest, unknown] = [await stage.digestOf(db), await reader.ask(query)]
    for (const place of places) {
      expect((await runNext(['replay', '--db', target], place)).code, place).to.equal(null)
      expect([await stage.digestOf(db), await reader.ask(query)], place).to.deep.equal(before)
    }
    await migrate(target)
    expect(await serveNext(db).ask(query)).to.deep.equal(before[1])
    await stage.trading.blocks(2)
    const truth = await stage.truth()
    const writer = stage.adopt(new IndexerProcess('start', stage.options(db), { next: true }))
    await writer.indexed(truth.height)
    await writer.stop('SIGTERM')
    const { stdout } = await runNext(['status', '--digest', '--db', target])
    expect((JSON.parse(stdout) as { digest: Digest }).digest).to.deep.equal(truth)
  }

  it('is where it was after a migration that was killed half way, in a file', () =>
    interrupted('killed.db', ['const result = await work(', " db.exec('COMMIT')"]))

  it('is where it was after a migration that was killed half way, in PostgreSQL', async () => {
    const half = 'for (const { name } of (await client.query<{ name: string }>(made)).rows)'
    await interrupted(await server.database(), ['const result = await work(', half, "await client.query('COMMIT')"])
  })

  it('keeps a replay in PostgreSQL waiting for whoever is reading', async () => {
    const db = await indexed(await server.database())
    const before = await stage.digestOf(db)
    const database = await openDatabase(db, false)
    const client = new pg.Client(db)
    await client.connect()
    const waits =
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'tidemark-indexer loader' AND wait_event_type = 'Lock'"
    let replayed: Promise<readonly Digest[]> = Promise.resolve([])
    let done = false
    try {
      const reader = await database.read(stage.identity.chainId)
      const seen = await reader.snapshot(async (within) => {
        await within.run(readCursor())
        replayed = replay(db).finally(() => {
          done = true
        })
        while (!done && (await client.query(waits)).rowCount === 0) await sleep(2)
        return within.run(digestIndex())
      })
      expect(seen).to.deep.equal(before)
      expect(await replayed).to.deep.equal([before])
    } finally {
      await replayed.catch(() => undefined)
      await client.end()
      await database.close()
    }
  })
})

/** A database as messages name it. */
function name(target: string): string {
  return target.replace('postgres@', '')
}
