import { readBlockAt, readCursor, readSync } from '../../store/read/meta.ts'
import type { Identity } from '../../store/store.ts'
import { badInput } from '../arguments.ts'
import type { ApiContext } from '../context.ts'

/** What is indexed, and how the writer is doing. */
export function* readMeta({ chainId, exchange, startBlock }: Identity, now: number) {
  const cursor = yield* readCursor()
  const sync = yield* readSync(now)
  return {
    ...{ chainId, exchange, startBlock },
    block: cursor.hash === '' ? null : { number: cursor.height, hash: cursor.hash, timestamp: cursor.timestamp },
    finalisedBlock: Math.max(cursor.finalised, 0),
    generation: cursor.generation,
    headBlock: sync?.head ?? null,
    lagBlocks: sync ? Math.max(0, sync.head - Math.max(cursor.height, 0)) : null,
    finality: sync?.finality ?? null,
    status: sync?.status ?? 'STOPPED',
    message: sync?.message ?? null,
  } satisfies Record<string, unknown>
}

export const metaQueries = {
  blockAt: (_: unknown, { time }: { time: number }, { db }: ApiContext) => db.run(readBlockAt(time)),
  _meta: (_: unknown, { minBlock }: { minBlock?: number | null }, { db, identity, now }: ApiContext) =>
    db.run(readMetaFrom(minBlock ?? undefined, identity, now())),
}

/** @throws {GraphQLError} when less than `minBlock` is indexed; as there is always an answer, it takes all others with it. */
function* readMetaFrom(minBlock: number | undefined, identity: Identity, now: number) {
  const meta = yield* readMeta(identity, now)
  const height = meta.block?.number ?? identity.startBlock - 1
  if (minBlock !== undefined && height < minBlock) {
    throw badInput(
      `block ${minBlock} is not indexed here yet; the last complete block is ${height}`,
      'BLOCK_NOT_INDEXED',
    )
  }
  return meta
}
