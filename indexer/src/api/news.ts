import { setTimeout as sleep } from 'node:timers/promises'
import { one, type Read, type Reader } from '../store/read/read.ts'

/** How often the outbox is looked at while somebody waits. */
const POLL_MS = 50

/** Looks after which waiters are let go anyway, to see whether they are still wanted. */
const PATIENCE = 20

/** Tells waiting streams that something was committed: one look at the outbox for all of them. */
export class NewsHub {
  readonly #db: Reader
  #waiting: (() => void)[] = []
  #latest = 0
  #polling = false

  constructor(db: Reader) {
    this.#db = db
  }

  /** Wait until there is news after `seq`, or for about a second. */
  async changed(seq: number): Promise<void> {
    if (this.#latest > seq) return
    const called = new Promise<void>((resolve) => this.#waiting.push(resolve))
    if (!this.#polling) void this.#poll()
    await called
  }

  async #poll(): Promise<void> {
    this.#polling = true
    try {
      for (let looks = 1; this.#waiting.length > 0; looks++) {
        const latest = await this.#db.run(latestNews())
        if (latest > this.#latest || looks % PATIENCE === 0) this.#wake()
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
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

/** Number of the newest commit; zero before the first. */
export function* latestNews(): Read<number> {
  const row = yield* one('SELECT seq FROM outbox WHERE chain_id = @chain ORDER BY seq DESC LIMIT 1')
  return (row?.seq as number | undefined) ?? 0
}
