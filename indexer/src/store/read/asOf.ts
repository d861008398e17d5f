import { keyText, type Row, type Table, toRow, type Value } from '../table.ts'
import { many, one, type Read } from './read.ts'

/** A row as of the end of block `height`, by default of everything indexed; nothing where there was none. */
export function* rowAsOf<R>(table: Table<R>, key: readonly Value[], height?: number): Read<R | undefined> {
  if (height !== undefined) {
    // The first change after that block remembers what was before it.
    const sql =
      'SELECT pre FROM undo WHERE chain_id = @chain AND tbl = ? AND key = ? AND height > ? ORDER BY height LIMIT 1'
    const later = yield* one(sql, table.name, keyText(key), height)
    if (later !== undefined) return fromPre(table, later)
  }
  const where = table.key.map((column) => `${column} = ?`).join(' AND ')
  const row = yield* one(`SELECT * FROM ${table.name} WHERE chain_id = @chain AND ${where}`, ...key)
  return row && table.decode(row)
}

/**
 * All rows of a table as of the end of block `height`, in the order of their keys' text. What changed since is looked up;
 * the rest is as it is. For tables that are short, or whose readers page by themselves: nothing is left out.
 */
export function* rowsAsOf<R>(table: Table<R>, height: number): Read<R[]> {
  const sql = 'SELECT key, pre FROM undo WHERE chain_id = @chain AND tbl = ? AND height > ? ORDER BY key, height'
  const before = new Map<string, Row>()
  for (const row of yield* many(sql, table.name, height)) {
    if (!before.has(row.key as string)) before.set(row.key as string, row)
  }
  const rows = new Map<string, R | undefined>()
  for (const row of yield* many(`SELECT * FROM ${table.name} WHERE chain_id = @chain`)) {
    const key = keyText(table.key.map((column) => row[column] ?? null))
    if (!before.has(key)) rows.set(key, table.decode(row))
  }
  for (const [key, row] of before) rows.set(key, fromPre(table, row))
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, record]) => (record === undefined ? [] : [record]))
}

function fromPre<R>(table: Table<R>, { pre }: Row): R | undefined {
  return pre === '' ? undefined : table.decode(toRow(table, JSON.parse(pre as string) as Value[]))
}
