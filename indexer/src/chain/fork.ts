import type { Hex } from 'viem'
import { ChainDiverged, SourceError } from '../errors.ts'
import { newestKept } from '../store/headers.ts'
import type { Cursor, Writer } from '../store/store.ts'
import type { Rpc } from './rpc.ts'
import { type BlockTime, needHeader } from './source.ts'

/**
 * The newest indexed block that is still on the node's chain; the cursor's own when nothing was reorganised.
 *
 * @throws {ChainDiverged} when even a final block has another hash.
 * @throws {SourceError} when the node lacks a block that it should have.
 */
export async function findFork(rpc: Rpc, writer: Writer, cursor: Cursor): Promise<BlockTime> {
  const head = await rpc.head()
  const rows = await writer.query(
    'SELECT height, hash, parent_hash, ts FROM header WHERE chain_id = @chain ORDER BY height DESC',
  )
  for (const row of rows) {
    const stored = { height: row.height as number, hash: row.hash as Hex, timestamp: row.ts as number }
    if (stored.height > head || stored.height > cursor.height) continue
    if (stored.height < cursor.finalised) break
    const { hash } = await needHeader(rpc, stored.height)
    if (hash === stored.hash) return stored
    if (stored.height === cursor.finalised) throw new ChainDiverged(stored.height, stored.hash, hash)
  }
  // Below the oldest header kept stands the last final block: its hash is that header's parent's, or in the cursor itself.
  const oldest = rows.findLast((row) => (row.height as number) > cursor.finalised)
  const height = oldest === undefined ? cursor.height : (oldest.height as number) - 1
  const hash = oldest === undefined ? cursor.hash : (oldest.parent_hash as Hex)
  if (hash === '') throw new SourceError('nothing is indexed that could have been reorganised')
  if (height > head) await checkOlder(rpc, writer, head)
  const actual = await needHeader(rpc, height)
  if (actual.hash !== hash) throw new ChainDiverged(height, hash, actual.hash)
  return actual
}

/** A chain that ends below the final blocks is another one if the newest block that both know differs. */
async function checkOlder(rpc: Rpc, writer: Writer, head: number): Promise<void> {
  const known = await newestKept(writer, head)
  if (known === undefined) return
  const { hash } = await needHeader(rpc, known.height)
  if (hash !== known.hash) throw new ChainDiverged(known.height, known.hash, hash)
}
