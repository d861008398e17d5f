import { writeFileSync } from 'node:fs'
import { Side } from '@tidemark/sdk/core'
import Database from 'better-sqlite3'
import { expect } from 'chai'
import fc from 'fast-check'
import { applyBatch } from '../../indexer/src/apply.ts'
import { ConfigError, CursorMoved } from '../../indexer/src/errors.ts'
import { readCursor } from '../../indexer/src/store/cursor.ts'
import { digestIndex } from '../../indexer/src/store/digest.ts'
import { lockForWriting } from '../../indexer/src/store/lock.ts'
import { checkIdentity, createIndex, openReader, openWriter } from '../../indexer/src/store/open.ts'
import { SCHEMA_VERSION } from '../../indexer/src/store/schema.ts'
import { readSync, writeSync } from '../../indexer/src/store/sync.ts'
import { DAY } from './helpers/events.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { batchOf, blockHash, IDENTITY, indexEvents, memoryIndex } from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

describe('store: batches', () => {
  it('gives the same rows however the blocks are cut into batches', () => {
    const { events } = week()
    const whole = memoryIndex()
    indexEvents(whole, events)
    const expected = digestIndex(whole)
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: AT.crash })), (ends) => {
        const db = memoryIndex()
        indexEvents(
          db,
          events,
          ends.sort((a, b) => a - b),
        )
        expect(digestIndex(db)).to.deep.equal(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('notices any change of a row', () => {
    const db = memoryIndex()
    indexEvents(db, week().events)
    const { digest } = digestIndex(db)
    db.exec("UPDATE fill SET fee = '011' WHERE seq = 2")
    expect(digestIndex(db).digest).to.not.equal(digest)
  })

  it('moves the cursor only from where it was read, and writes nothing otherwise', () => {
    const db = memoryIndex()
    const { events } = week()
    const start = readCursor(db)
    applyBatch(db, start, batchOf(events.slice(0, 3), 1))
    const before = digestIndex(db)
    expect(() => applyBatch(db, start, batchOf(events.slice(3, 4), 2))).to.throw(CursorMoved)
    const forked = { ...readCursor(db), hash: blockHash(77) }
    expect(() => applyBatch(db, forked, batchOf(events.slice(3, 4), 2))).to.throw(CursorMoved)
    expect(digestIndex(db)).to.deep.equal(before)
  })

  it('writes all of a batch or nothing, also when writing itself fails', () => {
    const { events } = week()
    const db = memoryIndex()
    indexEvents(db, events.slice(0, 4))
    // In the way of the last fill of the batch: everything before it is written by then.
    db.exec("INSERT INTO fill SELECT 6, 0, 0, '', 1, 'x', 'x', 1, 0, '010', '010', '010', '010', '', NULL")
    const before = digestIndex(db)
    expect(() => indexEvents(db, events)).to.throw('UNIQUE constraint failed')
    expect(digestIndex(db)).to.deep.equal(before)
    db.exec("DELETE FROM fill WHERE maker = 'x'")
    indexEvents(db, events)
    const whole = memoryIndex()
    indexEvents(whole, events)
    expect(digestIndex(db)).to.deep.equal(digestIndex(whole))
  })

  it('continues a vault from its rows as if it had never stopped', () => {
    const { events } = week()
    const db = memoryIndex()
    indexEvents(db, events.slice(0, 5))
    indexEvents(db, events)
    const whole = memoryIndex()
    indexEvents(whole, events)
    expect(digestIndex(db)).to.deep.equal(digestIndex(whole))
  })

  it('orders amounts in SQL as numbers', () => {
    const db = memoryIndex()
    const script = week()
      .block(7 * DAY)
      .fill(5n, Side.Bid, 1n, 10_000n, 5n, 20n)
    indexEvents(db, script.events)
    const column = db.prepare('SELECT notional FROM fill ORDER BY notional').pluck().all() as string[]
    expect(column.map((text) => Number(`0x${text.slice(2)}`))).to.deep.equal([
      10_000, 40_000, 90_000, 100_000, 100_000, 110_000,
    ])
  })
})

describe('store: files', () => {
  const folder = new TemporaryFolder()
  after(() => folder.remove())

  function newIndex(name: string): string {
    const db = openWriter(folder.file(name))
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
      db.prepare('UPDATE meta SET schema_version = ?').run(version)
      db.close()
      expect(() => openWriter(file)).to.throw(
        ConfigError,
        `written by ${age} version (schema ${version}, this one is ${SCHEMA_VERSION})`,
      )
      expect(() => openReader(file)).to.throw(ConfigError, age)
    }
    const foreign = new Database(folder.file('foreign.db'))
    foreign.exec('CREATE TABLE t (x)')
    foreign.close()
    expect(() => openWriter(folder.file('foreign.db'))).to.throw(ConfigError, 'is a database of something else')
    writeFileSync(folder.file('text.db'), 'not a database, but long enough to be looked at as if it were one')
    expect(() => openReader(folder.file('text.db'))).to.throw(ConfigError, 'cannot be read as a SQLite database')
    expect(() => openReader(folder.file('none.db'))).to.throw(ConfigError, 'there is no index at')
  })

  it('reads without being able to write', () => {
    const db = openReader(newIndex('read.db'))
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

  it('calls a writer that fell silent stopped', () => {
    const db = memoryIndex()
    expect(readSync(db, 0)).to.equal(undefined)
    writeSync(db, { head: 7, finality: 0, status: 'LIVE', message: undefined }, 1_000)
    expect(readSync(db, 2_000)).to.deep.equal({ head: 7, finality: 0, status: 'LIVE', message: undefined })
    expect(readSync(db, 60_000)?.status).to.equal('STOPPED')
  })
})
