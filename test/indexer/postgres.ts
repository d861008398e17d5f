import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import pg from 'pg'
import { Applier } from '../../indexer/src/apply.ts'
import { ConfigError, CursorMoved } from '../../indexer/src/errors.ts'
import { type Database, openDatabase } from '../../indexer/src/store/database.ts'
import { digestIndex } from '../../indexer/src/store/digest.ts'
import { loadPostgres } from '../../indexer/src/store/postgres/load.ts'
import { PARTITION_BLOCKS } from '../../indexer/src/store/postgres/partitions.ts'
import { rowAsOf } from '../../indexer/src/store/read/asOf.ts'
import { FILLS } from '../../indexer/src/store/read/catalogue.ts'
import { readCloses } from '../../indexer/src/store/read/closes.ts'
import { Known } from '../../indexer/src/store/read/known.ts'
import { pageList } from '../../indexer/src/store/read/lists.ts'
import { readNews } from '../../indexer/src/store/read/meta.ts'
import type { Reader } from '../../indexer/src/store/read/read.ts'
import { readVault, readVaultOver } from '../../indexer/src/store/read/vault.ts'
import type { Writer } from '../../indexer/src/store/store.ts'
import { MARKET } from '../../indexer/src/store/tables/market.ts'
import { VAULT } from './helpers/events.ts'
import {
  batchOf,
  blockHash,
  DEPLOYMENT,
  digest,
  IDENTITY,
  indexEvents,
  indexInto,
  memoryIndex,
  read,
} from './helpers/index.ts'
import { type PostgresServer, startPostgres } from './helpers/postgres.ts'
import { AT, week } from './helpers/story.ts'

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'it did not fail',
    (error: unknown) => error,
  )

