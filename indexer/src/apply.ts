import type { Batch } from './chain/source.ts'
import { reduce } from './reducers/reduce.ts'
import { commitBatch } from './store/commit.ts'
import type { Cursor } from './store/cursor.ts'
import type { Connection } from './store/open.ts'
import { Overlay, storedView } from './store/view.ts'

/** Reduce a batch and write it with its cursor, all or nothing. The new cursor. */
export function applyBatch(db: Connection, cursor: Cursor, batch: Batch): Cursor {
  const overlay = new Overlay(storedView(db))
  for (const event of batch.events) overlay.apply(reduce(overlay, event))
  return commitBatch(db, cursor, batch.tip, batch.blocks, overlay.changes())
}
