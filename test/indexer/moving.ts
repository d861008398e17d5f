import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect } from 'chai'
import pg from 'pg'
import { exportIndex } from '../../indexer/src/commands/export.ts'
import { importIndex } from '../../indexer/src/commands/import.ts'
import { replay } from '../../indexer/src/commands/replay.ts'
import { openDatabase } from '../../indexer/src/store/database.ts'
import { readCursor } from '../../indexer/src/store/read/meta.ts'
import { SCHEMA_VERSION } from '../../indexer/src/store/schema.ts'
import { adopt, stopProcess } from './helpers/devnet.ts'
import { runCli } from './helpers/indexer.ts'
import { type PostgresServer, startPostgres } from './helpers/postgres.ts'
import { slowed } from './helpers/slow.ts'
import { Stage } from './helpers/stage.ts'

const CLI = fileURLToPath(new URL('../../indexer/src/cli.ts', import.meta.url))

describe('indexer that moves house', function () {
  this.timeout(90_000)
  let stage: Stage
  let server: PostgresServer

  before(async () => {
    ;[stage, server] = await Promise.all([Stage.open({ blocks: 40, seed: 83, finality: 66 }), startPostgres()])
  })

  afterEach(() => stage.reset())

  after(async () => {
    await server?.stop()
    await stage?.close()
  })

  it('goes from SQLite to PostgreSQL beside its writer, on a chain that goes on', async () => {
    const indexer = stage.start('live.db')
    await indexer.url()
    await stage.caughtUp('live.db')
    let trading = true
    const chain = (async () => {
      while (trading) await stage.trading.blocks(1)
    })()
    const url = await server.database()
    const archive = stage.folder.file('live.gz')
    const exported = await exportIndex(stage.target('live.db'), archive)
    expect(await importIndex(url, archive)).to.deep.equal(exported)
    await stage.start(url).url()
    trading = false
    await chain
    await stage.reorganise(7, () => stage.trading.blocks(9))
    await stage.expectClean(url)
    await stage.expectClean('live.db')
    expect(exported.height).to.be.lessThan(await stage.head())
  })

  it('keeps the old rows in PostgreSQL where a replay is killed, and replays none the less', async () => {
    const url = await server.database()
    const indexer = stage.start(url)
    await indexer.url()
    await stage.expectClean(url)
    await indexer.stop('SIGTERM')
    const before = await stage.digestOf(url)
    // What a replay makes is the same: that none was made, its generation says.
    const cursor = await stage.read(url, readCursor())
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const args = ['--conditions=tidemark-source', CLI, 'replay', '--db', url]
      const child = adopt(spawn(process.execPath, args, { stdio: 'ignore' }))
      const client = new pg.Client(url)
      await client.connect()
      // It has begun.
      const working =
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'tidemark-indexer loader' AND backend_xid IS NOT NULL"
      while (child.exitCode === null && (await client.query(working)).rows[0].n === 0) await sleep(1)
      await stopProcess(child, signal)
      await client.end()
      expect(await stage.digestOf(url)).to.deep.equal(before)
      expect(await stage.read(url, readCursor())).to.deep.equal(cursor)
    }
    // The server notices a moment later that its client is gone.
    for (let left = 100; left > 0; left--) {
      const [digest] = await replay(url).catch(() => [])
      if (digest !== undefined) {
        expect(digest).to.deep.equal(before)
        break
      }
      await sleep(20)
    }
    await stage.trading.blocks(2)
    await stage.start(url).url()
    await stage.expectClean(url)
  })

  it('replays tables of an older version, which were in one piece, and goes on', async () => {
    const url = await server.database()
    const run = await stage.follow('older.db')
    await stage.caughtUp('older.db')
    await run.stop()
    const archive = stage.folder.file('older.gz')
    await exportIndex(stage.target('older.db'), archive)
    const before = await importIndex(url, archive)
    const client = new pg.Client(url)
    await client.connect()
    for (const name of ['raw_log', 'fill']) {
      await client.query(`CREATE TABLE old_${name} (LIKE ${name} INCLUDING ALL)`)
      await client.query(`INSERT INTO old_${name} SELECT * FROM ${name}`)
      await client.query(`DROP TABLE ${name}`)
      await client.query(`ALTER TABLE old_${name} RENAME TO ${name}`)
    }
    await client.query(`UPDATE chain SET schema_version = ${SCHEMA_VERSION - 1}`)
    expect(await replay(url)).to.deep.equal([before])
    const kinds =
      "SELECT relname AS name, relkind AS kind FROM pg_class WHERE relname IN ('raw_log', 'fill') ORDER BY 1"
    const cut = [
      { name: 'fill', kind: 'p' },
      { name: 'raw_log', kind: 'r' },
    ]
    expect((await client.query(kinds)).rows).to.deep.equal(cut)
    await client.end()
    await stage.trading.blocks(3)
    await stage.start(url).url()
    await stage.expectClean(url)
  })

  it('is refused by an older version once a newer one has written it', async () => {
    const url = await server.database()
    await stage.follow('newer.db')
    await stage.caughtUp('newer.db')
    await stage.reset()
    const archive = stage.folder.file('newer.gz')
    await exportIndex(stage.target('newer.db'), archive)
    await importIndex(url, archive)
    const db = new Database(stage.target('newer.db'))
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
    db.exec(`UPDATE chain SET schema_version = ${SCHEMA_VERSION + 1}`)
    db.close()
    const client = new pg.Client(url)
    await client.connect()
    await client.query('UPDATE chain SET schema_version = schema_version + 1')
    await client.end()
    for (const target of [url, stage.target('newer.db')]) {
      for (const command of ['serve', 'replay'] as const) {
        const more = command === 'serve' ? ['--port', '0'] : []
        const { code, stderr } = await runCli(command, '--db', target, ...more)
        expect([code, stderr], command).to.deep.equal([
          1,
          `error: ${target.replace('postgres@', '')} was written by a newer version (schema ${SCHEMA_VERSION + 1}, this one is ` +
            `${SCHEMA_VERSION}); update this program, or index into a new database\n`,
        ])
      }
      const error = await openDatabase(target, true).then(
        () => 'it opened',
        (reason: Error) => reason.message,
      )
      expect(error).to.contain('was written by a newer version')
    }
  })

  it('reads no further ahead than it writes where every statement takes 100 ms', async () => {
    await stage.trading.blocks(50)
    let written = -1
    let furthest = 0
    stage.proxy.tamper = (result, { method, params }) => {
      if (method !== 'eth_getLogs') return result
      const [{ toBlock }] = params as [{ toBlock: string }]
      furthest = Math.max(furthest, Number(toBlock) - written)
      return result
    }
    const onLine = ({ msg, ...rest }: { msg: string }) => {
      if (msg === 'indexed') written = (rest as { from?: number }).from ?? written
    }
    await stage.follow('slow.db', { finality: 0, batchBlocks: 12, onLine }, (writer) => slowed(writer, 100))
    await stage.expectClean('slow.db')
    // One batch is written, one waits for it, and two are read.
    expect(furthest).to.be.within(12, 4 * 12)
  })
})
