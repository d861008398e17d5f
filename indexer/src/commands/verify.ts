import { type Audited, audit } from '../audit/audit.ts'
import { connect, type Rpc } from '../chain/rpc.ts'
import { ConfigError, IndexDiffers, IndexerError } from '../errors.ts'
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
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const digest = await verifyBranch(database.name, reader, identity, onProgress)
    if (digest !== undefined) return digest
  }
  throw new IndexerError('Busy', `${database.name} changed its branch ${ATTEMPTS} times meanwhile; verify it again`)
}

/** Compare with what is indexed now; nothing when a reorganisation came between. */
async function verifyBranch(
  name: string,
  reader: Reader,
  identity: Identity,
  onProgress: Progress,
): Promise<Digest | undefined> {
  using expected = temporaryIndex(identity)
  const first = await reader.run(readCursor())
  let cursor = first
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const until = cursor
    try {
      await replayLogs(reader.run.bind(reader), expected.writer, identity, until, (height) =>
        onProgress(height, until.height),
      )
    } catch (error) {
      // Half of one branch and half of another need not add up.
      if (await hasMoved(reader, first.generation)) return undefined
      throw error
    }
    const seen = await reader.snapshot((within) => within.run(compared(until)))
    if ('digest' in seen) return seen
    if (seen.generation !== first.generation) return undefined
    cursor = seen
  }
  throw new IndexerError('Busy', `${name} was written ${ATTEMPTS} times meanwhile; verify it again`)

  /** The digest when the index is still where it was replayed to, else where it is. */
  function* compared(until: Cursor) {
    const now = yield* readCursor()
    if (now.height !== until.height || now.hash !== until.hash || now.generation !== until.generation) return now
    const difference = yield* findDifference(expected.reader)
    if (difference) throw new IndexDiffers(difference)
    return yield* digestIndex()
  }
}

/** Whether the index is of another branch by now. */
async function hasMoved(reader: Reader, generation: number): Promise<boolean> {
  return (await reader.run(readCursor())).generation !== generation
}

/** Blocks of the index, and where to ask about them. */
export interface AuditOptions {
  readonly rpc: readonly string[]
  /** Heights; `head` for the newest one indexed. */
  readonly at: readonly (number | 'head')[]
}

/**
 * Compare what is indexed as of some blocks with what the contracts themselves say at the end of them. Another process may write
 * meanwhile.
 *
 * @throws {RecordDiffers} naming the first thing that differs.
 * @throws {SourceError} when the node cannot say, as one that does not keep the state of old blocks.
 */
export async function verifyOnChain(db: string, { rpc: urls, at }: AuditOptions, chain?: number): Promise<Audited[]> {
  const [url] = urls
  if (url === undefined) throw new ConfigError('--at compares with the contracts: name a node with --rpc')
  await using cleanup = new AsyncDisposableStack()
  const database = cleanup.adopt(await openDatabase(db, false), (opened) => opened.close())
  const identity = chooseIdentity(database.name, await database.identities(), chain)
  const reader = cleanup.adopt(await database.read(identity.chainId), async (opened) => opened.close())
  const rpc = connect(url, new AbortController().signal)
  const serves = await rpc.chainId()
  if (serves !== identity.chainId) throw new ConfigError(`the node serves chain ${serves}, not ${identity.chainId}`)
  const audited: Audited[] = []
  for (const block of at) audited.push(await auditBlock(rpc, reader, identity, block))
  return audited
}

/** What a reorganisation brought about is no difference, and no block that the node lacks. */
async function auditBlock(rpc: Rpc, reader: Reader, identity: Identity, at: number | 'head'): Promise<Audited> {
  for (let attempt = 1; ; attempt++) {
    const { height, generation } = await reader.run(readCursor())
    try {
      // Each of its reads is of one state: a writer may go on between them.
      return await audit(
        rpc,
        (read) => reader.snapshot((within) => within.run(read)),
        identity,
        at === 'head' ? height : at,
      )
    } catch (error) {
      if (attempt === ATTEMPTS || !(await hasMoved(reader, generation))) throw error
    }
  }
}
