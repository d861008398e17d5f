import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { random, shuffled } from './mutants/sample.ts'
import { Bench } from './sdk-mutants/bench.ts'
import { mutantsOf, type SdkMutant } from './sdk-mutants/enumerate.ts'

/** What the command line says. */
export interface SdkMutationOptions {
  readonly sample: number
  readonly seed: number
  readonly only: string
  readonly workers: number
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, '.tidemark/mutation-sdk')
const report = join(root, '.tidemark/mutation-sdk-report.json')
const REQUIRED_PERCENT = 85

/** Mutate a sample of the core, and see its tests fail. */
export async function run({ sample, seed, only, workers }: SdkMutationOptions): Promise<boolean> {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  const texts = new Map(
    globSync('sdk/src/core/**/*.ts', { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.includes(only) && !file.endsWith('/index.ts'))
      .sort()
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  )
  const all = [...texts].flatMap(([file, text]) => mutantsOf(file, text))
  const drawn = shuffled(all, random(seed)).slice(0, sample)
  console.log(`${drawn.length} of ${all.length} mutants, seed ${seed}`)
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

  const benches = Array.from({ length: workers }, (_, index) => new Bench(root, join(folder, String(index))))
  await Promise.all(benches.map((bench) => bench.begin()))
  const waiting = [...drawn]
  const survivors: SdkMutant[] = []
  await Promise.all(
    benches.map(async (bench) => {
      for (let mutant = waiting.pop(); mutant !== undefined; mutant = waiting.pop()) {
        const end = await bench.judge(mutant, texts.get(mutant.file) ?? '')
        if (end === 'passed') survivors.push(mutant)
        const word = end === 'passed' ? 'SURVIVED' : end === 'slow' ? 'killed (slow)' : 'killed'
        console.log(`${word.padEnd(13)} ${mutant.file}:${mutant.line}: ${mutant.original} -> ${mutant.mutant}`)
      }
    }),
  )
  const killed = drawn.length - survivors.length
  writeFileSync(report, `${JSON.stringify({ seed, sample, only, judged: drawn.length, killed, survivors }, null, 2)}\n`)
  const percent = drawn.length === 0 ? 0 : (100 * killed) / drawn.length
  console.log(`survivors in ${report}`)
  console.log(`${killed} of ${drawn.length} killed (${percent.toFixed(1)} %)`)
  return percent >= REQUIRED_PERCENT
}
