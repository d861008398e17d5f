import { ConfigError } from '../errors.ts'
import { replayLogs } from '../ops/rawLogs.ts'
import { temporaryIndex } from '../ops/temporary.ts'
import { type Digest, digestIndex } from '../store/digest.ts'
import { OUTBOX, UNDO } from '../store/kept.ts'
import { type Loader, load } from '../store/load.ts'
import { readCursor } from '../store/read/meta.ts'
import { one } from '../store/read/read.ts'
import { PAGE, pageOf, valuesOf } from '../store/rows.ts'
import type { Identity } from '../store/store.ts'
import type { Row } from '../store/table.ts'
import { TABLES } from '../store/tables/all.ts'
import type { Progress } from './verify.ts'

/**
 * Make all rows of a database anew from its raw logs, as this version's reducers and tables have them, and put them in the
 * place of the old ones in one step: readers see the old index or the new one. The chain is not asked.
 *
 * @throws {ConfigError} while another process writes. Whatever fails, the old rows stay.
 */
export async function replay(db: string, onProgress: Progress = () => {}): Promise<Digest[]> {
  return load(db, 'replace', async (loader) => {
    if (loader.identities.length === 0) throw new ConfigError(`${loader.name} is empty; 'start' fills it`)
    const digests = []
    for (const identity of loader.identities) digests.push(await replayChain(loader, identity, onProgress))
    return digests
  })
}

async function replayChain(loader: Loader, identity: Identity, onProgress: Progress): Promise<Digest> {
  const { chainId, startBlock } = identity
  const cursor = await loader.run(chainId, readCursor())
  using made = temporaryIndex(identity)
  await replayLogs(
    (read) => loader.run(chainId, read),
    made.writer,
    identity,
    cursor,
    (height) => onProgress(height, cursor.height),
  )
  for (const table of [...TABLES, UNDO]) {
    let last: Row | undefined
    for (;;) {
      const page = made.reader.run(pageOf(table, last))
      if (page.length > 0) await loader.put(chainId, table, valuesOf(table, page))
      last = page.at(-1)
      if (page.length < PAGE) break
    }
  }
  // Subscribers are to forget what they were told, and begin again.
  const newest = await loader.run(chainId, one('SELECT max(seq) AS seq FROM outbox WHERE chain_id = @chain'))
  const seq = Number(newest?.seq ?? 0)
  const generation = cursor.generation + 1
  await loader.put(chainId, OUTBOX, [
    [seq + 1, generation, 'UNDO', cursor.height, startBlock - 1, ''],
    [seq + 2, generation, 'APPLY', startBlock - 1, cursor.height, cursor.hash],
  ])
  return loader.run(chainId, digestIndex())
}
