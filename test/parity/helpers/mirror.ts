import type fc from 'fast-check'
import { samples } from './cases.ts'
import type { HarnessName } from './harness.ts'

/** One function of the core, the Solidity it mirrors, and the cases on which both must agree. */
export interface Mirror {
  /** Name of the core's function, and of the harness's. */
  readonly core: string
  /** `Library.function`, several where one function of the core stands for them. */
  readonly solidity: readonly string[]
  readonly harness: HarnessName
  /** Boundary values, mostly a cross product. */
  readonly edges: readonly (readonly unknown[])[]
  readonly random: fc.Arbitrary<readonly unknown[]>
  /** What the core makes of the harness's arguments. */
  readonly compute: (...args: never[]) => unknown
}

type Cases = Pick<Mirror, 'harness' | 'edges' | 'random'> & { readonly compute?: Mirror['compute'] }

/** Declare that `core` mirrors `solidity`; `compute` adapts arguments where the two take them differently. */
export function mirror(
  // biome-ignore lint/suspicious/noExplicitAny: any function at all
  core: (...args: any[]) => unknown,
  solidity: string | readonly string[],
  { compute = core, ...cases }: Cases,
): Mirror {
  return { core: core.name, solidity: typeof solidity === 'string' ? [solidity] : solidity, compute, ...cases }
}

/** Boundary and random cases of a mirror. */
export function casesOf({ edges, random }: Mirror): (readonly unknown[])[] {
  return [...edges, ...samples(random)]
}
