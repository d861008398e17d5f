import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('../../', import.meta.url))

const made: string[] = []

/** A folder holding the given files (path to content), removed by `cleanUp`. */
export function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-house-'))
  made.push(folder)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

export function cleanUp(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** A small clone with the real bootstrap, set up already unless `stamped` is false: nothing in it needs a network. */
export function cloneWith(files: Record<string, string>, stamped = true): string {
  const lock = JSON.stringify({ lockfileVersion: 3, packages: {} })
  const digest = createHash('sha256').update(lock).digest('hex')
  const major = process.version.split('.')[0]
  const clone = folderWith({
    'package.json': '{ "type": "module" }',
    'package-lock.json': lock,
    ...(stamped && { 'node_modules/.tidemark-lock': `${digest} node ${major} ${process.platform}-${process.arch}\n` }),
    ...files,
  })
  cpSync(join(repository, 'scripts/bootstrap'), join(clone, 'scripts/bootstrap'), { recursive: true })
  return clone
}

export interface Ran {
  readonly code: number | null
  readonly output: string
}

/** Runs Node to its end; `env` adds to the environment. */
export function node(args: string[], cwd = repository, env: NodeJS.ProcessEnv = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { code: status, output: stdout + stderr }
}

/** Starts Node and resolves once it has printed `ready`. */
export async function startNode(args: string[], cwd: string, ready: string) {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes(ready)) resolve()
    })
    child.once('close', () => reject(new Error(`ended before it printed ${ready}: ${output}`)))
  })
  return { child, ended, output: () => output }
}
