/**
 * Runs one command and outlives neither it nor whoever started us: `node supervisor.ts COMMAND ARGS...`, forked.
 *
 * A process cannot ask to be told that its parent was killed, but the channel to a forked child closes in that moment,
 * on every system. So a killed demo leaves no devnet and no indexer behind.
 */
import { spawn } from 'node:child_process'

/** What a supervisor tells its parent. */
export type Report =
  | { readonly kind: 'started'; readonly pid: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'ended'; readonly code: number | null; readonly signal: string | null }

const graceMs = 5_000

const [command, ...args] = process.argv.slice(2)
if (command === undefined || process.send === undefined) throw new Error('supervisor.ts is forked, with a command')

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true })
const report = (message: Report, then = () => {}) => {
  if (process.connected) process.send?.(message, undefined, undefined, then)
  else then()
}
const stop = () => {
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), graceMs).unref()
}

// We lead a process group of our own: what the command started and left running ends with it. Windows has none.
const end = () => (process.platform === 'win32' ? process.exit() : process.kill(-process.pid, 'SIGKILL'))

child.once('spawn', () => report({ kind: 'started', pid: child.pid ?? 0 }))
child.once('error', (error) => report({ kind: 'failed', message: error.message }, end))
child.once('exit', (code, signal) => report({ kind: 'ended', code, signal }, end))

process.on('message', stop)
process.on('disconnect', stop)
// We have our own process group, but a service manager may signal everyone: the parent decides when to stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
