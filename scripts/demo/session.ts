import { Problem } from '../deploy/problem.ts'
import type { Service } from './service.ts'

/** Everything to undo when the demo ends, whichever way it ends. */
export class Session {
  readonly #undo: (() => Promise<void>)[] = []
  readonly #ended = Promise.withResolvers<Error | undefined>()
  #closing: Promise<void> | undefined

  constructor() {
    const stop = () => this.#ended.resolve(undefined)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
    // Whoever started us may be killed without a word; a demo that nobody can stop any more must not stay.
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && stop(), 500).unref()
  }

  /** Undo this at the end, before what was added earlier. */
  onClose(undo: () => Promise<void>): void {
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
   * @throws what made the work, or a service, fail.
   */
  async run(work: (session: Session) => Promise<void>): Promise<void> {
    try {
      const failure = await Promise.race([work(this), this.#ended.promise])
      if (failure) throw failure
    } finally {
      await this.#close()
    }
  }

  /** Until asked to stop. @throws {Problem} when a service has ended. */
  async wait(): Promise<void> {
    const failure = await this.#ended.promise
    if (failure) throw failure
  }

  #close(): Promise<void> {
    this.#closing ??= (async () => {
      for (const undo of this.#undo.reverse()) await undo().catch(() => {})
    })()
    return this.#closing
  }
}
