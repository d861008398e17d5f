import type { Statement } from 'better-sqlite3'
import type { Connection } from './open.ts'
import type { Row } from './rows/row.ts'

/** Prepared statements of a connection by their SQL, so that each is compiled once. */
const CACHE = new WeakMap<Connection, Map<string, Statement>>()

/** The prepared form of `sql`. Only for SQL written in the source: the cache never forgets. */
export function statement(db: Connection, sql: string): Statement {
  const known = CACHE.get(db) ?? new Map<string, Statement>()
  CACHE.set(db, known)
  const prepared = known.get(sql) ?? db.prepare(sql)
  known.set(sql, prepared)
  return prepared
}

/** One row, or nothing. */
export function getRow(db: Connection, sql: string, ...values: (string | number)[]): Row | undefined {
  return statement(db, sql).get(...values) as Row | undefined
}

/** All rows. */
export function getRows(db: Connection, sql: string, ...values: (string | number)[]): Row[] {
  return statement(db, sql).all(...values) as Row[]
}

/** Rows one by one: for histories, which are long and folded at once. */
export function iterateRows(db: Connection, sql: string, ...values: (string | number)[]): Iterable<Row> {
  // A prepared statement is busy while it is iterated, so each iteration has its own.
  return db.prepare(sql).iterate(...values) as Iterable<Row>
}

/** Insert a row by its column names; `replace` for records that may exist already. */
export function putRow(db: Connection, table: string, row: Row, verb: 'INSERT' | 'REPLACE' = 'INSERT'): void {
  const columns = Object.keys(row)
  const sql = `${verb} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((c) => `@${c}`).join(', ')})`
  statement(db, sql).run(row)
}
