import { UNDO } from './kept.ts'
import type { Read } from './read/read.ts'
import { PAGE, pageOf } from './rows.ts'
import type { SqliteReader } from './sqlite/reader.ts'
import type { Row } from './table.ts'
import { TABLES } from './tables/all.ts'

/** Where two indexes part. */
export interface RowDifference {
  readonly table: string
  /** The row's key, as its columns with their values. */
  readonly key: string
  /** What is stored, and what it should be; nothing where there is no such row. */
  readonly stored: string | undefined
  readonly expected: string | undefined
}

/**
 * The first row, in the order of tables and keys, in which an index differs from one in a file; nothing when none does.
 * Read it within a snapshot.
 */
export function* findDifference(expected: SqliteReader): Read<RowDifference | undefined> {
  for (const { name, columns, key } of [...TABLES, UNDO]) {
    const names = Object.keys(columns)
    const text = (row: Row | undefined) =>
      row && JSON.stringify(Object.fromEntries(names.map((one) => [one, row[one]])))
    const keyOf = (row: Row) => key.map((column) => `${column} ${row[column]}`).join(', ')
    let last: Row | undefined
    for (;;) {
      const ours = yield* pageOf({ name, columns, key }, last)
      const theirs = expected.run(pageOf({ name, columns, key }, last))
      for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
        const [stored, wanted] = [ours[i], theirs[i]]
        if (text(stored) === text(wanted)) continue
        const at = earlier(stored, wanted, key)
        const [a, b] = [stored === at ? stored : undefined, wanted === at ? wanted : undefined]
        const same = stored !== undefined && wanted !== undefined && keyOf(stored) === keyOf(wanted)
        return {
          table: name,
          key: keyOf(at),
          stored: text(same ? stored : a),
          expected: text(same ? wanted : b),
        }
      }
      last = ours.at(-1)
      if (ours.length < PAGE) break
    }
  }
  return undefined
}

/** Of two rows, the one whose key comes first. */
function earlier(a: Row | undefined, b: Row | undefined, key: readonly string[]): Row {
  if (a === undefined || b === undefined) {
    const there = a ?? b
    if (there === undefined) throw new RangeError('there is no row to compare')
    return there
  }
  for (const column of key) {
    const [x, y] = [a[column] ?? '', b[column] ?? '']
    if (x !== y) return x < y ? a : b
  }
  return a
}
