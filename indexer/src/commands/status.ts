import { readMeta } from '../api/resolvers/meta.ts'
import { digestIndex } from '../store/digest.ts'
import { openReader } from '../store/open.ts'
import { needIdentity } from './serve.ts'

/** Everything `_meta` tells and, if asked for, the digest of all rows, as one JSON object. */
export function status(file: string, withDigest: boolean): string {
  using cleanup = new DisposableStack()
  const db = cleanup.adopt(openReader(file), (connection) => connection.close())
  const context = { db, identity: needIdentity(db, file), now: Date.now }
  const read = db.transaction(() => ({ ...readMeta(context), ...(withDigest && { digest: digestIndex(db) }) }))
  return JSON.stringify(read(), undefined, 2)
}
