import { IndexDiffers, IndexerError } from '../errors.ts'
import { replayLogs } from '../ops/rawLogs.ts'
import { temporaryIndex } from '../ops/temporary.ts'
import { findDifference } from '../store/compare.ts'
import { openDatabase } from '../store/database.ts'
import { type Digest, digestIndex } from '../store/digest.ts'
import { chooseIdentity } from '../store/identity.ts'
import { readCursor } from '../store/read/meta.ts'
import type { Reader } from '../store/read/read.ts'
import type { Cursor, Identity } from '../store/store.ts'

/** How often a writer beside us may move on before a comparison. */
const ATTEMPTS = 50

/** Reports how far a long command is. */
export type Progress = (height: number, last: number) => void

/**
 * Replay the stored raw logs into a temporary index and compare every row. Another process may write meanwhile.
 *
 * @throws {IndexDiffers} naming the first row that differs.
 * @throws {InvariantBroken} when the raw logs do not add up by themselves.
 */
export async function verify(db: string, chain?: number, onProgress: Progress = () => {}): Promise<Digest> {
  await using cleanup = new AsyncDisposableStack()
  const database = cleanup.adopt(await openDatabase(db, false), (opened) => opened.close())
  const identity = chooseIdentity(database.name, await database.identities(), chain)
  const reader = cleanup.adopt(await database.read(identity.chainId), async (opened) => opened.close())
  let generation: number | undefined
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const cursor = await reader.run(readCursor())
    if (generation === cursor.generation) break
    generation = cursor.generation
    const digest = await verifyBranch(reader, identity, cursor, onProgress)
    if (digest !== undefined) return digest
  }
  throw new IndexerError('Busy', `${database.name} changed its branch ${ATTEMPTS} times meanwhile; verify it again`)
}

/** Compare with what is indexed now; nothing when a reorganisation came between. */
async function verifyBranch(
  reader: Reader,
  identity: Identity,
  first: Cursor,
  onProgress: Progress,
): Promise<Digest | undefined> {
  using expected = temporaryIndex(identity)
  let cursor = first
  for (let attempt = 0; attempt < ATTEMPTS && cursor.generation === first.generation; attempt++) {
    const until = cursor
    await replayLogs(reader.run.bind(reader), expected.writer, identity, until, (height) =>
      onProgress(height, until.height),
    )
    const seen = await reader.snapshot((within) => within.run(compared(until)))
    if ('digest' in seen) return seen
    cursor = seen
  }
  return undefined

  /** The digest when the index is still where it was replayed to, else where it is. */
  function* compared(until: Cursor) {
    const now = yield* readCursor()
    if (now.height !== until.height || now.hash !== until.hash || now.generation !== until.generation) return now
    const difference = yield* findDifference(expected.reader)
    if (difference) throw new IndexDiffers(difference)
    return yield* digestIndex()
  }
}
