import { GraphQLError } from 'graphql'
import type { Read, Reader } from '../store/read/read.ts'

/** A request took too long: what it asked of the database is given up. */
export class DeadlineError extends GraphQLError {
  constructor(limitMs: number) {
    super(`the request took more than ${limitMs} ms; ask for less at once`, { extensions: { code: 'DEADLINE' } })
  }
}

/** A reader that begins no query once `limitMs` have passed. */
export function withDeadline(reader: Reader, limitMs: number, now: () => number): Reader {
  const end = now() + limitMs
  function* timed<T>(read: Read<T>): Read<T> {
    let step = read.next()
    while (!step.done) {
      if (now() > end) throw new DeadlineError(limitMs)
      step = read.next(yield step.value)
    }
    return step.value
  }
  const wrap = (inner: Reader): Reader => ({
    chainId: inner.chainId,
    run: (read) => inner.run(timed(read)),
    snapshot: (work) => inner.snapshot((within) => work(wrap(within))),
    close: () => inner.close(),
  })
  return wrap(reader)
}
