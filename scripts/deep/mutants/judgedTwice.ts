import type { Mutant } from './enumerate.ts'
import { describe } from './survivors.ts'

/** What `judge` says of a mutant. A runner that breaks is begun anew once; what breaks it again is no verdict on the tests: nothing. */
export async function judgedTwice<V extends object>(mutant: Mutant, judge: () => Promise<V>): Promise<V | undefined> {
  try {
    return await judge()
  } catch {
    try {
      return await judge()
    } catch (error) {
      console.log(`the runner broke on ${describe(mutant)}: ${error instanceof Error ? error.message : error}`)
      return undefined
    }
  }
}
