import { copyFileSync, existsSync, rmSync } from 'node:fs'
import type { Statement } from 'better-sqlite3'
import { expect } from 'chai'
import { Applier } from '../../indexer/src/apply.ts'
import { type Digest, digestIndex } from '../../indexer/src/store/digest.ts'
import { type Connection, openFile } from '../../indexer/src/store/sqlite/open.ts'
import { SqliteReader } from '../../indexer/src/store/sqlite/reader.ts'
import { createIndex, SqliteWriter } from '../../indexer/src/store/sqlite/writer.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { batchOf, blockHash, DEPLOYMENT, digest, IDENTITY, indexEvents, memoryIndex } from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

const { events } = week()

/** The same connection, whose every statement is announced before it runs. */
function announcing(db: Connection, before: (sql: string) => void): Connection {
  const announce = <T extends object>(target: T, sql: string): T =>
    new Proxy(target, {
      get: (of, name) => {
        const value = Reflect.get(of, name, of) as unknown
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          if (name === 'run' || name === 'all' || name === 'get') before(sql)
          return (value as (...given: unknown[]) => unknown).apply(of, args)
        }
      },
    })
  return new Proxy(db, {
    get: (of, name) => {
      if (name === 'prepare') return (sql: string) => announce(of.prepare(sql) as Statement, sql)
      if (name === 'exec')
        return (sql: string) => {
          before(sql)
          return of.exec(sql)
        }
      const value = Reflect.get(of, name, of) as unknown
      return typeof value === 'function' ? value.bind(of) : value
    },
  })
}

describe('indexer that dies at a statement', function () {
  this.timeout(60_000)
  const folder = new TemporaryFolder()
  let names = 0

  after(() => folder.remove())

  /** What a restart finds where the process had died just now: files as the system has them, no memory of it. */
  function found(file: string): Digest {
    const copy = folder.file(`crash-${++names}.db`)
    for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, copy + part)
    const db = openFile(copy)
    try {
      expect(db.pragma('integrity_check', { simple: true })).to.equal('ok')
      return new SqliteReader(db, IDENTITY.chainId).run(digestIndex())
    } finally {
      db.close()
      rmSync(copy)
    }
  }

  async function expected(height: number): Promise<Digest> {
    const db = memoryIndex()
    const until = events.filter(({ at }) => at.height <= height)
    if (until.length > 0) await indexEvents(db, until)
    return digest(db)
  }

  for (const [name, checkpoint] of [
    ['has the block before or the block after, its log left alone', 6_000],
    ['has the block before or the block after, copying its log back all the time', 1],
  ] as const) {
    it(name, async () => {
      const file = folder.file(`index-${checkpoint}.db`)
      const db = openFile(file)
      db.pragma(`wal_autocheckpoint = ${checkpoint}`)
      createIndex(db, IDENTITY)
      let may: Digest[] = []
      let statements = 0
      const writer = new SqliteWriter(
        announcing(db, (sql) => {
          if (may.length === 0) return
          statements++
          expect(may, sql).to.deep.include(found(file))
        }),
        IDENTITY.chainId,
      )
      const applier = new Applier(writer, DEPLOYMENT, await writer.cursor())
      // Forwards block by block, and at every block back to some block before and forwards again at once.
      for (let height = AT.created; height <= AT.crash; height++) {
        may = height === AT.created ? [await expected(0)] : [await expected(height - 1)]
        await applier.apply(
          batchOf(
            events.filter(({ at }) => at.height === height),
            height,
          ),
        )
        await applier.settled()
        may = [await expected(height)]
        expect(found(file)).to.deep.equal(may[0])
        if (height % 3 !== 0) continue
        const ancestor = height - 2
        const timestamp = events.findLast(({ at }) => at.height === ancestor)?.at.timestamp ?? 0
        const branch = events.filter(({ at }) => at.height > ancestor && at.height <= height)
        await applier.reorganise({ height: ancestor, hash: blockHash(ancestor), timestamp }, batchOf(branch, height))
        expect(found(file)).to.deep.equal(may[0])
      }
      expect(statements).to.be.greaterThan(100)
      db.close()
    })
  }
})
