import { setTimeout as sleep } from 'node:timers/promises'
import { one, type Read, type Reader } from '../store/read/read.ts'

/** How often the outbox is looked at while somebody waits. */
const POLL_MS = 50

/** Tells waiting streams that something was committed: one look at the outbox for all of them. */
export class NewsHub {
  readonly #db: Reader
  readonly #waiting = new Set<() => void>()
  #latest = 0
  #polling = false

  constructor(db: Reader) {
    this.#db = db
  }

  /** Wait until there is news after `seq`, or nobody wants it any more. */
  async changed(seq: number, left?: AbortSignal): Promise<void> {
    if (this.#latest > seq || left?.aborted) return
    await new Promise<void>((resolve) => {
      const go = () => {
        this.#waiting.delete(go)
        left?.removeEventListener('abort', go)
        resolve()
      }
      this.#waiting.add(go)
      left?.addEventListener('abort', go)
      if (!this.#polling) void this.#poll()
    })
  }

  async #poll(): Promise<void> {
    this.#polling = true
    try {
      while (this.#waiting.size > 0) {
        const latest = await this.#db.run(latestNews())
        if (latest > this.#latest) this.#wake()
        this.#latest = latest
        // The server keeps the process alive, not those who wait.
        await sleep(POLL_MS, undefined, { ref: false })
      }
    } catch {
      // Whoever waits asks the database itself and is told what is wrong with it.
      this.#wake()
    } finally {
      this.#polling = false
    }
  }

  #wake(): void {
    for (const go of this.#waiting) go()
  }
}

/** Number of the newest commit; zero before the first. */
export function* latestNews(): Read<number> {
  const row = yield* one('SELECT seq FROM outbox WHERE chain_id = @chain ORDER BY seq DESC LIMIT 1')
  return (row?.seq as number | undefined) ?? 0
}