describe('store: PostgreSQL', function () {
  this.timeout(60_000)
  let server: PostgresServer
  const open: Database[] = []

  before(async () => {
    server = await startPostgres()
  })

  afterEach(async () => {
    for (const database of open.splice(0)) await database.close()
  })

  after(() => server?.stop())

  async function openAt(url: string): Promise<Database> {
    const database = await openDatabase(url, true)
    open.push(database)
    return database
  }

  async function newIndex(): Promise<{ url: string; database: Database; writer: Writer; reader: Reader }> {
    const url = await server.database()
    const database = await openAt(url)
    await database.create(IDENTITY)
    const { chainId } = IDENTITY
    return { url, database, writer: await database.write(chainId), reader: await database.read(chainId) }
  }

  it('holds the same rows as SQLite, to the byte of the digest', async () => {
    const { events } = week()
    const whole = memoryIndex()
    await indexEvents(whole, events)
    const { writer, reader } = await newIndex()
    await indexInto(writer, events, [1, 2, 4])
    expect(await reader.snapshot((within) => within.run(digestIndex()))).to.deep.equal(digest(whole))
    await writer.close()
  })

  it('answers every read as SQLite does', async () => {
    const { events } = week()
    const whole = memoryIndex()
    await indexEvents(whole, events)
    const { writer, reader } = await newIndex()
    await indexInto(writer, events)
    const reads = [
      () => readVault(VAULT, new Known()),
      () => readVault(VAULT, new Known(), AT.loss),
      () => readVault(VAULT, new Known(), AT.created - 1),
      () => rowAsOf(MARKET, [1], AT.secondBuy),
      function* () {
        const range = { fromBlock: AT.loss, toBlock: AT.leave }
        const known = new Known()
        const over = yield* readVaultOver(VAULT, range, known)
        return over && (yield* readCloses(over, range, known))
      },
      () => readNews(0, 10),
    ]
    for (const one of reads) expect(await reader.run(one() as never)).to.deep.equal(read(whole, one() as never))
    const is = (column: string, comparison: 'eq' | 'gt' | 'in', ...values: (string | number)[]) =>
      ({ kind: 'is', column, comparison, values, nullable: column === 'realised' }) as const
    for (const where of [
      [is('maker', 'eq', VAULT)],
      [is('maker', 'eq', VAULT), is('side', 'eq', 1)],
      [{ kind: 'not', of: is('realised', 'gt', 'p010') } as const],
      [{ kind: 'or', of: [is('height', 'in', AT.loss, AT.crash, AT.win), is('size', 'gt', '010')] } as const],
      [is('ts', 'gt', 2 * 86_400)],
    ]) {
      const page = () => pageList(FILLS, { where, order: 'BLOCK', descending: true, size: 2, backward: false })
      const [ours, theirs] = [await reader.run(page()), read(whole, page())]
      expect(ours.rows).to.deep.equal(theirs.rows)
      expect(await reader.run(ours.total())).to.deep.equal(read(whole, theirs.total()))
      expect(await reader.run(ours.hasNext())).to.equal(read(whole, theirs.hasNext()))
    }
    await writer.close()
  })

  it('cuts what grows by chain and height, and reads over the cuts', async () => {
    const { database, writer, reader } = await newIndex()
    const far = PARTITION_BLOCKS - 4
    const events = week().events.map((event) => ({ ...event, at: { ...event.at, height: event.at.height + far } }))
    await indexInto(writer, events, [far + 2, far + 3, far + 5])
    await database.create({ ...IDENTITY, chainId: 10 })
    const other = await database.write(10)
    await indexInto(other, week().events)
    const parts = await writer.query(
      `SELECT inhparent::regclass::text AS whole, inhrelid::regclass::text AS part FROM pg_inherits
        WHERE inhparent IN ('fill'::regclass, 'undo'::regclass) AND @chain > 0 ORDER BY part`,
    )
    expect(parts.map(({ part }) => part)).to.deep.equal([
      ...['fill_10_0', 'fill_31337_0', `fill_31337_${PARTITION_BLOCKS}`],
      ...['undo_10_0', 'undo_31337_0', `undo_31337_${PARTITION_BLOCKS}`],
    ])
    const whole = memoryIndex()
    await indexEvents(whole, events)
    expect(await reader.run(digestIndex())).to.deep.equal(digest(whole))
    // Back over the cut, and forwards again.
    const applier = new Applier(writer, DEPLOYMENT, await writer.cursor())
    const ancestor = { height: far + 3, hash: blockHash(far + 3), timestamp: 86_500 }
    const branch = events.filter(({ at }) => at.height > far + 3)
    await applier.reorganise(ancestor, batchOf(branch, far + AT.crash))
    expect(await reader.run(digestIndex())).to.deep.equal(digest(whole))
    const page = () => pageList(FILLS, { where: [], order: 'BLOCK', descending: true, size: 3, backward: false })
    expect((await reader.run(page())).rows).to.deep.equal(read(whole, page()).rows)
    await writer.close()
    await other.close()
  })

  it('lets one writer of a chain in at a time, and several chains', async () => {
    const { url, database, writer } = await newIndex()
    expect(await failure(database.write(IDENTITY.chainId))).to.be.instanceOf(ConfigError)
    await database.create({ ...IDENTITY, chainId: 10 })
    const other = await database.write(10)
    await indexInto(other, week().events)
    expect((await writer.cursor()).height).to.equal(-1)
    expect((await (await openAt(url)).identities()).map(({ chainId }) => chainId)).to.deep.equal([10, 31_337])
    await writer.close()
    await (await database.write(IDENTITY.chainId)).close()
    await other.close()
  })

  it('lets no chain in while tables are made anew', async () => {
    const { url, database, writer } = await newIndex()
    await writer.close()
    const client = new pg.Client(url)
    await client.connect()
    const waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    const { events } = week()
    let added: Promise<void> = Promise.resolve()
    try {
      await loadPostgres(url, 'replace', async () => {
        let isAdded = false
        const add = async () => {
          await database.create({ ...IDENTITY, chainId: 10 })
          const other = await database.write(10)
          await indexInto(other, events)
          await other.close()
          isAdded = true
        }
        added = add()
        added.catch(() => undefined)
        while (!isAdded && (await client.query(waits)).rowCount === 0) await sleep(2)
      })
      await added
    } finally {
      await client.end()
    }
    const whole = memoryIndex()
    await indexEvents(whole, events)
    const reader = await database.read(10)
    expect(await reader.snapshot((within) => within.run(digestIndex()))).to.deep.equal(digest(whole))
  })

  it('writes nothing of a writer that lost its place', async () => {
    const { database, writer, reader } = await newIndex()
    const { events } = week()
    // Its connection is held up elsewhere: the server thinks it is gone and lets another one in.
    const held = new Applier(writer, DEPLOYMENT, await writer.cursor())
    await writer.query('SELECT pg_advisory_unlock_all()')
    const second = await database.write(IDENTITY.chainId)
    await held.apply(
      batchOf(
        events.filter(({ at }) => at.height === 1),
        1,
      ),
    )
    expect(await failure(held.settled())).to.be.instanceOf(CursorMoved)
    await indexInto(second, events)
    const whole = memoryIndex()
    await indexEvents(whole, events)
    expect(await reader.run(digestIndex())).to.deep.equal(digest(whole))
    await writer.close()
    await second.close()
  })

  it('survives the server being killed between batches and within one', async () => {
    const { writer, database, reader } = await newIndex()
    const { events } = week()
    await indexInto(
      writer,
      events.filter(({ at }) => at.height <= 3),
    )
    await server.restart()
    expect(await failure(indexInto(writer, events))).to.be.instanceOf(Error)
    await writer.close().catch(() => undefined)
    const again = await database.write(IDENTITY.chainId)
    await indexInto(again, events)
    const whole = memoryIndex()
    await indexEvents(whole, events)
    expect(await reader.run(digestIndex())).to.deep.equal(digest(whole))
    await again.close()
  })
})
