import pg from 'pg'
import { ConfigError } from '../../errors.ts'
import { RENEWED } from '../kept.ts'
import type { Loader } from '../load.ts'
import { toIdentity } from '../read/meta.ts'
import { createStatements, SCHEMA_VERSION } from '../schema.ts'
import { wrongVersion } from '../sqlite/open.ts'
import type { Identity } from '../store.ts'
import type { Row } from '../table.ts'
import { writeRows } from './bulk.ts'
import { createTables, hasTables, lockTables, withoutPassword } from './database.ts'
import { addPartitions } from './partitions.ts'
import { runOn } from './reader.ts'
import { lockChain } from './writer.ts'

/** Where new tables stand until they take the old ones' place. */
const SHADOW = 'tidemark_shadow'

/** Fill a PostgreSQL database in one transaction. */
export async function loadPostgres<T>(
  url: string,
  mode: 'add' | 'replace',
  work: (loader: Loader) => Promise<T>,
): Promise<T> {
  const name = withoutPassword(url)
  const client = new pg.Client({ connectionString: url, application_name: 'tidemark-indexer loader', keepAlive: true })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new ConfigError(`${name} cannot be used: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
  try {
    await client.query('BEGIN')
    const identities = await prepare(client, name, mode)
    const old = mode === 'replace' ? await renew(client) : undefined
    const result = await work(loaderOf(client, name, identities))
    if (old !== undefined) await swap(client, old)
    await client.query('COMMIT')
    return result
  } finally {
    // Whatever was not committed goes with the connection.
    await client.end()
  }
}

/** What is there, all of it held against other writers. */
async function prepare(client: pg.Client, name: string, mode: 'add' | 'replace'): Promise<Identity[]> {
  if (mode === 'add') await createTables(client)
  else {
    // A chain that came meanwhile would be written into tables that are about to go.
    await lockTables(client)
    if (!(await hasTables(client))) throw new ConfigError(`${name} is empty; 'start' fills it`)
  }
  const { rows } = await client.query<Row>('SELECT * FROM chain ORDER BY chain_id')
  for (const { schema_version } of rows) {
    const version = schema_version as number
    if (version > SCHEMA_VERSION || (mode === 'add' && version !== SCHEMA_VERSION)) throw wrongVersion(name, version)
  }
  const identities = rows.map(toIdentity)
  if (mode === 'replace') for (const { chainId } of identities) await lockChain(client, name, chainId)
  return identities
}

function loaderOf(client: pg.Client, name: string, identities: readonly Identity[]): Loader {
  return {
    name,
    identities,
    add: async ({ chainId, exchange, startBlock, periodLength, periodStart }, cursor) => {
      await lockChain(client, name, chainId)
      const identity = [chainId, SCHEMA_VERSION, exchange, startBlock, periodLength, periodStart]
      await client.query('INSERT INTO chain VALUES ($1, $2, $3, $4, $5, $6)', identity)
      const { height, hash, timestamp, finalised, generation } = cursor
      const values = [chainId, height, hash, timestamp, finalised, generation]
      await client.query('INSERT INTO cursor VALUES ($1, $2, $3, $4, $5, $6, 0)', values)
      await addPartitions(client, chainId, startBlock, height)
    },
    put: (chainId, table, rows) => writeRows(client, chainId, table, rows, 'INSERT'),
    run: (chainId, read) => runOn(client, chainId, read),
  }
}

/** New tables in a schema of their own, which hides the old ones from this connection. The schema of the old ones. */
async function renew(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ schema: string }>('SELECT quote_ident(current_schema()) AS schema')
  const schema = rows[0]?.schema ?? 'public'
  await client.query(`CREATE SCHEMA ${SHADOW}`)
  await client.query(`SET LOCAL search_path TO ${SHADOW}, ${schema}`)
  for (const sql of createStatements('postgres', RENEWED)) await client.query(sql)
  const sizes = 'SELECT chain_id, start_block, height FROM chain JOIN cursor USING (chain_id)'
  for (const { chain_id, start_block, height } of (await client.query<Record<string, number>>(sizes)).rows) {
    await addPartitions(client, chain_id ?? 0, start_block ?? 0, height ?? 0)
  }
  return schema
}

/** Readers wait for no longer than this takes, and for no row. */
async function swap(client: pg.Client, schema: string): Promise<void> {
  for (const { name } of RENEWED) {
    await client.query(`DROP TABLE IF EXISTS ${schema}.${name}`)
  }
  // With the parts that some of them are made of.
  const made = `SELECT relname AS name FROM pg_class WHERE relnamespace = '${SHADOW}'::regnamespace AND relkind IN ('r', 'p')`
  for (const { name } of (await client.query<{ name: string }>(made)).rows) {
    await client.query(`ALTER TABLE ${SHADOW}.${name} SET SCHEMA ${schema}`)
  }
  await client.query(`DROP SCHEMA ${SHADOW}`)
  await client.query('UPDATE chain SET schema_version = $1', [SCHEMA_VERSION])
  await client.query('UPDATE cursor SET generation = generation + 1, epoch = epoch + 1')
}
