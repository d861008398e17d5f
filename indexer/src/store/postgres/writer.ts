import pg from 'pg'
import { ConfigError, CursorMoved } from '../../errors.ts'
import { HEADER, OUTBOX_KEPT, RAW_LOG, SYNC, TOKEN, UNDO, UNDONE } from '../kept.ts'
import { toCursor } from '../read/meta.ts'
import { SCHEMA_VERSION } from '../schema.ts'
import type { Batch, Cursor, Identity, Writer } from '../store.ts'
import type { Row, TableShape, Value } from '../table.ts'
import { restore, UNDO_ABOVE } from '../undo.ts'
import { deleteRows, writeRows } from './bulk.ts'
import { createTables, LOCK_CLASS } from './database.ts'
import { addPartitions, lastOf } from './partitions.ts'
import { rowsOf } from './reader.ts'

/** Hold a chain for as long as the connection lives. @throws {ConfigError} while another process writes it. */
export async function lockChain(client: pg.Client, name: string, chainId: number): Promise<void> {
  const values = [LOCK_CLASS, `chain ${chainId}`]
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1, hashtext($2)) AS held', values)
  if (rows[0]?.held === true) return
  throw new ConfigError(`another indexer is writing chain ${chainId} of ${name}; stop it first, or read with 'serve'`)
}

/**
 * Writes one chain's index into PostgreSQL over one connection. The server holds a lock for as long as that lives, so that
 * a second writer is refused; the epoch in the cursor keeps a writer out that lost it without noticing.
 */
export class PostgresWriter implements Writer {
  readonly chainId: number
  readonly #client: pg.Client
  readonly #epoch: number
  /** Height up to which tables have parts for what is to be written. */
  #partsTo = -1

  private constructor(client: pg.Client, chainId: number, epoch: number) {
    this.#client = client
    this.chainId = chainId
    this.#epoch = epoch
  }

