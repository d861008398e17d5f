import { ConfigError, CursorMoved } from '../../errors.ts'
import { HEADER, OUTBOX_KEPT, RAW_LOG, SYNC, TOKEN, UNDO, UNDONE } from '../kept.ts'
import { toCursor } from '../read/meta.ts'
import { SCHEMA_VERSION } from '../schema.ts'
import { plannedOnce } from '../sql.ts'
import type { Batch, Cursor, Identity, Writer } from '../store.ts'
import type { Row, TableShape, Value } from '../table.ts'
import { restore, UNDO_ABOVE } from '../undo.ts'
import { statement, writeRows } from './bulk.ts'
import { type Connection, createTables, isOurs } from './open.ts'

/** The deployments that a file holds. */
export function readIdentities(db: Connection): Identity[] {
  if (!isOurs(db)) return []
  return db
    .prepare(
      `SELECT chain_id AS chainId, exchange, start_block AS startBlock, period_length AS periodLength,
        period_start AS periodStart FROM chain ORDER BY chain_id`,
    )
    .all() as Identity[]
}

/** Begin an index in a file: the cursor just before the first block. */
export function createIndex(db: Connection, identity: Identity): void {
  createTables(db)
  const { chainId, exchange, startBlock, periodLength, periodStart } = identity
  const create = db.transaction(() => {
    db.prepare('INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?)').run(
      ...[chainId, SCHEMA_VERSION, exchange, startBlock, periodLength, periodStart],
    )
    db.prepare("INSERT INTO cursor VALUES (?, ?, '', 0, ?, 0, 0)").run(chainId, startBlock - 1, startBlock - 1)
  })
  create.immediate()
}

/** Writes one chain's index into a file. Everything happens at once; promises are for stores elsewhere. */
export class SqliteWriter implements Writer {
  readonly chainId: number
  readonly #db: Connection
  readonly #epoch: number

  /** Take the index over from any earlier writer. */
  constructor(db: Connection, chainId: number) {
    this.#db = db
    this.chainId = chainId
    const sql = 'UPDATE cursor SET epoch = epoch + 1 WHERE chain_id = @chain RETURNING epoch'
    const row = this.#rows(sql)[0]
    if (row === undefined) throw new ConfigError(`chain ${chainId} is not indexed here`)
    this.#epoch = row.epoch as number
  }

  async cursor(): Promise<Cursor> {
    const [row] = this.#rows('SELECT height, hash, ts, finalised, generation FROM cursor WHERE chain_id = @chain')
    return toCursor(row)
  }

  async load(table: TableShape, keys: readonly (readonly Value[])[]): Promise<Value[][]> {
    const columns = Object.keys(table.columns).join(', ')
    const where = table.key.map((column) => `${column} = ?`).join(' AND ')
    const sql = plannedOnce(`SELECT ${columns} FROM ${table.name} WHERE chain_id = @chain AND ${where}`, this.chainId)
    const select = statement(this.#db, sql).raw()
    return keys.flatMap((key) => {
      const row = select.get(key) as Value[] | undefined
      return row === undefined ? [] : [row]
    })
  }

  async query(sql: string, ...values: Value[]): Promise<Row[]> {
    return this.#rows(sql, ...values)
  }

  async commit(batch: Batch): Promise<void> {
    const write = this.#db.transaction(() => this.#write(batch))
    write.immediate()
  }

  async reorganise(from: Cursor, ancestor: Cursor, apply: () => Promise<Batch>): Promise<void> {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      this.#moveCursor(from, ancestor)
      this.#undoTo(ancestor.height)
      this.#tell('UNDO', from, ancestor)
      this.#write(await apply())
      this.#db.exec('COMMIT')
    } catch (error) {
      this.#db.exec('ROLLBACK')
      throw error
    }
  }

