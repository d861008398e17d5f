import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { hardhat } from '../hardhat.ts'
import type { CodeGraph, ContractId } from './graph.ts'
import type { Timed } from './order.ts'
import { FEW_RUNS, PARITY_TESTS, SEARCHES, SOLIDITY_TESTS } from './targets.ts'
import { TimeOut, type Worker } from './workers.ts'

/** One test file. */
export interface Step extends Timed {
  readonly kind: 'solidity' | 'mocha'
  /** Contracts that it runs: those it is, creates or names. */
  readonly contracts: readonly ContractId[]
  /** Tests that fail without any mutation, and so kill nothing. */
  readonly ignored: Set<string>
}

/** Every test file with the contracts it runs, by imports for Solidity, by names of artifacts for mocha. Invariant campaigns come last. */
export function stepsOf(folder: string, graph: CodeGraph): Step[] {
  const step = (file: string, kind: Step['kind'], roots: Iterable<ContractId>, last: boolean): Step => {
    const contracts = [...graph.reach(roots)].filter((contract) => graph.deployable.has(contract))
    return { file, kind, contracts, last, ignored: new Set(), usualMs: 60_000 }
  }
  const files = (pattern: string) => globSync(pattern, { cwd: folder, exclude: SEARCHES }).sort()
  return [
    ...files(SOLIDITY_TESTS).map((file) => {
      const campaign = /\bfunction\s+invariant/.test(readFileSync(join(folder, file), 'utf8'))
      return step(file, 'solidity', graph.contractsIn(file), campaign)
    }),
    ...files(PARITY_TESTS).map((file) => {
      const words = new Set(readAll(folder, file).match(/[A-Z]\w+/g))
      const named = [...graph.deployable].filter((contract) => words.has(contract.slice(contract.lastIndexOf(':') + 1)))
      return step(file, 'mocha', named, false)
    }),
  ].filter(({ contracts }) => contracts.length > 0)
}

/** A TypeScript file and what it imports from its own project, one after the other. */
function readAll(folder: string, file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return ''
  seen.add(file)
  const content = readFileSync(join(folder, file), 'utf8')
  const imports = [...content.matchAll(/from '(\.[^']+\.ts)'/g)].map(([, target = '']) =>
    posix.join(posix.dirname(file), target),
  )
  return [content, ...imports.map((name) => readAll(folder, name, seen))].join('\n')
}

/** Run a test file and name what failed; nothing if all passed. */
export async function failuresOf(step: Step, worker: Worker, signal: AbortSignal): Promise<string[]> {
  const limitMs = 20_000 + 10 * step.usualMs
  try {
    if (step.kind === 'solidity') {
      return (await worker.test(step.file, limitMs)).failed.filter((name) => !step.ignored.has(name))
    }
    const { passed, output, timedOut } = await hardhat(['test', 'mocha', '--no-compile', '--bail', step.file], {
      cwd: worker.folder,
      quiet: true,
      env: { ...FEW_RUNS, NODE_OPTIONS: '--conditions=tidemark-source' },
      limitMs,
      signal,
    })
    if (timedOut) return ['time-out']
    return passed ? [] : [/^\s+1\) (.*)$/m.exec(output)?.[1] ?? 'mocha']
  } catch (error) {
    if (error instanceof TimeOut) return ['time-out']
    throw error
  }
}
