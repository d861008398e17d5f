/** `read`, but its work is done once: aliases may ask for the same field many times. */
export function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => {
    known ??= { value: read() }
    return known.value
  }
}
