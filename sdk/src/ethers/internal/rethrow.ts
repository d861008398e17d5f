/** Throw anything as a `TidemarkError`. What to say about every revert is loaded when there is one, and not before. */
export async function rethrow(error: unknown): Promise<never> {
  const { toTidemarkError } = await import('../toTidemarkError.ts')
  throw toTidemarkError(error)
}

/** Do what may throw, as a promise that rejects with a `TidemarkError`. */
export async function attempt<value>(make: () => value | Promise<value>): Promise<value> {
  try {
    return await make()
  } catch (error) {
    return rethrow(error)
  }
}
