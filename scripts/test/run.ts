import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Ending, judge, type Outcome } from './outcome.ts'
import type { Report } from './report.ts'
import { filesOf, type Suite } from './suites.ts'

/** No suite may take longer; a hang must end as a failure, not as a build that never ends. */
const limitMs = 20 * 60_000

export interface SuiteOutcome extends Outcome {
  readonly suite: string
  readonly seconds: number
}

/** Runs one suite in a process of its own, so that a crash or a leak in one cannot touch another. */
export async function runSuite(
  suite: Suite,
  root: string,
  grep = '',
  stdio: 'inherit' | 'ignore' = 'inherit',
): Promise<SuiteOutcome> {
  const began = performance.now()
  const outcome = await outcomeOf(suite, root, grep, stdio)
  return { suite: suite.name, seconds: (performance.now() - began) / 1000, ...outcome }
}

async function outcomeOf(suite: Suite, root: string, grep: string, stdio: 'inherit' | 'ignore'): Promise<Outcome> {
  const files = filesOf(suite, root)
  if (files.length === 0) {
    return { passed: 0, failures: [{ title: 'ran no test', message: `no test files in ${suite.folder}` }] }
  }
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-test-'))
  try {
    const reportFile = join(folder, 'report.json')
    const command = suite.runner === 'mocha' ? [script('mocha.ts')] : [script('hardhat.ts'), suite.runner]
    const ending = await ended(spawn(process.execPath, [...command, reportFile, grep, ...files], { cwd: root, stdio }))
    return judge(readReport(reportFile), ending, grep !== '')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Compiles all contracts, whose artifacts most suites read; returns whether that worked. */
export async function build(root: string): Promise<boolean> {
  const { code } = await ended(
    spawn(process.execPath, [script('hardhat.ts'), 'build'], { cwd: root, stdio: 'inherit' }),
  )
  return code === 0
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

async function ended(child: ChildProcess): Promise<Ending> {
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
  const stop = () => child.kill('SIGTERM')
  process.once('exit', stop)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => resolve({ code, signal }))
    })
  } finally {
    clearTimeout(limit)
    process.off('exit', stop)
  }
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}
