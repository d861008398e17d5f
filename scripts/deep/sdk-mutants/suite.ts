import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'

/** How a run of test files ended. */
export interface Run {
  /** The test that failed first; what else ended it, such as sources that cannot be loaded; nothing if all passed. */
  readonly failed?: { readonly file?: string; readonly name: string }
  /** How long the tests of each file took, in milliseconds. */
  readonly times: ReadonlyMap<string, number>
  readonly slowestMs: number
}

/**
 * Run test files one after the other until a test fails, or none ends for `limitMs`.
 *
 * @throws {Error} when it was ended from outside, say for want of memory on the machine: that is no verdict on the tests.
 */
export async function runSuite(folder: string, mocha: string, files: readonly string[], limitMs: number): Promise<Run> {
  const command = [mocha, '--bail', '--exit', '--timeout', '120000', '--reporter', 'json-stream', ...files]
  const env = {
    ...process.env,
    // What loops may take memory, too.
    NODE_OPTIONS: '--conditions=tidemark-source --max-old-space-size=2048',
    NODE_COMPILE_CACHE: join(folder, '.compiled'),
    TIDEMARK_SEED: '29801',
  }
  const child = spawn(process.execPath, command, { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)

  const times = new Map<string, number>()
  let slowestMs = 0
  let failed: Run['failed']
  let slow = false
  const expire = () => {
    slow = true
    stop()
  }
  let limit = setTimeout(expire, limitMs)
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    clearTimeout(limit)
    limit = setTimeout(expire, limitMs)
    if (!/^\["(pass|fail)",/.test(line)) return
    const [kind, test] = JSON.parse(line) as [string, { fullTitle: string; file: string; duration?: number }]
    const file = relative(folder, test.file).replaceAll('\\', '/')
    const { duration = 0 } = test
    times.set(file, (times.get(file) ?? 0) + duration)
    slowestMs = Math.max(slowestMs, duration)
    if (kind === 'fail') failed ??= { file, name: test.fullTitle }
  })
  try {
    const [end] = await Promise.all([once(child, 'exit'), once(lines, 'close')])
    const [code, signal] = end as [number | null, NodeJS.Signals | null]
    if (code !== 0) failed ??= { name: slow ? 'time-out' : nameOf(code, signal) }
    return { ...(failed === undefined ? {} : { failed }), times, slowestMs }
  } finally {
    clearTimeout(limit)
    process.off('exit', stop)
  }
}

/** Signals that are sent to a process; by any other it ends itself, as Node does when its heap is full or an array too large. */
const FROM_OUTSIDE: ReadonlySet<NodeJS.Signals> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'])
/** How Node says on Windows, which has no signals, that it aborted. */
const ABORTED = 134

/** What ended tests none of which failed. */
function nameOf(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null && FROM_OUTSIDE.has(signal)) throw new Error(`the tests were ended by ${signal}`)
  return signal !== null || code === ABORTED ? 'crashed' : 'not loaded'
}