  /** Begin an index: the cursor just before the first block. */
  static async create(pool: pg.Pool, identity: Identity): Promise<void> {
    const { chainId, exchange, startBlock, periodLength, periodStart } = identity
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      await createTables(client)
      const values = [chainId, SCHEMA_VERSION, exchange, startBlock, periodLength, periodStart]
      await client.query('INSERT INTO chain VALUES ($1, $2, $3, $4, $5, $6)', values)
      await client.query("INSERT INTO cursor VALUES ($1, $2, '', 0, $2, 0, 0)", [chainId, startBlock - 1])
      await client.query('COMMIT')
      client.release()
    } catch (error) {
      client.release(true)
      throw error
    }
  }

  /** Take a chain's index over. @throws {ConfigError} while another process writes it. */
  static async open(url: string, name: string, chainId: number): Promise<PostgresWriter> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'tidemark-indexer writer',
      keepAlive: true,
    })
    // A broken connection fails the next statement, which says why.
    client.on('error', () => undefined)
    await client.connect()
    try {
      await lockChain(client, name, chainId)
      // What is lost with the server's memory is indexed again, rows and cursor together.
      await client.query('SET synchronous_commit = off')
      const { rows } = await client.query('UPDATE cursor SET epoch = epoch + 1 WHERE chain_id = $1 RETURNING epoch', [
        chainId,
      ])
      if (rows[0] === undefined) throw new ConfigError(`chain ${chainId} is not indexed in ${name}`)
      return new PostgresWriter(client, chainId, rows[0].epoch as number)
    } catch (error) {
      await client.end()
      throw error
    }
  }

  async cursor(): Promise<Cursor> {
    const [row] = await this.query('SELECT * FROM cursor WHERE chain_id = @chain')
    return toCursor(row)
  }

  async load(table: TableShape, keys: readonly (readonly Value[])[]): Promise<Value[][]> {
    const columns = Object.entries(table.columns)
    const keyTypes = table.key.map((column) => (table.columns[column] === 'int' ? 'bigint' : 'text'))
    const arrays = keyTypes.map((type, i) => `$${i + 1}::${type}[]`).join(', ')
    const names = table.key.map((column) => `wanted.${column}`).join(', ')
    const match = table.key.map((column) => `t.${column} = wanted.${column}`).join(' AND ')
    const text = `SELECT ${columns.map(([column]) => `t.${column}`).join(', ')}
      FROM unnest(${arrays}) AS wanted (${table.key.join(', ')}) JOIN ${table.name} t
        ON t.chain_id = ${this.chainId} AND ${match} ORDER BY ${names}`
    const values = table.key.map((_, i) => keys.map((key) => key[i]))
    const { rows } = await this.#client.query<Value[]>({ name: `load ${table.name}`, text, values, rowMode: 'array' })
    return rows
  }

  query(sql: string, ...values: Value[]): Promise<Row[]> {
    return rowsOf(this.#client, this.chainId, sql, values)
  }

  async commit(batch: Batch): Promise<void> {
    await this.#transaction(() => this.#write(batch))
    // Only now are they there for good.
    this.#partsTo = lastOf(batch.to.height)
  }

  reorganise(from: Cursor, ancestor: Cursor, apply: () => Promise<Batch>): Promise<void> {
    return this.#transaction(async () => {
      await this.#moveCursor(from, ancestor)
      await this.#undoTo(ancestor.height)
      await this.#tell('UNDO', from, ancestor)
      await this.#write(await apply())
    })
  }

  async saveSync({ head, finality, status, message }: Parameters<Writer['saveSync']>[0], now: number): Promise<void> {
    const row = [head, finality, status, message ?? null, now]
    await writeRows(this.#client, this.chainId, SYNC, [row], 'REPLACE')
  }

  async beat(now: number): Promise<void> {
    await this.query('UPDATE sync SET heartbeat = ? WHERE chain_id = @chain', now)
  }

  async saveToken({ address, symbol, decimals }: Parameters<Writer['saveToken']>[0]): Promise<void> {
    const row = [address, symbol ?? null, decimals ?? null]
    await writeRows(this.#client, this.chainId, TOKEN, [row], 'REPLACE')
  }

  async prune({ finalised }: Cursor): Promise<void> {
    await this.query('DELETE FROM header WHERE chain_id = @chain AND height < ?', finalised)
    const oldest = 'SELECT max(seq) FROM outbox WHERE chain_id = @chain'
    await this.query(`DELETE FROM outbox WHERE chain_id = @chain AND seq < (${oldest}) - ?`, OUTBOX_KEPT)
  }

  async close(): Promise<void> {
    await this.#client.end()
  }

  async #write({ from, to, changes, headers, raw }: Batch): Promise<void> {
    await this.#moveCursor(from, to)
    if (to.height > this.#partsTo) await addPartitions(this.#client, this.chainId, from.height + 1, to.height)
    const put = (
      table: Parameters<typeof writeRows>[2],
      rows: readonly (readonly unknown[])[],
      verb: 'INSERT' | 'REPLACE',
    ) => (rows.length === 0 ? undefined : writeRows(this.#client, this.chainId, table, rows, verb))
    for (const { table, rows } of changes.states) await put(table, rows, 'REPLACE')
    for (const { table, keys } of changes.removed) await deleteRows(this.#client, this.chainId, table, keys)
    for (const { table, rows } of changes.history) await put(table, rows, 'INSERT')
    const undo = changes.undo.map(({ table, key, height, before }) => [table, key, height, before])
    await put(UNDO, undo, 'INSERT')
    const chain = headers.map(({ height, hash, parentHash, timestamp }) => [height, hash, parentHash, timestamp])
    await put(HEADER, chain, 'REPLACE')
    const blocks = raw.map(({ height, hash, timestamp, logs }) => [height, hash, timestamp, logs])
    await put(RAW_LOG, blocks, 'INSERT')
    await this.#tell('APPLY', from, to)
  }

  async #moveCursor(from: Cursor, to: Cursor): Promise<void> {
    const sql = `UPDATE cursor SET height = $1, hash = $2, ts = $3, finalised = $4, generation = $5
      WHERE chain_id = ${this.chainId} AND height = $6 AND hash = $7 AND epoch = $8`
    const values = [to.height, to.hash, to.timestamp, to.finalised, to.generation, from.height, from.hash, this.#epoch]
    const { rowCount } = await this.#client.query(sql, values)
    if (rowCount !== 1) throw new CursorMoved(from.height, from.hash)
  }

  async #undoTo(height: number): Promise<void> {
    for (const { table, key, values } of restore(await rowsOf(this.#client, this.chainId, UNDO_ABOVE, [height]))) {
      if (values === undefined) await deleteRows(this.#client, this.chainId, table, [key])
      else await writeRows(this.#client, this.chainId, table, [values], 'REPLACE')
    }
    for (const name of UNDONE) {
      await rowsOf(this.#client, this.chainId, `DELETE FROM ${name} WHERE chain_id = @chain AND height > ?`, [height])
    }
  }

  async #tell(op: 'APPLY' | 'UNDO', from: Cursor, to: Cursor): Promise<void> {
    const sql = `INSERT INTO outbox (chain_id, seq, generation, op, from_height, height, hash)
      SELECT @chain, coalesce(max(seq), 0) + 1, ?::bigint, ?, ?::bigint, ?::bigint, ? FROM outbox WHERE chain_id = @chain`
    await rowsOf(this.#client, this.chainId, sql, [to.generation, op, from.height, to.height, to.hash])
  }

  /** Statements that come meanwhile are part of it, and fail with it. */
  async #transaction(work: () => Promise<void>): Promise<void> {
    try {
      await this.#client.query('BEGIN')
      await work()
      await this.#client.query('COMMIT')
    } catch (error) {
      // A connection that broke has rolled back by itself.
      await this.#client.query('ROLLBACK').catch(() => undefined)
      throw error
    }
  }
}
