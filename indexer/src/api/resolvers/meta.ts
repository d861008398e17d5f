import { readCursor } from '../../store/cursor.ts'
import { readBlockAt } from '../../store/pages.ts'
import { readSync } from '../../store/sync.ts'
import type { ApiContext } from '../context.ts'

/** What is indexed, and how the writer is doing. */
export function readMeta({ db, identity, now }: ApiContext) {
  const cursor = readCursor(db)
  const sync = readSync(db, now())
  return {
    ...identity,
    block: cursor.hash === '' ? null : { number: cursor.height, hash: cursor.hash, timestamp: cursor.timestamp },
    headBlock: sync?.head ?? null,
    lagBlocks: sync ? Math.max(0, sync.head - Math.max(cursor.height, 0)) : null,
    finality: sync?.finality ?? null,
    status: sync?.status ?? 'STOPPED',
    message: sync?.message ?? null,
  }
}

export const metaQueries = {
  blockAt: (_: unknown, { time }: { time: number }, { db }: ApiContext) => readBlockAt(db, time),
  _meta: (_: unknown, _args: unknown, context: ApiContext) => readMeta(context),
}
