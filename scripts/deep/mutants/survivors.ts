import { readFile } from 'node:fs/promises'
import type { Mutant } from './enumerate.ts'

/** A survivor that is accepted: what it is, wherever its line has moved, and why no test kills it. */
export interface Accepted {
  readonly file: string
  readonly within: string
  readonly original: string
  readonly mutant: string
  /** Of several equal changes in one function; 1 if left out. */
  readonly occurrence?: number
  readonly reason: string
}

type Named = Omit<Accepted, 'reason'>

/** The committed list; each entry must give its reason. */
export async function readAccepted(url = new URL('survivors.json', import.meta.url)): Promise<Accepted[]> {
  const list = JSON.parse(await readFile(url, 'utf8')) as Accepted[]
  for (const entry of list) {
    if (!entry.reason?.trim()) throw new Error(`survivors.json gives no reason for ${describe(entry)}`)
  }
  return list
}

function same(a: Named, b: Named): boolean {
  return keyOf(a) === keyOf(b)
}

function keyOf({ file, within, original, mutant, occurrence = 1 }: Named): string {
  return JSON.stringify([file, within, original, mutant, occurrence])
}

export function describe({ file, within, original, mutant, occurrence = 1 }: Named): string {
  return `${file} ${within}: ${original} -> ${mutant}${occurrence > 1 ? ` (${occurrence})` : ''}`
}

/** How survivors and the list of accepted ones differ. */
export interface Comparison {
  /** Survived, and nobody has said why that is right. */
  readonly unlisted: readonly Mutant[]
  /** Listed, but a test kills them now. */
  readonly killed: readonly Accepted[]
  /** Listed, but no longer a mutant of the code. */
  readonly gone: readonly Accepted[]
}

export function compare(
  accepted: readonly Accepted[],
  survived: readonly Mutant[],
  killed: readonly Mutant[],
  all: readonly Mutant[],
): Comparison {
  const keys = new Set(all.map(keyOf))
  return {
    unlisted: survived.filter((mutant) => !accepted.some((entry) => same(entry, mutant))),
    killed: accepted.filter((entry) => killed.some((mutant) => same(entry, mutant))),
    gone: accepted.filter((entry) => !keys.has(keyOf(entry))),
  }
}

/** Print how they differ; `isWhole` when every file was mutated, so that what is gone is. */
export function tell({ unlisted, killed, gone }: Comparison, isWhole: boolean): void {
  for (const mutant of unlisted) console.log(`not in survivors.json: ${describe(mutant)}`)
  for (const entry of killed) console.log(`in survivors.json, but killed: ${describe(entry)}`)
  if (isWhole) for (const entry of gone) console.log(`in survivors.json, but gone: ${describe(entry)}`)
}

/** As it would stand in survivors.json, once somebody gives the reason. */
export function entryOf({ file, line, within, original, mutant, occurrence }: Mutant) {
  return { file, line, within, original, mutant, occurrence, reason: '' }
}
