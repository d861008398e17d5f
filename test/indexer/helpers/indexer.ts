import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Digest, digestIndex } from '../../../indexer/src/store/digest.ts'
import { openForReading } from '../../../indexer/src/store/sqlite/open.ts'
import { SqliteReader } from '../../../indexer/src/store/sqlite/reader.ts'
import { peakMegabytes } from '../../../scripts/bench/memory.ts'
import { adopt, stopProcess } from './devnet.ts'

const CLI = fileURLToPath(new URL('../../../indexer/src/cli.ts', import.meta.url))

const NEXT = fileURLToPath(new URL('nextVersion.ts', import.meta.url))

/** What Node is told to run the indexer, or its next version. */
export function cliArgs(next = false): string[] {
  return ['--conditions=tidemark-source', ...(next ? ['--import', NEXT] : []), CLI]
}

/** Run the indexer's command line to its end. */
export async function runCli(...options: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return ended(adopt(spawn(process.execPath, [...cliArgs(), ...options])))
}

/** Run that of the next version. @param dieAt What of its source is to be its end. */
export async function runNext(options: readonly string[], dieAt?: string): ReturnType<typeof runCli> {
  const env = dieAt === undefined ? process.env : { ...process.env, TIDEMARK_DIE_AT: dieAt }
  return ended(adopt(spawn(process.execPath, [...cliArgs(true), ...options], { env })))
}

async function ended(child: ChildProcessWithoutNullStreams): ReturnType<typeof runCli> {
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

/** A line of the log. */
export interface LogLine {
  readonly msg: string
  readonly url?: string
  readonly reason?: string
  readonly height?: number
}

/** An indexer in a process of its own. */
export class IndexerProcess {
  readonly lines: LogLine[] = []
  readonly #child: ChildProcess
  #url: string | undefined
  readonly #gone = new AbortController()

  /**
   * @param fileKilobytes What no file of its may grow beyond: the shell's bound, which it is told of as of a full disk.
   * @param heapMegabytes What its heap may not grow beyond: it ends there.
   * @param next Whether it is of the next version.
   */
  constructor(
    command: 'start' | 'serve',
    options: readonly string[],
    {
      fileKilobytes,
      heapMegabytes,
      next,
    }: { readonly fileKilobytes?: number; readonly heapMegabytes?: number; readonly next?: boolean } = {},
  ) {
    const heap = heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`]
    const args = [...heap, ...cliArgs(next), command, '--port', '0', '--log-level', 'debug', ...options]
    const stdio = ['ignore', 'ignore', 'pipe'] as const
    const shell = ['-c', `trap '' XFSZ; ulimit -f ${fileKilobytes}; exec "$@"`, 'bounded', process.execPath, ...args]
    const child = adopt(
      fileKilobytes === undefined
        ? spawn(process.execPath, args, { stdio: [...stdio] })
        : spawn('bash', shell, { stdio: [...stdio] }),
    )
    if (child.stderr === null) throw new TypeError('the indexer has no output')
    createInterface(child.stderr).on('line', (line) => {
      const parsed: LogLine = line.startsWith('{') ? JSON.parse(line) : { msg: line }
      this.lines.push(parsed)
      this.#url ??= parsed.url
    })
    // Its output has been read by then.
    child.once('close', (code, signal) => {
      this.#gone.abort(new Error(`the indexer ended (${code ?? signal}): ${JSON.stringify(this.lines.at(-1))}`))
    })
    this.#child = child
  }

  /** Wait until a line with this message was logged, or so many of them. @throws with the reason when it has ended. */
  async logged(msg: string, times = 1): Promise<LogLine> {
    for (;;) {
      const line = this.lines.filter((candidate) => candidate.msg === msg)[times - 1]
      if (line) return line
      this.#gone.signal.throwIfAborted()
      await sleep(1)
    }
  }

  /** Where it serves. */
  async url(): Promise<string> {
    while (this.#url === undefined) {
      this.#gone.signal.throwIfAborted()
      await sleep(5)
    }
    return this.#url
  }

  /** Ask GraphQL, and fail on errors. */
  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.post(query, variables)
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '))
    return data as T
  }

  /** Ask GraphQL, errors and all. @throws with the reason when it has ended. */
  async post(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
    try {
      const response = await fetch(`${await this.url()}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      })
      return (await response.json()) as GraphqlAnswer
    } catch (error) {
      // A connection breaks a moment before its process is known to have ended.
      for (let left = 100; left > 0; left--) {
        this.#gone.signal.throwIfAborted()
        await sleep(10)
      }
      throw error
    }
  }

  /** Wait until everything up to `height` is indexed. */
  async indexed(height: number): Promise<void> {
    for (;;) {
      const { _meta } = await this.ask<{ _meta: { block: { number: number } | null } }>(
        '{ _meta { block { number } } }',
      )
      if (_meta.block !== null && _meta.block.number >= height) return
      await sleep(10)
    }
  }

  /** Wait until `_meta.status` is this, and say its message. */
  async status(status: string): Promise<string | null> {
    for (;;) {
      const { _meta } = await this.ask<{ _meta: { status: string; message: string | null } }>(
        '{ _meta { status message } }',
      )
      if (_meta.status === status) return _meta.message
      await sleep(10)
    }
  }

  /** From now on {@link peakMegabytes} is of what comes, where the system can forget: Linux. */
  resetPeak(): void {
    if (process.platform === 'linux') writeFileSync(`/proc/${this.#pid}/clear_refs`, '5')
  }

  /** The most memory that it has taken until now. */
  peakMegabytes(): number {
    return peakMegabytes(this.#pid)
  }

  /** Send it a signal, for one that it survives. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Wait until it ends by itself. The exit code. */
  async ended(): Promise<number | null> {
    while (!this.#gone.signal.aborted) await sleep(5)
    return this.#child.exitCode
  }

  get #pid(): number {
    if (this.#child.pid === undefined) throw new TypeError('the indexer never ran')
    return this.#child.pid
  }

  /** End it and wait. The exit code, or null after a signal that leaves none. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    await stopProcess(this.#child, signal)
    return this.#child.exitCode
  }
}

/** What GraphQL answers. */
export interface GraphqlAnswer {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}

/** Digest of an index that others may be writing. */
export function digestOf(file: string, chainId = 31_337): Digest {
  const reader = new SqliteReader(openForReading(file), chainId)
  try {
    return reader.snapshot((within) => within.run(digestIndex()))
  } finally {
    reader.close()
  }
}
