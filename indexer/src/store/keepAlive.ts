import type { Writer } from './store.ts'

/** How often a writer shows that it is there. */
const HEARTBEAT_MS = 5_000

/** Show readers that the writer is there, until disposed of, however long it waits for an answer. */
export function keepAlive(writer: Writer): Disposable {
  const timer = setInterval(() => {
    // A database that cannot be written stops the writer at its next batch, which says why.
    writer.beat(Date.now()).catch(() => undefined)
  }, HEARTBEAT_MS).unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
