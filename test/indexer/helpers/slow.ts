import { setTimeout as sleep } from 'node:timers/promises'
import type { Writer } from '../../../indexer/src/store/store.ts'

/** A writer whose every call takes `ms` longer. */
export function slowed(writer: Writer, ms: number): Writer {
  return new Proxy(writer, {
    get: (of, name) => {
      const value = Reflect.get(of, name, of) as unknown
      if (typeof value !== 'function') return value
      return async (...args: unknown[]) => {
        await sleep(ms)
        return (value as (...given: unknown[]) => unknown).apply(of, args)
      }
    },
  })
}
