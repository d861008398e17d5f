import { readBlockAt, readCursor, readSync } from '../../store/read/meta.ts'
import type { Identity } from '../../store/store.ts'
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
  _meta: (_: unknown, _args: unknown, { db, identity, now }: ApiContext) => db.run(readMeta(identity, now())),
}
