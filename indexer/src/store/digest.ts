import { createHash } from 'node:crypto'
import { readCursor } from './cursor.ts'
import type { Connection } from './open.ts'
import { DIGESTED } from './schema.ts'

/** Fingerprint of everything indexed up to a block. */
export interface Digest {
  readonly height: number
  readonly hash: string
  /** SHA-256 over all rows of all tables in key order. */
  readonly digest: string
  readonly rows: number
}

/**
 * Two indexes of the same chain at the same height have the same digest, however they got there: batch sizes, crashes
 * and providers leave no trace.
 */
export function digestIndex(db: Connection): Digest {
  const read = db.transaction((): Digest => {
    const sum = createHash('sha256')
    let rows = 0
    for (const [table, key] of Object.entries(DIGESTED)) {
      sum.update(`${table}\n`)
      for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY ${key}`).raw().iterate()) {
        sum.update(`${JSON.stringify(row)}\n`)
        rows++
      }
    }
    const { height, hash } = readCursor(db)
    return { height, hash, digest: sum.digest('hex'), rows }
  })
  return read()
}
