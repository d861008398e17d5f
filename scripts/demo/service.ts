import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Problem } from '../deploy/problem.ts'
import type { Session } from './session.ts'
import type { Report } from './supervisor.ts'

/** A process that ends when we do, however we end. */
export interface Service {
  readonly pid: number
  /** Resolves once it has ended, to how. */
  readonly ended: Promise<string>
  /** The last lines it printed. */
  tail(): string
  /** End it and wait until it is gone. */
  stop(): Promise<void>
}

const keptLines = 20
const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Start a command in the root of the repository, under a supervisor, out of reach of the terminal's Ctrl-C: we end it, in our order.
 *
 * @param name What people call it.
 * @param session Ends it from the first moment on, even while it is being started.
 * @throws {Problem} when it cannot be started.
 */
export async function startService(
  name: string,
  command: string,
  args: readonly string[],
  session?: Session,
): Promise<Service> {
  const supervisor = fork(fileURLToPath(new URL('./supervisor.ts', import.meta.url)), [command, ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let lines: string[] = []
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      lines = [...lines, ...text.split('\n').filter((line) => line.trim() !== '')].slice(-keptLines)
    })
  }
  const tail = () => lines.map((line) => `  | ${line}`).join('\n')
  const { promise: started, resolve: onStart, reject: onFailure } = Promise.withResolvers<number>()
  const { promise: ended, resolve: onEnd } = Promise.withResolvers<string>()
  let running: number | undefined
  let how = 'its supervisor was killed'
  supervisor.on('message', (report: Report) => {
    running = report.kind === 'started' ? report.pid : undefined
    if (report.kind === 'started') onStart(report.pid)
    else if (report.kind === 'failed')
      onFailure(new Problem(`${name} cannot be started on this system: ${report.message}`))
    else how = report.signal === null ? `exit code ${report.code}` : `signal ${report.signal}`
  })
  supervisor.once('disconnect', () => {
    onFailure(new Problem(`${name} ended before it started.\n${tail()}`))
    if (running !== undefined) kill(running)
  })
  // Only now all that it printed and reported has been read.
  supervisor.once('close', () => onEnd(how))
  supervisor.once('error', (error) => {
    onFailure(error)
    // One that never ran does not close either.
    if (supervisor.pid === undefined) onEnd(error.message)
  })
  const stop = async () => {
    if (supervisor.connected) supervisor.send('stop')
    await ended
  }
  session?.onClose(stop)
  const pid = await started
  return { pid, ended, tail, stop }
}

/** Only when the supervisor was killed, and so could not do it. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It had ended by itself.
  }
}
