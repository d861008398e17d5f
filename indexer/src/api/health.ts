import { LIVE_LAG } from '../store/read/meta.ts'
import type { ApiContext } from './context.ts'
import { readMeta } from './resolvers/meta.ts'

/** What `/readyz` answers: whether what is served here is the present. */
export async function readiness({ db, identity, now }: ApiContext) {
  const read = await db.snapshot((reader) => reader.run(readMeta(identity, now())))
  const { status, block, headBlock, lagBlocks, message } = read
  const behind = lagBlocks
  const writing = status === 'LIVE' || status === 'SYNCING'
  const ready = writing && block !== null && behind !== null && behind <= LIVE_LAG
  return { ready, status, block: block?.number ?? null, headBlock, lagBlocks, behind, message }
}
