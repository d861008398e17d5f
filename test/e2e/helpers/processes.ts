import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Root of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A script of this repository, running. */
export interface Run {
  readonly child: ChildProcess
  /** All it has printed so far. */
  output(): string
  /** Resolves when it has printed this. */
  printed(text: string): Promise<void>
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
}

/** Start a TypeScript script as `npm run` would, from the root of the repository. */
export function runScript(script: string, ...args: readonly string[]): Run {
  return runScriptFrom(root, script, ...args)
}

/** The same, typed in another folder: npm says which, and runs scripts in the root all the same. */
export function runScriptFrom(folder: string, script: string, ...args: readonly string[]): Run {
  const env = { ...process.env, INIT_CWD: folder }
  const child = spawn(process.execPath, ['--conditions=tidemark-source', script, ...args], { cwd: root, env })
  let output = ''
  const waiting: { text: string; resolve: () => void; reject: (error: Error) => void }[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      for (const { text: wanted, resolve } of waiting) if (output.includes(wanted)) resolve()
    })
  }
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('close', (code, signal) => {
      for (const { text, reject } of waiting) reject(new Error(`ended without printing '${text}':\n${output}`))
      resolve({ code, signal })
    })
  })
  const printed = (text: string) => {
    if (output.includes(text)) return Promise.resolve()
    return new Promise<void>((resolve, reject) => waiting.push({ text, resolve, reject }))
  }
  return { child, ended, printed, output: () => output }
}

/** Processes that descend from `pid`, itself not included. */
export function descendants(pid: number): number[] {
  const parents = process.platform === 'linux' ? parentsFromProc() : parentsFromPs()
  const found: number[] = []
  const queue = [pid]
  for (let current = queue.pop(); current !== undefined; current = queue.pop()) {
    for (const [child, parent] of parents) {
      if (parent !== current) continue
      found.push(child)
      queue.push(child)
    }
  }
  return found
}

/** Whether a process exists and is more than an entry that nobody has collected yet. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return process.platform !== 'linux' || !/\) [ZX] /.test(statOf(pid))
}

// Not by `ps`: small container images lack it.
function parentsFromProc(): [number, number][] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid): [number, number][] => {
    const match = /\) \S (\d+) /.exec(statOf(Number(pid)))
    return match ? [[Number(pid), Number(match[1])]] : []
  })
}

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ') X '
  }
}

function parentsFromPs(): [number, number][] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
    return [pid, parent]
  })
}
