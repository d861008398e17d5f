import { join } from 'node:path'
import type { Session } from '../demo/session.ts'
import type { Chain } from './chain.ts'
import { reaching, watchFile } from './indexing.ts'
import { type Load, load } from './load.ts'
import { serveIndex, startIndex } from './services.ts'

/**
 * One process answers while another one fills the same file: from the first blocks on, so that there is something to ask
 * for, to the chain's head.
 *
 * @param bodyOf Body of the n-th request, which must not name blocks that are not indexed yet.
 */
export async function loadWhileBackfilling(
  session: Session,
  chain: Chain,
  bodyOf: (n: number) => string,
): Promise<Load> {
  const file = join(chain.folder, 'backfilling.db')
  const begun = chain.firstBlock + 2
  const first = await startIndex(session, chain, file, '--confirmations', String(chain.head - begun))
  const watched = watchFile(file)
  try {
    await reaching(watched, begun)
    await first.service.stop()
    const api = await serveIndex(session, file)
    let isDone = false
    const [{ service }, result] = await Promise.all([
      startIndex(session, chain, file),
      reaching(watched, begun + 1).then(() => load(api.url, () => !isDone, bodyOf)),
      reaching(watched, chain.head).finally(() => {
        isDone = true
      }),
    ])
    await service.stop()
    await api.service.stop()
    return result
  } finally {
    await watched.close()
  }
}
