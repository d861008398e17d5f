import type { Tip, Writer } from './store.ts'

/** The newest block at or below a height whose hash is kept: any that may be reorganised, below them those with events. */
export async function newestKept(writer: Writer, height: number): Promise<Tip | undefined> {
  const sql = `SELECT height, hash, ts FROM header WHERE chain_id = @chain AND height <= ?
    UNION SELECT height, hash, ts FROM block WHERE chain_id = @chain AND height <= ? ORDER BY height DESC LIMIT 1`
  const [row] = await writer.query(sql, height, height)
  return row && { height: row.height as number, hash: row.hash as Tip['hash'], timestamp: row.ts as number }
}
