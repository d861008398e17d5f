import { existsSync } from 'node:fs'
import { ConfigError } from '../errors.ts'
import { ArchiveReader } from '../ops/archive.ts'
import { type Digest, digestIndex } from '../store/digest.ts'
import { load } from '../store/load.ts'
import { readCursor } from '../store/read/meta.ts'
import { SCHEMA_VERSION } from '../store/schema.ts'

/**
 * Add an exported index to a database, which is made if it is a file and missing. All of it is there at once, with the
 * digest it had, or nothing.
 *
 * @throws {ConfigError} when the database holds that chain already, or the file is damaged or of another version.
 */
export async function importIndex(db: string, file: string): Promise<Digest> {
  if (!existsSync(file)) throw new ConfigError(`there is no file ${file}`)
  const archive = new ArchiveReader(file)
  const { identity, cursor } = await archive.heading(SCHEMA_VERSION)
  const { chainId } = identity
  return load(db, 'add', async (loader) => {
    if (loader.identities.some((other) => other.chainId === chainId)) {
      const { height } = await loader.run(chainId, readCursor())
      throw new ConfigError(`${loader.name} holds chain ${chainId} already, up to block ${height}`)
    }
    await loader.add(identity, cursor)
    for await (const { table, rows } of archive.parts()) await loader.put(chainId, table, rows)
    const digest = await loader.run(chainId, digestIndex())
    const expected = archive.digest
    if (digest.digest !== expected?.digest) {
      throw new ConfigError(`${file} would give digest ${digest.digest} and not ${expected?.digest} as was exported`)
    }
    return digest
  })
}
