import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../deploy/problem.ts'
import { findAnvil } from './anvil.ts'
import { type Service, startService } from './service.ts'
import type { Session } from './session.ts'

/** A local chain with unlocked, funded accounts. */
export interface Devnet {
  readonly url: string
  readonly service: Service
}

/** Chain id of every devnet. */
export const devnetChainId = 31337

const patienceMs = 20_000
const pollMs = 25

/**
 * Start a fresh devnet whose clock stands at `timestamp`, mining a block per transaction.
 *
 * @param port Must be free: see `requireFreePort`.
 * @param cache Folder for what the node writes.
 * @param session Ends it, whatever it has come to.
 * @throws {Problem} when there is no devnet for this system, or it does not come up.
 */
export async function startDevnet(port: number, timestamp: bigint, cache: string, session?: Session): Promise<Devnet> {
  const args = [
    ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(devnetChainId)],
    // From Prague on every block hash is kept in storage (EIP-2935), whose root anvil computes anew for each block:
    // ten times slower after 5,000 blocks.
    ...['--timestamp', String(timestamp), '--hardfork', 'cancun', '--gas-limit', '60000000'],
    // Blocks, receipts and logs stay; of states only the newest, or 5,000 of them would fill memory and disk.
    ...['--prune-history', '64', '--cache-path', cache, '--quiet'],
  ]
  const service = await startService('The devnet', findAnvil(), args, session)
  const url = `http://127.0.0.1:${port}`
  const died = service.ended.then((how) => {
    throw new Problem(`The devnet ended before it answered (${how}).\n${service.tail()}`)
  })
  const late = sleep(patienceMs, undefined, { ref: false }).then(() => {
    throw new Problem(`The devnet did not answer on ${url} within ${patienceMs / 1000} s.\n${service.tail()}`)
  })
  const up = untilAnswering(url)
  await Promise.race([up.done, died, late]).finally(up.cancel)
  // From here on an end is somebody else's to notice.
  died.catch(() => {})
  late.catch(() => {})
  return { url, service }
}

function untilAnswering(url: string): { readonly done: Promise<void>; cancel(): void } {
  let cancelled = false
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] })
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  const poll = async () => {
    while (!cancelled) {
      const answered = await fetch(url, request)
        .then((response) => response.ok)
        .catch(() => false)
      if (answered) return
      await sleep(pollMs)
    }
  }
  return {
    done: poll(),
    cancel: () => {
      cancelled = true
    },
  }
}
