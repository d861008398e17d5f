import { createHash } from 'node:crypto'
import { UNDO } from './kept.ts'
import { readCursor } from './read/meta.ts'
import { many, type Read } from './read/read.ts'
import type { Value } from './table.ts'
import { TABLES } from './tables/all.ts'

/** Fingerprint of everything indexed up to a block. */
export interface Digest {
  readonly height: number
  readonly hash: string
  /** SHA-256 over all rows of all tables in key order. */
  readonly digest: string
  readonly rows: number
}

/** Rows read at a time. */
const PAGE = 5_000

/**
 * Two indexes of the same chain at the same height have the same digest, however they got there: batch sizes, crashes,
 * reorganisations, providers and stores leave no trace. Read it within a snapshot.
 */
export function* digestIndex(): Read<Digest> {
  const sum = createHash('sha256')
  let rows = 0
  for (const { name, columns, key } of [...TABLES, UNDO]) {
    sum.update(`${name}\n`)
    const names = Object.keys(columns)
    const order = key.join(', ')
    let after: Value[] | undefined
    for (;;) {
      const beyond = after === undefined ? '' : ` AND (${order}) > (${key.map(() => '?').join(', ')})`
      const sql = `SELECT * FROM ${name} WHERE chain_id = @chain${beyond} ORDER BY ${order} LIMIT ${PAGE}`
      const page = yield* many(sql, ...(after ?? []))
      for (const row of page) sum.update(`${JSON.stringify(names.map((column) => row[column]))}\n`)
      rows += page.length
      const last = page.at(-1)
      if (page.length < PAGE || last === undefined) break
      after = key.map((column) => last[column] ?? null)
    }
  }
  const { height, hash } = yield* readCursor()
  return { height, hash, digest: sum.digest('hex'), rows }
}
