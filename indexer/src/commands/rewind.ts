import { ConfigError } from '../errors.ts'
import { openDatabase } from '../store/database.ts'
import { chooseIdentity } from '../store/identity.ts'
import type { Cursor, Tip, Writer } from '../store/store.ts'

/** What came of a rewind. */
export interface Rewound {
  readonly from: number
  readonly height: number
  readonly hash: string
}

/**
 * Undo every block above `to`. Where nothing happened in `to` and its hash is not kept, the index goes back to the newest
 * block before it that is: it holds the same rows.
 *
 * @throws {ConfigError} when `to` is not indexed, or another process writes.
 */
export async function rewind(db: string, to: number, chain?: number): Promise<Rewound> {
  await using cleanup = new AsyncDisposableStack()
  const database = cleanup.adopt(await openDatabase(db, true), (opened) => opened.close())
  const { chainId, startBlock } = chooseIdentity(database.name, await database.identities(), chain)
  const writer = cleanup.adopt(await database.write(chainId), (opened) => opened.close())
  const from = await writer.cursor()
  if (to < startBlock - 1 || to > from.height) {
    throw new ConfigError(`block ${to} is not indexed: ${database.name} holds blocks ${startBlock} to ${from.height}`)
  }
  const tip = to === from.height ? from : await knownBlock(writer, to, startBlock - 1)
  const { height, hash, timestamp } = tip
  if (height === from.height) return { from: from.height, height, hash }
  const finalised = Math.min(from.finalised, height)
  const ancestor: Cursor = { height, hash, timestamp, finalised, generation: from.generation + 1 }
  const changes = { states: [], history: [], undo: [] }
  await writer.reorganise(from, ancestor, async () => ({ from: ancestor, to: ancestor, changes, headers: [], raw: [] }))
  return { from: from.height, height, hash }
}

/** The newest block at or below a height whose hash is kept; that before the first when there is none. */
async function knownBlock(writer: Writer, height: number, start: number): Promise<Tip> {
  const sql = `SELECT height, hash, ts FROM header WHERE chain_id = @chain AND height <= ?
    UNION SELECT height, hash, ts FROM block WHERE chain_id = @chain AND height <= ? ORDER BY height DESC LIMIT 1`
  const [row] = await writer.query(sql, height, height)
  if (row === undefined) return { height: start, hash: '', timestamp: 0 }
  return { height: row.height as number, hash: row.hash as Tip['hash'], timestamp: row.ts as number }
}
