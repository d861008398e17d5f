import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { expect } from 'chai'
import { exportIndex } from '../../indexer/src/commands/export.ts'
import { importIndex } from '../../indexer/src/commands/import.ts'
import { replay } from '../../indexer/src/commands/replay.ts'
import { rewind } from '../../indexer/src/commands/rewind.ts'
import { verify } from '../../indexer/src/commands/verify.ts'
import { ConfigError, IndexDiffers, InvariantBroken } from '../../indexer/src/errors.ts'
import { openDatabase } from '../../indexer/src/store/database.ts'
import type { Digest } from '../../indexer/src/store/digest.ts'
import { SCHEMA_VERSION } from '../../indexer/src/store/schema.ts'
import { lockForWriting } from '../../indexer/src/store/sqlite/lock.ts'
import { type Devnet, startDevnet } from './helpers/devnet.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { digestOf, IndexerProcess, runCli } from './helpers/indexer.ts'
import { type TradedVenue, tradeForDays } from './helpers/market.ts'
import { type PostgresServer, startPostgres } from './helpers/postgres.ts'
import { mine } from './helpers/venue.ts'

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => new Error('it did not fail'),
    (error: unknown) => error as Error,
  )

describe('indexer operations', function () {
  this.timeout(240_000)
  const folder = new TemporaryFolder()
  let devnet: Devnet
  let venue: TradedVenue
  let server: PostgresServer
  let head: number
  let whole: Digest
  let names = 0

  before(async () => {
    ;[devnet, server] = await Promise.all([startDevnet(), startPostgres()])
    venue = await tradeForDays(devnet.client, 8, 4)
    head = Number(await devnet.client.getBlockNumber())
    await indexed(folder.file('whole.db'), head)
    whole = digestOf(folder.file('whole.db'))
    expect(whole.rows).to.be.greaterThan(200)
  })

  after(async () => {
    await devnet?.stop()
    await server?.stop()
    folder.remove()
  })

  /** Index the chain up to a block into a database, and stop. */
  async function indexed(db: string, height: number): Promise<void> {
    const options = ['--rpc', devnet.url, '--exchange', venue.exchange, '--start-block', '0', '--finality', '10']
    const indexer = new IndexerProcess('start', [...options, '--db', db, '--poll-ms', '20'])
    try {
      await indexer.indexed(height)
    } finally {
      await indexer.stop('SIGTERM')
    }
  }

  /** A copy of the index that may be spoilt. */
  function copy(): string {
    const file = folder.file(`copy-${++names}.db`)
    const db = new Database(folder.file('whole.db'))
    db.exec(`VACUUM INTO '${file}'`)
    db.close()
    return file
  }

  function change(file: string, sql: string): void {
    const db = new Database(file)
    db.exec(sql)
    db.close()
  }

  it('verifies what was indexed, and names the first row that differs', async () => {
    const file = copy()
    expect(await verify(file)).to.deep.equal(whole)
    change(file, "UPDATE fill SET fee = '03fff' WHERE seq = 2 AND maker = (SELECT min(maker) FROM fill)")
    const error = await failure(verify(file))
    expect(error).to.be.instanceOf(IndexDiffers)
    expect(error.message).to.match(
      /^table fill, height \d+, log_index \d+: stored is \{.*"fee":"03fff".*the raw logs give/,
    )
  })

  it('notices rows that are missing and rows that are too many', async () => {
    const missing = copy()
    change(missing, 'DELETE FROM event WHERE height = (SELECT max(height) FROM event)')
    expect((await failure(verify(missing))).message).to.contain('stored is no such row, the raw logs give {')
    const more = copy()
    change(more, "INSERT INTO block (chain_id, height, hash, ts) VALUES (31337, 999999, '0x1', 1)")
    expect((await failure(verify(more))).message).to.contain('block, height 999999: stored is {')
  })

  it('notices raw logs that do not add up', async () => {
    const file = copy()
    change(file, 'DELETE FROM raw_log WHERE height = (SELECT height FROM fill WHERE seq = 2 LIMIT 1)')
    expect((await failure(verify(file))).message).to.contain('logs are missing')
    const torn = copy()
    change(torn, "UPDATE raw_log SET logs = x'00' WHERE height = (SELECT max(height) FROM raw_log)")
    const error = await failure(verify(torn))
    expect(error).to.be.instanceOf(InvariantBroken)
    expect(error.message).to.match(/^the raw logs of block \d+ cannot be read/)
  })

  it('rewinds to a block, and the chain leads to the same rows again', async () => {
    const half = Math.floor(head / 2)
    const file = copy()
    const { from, height } = await rewind(file, half)
    expect(from).to.equal(whole.height)
    expect(height).to.be.at.most(half)
    expect(digestOf(file).height).to.equal(height)
    expect(await verify(file)).to.deep.equal(digestOf(file))
    await indexed(file, whole.height)
    expect(digestOf(file)).to.deep.equal(whole)
  })

  it('rewinds to before everything', async () => {
    const file = copy()
    expect(await rewind(file, 0)).to.deep.include({ from: whole.height, height: -1, hash: '' })
    expect(digestOf(file).rows).to.equal(0)
    await indexed(file, whole.height)
    expect(digestOf(file)).to.deep.equal(whole)
  })

  it('rewinds no further than was indexed, and not beside a writer', async () => {
    const file = copy()
    const error = await failure(rewind(file, whole.height + 1))
    expect(error).to.be.instanceOf(ConfigError)
    expect(error.message).to.contain(
      `block ${whole.height + 1} is not indexed: ${file} holds blocks 0 to ${whole.height}`,
    )
    const lock = lockForWriting(file)
    expect((await failure(rewind(file, 0))).message).to.contain('another indexer is writing')
    lock.release()
    expect(digestOf(file)).to.deep.equal(whole)
  })

  it('replays spoilt rows and older tables into what the chain says', async () => {
    const file = copy()
    change(file, "UPDATE fill SET fee = '03fff'; DELETE FROM vault; UPDATE undo SET pre = ''")
    expect(await replay(file)).to.deep.equal([whole])
    expect(digestOf(file)).to.deep.equal(whole)
    const older = copy()
    change(older, `ALTER TABLE vault_state DROP COLUMN wins; PRAGMA user_version = ${SCHEMA_VERSION - 1}`)
    expect((await failure(verify(older))).message).to.contain("'replay' brings it up to date")
    expect(await replay(older)).to.deep.equal([whole])
    await mine(devnet.client)
    await indexed(older, head + 1)
    expect(await verify(older)).to.deep.equal(digestOf(older))
  })

  it('replays beside readers, who see the old rows until the new ones are there', async () => {
    const file = copy()
    change(file, "UPDATE venue SET guardian = 'nobody'")
    const spoilt = digestOf(file)
    const database = await openDatabase(file, false)
    const seen: unknown[] = []
    await replay(file, () => seen.push(digestOf(file)))
    expect(seen).to.not.have.length(0)
    for (const one of seen) expect(one).to.deep.equal(spoilt)
    expect(digestOf(file)).to.deep.equal(whole)
    await database.close()
  })

  it('keeps the old rows where the raw logs cannot be replayed, and refuses beside a writer', async () => {
    const file = copy()
    change(file, 'DELETE FROM raw_log WHERE height = (SELECT height FROM fill WHERE seq = 2 LIMIT 1)')
    expect(await failure(replay(file))).to.be.instanceOf(InvariantBroken)
    expect(digestOf(file)).to.deep.equal(whole)
    const lock = lockForWriting(file)
    expect((await failure(replay(file))).message).to.contain('another indexer is writing')
    lock.release()
  })

  it('exports from SQLite to PostgreSQL and back, and goes on from there', async () => {
    const [first, second] = [folder.file('first.gz'), folder.file('second.gz')]
    expect(await exportIndex(folder.file('whole.db'), first)).to.deep.equal(whole)
    const url = await server.database()
    expect(await importIndex(url, first)).to.deep.equal(whole)
    expect(await verify(url)).to.deep.equal(whole)
    expect(await exportIndex(url, second)).to.deep.equal(whole)
    expect(gunzipSync(readFileSync(second))).to.deep.equal(gunzipSync(readFileSync(first)))
    const back = folder.file('back.db')
    expect(await importIndex(back, second)).to.deep.equal(whole)
    expect(digestOf(back)).to.deep.equal(whole)
    await mine(devnet.client)
    const now = Number(await devnet.client.getBlockNumber())
    await Promise.all([indexed(back, now), indexed(url, now)])
    expect(await verify(url)).to.deep.equal(digestOf(back))
  })

  it('replays and rewinds on PostgreSQL', async () => {
    const archive = folder.file('replay.gz')
    await exportIndex(folder.file('whole.db'), archive)
    const url = await server.database()
    await importIndex(url, archive)
    const database = await openDatabase(url, true)
    const writer = await database.write(31_337)
    expect((await failure(replay(url))).message).to.contain('another indexer is writing chain 31337')
    await writer.query("UPDATE fill SET fee = '03fff' WHERE chain_id = @chain")
    await writer.close()
    await database.close()
    expect((await failure(verify(url))).message).to.contain('table fill')
    expect(await replay(url)).to.deep.equal([whole])
    expect(await verify(url)).to.deep.equal(whole)
    const { height } = await rewind(url, Math.floor(head / 2))
    expect((await verify(url)).height).to.equal(height)
  })

  it('imports nothing that is damaged, cut off, of another version or there already', async () => {
    const archive = folder.file('damaged.gz')
    await exportIndex(folder.file('whole.db'), archive)
    expect((await failure(exportIndex(folder.file('whole.db'), archive))).message).to.contain('exists already')
    const text = gunzipSync(readFileSync(archive)).toString()
    const spoil = (name: string, change: (text: string) => string) => {
      writeFileSync(folder.file(name), gzipSync(change(text)))
      return folder.file(name)
    }
    const cases: [file: string, reason: string][] = [
      [
        spoil('changed.gz', (all) => all.replace('"table":"token","columns"', '"table":"token","column":0,"columns"')),
        'was changed: its lines have SHA-256',
      ],
      [spoil('cut.gz', (all) => all.slice(0, all.lastIndexOf('\n', all.length - 2) + 1)), 'ends too early'],
      [
        spoil('older.gz', (all) => all.replace(`"schema":${SCHEMA_VERSION}`, '"schema":1')),
        `was exported with schema 1, this version has ${SCHEMA_VERSION}`,
      ],
      [spoil('other.gz', () => '{}\n'), 'is no export of an index'],
      [folder.file('none.gz'), 'there is no file'],
      [folder.path, 'cannot be read: EISDIR'],
    ]
    writeFileSync(folder.file('torn.gz'), readFileSync(archive).subarray(0, 2_000))
    cases.push([folder.file('torn.gz'), 'cannot be read'])
    for (const [file, reason] of cases) {
      const target = folder.file(`into-${++names}.db`)
      const error = await failure(importIndex(target, file))
      expect(error, file).to.be.instanceOf(ConfigError)
      expect(error.message).to.contain(reason)
      if (existsSync(target)) expect((await failure(openDatabase(target, false))).message).to.contain('is empty')
    }
    const there = copy()
    expect((await failure(importIndex(there, archive))).message).to.contain(
      `holds chain 31337 already, up to block ${whole.height}`,
    )
    expect(digestOf(there)).to.deep.equal(whole)
  })

  it('answers on the command line, with an exit code', async () => {
    const file = copy()
    const good = await runCli('verify', '--db', file)
    expect([good.code, JSON.parse(good.stdout)]).to.deep.equal([0, { equal: true, ...whole }])
    change(file, "UPDATE venue SET guardian = 'nobody'")
    const bad = await runCli('verify', '--db', file)
    expect(bad.code).to.equal(1)
    expect(bad.stderr).to.contain('error: table venue, id 1: stored is {"id":1')
    const past = await runCli('rewind', '--db', file, '--to', '99999999')
    expect([past.code, past.stderr]).to.deep.equal([
      1,
      `error: block 99999999 is not indexed: ${file} holds blocks 0 to ${whole.height}\n`,
    ])
  })
})
