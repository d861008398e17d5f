import { rethrow } from './rethrow.ts'

/** Do what may throw, as a promise that rejects with a `TidemarkError`. */
export async function attempt<value>(make: () => value | Promise<value>): Promise<value> {
  try {
    return await make()
  } catch (error) {
    return rethrow(error)
  }
}
