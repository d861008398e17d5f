import { KEPT, type Kept } from '../kept.ts'
import type { TableShape } from '../table.ts'
import { TABLES } from '../tables/all.ts'
import type { Connection } from './open.ts'

/** Rows of a table that has grown. */
const MANY = 1_000_000

/** Columns that few values share the rows of: they narrow little. */
const COARSE = new Set(['market', 'seconds', 'period', 'quote', 'base', 'kind', 'tbl', 'side'])

/**
 * Tells SQLite's planner what our tables are like once they have grown. Without that it takes the chain's id, which leads
 * every key and every index, for as narrow as a column can be, and reads a whole table where an index leads to ten rows.
 * What holds for all of them need not be measured, and plans stay what the tests have seen.
 */
export function writeStatistics(db: Connection): void {
  // Makes the table for it, and looks at no rows.
  db.exec('ANALYZE sqlite_schema')
  db.exec('DELETE FROM sqlite_stat1')
  const insert = db.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)')
  for (const { name, key, indexes = [] } of [...KEPT, ...TABLES] as readonly (TableShape | Kept)[]) {
    insert.run(name, name, statOf(key, true))
    for (const on of indexes) insert.run(name, `${name}_${on.join('_')}`, statOf(on, false))
  }
  db.exec('ANALYZE sqlite_schema')
}

/** Rows in all, and how many share the first column, the first two, and so on; columns at the front are not to be guessed through. */
function statOf(columns: readonly string[], isUnique: boolean): string {
  let rows = MANY
  const shared = columns.map((column, i) => {
    rows = Math.max(1, Math.floor(COARSE.has(column) ? rows / 10 : Math.min(rows / 10, 200)))
    return isUnique && i === columns.length - 1 ? 1 : rows
  })
  return [MANY, columns.length === 0 ? 1 : MANY, ...shared, 'noskipscan'].join(' ')
}
