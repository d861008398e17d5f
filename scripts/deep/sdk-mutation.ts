import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesOf, type Suite as TestSuite } from '../test/suites.ts'
import type { Mutant } from './mutants/enumerate.ts'
import { digestOf, Journal } from './mutants/journal.ts'
import { judgedTwice } from './mutants/judgedTwice.ts'
import { Order } from './mutants/order.ts'
import { Sample } from './mutants/sample.ts'
import { compare, describe, entryOf, readAccepted, tell } from './mutants/survivors.ts'
import { Bench, type Killer, type Suite } from './sdk-mutants/bench.ts'
import { counts, mutantsOf } from './sdk-mutants/enumerate.ts'
import { Reach } from './sdk-mutants/reach.ts'

/** What the command line says. */
export interface SdkMutationOptions {
  readonly sample: number
  readonly seed: number
  readonly only: string
  readonly workers: number
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, '.tidemark/mutation-sdk')
const journalFile = join(root, '.tidemark/mutation-sdk-verdicts.txt')
const report = join(root, '.tidemark/mutation-sdk-report.json')
const accepted = new URL('sdk-mutants/survivors.json', import.meta.url)
const REQUIRED_PERCENT = 85
const suiteOfCore: TestSuite = { name: 'core', runner: 'mocha', folder: 'test/sdk/core' }
/** What every verdict depends on, beside the tests: what they import and read, and what judges. */
const SOURCES = [
  ...['sdk/src/**/*.ts', 'test/{helpers,sdk/helpers}/*.ts', 'test/vectors/*.json'],
  ...['contracts/**/*.sol', 'test/parity/**/*.ts', 'scripts/maintain/parity/*.ts'],
  ...['package-lock.json', 'scripts/deep/sdk-mutants/*.ts'],
]

/** What killed a mutant, and a digest of the tests that this depends on: those that killed, or all for a survivor. */
interface Verdict {
  readonly by?: NonNullable<Killer>
  readonly tests: string
}

/** Mutate a sample of the core, and see each mutant killed by a test or accepted with a reason. */
export async function run({ sample, seed, only, workers }: SdkMutationOptions): Promise<boolean> {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  const listed = await readAccepted(accepted)
  const texts = new Map(
    globSync('sdk/src/core/**/*.ts', { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !file.endsWith('/index.ts'))
      .sort()
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  )
  const tests = filesOf(suiteOfCore, root).map((file) => relative(root, file).replaceAll('\\', '/'))
  const all = [...texts].filter(([file]) => file.includes(only)).flatMap(([file, text]) => mutantsOf(file, text))
  const drawn = new Sample(all, sample, seed)
  console.log(`${Math.min(sample, all.length)} of ${all.length} mutants, seed ${seed}`)
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

  const journal = Journal.open<Verdict>(journalFile, digestOf(root, SOURCES))
  const digests = new Map(tests.map((file) => [file, digestOf(root, [file])]))
  const ofAll = digestOf(root, tests)
  const digestFor = (file = '') => digests.get(file) ?? ofAll
  const reach = new Reach(new Map(tests.map((file) => [file, readFileSync(join(root, file), 'utf8')])), texts)
  const trust = (test: string, source: string) => 1 / (1 + (reach.distance(test, source) ?? 4))
  const suite: Suite = { tests: tests.map((file) => ({ file, usualMs: 0 })), order: new Order(trust), limitMs: 0 }
  const benches = Array.from({ length: workers }, (_, index) => new Bench(root, join(folder, String(index)), suite))
  await benches[0]?.begin()
  const began = performance.now()
  const ends = new Map<Mutant, Killer>()
  let [uncounted, broken] = [0, 0]
  await Promise.all(
    benches.map(async (bench) => {
      for (let mutant = drawn.take(); mutant !== undefined; mutant = drawn.take()) {
        if (!counts(mutant, texts.get(mutant.file) ?? '')) {
          uncounted++
          drawn.replace(mutant)
          continue
        }
        const before = journal.find(mutant)
        const isKnown = before !== undefined && before.tests === digestFor(before.by?.file)
        const verdict = isKnown ? before : await judgedTwice(mutant, async () => ({ by: await bench.judge(mutant) }))
        if (verdict === undefined) {
          broken++
          drawn.replace(mutant)
          continue
        }
        const { by } = verdict
        if (!isKnown) journal.add(mutant, { ...(by === undefined ? {} : { by }), tests: digestFor(by?.file) })
        ends.set(mutant, by)
        console.log(lineOf(mutant, by) + (isKnown ? ' (judged before)' : ''))
      }
    }),
  )
  const killed = [...ends.keys()].filter((mutant) => ends.get(mutant) !== undefined)
  const survived = [...ends.keys()].filter((mutant) => ends.get(mutant) === undefined)
  const comparison = compare(listed, survived, killed, all)
  writeFileSync(
    report,
    `${JSON.stringify({ seed, sample, only, judged: ends.size, broken, killed: killed.length, survivors: survived.map(entryOf) }, null, 2)}\n`,
  )
  tell(comparison, only === '')
  const seconds = (performance.now() - began) / 1000
  console.log(`${seconds.toFixed(0)} s, ${(seconds / Math.max(ends.size, 1)).toFixed(1)} s per mutant; seed ${seed}`)
  console.log(`survivors in ${report}`)
  const percent = ends.size === 0 ? 0 : (100 * killed.length) / ends.size
  console.log(`${killed.length} of ${ends.size} killed (${percent.toFixed(1)} %); the runner broke on ${broken}`)
  // Others take the place of those, as long as there are any.
  const due = Math.min(sample, all.length - uncounted)
  if (ends.size < due) console.log(`only ${ends.size} of ${due} could be judged`)
  return percent >= REQUIRED_PERCENT && comparison.unlisted.length === 0 && ends.size >= due
}

function lineOf(mutant: Mutant, by: Killer): string {
  const end = by === undefined ? 'SURVIVED' : 'killed'
  const killer = by === undefined ? '' : `  by ${by.file ?? ''} ${by.name}`
  return `${end.padEnd(9)} line ${mutant.line} of ${describe(mutant)}${killer}`
}
