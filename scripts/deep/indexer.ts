import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judge } from '../test/outcome.ts'
import type { Report } from '../test/report.ts'
import { build } from '../test/run.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The indexer's test of being killed, with `kills` kills. */
export async function kills(count: number): Promise<boolean> {
  const env = { TIDEMARK_KILLS: String(count) }
  return (await build(root)) && runTest('test/indexer/kill.ts', 'never interrupted', env)
}

/** The indexer's storm of reorganisations, with 50 readers and so many of them. */
export async function reorgs(count: number): Promise<boolean> {
  const env = { TIDEMARK_REORGS: String(count) }
  return (await build(root)) && runTest('test/indexer/branches.ts', 'nothing but blocks', env)
}

/** Run one test of a file, told by the environment how long to go on. Whether it ran and passed: a name that is no test's is none. */
export function runTest(file: string, grep: string, env: Readonly<Record<string, string>> = {}): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-deep-'))
  try {
    const reportFile = join(folder, 'report.json')
    const args = [join(root, 'scripts/test/mocha.ts'), reportFile, grep, join(root, file)]
    const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } } as const
    const { status, signal } = spawnSync(process.execPath, args, options)
    const report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as Report) : undefined
    const { failures } = judge(report, { code: status, signal }, false)
    for (const { title, message } of failures) console.error(`${title}: ${message}`)
    return failures.length === 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
