import { createHash } from 'node:crypto'
import { UNDO } from './kept.ts'
import { readCursor } from './read/meta.ts'
import type { Read } from './read/read.ts'
import { everyPage, valuesOf } from './rows.ts'
import { TABLES } from './tables/all.ts'

/** Fingerprint of everything indexed up to a block. */
export interface Digest {
  readonly height: number
  readonly hash: string
  /** SHA-256 over all rows of all tables in key order. */
  readonly digest: string
  readonly rows: number
}

/**
 * Two indexes of the same chain at the same height have the same digest, however they got there: batch sizes, crashes,
 * reorganisations, providers and stores leave no trace. Read it within a snapshot.
 */
export function* digestIndex(): Read<Digest> {
  const sum = createHash('sha256')
  let rows = 0
  for (const table of [...TABLES, UNDO]) {
    sum.update(`${table.name}\n`)
    yield* everyPage(table, (page) => {
      for (const values of valuesOf(table, page)) sum.update(`${JSON.stringify(values)}\n`)
      rows += page.length
    })
  }
  const { height, hash } = yield* readCursor()
  return { height, hash, digest: sum.digest('hex'), rows }
}
