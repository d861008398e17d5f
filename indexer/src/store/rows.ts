import type { Kept } from './kept.ts'
import { many, type Read } from './read/read.ts'
import type { Row, TableShape, Value } from './table.ts'

/** A value of any table: raw logs are bytes. */
export type Stored = Value | Uint8Array

/** Rows read at a time. */
export const PAGE = 2_000

/** The rows of a chain that follow `after`, in key order; fewer than {@link PAGE} at the end. */
export function* pageOf({ name, key }: TableShape | Kept, after: Row | undefined): Read<readonly Row[]> {
  const order = key.join(', ')
  const beyond = after === undefined ? '' : ` AND (${order}) > (${key.map(() => '?').join(', ')})`
  const values = after === undefined ? [] : key.map((column) => after[column] ?? null)
  return yield* many(
    `SELECT * FROM ${name} WHERE chain_id = @chain${beyond} ORDER BY ${order} LIMIT ${PAGE}`,
    ...values,
  )
}

/** Hand over every row of a chain's table, page by page. */
export function* everyPage(table: TableShape | Kept, visit: (rows: readonly Row[]) => void): Read<void> {
  let last: Row | undefined
  for (;;) {
    const page = yield* pageOf(table, last)
    if (page.length > 0) visit(page)
    last = page.at(-1)
    if (page.length < PAGE) return
  }
}

/** The values of rows in the order of the table's columns. */
export function valuesOf({ columns }: TableShape | Kept, rows: readonly Row[]): Stored[][] {
  const names = Object.keys(columns)
  return rows.map((row) => names.map((name) => row[name] ?? null))
}
