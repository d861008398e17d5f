import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The indexer's test of being killed, with `kills` kills. */
export function kills(count: number): boolean {
  return run('test/indexer/kill.ts', 'never interrupted', { TIDEMARK_KILLS: String(count) })
}

/** The indexer's storm of reorganisations, with 50 readers and so many of them. */
export function reorgs(count: number): boolean {
  return run('test/indexer/branches.ts', 'nothing but blocks', { TIDEMARK_REORGS: String(count) })
}

/** Run one test of a file, told by the environment how long to go on. */
function run(file: string, grep: string, env: Readonly<Record<string, string>>): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-deep-'))
  try {
    const args = [join(root, 'scripts/test/mocha.ts'), join(folder, 'report.json'), grep, join(root, file)]
    const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } } as const
    return spawnSync(process.execPath, args, options).status === 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
