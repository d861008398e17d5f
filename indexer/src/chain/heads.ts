import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, webSocket } from 'viem'
import type { Logger } from '../log.ts'

/** Tells when to look at the chain again. */
export interface Heads {
  /** Resolves when there may be a new block, or `signal` aborts. */
  readonly next: (signal: AbortSignal) => Promise<void>
  readonly close: () => void
}

/** With announcements, the chain is looked at this seldom besides: one may be lost. */
const SELDOM_MS = 4_000

/** Look every so often. */
export function polling(ms: number): Heads {
  return {
    next: async (signal) => {
      // Aborting ends the pause; the loop sees why.
      await sleep(ms, undefined, { signal }).catch(() => undefined)
    },
    close: () => {},
  }
}

/** Look when a node announces a block over its WebSocket; while it does not answer there, as {@link polling} does. */
export function announced(url: string, pollMs: number, log: Logger): Heads {
  let wake = () => {}
  let pending = false
  let connected = false
  const announce = () => {
    pending = true
    wake()
  }
  const client = createClient({ transport: webSocket(url, { reconnect: { attempts: 1_000_000, delay: 1_000 } }) })
  const subscribe = async (): Promise<void> => {
    try {
      await client.transport.subscribe({
        params: ['newHeads'],
        onData: announce,
        onError: () => {
          connected = false
        },
      })
      connected = true
    } catch (error) {
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'no announcements of blocks')
    }
  }
  void subscribe()
  return {
    next: async (signal) => {
      if (!pending) {
        const done = new AbortController()
        wake = () => done.abort()
        const either = AbortSignal.any([signal, done.signal])
        await sleep(connected ? Math.max(SELDOM_MS, pollMs) : pollMs, undefined, { signal: either }).catch(
          () => undefined,
        )
        wake = () => {}
      }
      pending = false
    },
    close: () => {
      void client.transport.getRpcClient().then((rpc) => rpc.close())
    },
  }
}
