import { globSync } from 'node:fs'
import { cp, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { settle, writeArtifact } from './baseline.ts'
import { type Mutant, mutantsOf } from './enumerate.ts'
import type { Bench } from './judge.ts'
import { Order } from './order.ts'
import { analyse, createProject, detachTests, EVM, graphOf, root } from './project.ts'
import type { Settings } from './solc.ts'
import { failuresOf, stepsOf } from './steps.ts'
import { TARGETS } from './targets.ts'
import { Worker } from './workers.ts'

/** What a run starts from. */
export interface Prepared {
  readonly mutants: readonly Mutant[]
  readonly bench: Bench
  readonly workers: readonly Worker[]
}

/** Copy the project once per worker, compile it unmutated, and see which tests pass and how long they take. */
export async function prepare(folder: string, count: number, only: string, signal: AbortSignal): Promise<Prepared> {
  const projects = Array.from({ length: count }, (_, i) => join(folder, `project-${i}`))
  const [first = ''] = projects
  await createProject(first)
  const written = analyse(first)
  const files = globSync([...TARGETS], { cwd: first }).filter((file) => file.includes(only))
  const mutants: Mutant[] = []
  for (const file of files.sort()) mutants.push(...mutantsOf(file, await readFile(join(first, file)), written.units))
  if (mutants.length === 0) throw new Error(`nothing to mutate in ${only || TARGETS.join(', ')}`)
  console.log(`${mutants.length} mutants of ${files.length} files`)

  const detached = await detachTests(first, written)
  const graph = graphOf(detached)
  const own = [...graph.deployable].filter((contract) => /^(contracts|test)\//.test(contract))
  const workers = projects.map((project) => new Worker(project))
  const worker = workers[0] as Worker
  signal.addEventListener('abort', () => {
    for (const each of workers) each.end()
  })
  const baseline = await settle(worker, own)
  for (const [contract, abi] of detached.abis) await writeArtifact(first, contract, abi, baseline.codes.get(contract))
  await mkdir(join(first, 'artifacts/build-info'), { recursive: true })
  const viaIR = own.filter((contract) => baseline.settings.get(contract)?.viaIR === true)
  console.log(`${own.length} contracts compiled, ${viaIR.length} of them only with IR`)

  const steps = []
  for (const step of stepsOf(first, graphOf(written))) {
    const began = performance.now()
    const failed = await failuresOf(step, worker, signal)
    step.usualMs = performance.now() - began
    for (const name of failed) step.ignored.add(name)
    if (failed.length > 0) console.log(`fails unmutated, so kills nothing: ${step.file} ${failed.join(', ')}`)
    if (step.kind === 'solidity' || failed.length === 0) steps.push(step)
    console.log(`${(step.usualMs / 1000).toFixed(1).padStart(6)} s  ${step.file}`)
  }
  for (const project of projects.slice(1)) await cp(first, project, { recursive: true, verbatimSymlinks: true })
  const bench = {
    steps,
    graph,
    baseline,
    abis: detached.abis,
    order: new Order(),
    deployed: await deployedSettings(),
    signal,
  }
  return { mutants, bench, workers }
}

/** What `hardhat.config.ts` compiles with, less the metadata. */
async function deployedSettings(): Promise<Settings> {
  const { default: config } = (await import(`${root}hardhat.config.ts`)) as {
    default: { solidity: { settings: Settings } }
  }
  return { evmVersion: EVM, ...config.solidity.settings, metadata: { bytecodeHash: 'none', appendCBOR: false } }
}
