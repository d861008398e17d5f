import { parseKey, type Row, type TableShape, type Value } from './table.ts'
import { tableNamed } from './tables/all.ts'

/** A row to be put back as it was, or to be gone again. */
export interface Restored {
  readonly table: TableShape
  readonly key: readonly Value[]
  readonly values: readonly Value[] | undefined
}

/** Reads what a rollback needs, each row's oldest form first. */
export const UNDO_ABOVE =
  'SELECT tbl, key, pre FROM undo WHERE chain_id = @chain AND height > ? ORDER BY tbl, key, height'

/** Of rows that {@link UNDO_ABOVE} gave, the state that each was in. */
export function restore(rows: readonly Row[]): Restored[] {
  const restored: Restored[] = []
  let last = ''
  for (const { tbl, key, pre } of rows as readonly { tbl: string; key: string; pre: string }[]) {
    const name = `${tbl} ${key}`
    if (name === last) continue
    last = name
    const table = tableNamed(tbl)
    restored.push({ table, key: parseKey(table, key), values: pre === '' ? undefined : (JSON.parse(pre) as Value[]) })
  }
  return restored
}
