import { LIVE_LAG } from '../store/sync.ts'
import type { ApiContext } from './context.ts'
import { readMeta } from './resolvers/meta.ts'

/** What `/readyz` answers: whether what is served here is the present. */
export function readiness(context: ApiContext) {
  const { status, block, headBlock, lagBlocks, finality, message } = context.db.transaction(() => readMeta(context))()
  const behind = lagBlocks === null ? null : Math.max(0, lagBlocks - (finality ?? 0))
  const writing = status === 'LIVE' || status === 'SYNCING'
  const ready = writing && block !== null && behind !== null && behind <= LIVE_LAG
  return { ready, status, block: block?.number ?? null, headBlock, lagBlocks, behind, message }
}
