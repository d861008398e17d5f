import type pg from 'pg'
import { Asked } from '../asked.ts'
import { RENEWED } from '../kept.ts'
import type { Awaitable, Read, Reader } from '../read/read.ts'
import { SCHEMA_VERSION } from '../schema.ts'
import { forChain, numbered } from '../sql.ts'
import { wrongVersion } from '../sqlite/open.ts'
import type { Row, Value } from '../table.ts'

/** Whoever runs a query: a pool, or one connection of it. */
interface Runner {
  readonly query: <R extends pg.QueryResultRow>(text: string, values: Value[]) => Promise<pg.QueryResult<R>>
}

/** A connection that many fields of one request ask at once: it answers one after the other. */
function inTurn(client: pg.PoolClient): Runner {
  let last: Promise<unknown> = Promise.resolve()
  return {
    query: <R extends pg.QueryResultRow>(text: string, values: Value[]) => {
      const next = last.then(() => client.query<R>(text, values))
      last = next.catch(() => undefined)
      return next
    },
  }
}

/** Our SQL in PostgreSQL's form, each text once: filters come in many shapes, so not for ever. */
const TEXTS = new Map<string, string>()
const MAX_TEXTS = 5_000

function textOf(sql: string, chainId: number): string {
  const key = `${chainId} ${sql}`
  const text = TEXTS.get(key) ?? numbered(forChain(sql, chainId))
  TEXTS.set(key, text)
  const [oldest] = TEXTS.keys()
  if (TEXTS.size > MAX_TEXTS && oldest !== undefined) TEXTS.delete(oldest)
  return text
}

/** Rows of a query in our SQL. */
export async function rowsOf(runner: Runner, chainId: number, sql: string, values: readonly Value[]): Promise<Row[]> {
  const { rows } = await runner.query<Row>(textOf(sql, chainId), values as Value[])
  return rows
}

/**
 * The first of the tables that a replay replaces. Where one table ends and the next begins is no matter of snapshots in
 * PostgreSQL: an old one would show the new tables empty. So who reads holds this one, and a replay waits for it.
 */
const FIRST = RENEWED[0]?.name

/** Reads one chain's index from PostgreSQL. */
export class PostgresReader implements Reader {
  readonly chainId: number
  readonly #pool: pg.Pool
  readonly #name: string

  /** @param name Of the database, for messages. */
  constructor(pool: pg.Pool, chainId: number, name: string) {
    this.#pool = pool
    this.chainId = chainId
    this.#name = name
  }

  run<T>(read: Read<T>): Promise<T> {
    return runOn(this.#pool, this.chainId, read)
  }

  async snapshot<T>(work: (reader: Reader) => Awaitable<T>): Promise<T> {
    const client = await this.#pool.connect()
    try {
      await this.#begin(client)
      const runner = inTurn(client)
      const asked = new Asked()
      const within: Reader = {
        chainId: this.chainId,
        run: (read) => runOn(runner, this.chainId, read, asked),
        snapshot: async (nested) => nested(within),
        close: () => {},
      }
      const result = await work(within)
      await client.query('COMMIT')
      client.release()
      return result
    } catch (error) {
      // Whatever state it is in, it is nobody else's.
      client.release(true)
      throw error
    }
  }

  /** @throws {OtherSchema} when another version has replaced the tables since the database was opened. */
  async #begin(client: pg.PoolClient): Promise<void> {
    // The snapshot is that of the first statement that reads, after the wait for the lock.
    const begun = await client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; LOCK TABLE ONLY ${FIRST} IN ACCESS SHARE MODE;
        SELECT schema_version FROM chain WHERE chain_id = ${this.chainId}`,
    )
    // One result for each of the three.
    const [row] = (begun as unknown as readonly pg.QueryResult<{ schema_version: number }>[])[2]?.rows ?? []
    if (row !== undefined && row.schema_version !== SCHEMA_VERSION) throw wrongVersion(this.#name, row.schema_version)
  }

  /** The pool is the database's. */
  close(): void {}
}

/** @param asked What the snapshot has answered; nothing where there is none. */
export async function runOn<T>(runner: Runner, chainId: number, read: Read<T>, asked?: Asked): Promise<T> {
  let step = read.next()
  while (!step.done) {
    const query = step.value
    let rows = asked?.get(query)
    if (rows === undefined) {
      rows = await rowsOf(runner, chainId, query.sql, query.values)
      asked?.keep(query, rows)
    }
    step = read.next(rows)
  }
  return step.value
}
