import type { Statement } from 'better-sqlite3'
import type { Value } from '../table.ts'
import type { Connection } from './open.ts'

/** Rows of one statement: each costs a call, and long statements cost their binding. */
const ROWS = 32

/** Prepared statements of a connection by their SQL, so that each is compiled once. */
const CACHE = new WeakMap<Connection, Map<string, Statement>>()

/** Statements kept per connection: filters come in many shapes. */
const MAX_STATEMENTS = 1_000

/** The prepared form of `sql`. */
export function statement(db: Connection, sql: string): Statement {
  let known = CACHE.get(db)
  if (known === undefined) {
    known = new Map<string, Statement>()
    CACHE.set(db, known)
  }
  const found = known.get(sql)
  if (found !== undefined) return found
  const prepared = db.prepare(sql)
  known.set(sql, prepared)
  const [oldest] = known.keys()
  if (known.size > MAX_STATEMENTS && oldest !== undefined) known.delete(oldest)
  return prepared
}

/** Write rows of a table, as many per statement as is quick. */
export function writeRows(
  db: Connection,
  chainId: number,
  table: { readonly name: string; readonly columns: Readonly<Record<string, unknown>> },
  rows: readonly (readonly unknown[])[],
  verb: 'INSERT' | 'REPLACE',
): void {
  const columns = Object.keys(table.columns)
  const one = `(${chainId}, ${columns.map(() => '?').join(', ')})`
  const sql = (count: number) =>
    `${verb} INTO ${table.name} (chain_id, ${columns.join(', ')}) VALUES ${Array(count).fill(one).join(', ')}`
  let at = 0
  if (rows.length >= ROWS) {
    const many = statement(db, sql(ROWS))
    for (; at + ROWS <= rows.length; at += ROWS) many.run(rows.slice(at, at + ROWS).flat() as Value[])
  }
  if (at === rows.length) return
  const single = statement(db, sql(1))
  for (; at < rows.length; at++) single.run(rows[at] as Value[])
}
