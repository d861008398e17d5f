import { basename, dirname, extname } from 'node:path'

/** A test file, and how long it takes unmutated. */
export interface Timed {
  readonly file: string
  /** Slow ones that are tried when nothing else killed. */
  readonly last?: boolean
  usualMs: number
}

/** Learns which test files kill the mutants of a source soonest, so that they come first. */
export class Order {
  readonly #seen = new Map<string, { tries: number; kills: number; ms: number }>()
  readonly #trust: (file: string, source: string) => number

  /** `trust` is what is thought of a test file before it was tried on a source, in kills of two tries. */
  constructor(trust: (file: string, source: string) => number = byName) {
    this.#trust = trust
  }

  sorted<Test extends Timed>(tests: readonly Test[], source: string): Test[] {
    const late = ({ last = false }: Timed) => Number(last)
    return [...tests].sort((a, b) => late(a) - late(b) || this.#worth(b, source) - this.#worth(a, source))
  }

  record({ file }: Timed, source: string, killed: boolean, ms: number): void {
    const key = `${source} ${file}`
    const before = this.#seen.get(key) ?? { tries: 0, kills: 0, ms: 0 }
    this.#seen.set(key, { tries: before.tries + 1, kills: before.kills + Number(killed), ms: before.ms + ms })
  }

  /** Expected kills per millisecond. */
  #worth({ file, usualMs }: Timed, source: string): number {
    const { tries, kills, ms } = this.#seen.get(`${source} ${file}`) ?? { tries: 0, kills: 0, ms: 0 }
    return (kills + this.#trust(file, source)) / (tries + 2) / ((ms + usualMs) / (tries + 1) + 200)
  }
}

/** Tests near the source by name are trusted most. */
function byName(file: string, source: string): number {
  const idea = basename(source, extname(source)).replace(/Lib$/, '').toLowerCase()
  const near = basename(file).toLowerCase().includes(idea) || basename(dirname(source)) === basename(dirname(file))
  return near ? 2 : 1
}
