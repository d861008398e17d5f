import { rmSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mutant } from './mutants/enumerate.ts'
import { Journal, sourcesOf } from './mutants/journal.ts'
import { Judge, type Verdict } from './mutants/judge.ts'
import { judgedTwice } from './mutants/judgedTwice.ts'
import { prepare } from './mutants/prepare.ts'
import { root } from './mutants/project.ts'
import { Sample } from './mutants/sample.ts'
import { compare, entryOf, readAccepted, tell } from './mutants/survivors.ts'
import { REQUIRED_PERCENT } from './mutants/targets.ts'

/** What the command line says. */
export interface MutationOptions {
  readonly sample: number
  readonly seed: number
  readonly only: string
  readonly workers: number
}

const folder = join(root, '.tidemark/mutation')
const journalFile = join(root, '.tidemark/mutation-verdicts.txt')
const report = join(root, '.tidemark/mutation-report.json')

/** Mutate a sample of the contracts' code, and see each mutant killed by a test or accepted with a reason. */
export async function run({ sample, seed, only, workers: count }: MutationOptions): Promise<boolean> {
  const accepted = await readAccepted()
  await claim()
  const journal = Journal.open(journalFile, sourcesOf(root))
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      interruption.abort()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
      process.exit(130)
    })
  }
  try {
    const { mutants, bench, workers } = await prepare(folder, count, only, interruption.signal)
    const drawn = new Sample(mutants, sample, seed)
    const ends = new Map<Mutant, Verdict>()
    const began = performance.now()
    await Promise.all(
      workers.map(async (worker) => {
        const judge = new Judge(bench, worker)
        for (let mutant = drawn.take(); mutant !== undefined; mutant = drawn.take()) {
          const known = journal.find(mutant)
          const verdict = known ?? (await verdictOn(judge, mutant, journal))
          ends.set(mutant, verdict)
          if (verdict.kind === 'equivalent' || verdict.kind === 'invalid') drawn.replace(mutant)
          console.log(lineOf(mutant, verdict) + (known === undefined ? '' : ' (judged before)'))
        }
        worker.end()
      }),
    )
    const of = (kind: Verdict['kind']) => [...ends].filter(([, end]) => end.kind === kind).map(([mutant]) => mutant)
    const [killed, survived] = [of('killed'), of('survived')]
    const judged = killed.length + survived.length
    const comparison = compare(accepted, survived, killed, mutants)
    await writeFile(
      report,
      `${JSON.stringify({ seed, sample, only, judged, killed: killed.length, survivors: survived.map(entryOf) }, null, 2)}\n`,
    )
    tell(comparison, only === '')
    const seconds = (performance.now() - began) / 1000
    console.log(`${of('equivalent').length} equivalent and ${of('invalid').length} that do not compile were replaced`)
    console.log(`${seconds.toFixed(0)} s, ${(seconds / Math.max(ends.size, 1)).toFixed(1)} s per mutant; seed ${seed}`)
    console.log(`survivors in ${report}`)
    const percent = judged === 0 ? 0 : (100 * killed.length) / judged
    console.log(`${killed.length} of ${judged} killed (${percent.toFixed(1)} %)`)
    return percent >= REQUIRED_PERCENT && comparison.unlisted.length === 0
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** What the tests say of a mutant, for the journal too; one that breaks their runner counts as not compiled. */
async function verdictOn(judge: Judge, mutant: Mutant, journal: Journal): Promise<Verdict> {
  const verdict = await judgedTwice(mutant, () => judge.judge(mutant))
  if (verdict === undefined) return { kind: 'invalid' }
  journal.add(mutant, verdict)
  return verdict
}

/** Take the folder, unless a living run has it; what a dead one left is removed. */
async function claim(): Promise<void> {
  const lock = join(folder, 'pid')
  const holder = Number(await readFile(lock, 'utf8').catch(() => '0'))
  if (holder > 0 && isAlive(holder)) throw new Error(`another mutation run is under way (process ${holder})`)
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  await mkdir(folder, { recursive: true })
  await writeFile(lock, String(process.pid))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function lineOf(mutant: Mutant, verdict: Verdict): string {
  const word = verdict.kind === 'survived' ? 'SURVIVED' : verdict.kind
  const by = verdict.kind === 'killed' ? `  by ${verdict.by}` : ''
  const { file, line, within, original, mutant: changed } = mutant
  return `${word.padEnd(10)} ${file}:${line} ${within}: ${short(original)} -> ${short(changed)}${by}`
}

function short(code: string): string {
  return code.length > 160 ? `${code.slice(0, 157)}...` : code || '(nothing)'
}
