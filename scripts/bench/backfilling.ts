import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Session } from '../demo/session.ts'
import type { Chain } from './chain.ts'
import { watchFile } from './indexing.ts'
import { type Load, load } from './load.ts'
import { serveIndex, startIndex } from './services.ts'

const pollMs = 10

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
  const reaches = async (height: number) => {
    while (((await watched.height()) ?? 0) < height) await sleep(pollMs)
  }
  try {
    await reaches(begun)
    await first.service.stop()
    const api = await serveIndex(session, file)
    const writing = startIndex(session, chain, file)
    await reaches(begun + 1)
    let isDone = false
    const done = reaches(chain.head).then(() => {
      isDone = true
    })
    const result = await load(api.url, () => !isDone, bodyOf)
    await done
    await (await writing).service.stop()
    await api.service.stop()
    return result
  } finally {
    await watched.close()
  }
}
