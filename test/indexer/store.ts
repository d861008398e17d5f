import { writeFileSync } from 'node:fs'
import { Side } from '@tidemark/sdk/core'
import Database from 'better-sqlite3'
import { expect } from 'chai'
import fc from 'fast-check'
import { Applier } from '../../indexer/src/apply.ts'
import { ConfigError, CursorMoved } from '../../indexer/src/errors.ts'
import { checkIdentity } from '../../indexer/src/store/identity.ts'
import { readSync } from '../../indexer/src/store/read/meta.ts'
import { SCHEMA_VERSION } from '../../indexer/src/store/schema.ts'
import { lockForWriting } from '../../indexer/src/store/sqlite/lock.ts'
import { openFile, openForReading } from '../../indexer/src/store/sqlite/open.ts'
import { createIndex, SqliteWriter } from '../../indexer/src/store/sqlite/writer.ts'
import { DAY } from './helpers/events.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import {
  batchOf,
  blockHash,
  cursorOf,
  DEPLOYMENT,
  digest,
  IDENTITY,
  indexEvents,
  memoryIndex,
  read,
} from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

/** What a promise fails with. */
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'it did not fail',
    (error: unknown) => error,
  )

describe('store: batches', () => {
  it('gives the same rows however the blocks are cut into batches', async () => {
    const { events } = week()
    const whole = memoryIndex()
    await indexEvents(whole, events)
    const expected = digest(whole)
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: AT.crash })), async (ends) => {
        const db = memoryIndex()
        await indexEvents(
          db,
          events,
          ends.sort((a, b) => a - b),
        )
        expect(digest(db)).to.deep.equal(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('notices any change of a row', async () => {
    const db = memoryIndex()
    await indexEvents(db, week().events)
    const before = digest(db)
    db.db.exec("UPDATE fill SET fee = '011' WHERE seq = 2")
    expect(digest(db).digest).to.not.equal(before.digest)
  })

  it('moves the cursor only from where it was read, and writes nothing otherwise', async () => {
    const db = memoryIndex()
    const { events } = week()
    const start = cursorOf(db)
    await indexEvents(db, events.slice(0, 4))
    const before = digest(db)
    const next = batchOf(events.slice(4, 5), 2)
    for (const cursor of [start, { ...cursorOf(db), hash: blockHash(77) }]) {
      const applier = new Applier(db.writer, DEPLOYMENT, cursor)
      await applier.apply(next)
      expect(await failure(applier.settled())).to.be.instanceOf(CursorMoved)
      expect(digest(db)).to.deep.equal(before)
    }
  })

  it('writes nothing of a writer that another one took over from', async () => {
    const db = memoryIndex()
    const { events } = week()
    const second = new SqliteWriter(db.db, IDENTITY.chainId)
    const before = digest(db)
    expect(await failure(indexEvents(db, events))).to.be.instanceOf(CursorMoved)
    expect(digest(db)).to.deep.equal(before)
    await indexEvents({ ...db, writer: second }, events)
    const whole = memoryIndex()
    await indexEvents(whole, events)
    expect(digest(db)).to.deep.equal(digest(whole))
  })

  it('writes all of a batch or nothing, also when writing itself fails', async () => {
    const { events } = week()
    const db = memoryIndex()
    await indexEvents(db, events.slice(0, 5))
    // In the way of the last fill of the batch: everything before it is written by then.
    db.db.exec(`INSERT INTO fill
      SELECT 31337, 6, 0, 0, '', 1, 'x', 'x', 1, 0, '010', '010', '010', '010', NULL, '', NULL, 0, NULL`)
    const before = digest(db)
    expect(String(await failure(indexEvents(db, events)))).to.contain('UNIQUE constraint failed')
    expect(digest(db)).to.deep.equal(before)
    db.db.exec("DELETE FROM fill WHERE maker = 'x'")
    await indexEvents(db, events)
    const whole = memoryIndex()
    await indexEvents(whole, events)
    expect(digest(db)).to.deep.equal(digest(whole))
  })

  it('continues a vault from its rows as if it had never stopped', async () => {
    const { events } = week()
    const db = memoryIndex()
    await indexEvents(db, events.slice(0, 6))
    await indexEvents(db, events)
    const whole = memoryIndex()
    await indexEvents(whole, events)
    expect(digest(db)).to.deep.equal(digest(whole))
  })

  it('orders amounts in SQL as numbers', async () => {
    const db = memoryIndex()
    const script = week()
      .block(7 * DAY)
      .fill(5n, Side.Bid, 1n, 10_000n, 5n, 20n)
    await indexEvents(db, script.events)
    const column = db.db.prepare('SELECT notional FROM fill ORDER BY notional').pluck().all() as string[]
    expect(column.map((text) => Number(`0x${text.slice(2)}`))).to.deep.equal([
      10_000, 40_000, 90_000, 100_000, 100_000, 110_000,
    ])
  })
})

describe('store: files', () => {
  const folder = new TemporaryFolder()
  after(() => folder.remove())

  function newIndex(name: string): string {
    const db = openFile(folder.file(name))
    createIndex(db, IDENTITY)
    db.close()
    return folder.file(name)
  }

  it('refuses to continue with other settings, and says which', () => {
    const wanted = { ...IDENTITY, startBlock: 5 }
    expect(() => checkIdentity('a.db', IDENTITY, wanted)).to.throw(
      ConfigError,
      'a.db is an index with start block 0, not 5',
    )
    expect(() => checkIdentity('a.db', IDENTITY, { ...IDENTITY, chainId: 1 })).to.throw('chain id 31337, not 1')
    expect(() => checkIdentity('a.db', IDENTITY, { ...IDENTITY, exchange: '0x1' })).to.throw(
      `exchange ${IDENTITY.exchange}, not 0x1`,
    )
    expect(() => checkIdentity('a.db', IDENTITY, { ...IDENTITY })).to.not.throw()
  })

  it('refuses files of other versions, of other programs and of other kinds', () => {
    for (const [name, version, age] of [
      ['old.db', 0, 'an older'],
      ['new.db', SCHEMA_VERSION + 1, 'a newer'],
    ] as const) {
      const file = newIndex(name)
      const db = new Database(file)
      db.pragma(`user_version = ${version}`)
      db.close()
      expect(() => openFile(file)).to.throw(
        ConfigError,
        `written by ${age} version (schema ${version}, this one is ${SCHEMA_VERSION})`,
      )
      expect(() => openForReading(file)).to.throw(ConfigError, age)
    }
    const foreign = new Database(folder.file('foreign.db'))
    foreign.exec('CREATE TABLE t (x)')
    foreign.close()
    expect(() => openFile(folder.file('foreign.db'))).to.throw(ConfigError, 'is a database of something else')
    writeFileSync(folder.file('text.db'), 'not a database, but long enough to be looked at as if it were one')
    expect(() => openForReading(folder.file('text.db'))).to.throw(ConfigError, 'cannot be read as a SQLite database')
    expect(() => openForReading(folder.file('none.db'))).to.throw(ConfigError, 'there is no index at')
  })

  it('reads without being able to write', () => {
    const db = openForReading(newIndex('read.db'))
    expect(() => db.exec('DELETE FROM cursor')).to.throw('readonly')
    db.close()
  })

  it('lets one writer in at a time', () => {
    const file = folder.file('sub/locked.db')
    const lock = lockForWriting(file)
    expect(() => lockForWriting(file)).to.throw(ConfigError, `another indexer is writing ${file}`)
    lock.release()
    lockForWriting(file).release()
  })

  it('calls a writer that fell silent stopped', async () => {
    const db = memoryIndex()
    expect(read(db, readSync(0))).to.equal(undefined)
    await db.writer.saveSync({ head: 7, finality: 0, status: 'LIVE', message: undefined }, 1_000)
    expect(read(db, readSync(2_000))).to.deep.equal({ head: 7, finality: 0, status: 'LIVE', message: undefined })
    expect(read(db, readSync(60_000))?.status).to.equal('STOPPED')
  })
})
