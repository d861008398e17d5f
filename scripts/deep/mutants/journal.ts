import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './enumerate.ts'
import type { Verdict } from './judge.ts'
import { FEW_RUNS } from './targets.ts'

/** What tells one mutant from another. */
type Changed = Pick<Mutant, 'file' | 'content'>

/** Verdicts, written as they fall: a run that was stopped goes on where it was, as long as no source changed. */
export class Journal<V = Verdict> {
  readonly #file: string
  readonly #known = new Map<string, V>()

  private constructor(file: string) {
    this.#file = file
  }

  /** What `file` holds of the same `sources`; without that, a new one. */
  static open<V = Verdict>(file: string, sources: string): Journal<V> {
    const journal = new Journal<V>(file)
    const [first, ...lines] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    if (first !== sources) {
      writeFileSync(file, `${sources}\n`)
      return journal
    }
    for (const line of lines) {
      // The last line of a run that was killed may be cut off.
      const [, key, verdict] = /^(\w{64}) (\{.*\})$/.exec(line) ?? []
      if (key !== undefined && verdict !== undefined) journal.#known.set(key, JSON.parse(verdict) as V)
    }
    // A line that was cut off ends here.
    appendFileSync(file, '\n')
    return journal
  }

  find(mutant: Changed): V | undefined {
    return this.#known.get(keyOf(mutant))
  }

  add(mutant: Changed, verdict: V): void {
    appendFileSync(this.#file, `${keyOf(mutant)} ${JSON.stringify(verdict)}\n`)
  }
}

/** A digest of all that a verdict on contracts depends on: the contracts, what judges them, what tests read, and how often. */
export function sourcesOf(root: string): string {
  const files = [
    ...['contracts/**/*.sol', 'test/{contracts,parity,helpers}/**/*.{sol,ts}', 'sdk/src/{abis,core}/**/*.ts'],
    ...['test/vectors/*.json', 'hardhat.config.ts', 'package-lock.json'],
    ...['scripts/{deep/mutants,hardhat}/*.ts', 'scripts/deep/hardhat.ts'],
  ]
  return digestOf(root, files, JSON.stringify(FEW_RUNS))
}

/** A digest of the files that match, and of settings. */
export function digestOf(root: string, patterns: readonly string[], settings = ''): string {
  const hash = createHash('sha256').update(settings)
  for (const file of globSync([...patterns], { cwd: root }).sort()) {
    hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function keyOf({ file, content }: Changed): string {
  return createHash('sha256').update(file).update(content).digest('hex')
}
