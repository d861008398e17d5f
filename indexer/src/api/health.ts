import { LIVE_LAG } from '../store/read/meta.ts'
import type { Read } from '../store/read/read.ts'
import type { ApiContext } from './context.ts'
import { readMeta } from './resolvers/meta.ts'
import { SchemaChanged } from './version.ts'

/** What is not known of an index of another version. */
const UNKNOWN = { status: null, block: null, headBlock: null, lagBlocks: null, behind: null }

type Meta = ReturnType<typeof readMeta> extends Read<infer T> ? T : never

/** What `/readyz` answers: whether what is served here is the present. */
export async function readiness({ db, identity, now }: ApiContext) {
  let read: Meta
  try {
    read = await db.snapshot((reader) => reader.run(readMeta(identity, now())))
  } catch (error) {
    if (error instanceof SchemaChanged) return { ready: false, ...UNKNOWN, message: error.message }
    throw error
  }
  const { status, block, headBlock, lagBlocks, message } = read
  const behind = lagBlocks
  const writing = status === 'LIVE' || status === 'SYNCING'
  const ready = writing && block !== null && behind !== null && behind <= LIVE_LAG
  return { ready, status, block: block?.number ?? null, headBlock, lagBlocks, behind, message }
}
