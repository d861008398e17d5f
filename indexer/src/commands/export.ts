import { existsSync, renameSync, rmSync } from 'node:fs'
import { ConfigError } from '../errors.ts'
import { ARCHIVED, ArchiveWriter } from '../ops/archive.ts'
import { openDatabase } from '../store/database.ts'
import { type Digest, digestIndex } from '../store/digest.ts'
import { chooseIdentity } from '../store/identity.ts'
import { readCursor } from '../store/read/meta.ts'
import type { Read } from '../store/read/read.ts'
import { everyPage, valuesOf } from '../store/rows.ts'
import { SCHEMA_VERSION } from '../store/schema.ts'
import type { Identity } from '../store/store.ts'

/**
 * Write a chain's index, as it is at the block that is its last one now, into a new file. Another process may write the
 * index meanwhile.
 *
 * @throws {ConfigError} when the file exists, or there is no index.
 */
export async function exportIndex(db: string, file: string, chain?: number): Promise<Digest> {
  if (existsSync(file)) throw new ConfigError(`${file} exists already; an export makes a new file`)
  await using cleanup = new AsyncDisposableStack()
  const database = cleanup.adopt(await openDatabase(db, false), (opened) => opened.close())
  const identity = chooseIdentity(database.name, await database.identities(), chain)
  const reader = cleanup.adopt(await database.read(identity.chainId), async (opened) => opened.close())
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  try {
    const digest = await reader.snapshot((within) => within.run(writeAll(partial, identity)))
    renameSync(partial, file)
    return digest
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

function* writeAll(path: string, identity: Identity): Read<Digest> {
  const archive = new ArchiveWriter(path, { schema: SCHEMA_VERSION, identity, cursor: yield* readCursor() })
  try {
    for (const table of ARCHIVED) {
      yield* everyPage(table, (rows) => archive.rows({ table, rows: valuesOf(table, rows) }))
    }
    const digest = yield* digestIndex()
    archive.finish(digest)
    return digest
  } finally {
    archive.close()
  }
}
