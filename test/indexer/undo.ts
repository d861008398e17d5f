import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import fc from 'fast-check'
import { Applier } from '../../indexer/src/apply.ts'
import { CursorMoved } from '../../indexer/src/errors.ts'
import { digestIndex } from '../../indexer/src/store/digest.ts'
import { rowAsOf, rowsAsOf } from '../../indexer/src/store/read/asOf.ts'
import { readNews } from '../../indexer/src/store/read/meta.ts'
import { TRADER } from '../../indexer/src/store/tables/trader.ts'
import { VAULT_STATE } from '../../indexer/src/store/tables/vault.ts'
import { VAULT } from './helpers/events.ts'
import {
  batchOf,
  blockHash,
  cursorOf,
  DEPLOYMENT,
  digest,
  indexEvents,
  type MemoryIndex,
  memoryIndex,
  read,
} from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

const { events } = week()
const upTo = (height: number) => events.filter(({ at }) => at.height <= height)
const eventsAfter = (height: number) => events.filter(({ at }) => at.height > height)
const timeOf = (height: number) => upTo(height).at(-1)?.at.timestamp ?? 0

async function indexed(height: number = AT.crash): Promise<MemoryIndex> {
  const db = memoryIndex()
  if (height > 0)
    await indexEvents(
      db,
      upTo(height),
      [1, 2, 3, 4, 5, 6, 7].filter((end) => end < height),
    )
  return db
}

/** Go back to `ancestor` and index up to `end` again, all at once. */
async function reorganise(db: MemoryIndex, ancestor: number, end: number): Promise<Applier> {
  const applier = new Applier(db.writer, DEPLOYMENT, cursorOf(db))
  const block = { height: ancestor, hash: blockHash(ancestor), timestamp: timeOf(ancestor) }
  const branch = batchOf(
    eventsAfter(ancestor).filter(({ at }) => at.height <= end),
    end,
  )
  await applier.reorganise(block, end === ancestor ? { tip: block, events: [], blocks: [] } : branch)
  return applier
}

