import { parseKey, type Row, type TableShape, type Value } from './table.ts'
import { tableNamed } from './tables/all.ts'

/** A row to be put back as it was, or to be gone again. */
export interface Restored {
  readonly table: TableShape
  readonly key: readonly Value[]
  readonly values: readonly Value[] | undefined
}

/** Reads what a rollback needs, the oldest first: by that alone, as few blocks are undone of all that there are. */
export const UNDO_ABOVE = 'SELECT tbl, key, pre FROM undo WHERE chain_id = @chain AND height > ? ORDER BY height'

/** Of rows that {@link UNDO_ABOVE} gave, the state that each was in. */
export function restore(rows: readonly Row[]): Restored[] {
  const restored = new Map<string, Restored>()
  for (const { tbl, key, pre } of rows as readonly { tbl: string; key: string; pre: string }[]) {
    const name = `${tbl} ${key}`
    if (restored.has(name)) continue
    const table = tableNamed(tbl)
    const values = pre === '' ? undefined : (JSON.parse(pre) as Value[])
    restored.set(name, { table, key: parseKey(table, key), values })
  }
  return [...restored.values()]
}
