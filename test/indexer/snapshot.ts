import { expect } from 'chai'
import { Asked } from '../../indexer/src/store/asked.ts'
import { readCursor } from '../../indexer/src/store/read/meta.ts'
import { one } from '../../indexer/src/store/read/read.ts'
import { openFile, openForReading } from '../../indexer/src/store/sqlite/open.ts'
import { SqliteReader } from '../../indexer/src/store/sqlite/reader.ts'
import { createIndex, SqliteWriter } from '../../indexer/src/store/sqlite/writer.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { IDENTITY, indexEvents, indexInto, memoryIndex } from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

describe('snapshots', () => {
  it('read anew what the one before them read', async () => {
    const { events } = week()
    const db = memoryIndex()
    const height = () => db.reader.snapshot((within) => within.run(readCursor()).height)
    await indexEvents(
      db,
      events.filter(({ at }) => at.height <= AT.loss),
    )
    expect(height()).to.equal(AT.loss)
    await indexEvents(db, events)
    expect(height()).to.equal(AT.crash)
  })

  it('of a file see whatever another connection wrote, blocks or not', async () => {
    const folder = new TemporaryFolder()
    const db = openFile(folder.file('index.db'))
    createIndex(db, IDENTITY)
    const writer = new SqliteWriter(db, IDENTITY.chainId)
    const reader = new SqliteReader(openForReading(folder.file('index.db')), IDENTITY.chainId)
    const height = () => reader.snapshot((within) => within.run(readCursor()).height)
    const heartbeat = () =>
      reader.snapshot((within) => within.run(one('SELECT heartbeat FROM sync WHERE chain_id = @chain'))?.heartbeat)
    await writer.saveSync({ head: 1, finality: 0, status: 'LIVE', message: undefined }, 5)
    expect([height(), height(), heartbeat()]).to.deep.equal([-1, -1, 5])
    await writer.beat(6)
    expect([heartbeat(), height()]).to.deep.equal([6, -1])
    await indexInto(writer, week().events)
    expect([height(), heartbeat()]).to.deep.equal([AT.crash, 6])
    reader.close()
    db.close()
    folder.remove()
  })

  it('keep answers of a row or none, by question and values', () => {
    const asked = new Asked()
    const sql = 'SELECT x FROM t WHERE y = ?'
    const [row, none] = [[{ x: 1 }], []]
    asked.keep({ sql, values: [1] }, row)
    asked.keep({ sql, values: ['1'] }, none)
    asked.keep({ sql, values: [null] }, [{ x: 1 }, { x: 2 }])
    expect(asked.get({ sql, values: [1] })).to.equal(row)
    expect(asked.get({ sql, values: ['1'] })).to.equal(none)
    for (const values of [[null], [''], ['null'], [2], []]) expect(asked.get({ sql, values })).to.equal(undefined)
  })
})
