import { expect } from 'chai'
import { Asked } from '../../indexer/src/store/asked.ts'
import { readCursor } from '../../indexer/src/store/read/meta.ts'
import { indexEvents, memoryIndex } from './helpers/index.ts'
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
