import { readMeta } from '../api/resolvers/meta.ts'
import { openDatabase } from '../store/database.ts'
import { digestIndex } from '../store/digest.ts'
import { chooseIdentity } from '../store/identity.ts'
import type { Identity } from '../store/store.ts'

/** Everything `_meta` tells and, if asked for, the digest of all rows, as one JSON object. */
export async function status(db: string, withDigest: boolean, chain?: number): Promise<string> {
  await using cleanup = new AsyncDisposableStack()
  const database = cleanup.adopt(await openDatabase(db, false), (opened) => opened.close())
  const identity = chooseIdentity(database.name, await database.identities(), chain)
  const reader = cleanup.adopt(await database.read(identity.chainId), async (opened) => opened.close())
  const told = await reader.snapshot((within) => within.run(readStatus(identity, withDigest)))
  return JSON.stringify(told, undefined, 2)
}

function* readStatus(identity: Identity, withDigest: boolean) {
  const meta = yield* readMeta(identity, Date.now())
  return { ...meta, ...(withDigest && { digest: yield* digestIndex() }) }
}
