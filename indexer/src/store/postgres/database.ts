import pg from 'pg'
import { ConfigError } from '../../errors.ts'
import type { Database } from '../database.ts'
import { toIdentity } from '../read/meta.ts'
import { createStatements, SCHEMA_VERSION } from '../schema.ts'
import { wrongVersion } from '../sqlite/open.ts'
import type { Row } from '../table.ts'
import { PostgresReader } from './reader.ts'
import { PostgresWriter } from './writer.ts'

/** Connections that answer requests, of one process. */
const READERS = 10

/** Requests that read longer than this are ended: nobody waits for them any more. */
const READ_TIMEOUT_MS = 10_000

/** Integers of 64 bits come as numbers: heights, seconds and counts stay below 2^53. */
pg.types.setTypeParser(20, Number)

/** Names the table-making and the writers' locks among those of other programs: the letters "tide". */
export const LOCK_CLASS = 0x74696465

/** Open a PostgreSQL database. Any number of processes may read; each chain has one writer. */
export async function openPostgres(url: string, writing: boolean): Promise<Database> {
  const name = withoutPassword(url)
  const pool = new pg.Pool({
    connectionString: url,
    max: READERS,
    application_name: 'tidemark-indexer',
    statement_timeout: READ_TIMEOUT_MS,
  })
  // An idle connection that breaks is replaced; one in use tells whoever uses it.
  pool.on('error', () => undefined)
  try {
    await checkOurs(pool, name, writing)
  } catch (error) {
    await pool.end()
    throw error instanceof ConfigError
      ? error
      : new ConfigError(`${name} cannot be used: ${messageOf(error)}`, { cause: error })
  }
  return {
    name,
    identities: async () => {
      if (!(await hasTables(pool))) return []
      const { rows } = await pool.query<Row>('SELECT * FROM chain ORDER BY chain_id')
      return rows.map(toIdentity)
    },
    create: (identity) => PostgresWriter.create(pool, identity),
    write: (chainId) => PostgresWriter.open(url, name, chainId),
    read: async (chainId) => new PostgresReader(pool, chainId, name),
    close: () => pool.end(),
  }
}

/** Hold which tables and chains there are until the transaction ends: one process at a time makes tables, or adds a chain. */
export async function lockTables(client: Pick<pg.Client, 'query'>): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1, 0)', [LOCK_CLASS])
}

/** Make the tables, unless they are there. They are held from here on. */
export async function createTables(client: Pick<pg.Client, 'query'>): Promise<void> {
  await lockTables(client)
  if (await hasTables(client)) return
  for (const sql of createStatements('postgres')) await client.query(sql)
}

export async function hasTables(client: Pick<pg.Client, 'query'>): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass('chain') IS NOT NULL AS there")
  return rows[0]?.there === true
}

async function checkOurs(pool: pg.Pool, name: string, mayBeEmpty: boolean): Promise<void> {
  if (!(await hasTables(pool))) {
    if (!mayBeEmpty) throw new ConfigError(`${name} is empty; 'start' fills it`)
    return
  }
  const { rows } = await pool.query('SELECT schema_version FROM chain LIMIT 1')
  const version = rows[0]?.schema_version as number | undefined
  if (version !== undefined && version !== SCHEMA_VERSION) throw wrongVersion(name, version)
}

/** A URL that may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//')
}

function messageOf(error: unknown): string {
  // Several addresses that all refuse come as one error without words.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