describe('store: undoing blocks', () => {
  it('comes back to the state that any block had ended in', async () => {
    for (let ancestor = AT.created; ancestor < AT.crash; ancestor++) {
      const db = await indexed()
      await reorganise(db, ancestor, ancestor)
      expect(digest(db), `back to block ${ancestor}`).to.deep.equal(digest(await indexed(ancestor)))
    }
  })

  it('looks at nothing of the blocks that stay, however many there are', async () => {
    const db = await indexed()
    const texts = new Set<string>()
    const prepare = db.db.prepare.bind(db.db)
    db.db.prepare = ((sql: string) => {
      texts.add(sql)
      return prepare(sql)
    }) as typeof prepare
    await reorganise(db, AT.created, AT.created)
    db.db.prepare = prepare
    const undoing = [...texts].filter((sql) => /^(SELECT|DELETE) .*\bheight >/s.test(sql))
    expect(undoing.length).to.be.greaterThan(8)
    for (const sql of undoing) {
      const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(1) as { detail: string }[]
      const [{ detail = '' } = {}] = plan
      expect(plan, sql).to.have.length(1)
      expect(detail, sql).to.match(/^SEARCH .*\(chain_id=\? AND height>\?\)$/)
    }
  })

  it('leaves no trace of any sequence of branches', async () => {
    const expected = digest(await indexed())
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 6 }), async (steps) => {
        const db = await indexed()
        for (const [a, b] of steps) {
          const { height } = cursorOf(db)
          const ancestor = 1 + (a % height)
          await reorganise(db, ancestor, Math.max(ancestor, Math.min(AT.crash, 1 + b)))
        }
        const applier = new Applier(db.writer, DEPLOYMENT, cursorOf(db))
        const rest = eventsAfter(cursorOf(db).height)
        if (rest.length > 0) await applier.apply(batchOf(rest, AT.crash))
        await applier.settled()
        expect(digest(db)).to.deep.equal(expected)
      }),
      { numRuns: 30 },
    )
  })

  it('tells subscribers what is gone before what is new', async () => {
    const db = await indexed()
    const seq = read(db, readNews(0, 1_000)).at(-1)?.seq ?? 0
    await reorganise(db, AT.loss, AT.win)
    expect(read(db, readNews(seq, 10)).map(({ op, fromHeight, height }) => [op, fromHeight, height])).to.deep.equal([
      ['UNDO', AT.crash, AT.loss],
      ['APPLY', AT.loss, AT.win],
    ])
    expect(cursorOf(db).generation).to.equal(1)
  })

  it('waits for nothing but the store once it has begun', async () => {
    const db = await indexed()
    const block = { height: AT.loss, hash: blockHash(AT.loss), timestamp: timeOf(AT.loss) }
    const applier = new Applier(db.writer, DEPLOYMENT, cursorOf(db))
    const batch = batchOf(eventsAfter(AT.loss), AT.crash)
    const raw = { height: AT.crash, hash: blockHash(AT.crash), timestamp: timeOf(AT.crash), logs: new Uint8Array(1) }
    const { promise, resolve } = Promise.withResolvers<readonly [typeof raw]>()
    const done = applier.reorganise(block, { ...batch, raw: promise })
    await sleep(5)
    expect(db.db.inTransaction).to.equal(false)
    resolve([raw])
    await done
    expect(db.db.prepare('SELECT height FROM raw_log WHERE logs = ?').pluck().all(raw.logs)).to.deep.equal([AT.crash])
  })

  it('keeps the old branch where the new one cannot be indexed, or another writer came', async () => {
    const db = await indexed()
    const before = digest(db)
    const block = { height: AT.firstBuy, hash: blockHash(AT.firstBuy), timestamp: timeOf(AT.firstBuy) }
    const applier = new Applier(db.writer, DEPLOYMENT, cursorOf(db))
    // The fills of two blocks are missing.
    const gap = applier.reorganise(block, batchOf(eventsAfter(AT.loss), AT.crash))
    expect(String(await gap.catch((error: unknown) => error))).to.contain('where 2 is next: logs are missing')
    expect(digest(db)).to.deep.equal(before)
    db.db.exec('UPDATE cursor SET epoch = epoch + 1')
    const late = await reorganise(db, AT.loss, AT.win).catch((error: unknown) => error)
    expect(late).to.be.instanceOf(CursorMoved)
    expect(digest(db)).to.deep.equal(before)
  })

  it('answers as of every block what was the newest state then', async () => {
    const db = await indexed()
    for (let height = AT.created; height <= AT.crash; height++) {
      const then = await indexed(height)
      expect(read(db, rowAsOf(VAULT_STATE, [VAULT], height))).to.deep.equal(read(then, rowAsOf(VAULT_STATE, [VAULT])))
      expect(read(db, rowsAsOf(TRADER, height))).to.deep.equal(read(then, rowsAsOf(TRADER, height)))
    }
    expect(read(db, rowAsOf(VAULT_STATE, [VAULT], 0))).to.equal(undefined)
    expect(read(db, rowsAsOf(TRADER, 0))).to.deep.equal([])
  })

  it('resumes where the disk was full, with nothing half written', async () => {
    const db = await indexed(AT.secondBuy)
    const before = digest(db)
    const pages = db.db.pragma('page_count', { simple: true }) as number
    db.db.pragma(`max_page_count = ${pages}`)
    // As many events as need another page.
    const full = await indexEvents(db, events).then(
      () => 'it fitted',
      (error: unknown) => (error as { code: string }).code,
    )
    if (full !== 'it fitted') {
      expect(full).to.equal('SQLITE_FULL')
      expect(digest(db)).to.deep.equal(before)
    }
    db.db.pragma('max_page_count = 1000000')
    if (full !== 'it fitted') await indexEvents(db, events)
    expect(read(db, digestIndex())).to.deep.equal(digest(await indexed()))
  })
})
