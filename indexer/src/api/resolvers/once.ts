import type { Awaitable } from '../../store/read/read.ts'

/** `read`, but its work is done once: aliases may ask for the same field many times. */
export function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => {
    known ??= { value: read() }
    return known.value
  }
}

/** What `map` makes of a value, at once where nobody has to wait for it. */
export function mapAwaitable<T, R>(value: Awaitable<T>, map: (value: T) => Awaitable<R>): Awaitable<R> {
  return value instanceof Promise ? value.then(map) : map(value)
}
