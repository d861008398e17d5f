/** Throw anything as a `TidemarkError`. What to say about every revert is loaded when there is one, and not before. */
export async function rethrow(error: unknown): Promise<never> {
  const { toTidemarkError } = await import('../../errors/toTidemarkError.ts')
  throw toTidemarkError(error)
}
