import { expect } from 'chai'
import pg from 'pg'
import { openDatabase } from '../../indexer/src/store/database.ts'
import { UNDO } from '../../indexer/src/store/kept.ts'
import { addPartitions } from '../../indexer/src/store/postgres/partitions.ts'
import { forChain, numbered } from '../../indexer/src/store/sql.ts'
import { TABLES } from '../../indexer/src/store/tables/all.ts'
import { AUDIT } from '../../indexer/src/store/tables/audit.ts'
import { ask, IDENTITY, indexEvents, memoryIndex } from './helpers/index.ts'
import { type PostgresServer, startPostgres } from './helpers/postgres.ts'
import { requestOf, SHORT, SpyReader, shapes } from './helpers/shapes.ts'
import { week } from './helpers/story.ts'

/** A step of a plan as PostgreSQL explains it. */
interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly Filter?: string
  readonly Plans?: readonly Node[]
}

/** What is wrong with a plan: rows that no index leads to, or that are sorted or sifted once they were read. */
function faultsOf(node: Node, isLimited = false): string[] {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Cond': condition = '', Filter: filter } = node
  const limited = isLimited || type === 'Limit'
  const below = (node.Plans ?? []).flatMap((plan) => faultsOf(plan, limited))
  if (SHORT.includes(table)) return below
  const said = `${type} ${table} ${condition} ${filter ?? ''}`
  // Sorting what a limited search has found is no search.
  if (type === 'Seq Scan' || (type.includes('Sort') && !hasLimit(node))) return [said, ...below]
  if (!type.startsWith('Index')) return below
  // Every index begins with the chain: what it alone leads to is bounded by a limit, or by nothing.
  const isWhole = /^\(chain_id = \d+\)$/.test(condition) && !limited
  return filter !== undefined || isWhole ? [said, ...below] : below
}

function hasLimit({ 'Node Type': type, Plans: plans = [] }: Node): boolean {
  return type === 'Limit' || plans.some(hasLimit)
}

describe('plans of lists in PostgreSQL', function () {
  this.timeout(120_000)
  let server: PostgresServer
  let client: pg.Client

  before(async () => {
    server = await startPostgres()
    const url = await server.database()
    const database = await openDatabase(url, true)
    await database.create(IDENTITY)
    await database.close()
    client = new pg.Client({ connectionString: url })
    await client.connect()
    await addPartitions(client, IDENTITY.chainId, 0, 0)
    // As if each table had a million rows: a small one is read by whatever index comes first, or by none.
    for (const { name, columns } of [...TABLES, UNDO, AUDIT]) {
      const values = Object.values(columns).map((type) => (type.startsWith('int') ? '0' : "''"))
      await client.query(`INSERT INTO ${name} VALUES (${[IDENTITY.chainId, ...values].join(', ')})`)
    }
    await client.query(`UPDATE pg_class SET reltuples = 1e6, relpages = 1
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')`)
    for (const method of ['seqscan', 'bitmapscan', 'sort']) await client.query(`SET enable_${method} = off`)
  })

  after(async () => {
    await client?.end()
    await server?.stop()
  })

  async function faults(sql: string): Promise<string[]> {
    const text = numbered(forChain(sql, IDENTITY.chainId))
    const { rows } = await client.query(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`)
    return faultsOf(rows[0]['QUERY PLAN'][0].Plan)
  }

  it('lead every page to its rows by an index', async () => {
    const index = memoryIndex()
    await indexEvents(index, week().events)
    const reader = new SpyReader(index.db, IDENTITY.chainId)
    for (const shape of shapes()) ask({ ...index, reader }, requestOf(shape))
    const texts = [...new Set(reader.seen.map(({ sql }) => sql))]
    expect(texts.length).to.be.greaterThan(500)
    for (const sql of texts) expect(await faults(sql), sql).to.deep.equal([])
  })

  it('are told apart from those without an index', async () => {
    const fills = 'SELECT * FROM fill WHERE chain_id = @chain'
    expect(await faults(`${fills} AND size = '1' LIMIT 1`)).not.to.deep.equal([])
    expect(await faults(`${fills} AND maker = 'x' ORDER BY size LIMIT 1`)).not.to.deep.equal([])
    expect(await faults(fills)).not.to.deep.equal([])
    expect(await faults(`${fills} AND maker = 'x' ORDER BY height LIMIT 1`)).to.deep.equal([])
  })
})