  async saveSync({ head, finality, status, message }: Parameters<Writer['saveSync']>[0], now: number): Promise<void> {
    const row = [head, finality, status, message ?? null, now]
    writeRows(this.#db, this.chainId, SYNC, [row], 'REPLACE')
  }

  async beat(now: number): Promise<void> {
    this.#run('UPDATE sync SET heartbeat = ? WHERE chain_id = @chain', now)
  }

  async saveToken({ address, symbol, decimals }: Parameters<Writer['saveToken']>[0]): Promise<void> {
    writeRows(this.#db, this.chainId, TOKEN, [[address, symbol ?? null, decimals ?? null]], 'REPLACE')
  }

  async prune({ finalised }: Cursor): Promise<void> {
    this.#run('DELETE FROM header WHERE chain_id = @chain AND height < ?', finalised)
    this.#run(
      'DELETE FROM outbox WHERE chain_id = @chain AND seq < (SELECT max(seq) FROM outbox WHERE chain_id = @chain) - ?',
      OUTBOX_KEPT,
    )
  }

  async close(): Promise<void> {
    // The connection is the database's.
  }

  #write({ from, to, changes, headers, raw }: Batch): void {
    this.#moveCursor(from, to)
    for (const { table, rows } of changes.states) writeRows(this.#db, this.chainId, table, rows, 'REPLACE')
    for (const { table, keys } of changes.removed) for (const key of keys) this.#delete(table, key)
    for (const { table, rows } of changes.history) writeRows(this.#db, this.chainId, table, rows, 'INSERT')
    const undo = changes.undo.map(({ table, key, height, before }) => [table, key, height, before])
    writeRows(this.#db, this.chainId, UNDO, undo, 'INSERT')
    const chain = headers.map(({ height, hash, parentHash, timestamp }) => [height, hash, parentHash, timestamp])
    writeRows(this.#db, this.chainId, HEADER, chain, 'REPLACE')
    writeRows(
      this.#db,
      this.chainId,
      RAW_LOG,
      raw.map(({ height, hash, timestamp, logs }) => [height, hash, timestamp, logs]),
      'INSERT',
    )
    this.#tell('APPLY', from, to)
  }

  #moveCursor(from: Cursor, to: Cursor): void {
    const sql = `UPDATE cursor SET height = ?, hash = ?, ts = ?, finalised = ?, generation = ?
      WHERE chain_id = @chain AND height = ? AND hash = ? AND epoch = ?`
    const values = [to.height, to.hash, to.timestamp, to.finalised, to.generation, from.height, from.hash, this.#epoch]
    if (this.#run(sql, ...values) !== 1) throw new CursorMoved(from.height, from.hash)
  }

  #undoTo(height: number): void {
    for (const { table, key, values } of restore(this.#rows(UNDO_ABOVE, height))) {
      if (values === undefined) this.#delete(table, key)
      else writeRows(this.#db, this.chainId, table, [values], 'REPLACE')
    }
    for (const name of UNDONE) this.#run(`DELETE FROM ${name} WHERE chain_id = @chain AND height > ?`, height)
  }

  #delete({ name, key: columns }: TableShape, key: readonly Value[]): void {
    const where = columns.map((column) => `${column} = ?`).join(' AND ')
    this.#run(`DELETE FROM ${name} WHERE chain_id = @chain AND ${where}`, ...key)
  }

  #tell(op: 'APPLY' | 'UNDO', from: Cursor, to: Cursor): void {
    const sql = `INSERT INTO outbox (chain_id, seq, generation, op, from_height, height, hash)
      VALUES (@chain, (SELECT coalesce(max(seq), 0) + 1 FROM outbox WHERE chain_id = @chain), ?, ?, ?, ?, ?)`
    this.#run(sql, to.generation, op, from.height, to.height, to.hash)
  }

  #rows(sql: string, ...values: Value[]): Row[] {
    return statement(this.#db, plannedOnce(sql, this.chainId)).all(values) as Row[]
  }

  #run(sql: string, ...values: Value[]): number {
    return statement(this.#db, plannedOnce(sql, this.chainId)).run(values).changes
  }
}
