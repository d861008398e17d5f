import { rethrow } from './rethrow.ts'

/** Do what may throw, as a promise that rejects with a `TidemarkError`. */
export async function attempt<value>(make: () => value): Promise<value> {
  try {
    return make()
  } catch (error) {
    return rethrow(error)
  }
}
