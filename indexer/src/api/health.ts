import type { ApiContext } from './context.ts'
import { readMeta } from './resolvers/meta.ts'

/** Blocks behind the newest settled one that still count as up to date: the chain moves while one looks. */
const READY_LAG = 10

/** What `/readyz` answers: whether what is served here is the present. */
export function readiness(context: ApiContext) {
  const { status, block, headBlock, lagBlocks, finality, message } = context.db.transaction(() => readMeta(context))()
  const behind = lagBlocks === null ? null : Math.max(0, lagBlocks - (finality ?? 0))
  const writing = status === 'LIVE' || status === 'SYNCING'
  const ready = writing && block !== null && behind !== null && behind <= READY_LAG
  return { ready, status, block: block?.number ?? null, headBlock, lagBlocks, behind, message }
}
