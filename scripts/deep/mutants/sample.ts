import type { Mutant } from './enumerate.ts'

/** Mulberry32: small, and the same everywhere. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const list = [...items]
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const [a, b] = [list[i] as T, list[j] as T]
    list[i] = b
    list[j] = a
  }
  return list
}

/** `count` places over files in proportion to their mutants, largest remainders first. */
export function quotas(sizes: ReadonlyMap<string, number>, count: number): Map<string, number> {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const shares = [...sizes].map(([file, size]) => ({ file, exact: total === 0 ? 0 : (count * size) / total }))
  const quota = new Map(shares.map(({ file, exact }) => [file, Math.floor(exact)]))
  let left = Math.min(count, total) - [...quota.values()].reduce((sum, places) => sum + places, 0)
  for (const { file } of shares.sort((a, b) => (b.exact % 1) - (a.exact % 1))) {
    if (left-- <= 0) break
    quota.set(file, (quota.get(file) ?? 0) + 1)
  }
  return quota
}

/** A seeded sample of mutants; one that turns out not to count is replaced by another of its file, then of any. */
export class Sample {
  readonly #chosen: Mutant[] = []
  readonly #spare = new Map<string, Mutant[]>()

  constructor(mutants: readonly Mutant[], count: number, seed: number) {
    const next = random(seed)
    for (const mutant of mutants) this.#spare.set(mutant.file, [...(this.#spare.get(mutant.file) ?? []), mutant])
    const sizes = new Map([...this.#spare].map(([file, list]) => [file, list.length]))
    for (const [file, places] of quotas(sizes, Math.min(count, mutants.length))) {
      const list = shuffled(this.#spare.get(file) ?? [], next)
      this.#chosen.push(...list.splice(0, places))
      this.#spare.set(file, list)
    }
    this.#chosen = shuffled(this.#chosen, next)
  }

  /** The next to judge, or nothing when all are. */
  take(): Mutant | undefined {
    return this.#chosen.shift()
  }

  /** Draw another in place of `mutant`. */
  replace({ file }: Mutant): void {
    const other = this.#spare.get(file)?.shift() ?? [...this.#spare.values()].find((list) => list.length > 0)?.shift()
    if (other !== undefined) this.#chosen.push(other)
  }
}
