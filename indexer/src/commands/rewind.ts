import { ConfigError } from '../errors.ts'
import { openDatabase } from '../store/database.ts'
import { newestKept } from '../store/headers.ts'
import { chooseIdentity } from '../store/identity.ts'
import type { Cursor, Tip } from '../store/store.ts'

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
  const before: Tip = { height: startBlock - 1, hash: '', timestamp: 0 }
  const tip = to === from.height ? from : ((await newestKept(writer, to)) ?? before)
  const { height, hash, timestamp } = tip
  if (height === from.height) return { from: from.height, height, hash }
  const finalised = Math.min(from.finalised, height)
  const ancestor: Cursor = { height, hash, timestamp, finalised, generation: from.generation + 1 }
  const changes = { states: [], removed: [], history: [], undo: [] }
  await writer.reorganise(from, ancestor, async () => ({ from: ancestor, to: ancestor, changes, headers: [], raw: [] }))
  return { from: from.height, height, hash }
}
