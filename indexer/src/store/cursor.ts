import type { Address, Hex } from 'viem'
import { CursorMoved } from '../errors.ts'
import type { Connection } from './open.ts'
import { getRow, statement } from './statements.ts'

/** A block: the last complete one, or the one to be. */
export interface Tip {
  readonly height: number
  /** Empty before the first batch: then `height` is the block before the start and was never read. */
  readonly hash: Hex | ''
  readonly timestamp: number
}

/** Up to where the index is complete. */
export interface Cursor extends Tip {
  readonly factory: Address | undefined
}

export function readCursor(db: Connection): Cursor {
  const row = getRow(db, 'SELECT height, hash, ts, factory FROM cursor')
  if (row === undefined) throw new TypeError('the index has no cursor')
  return {
    height: row.height as number,
    hash: row.hash as Hex | '',
    timestamp: row.ts as number,
    factory: (row.factory ?? undefined) as Address | undefined,
  }
}

/** The highest block with events at or below `height`. */
export function readBlockBelow(db: Connection, height: number): Pick<Tip, 'height' | 'hash'> | undefined {
  const row = getRow(db, 'SELECT height, hash FROM block WHERE height <= ? ORDER BY height DESC LIMIT 1', height)
  return row && { height: row.height as number, hash: row.hash as Hex }
}

/** Move the cursor if it still is where it was read. @throws {CursorMoved} otherwise. */
export function moveCursor(db: Connection, from: Tip, to: Cursor): void {
  const sql = 'UPDATE cursor SET height = ?, hash = ?, ts = ?, factory = ? WHERE height = ? AND hash = ?'
  const { changes } = statement(db, sql).run(
    to.height,
    to.hash,
    to.timestamp,
    to.factory ?? null,
    from.height,
    from.hash,
  )
  if (changes !== 1) throw new CursorMoved(from.height, from.hash)
}
