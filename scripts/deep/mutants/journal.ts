import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './enumerate.ts'
import type { Verdict } from './judge.ts'
import { FEW_RUNS } from './targets.ts'

/** Verdicts, written as they fall: a run that was stopped goes on where it was, as long as no source changed. */
export class Journal {
  readonly #file: string
  readonly #known = new Map<string, Verdict>()

  private constructor(file: string) {
    this.#file = file
  }

  /** What `file` holds of the same `sources`; without that, a new one. */
  static open(file: string, sources: string): Journal {
    const journal = new Journal(file)
    const [first, ...lines] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    if (first !== sources) {
      writeFileSync(file, `${sources}\n`)
      return journal
    }
    for (const line of lines) {
      // The last line of a run that was killed may be cut off.
      const [, key, verdict] = /^(\w{64}) (\{.*\})$/.exec(line) ?? []
      if (key !== undefined && verdict !== undefined) journal.#known.set(key, JSON.parse(verdict) as Verdict)
    }
    // A line that was cut off ends here.
    appendFileSync(file, '\n')
    return journal
  }

  find(mutant: Mutant): Verdict | undefined {
    return this.#known.get(keyOf(mutant))
  }

  add(mutant: Mutant, verdict: Verdict): void {
    appendFileSync(this.#file, `${keyOf(mutant)} ${JSON.stringify(verdict)}\n`)
  }
}

/** A digest of all that a verdict depends on: the contracts, what judges them, and how often. */
export function sourcesOf(root: string): string {
  const hash = createHash('sha256').update(JSON.stringify(FEW_RUNS))
  const files = [
    ...['contracts/**/*.sol', 'test/{contracts,parity,helpers}/**/*.{sol,ts}', 'sdk/src/{abis,core}/**/*.ts'],
    ...['hardhat.config.ts', 'package-lock.json', 'scripts/{deep/mutants,hardhat}/*.ts'],
  ]
  for (const file of globSync(files, { cwd: root }).sort()) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function keyOf({ file, content }: Mutant): string {
  return createHash('sha256').update(file).update(content).digest('hex')
}
