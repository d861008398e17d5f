import { TidemarkError } from '@tidemark/sdk/core'
import type { Hex } from 'viem'
import type { Harness } from './harness.ts'
import { casesOf, type Mirror } from './mirror.ts'

export type Value = bigint | number | string | boolean | readonly Value[] | { readonly [key: string]: Value }

/** What a call came to: its value, or the code and values of its error. */
export interface Outcome {
  readonly ok: boolean
  readonly value: Value
}

const CLASSES = ['Overflow', 'DivisionByZero', 'CastOverflow']

/** What the core makes of a case. */
export function outcomeOf(compute: () => unknown): Outcome {
  try {
    return { ok: true, value: (compute() ?? []) as Value }
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error
    const unnamed = CLASSES.includes(error.code)
    return { ok: false, value: unnamed ? error.code : [error.code, ...(Object.values(error.args) as Value[])] }
  }
}

/** Compare core and bytecode on every case of a mirror; throws with the first that differs, or when too few say anything. */
export async function expectParity(harness: Harness, mirror: Mirror): Promise<void> {
  const { core, compute, edges } = mirror
  const cases = casesOf(mirror)
  const actual = await harness.run(core, cases)
  let succeeded = 0
  for (const [i, args] of cases.entries()) {
    const expected = outcomeOf(() => compute(...(args as never[])))
    const got = actual[i]
    if (render(got) !== render(expected)) {
      throw new Error(`${core}(${render(args)})\n  core:     ${render(expected)}\n  bytecode: ${render(got)}`)
    }
    if (expected.ok && i >= edges.length) succeeded++
  }
  // Edges mostly revert; random cases that only ever do compare nothing.
  const random = cases.length - edges.length
  if (succeeded * 10 < random) throw new Error(`${core}: only ${succeeded} of ${random} random cases succeed`)
}

/** A value as text: integers of either type alike, fields by name, hex in lower case. */
export function render(value: unknown): string {
  if (typeof value === 'bigint' || typeof value === 'number') return `${value}`
  if (typeof value === 'string') return value.startsWith('0x') ? value.toLowerCase() : value
  if (Array.isArray(value)) return `[${value.map(render).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{ ${fields.map(([key, item]) => `${key}: ${render(item)}`).join(', ')} }`
}

/** The text that 32 bytes begin with. */
export function textOf(bytes: Hex): string {
  return Buffer.from(bytes.slice(2), 'hex').toString('latin1').replace(/\0+$/, '')
}
