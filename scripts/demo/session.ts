import { Problem } from '../deploy/problem.ts'
import type { Service } from './service.ts'

/** Everything to undo when the demo ends, whichever way it ends. */
export class Session {
  readonly #undo: (() => Promise<void>)[] = []
  readonly #ended = Promise.withResolvers<Error | NodeJS.Signals>()
  #closing: Promise<void> | undefined
  #closed = false

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => this.#ended.resolve(signal))
    }
    // Whoever started us may be killed without a word; a demo that nobody can stop any more must not stay.
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && this.#ended.resolve('SIGHUP'), 500).unref()
  }

  /** Undo this at the end, before what was added earlier. @throws {Problem} when the end is past: start nothing any more. */
  onClose(undo: () => Promise<void>): void {
    if (this.#closed) throw new Problem('Stopped.')
    this.#undo.push(undo)
  }

  /** End this service with us, and us with it: it is not meant to end by itself. */
  keep(name: string, service: Service): void {
    this.onClose(() => service.stop())
    void service.ended.then((how) => this.#ended.resolve(new Problem(`${name} has ended (${how}).\n${service.tail()}`)))
  }

  /**
   * Do `work`, or leave it when asked to stop; then undo everything.
   *
   * @returns the signal that asked, if the work was left for it.
   * @throws what made the work, or a service, fail.
   */
  async run(work: (session: Session) => Promise<void>): Promise<NodeJS.Signals | undefined> {
    try {
      const end = await Promise.race([work(this), this.#ended.promise])
      if (end instanceof Error) throw end
      return end ?? undefined
    } finally {
      await this.#close()
    }
  }

  /** Until asked to stop. @throws {Problem} when a service has ended. */
  async wait(): Promise<void> {
    const end = await this.#ended.promise
    if (end instanceof Error) throw end
  }

  #close(): Promise<void> {
    this.#closing ??= (async () => {
      // Work that was left goes on until it waits for something that is gone, and may add to these meanwhile.
      for (let undo = this.#undo.pop(); undo; undo = this.#undo.pop()) await undo().catch(() => {})
      this.#closed = true
    })()
    return this.#closing
  }
}
