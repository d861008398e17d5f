import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Compiled, Reply, Request, Tested } from './messages.ts'
import { FEW_RUNS } from './targets.ts'

/** The worker did not answer in time, and was ended. */
export class TimeOut extends Error {}

/** A process that compiles and tests in one project; started when needed, ended and started anew after a time-out. */
export class Worker {
  readonly folder: string
  #child: ChildProcess | undefined

  constructor(folder: string) {
    this.folder = folder
  }

  async compile(request: Omit<Request & { kind: 'compile' }, 'kind'>): Promise<Compiled> {
    return (await this.#ask({ kind: 'compile', ...request }, 900_000)) as Compiled
  }

  async test(file: string, limitMs: number): Promise<Tested> {
    return (await this.#ask({ kind: 'test', file }, limitMs)) as Tested
  }

  end(): void {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }

  async #ask(request: Request, limitMs: number): Promise<Compiled | Tested> {
    this.#child ??= fork(fileURLToPath(new URL('worker.ts', import.meta.url)), {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, HARDHAT_NETWORK: 'default', ...FEW_RUNS },
    })
    const child = this.#child
    let limit: NodeJS.Timeout | undefined
    try {
      const reply = await new Promise<Reply>((resolve, reject) => {
        child.once('message', resolve)
        child.once('error', reject)
        child.once('exit', (code, signal) => reject(new Error(`the worker ended with ${signal ?? code}`)))
        limit = setTimeout(() => reject(new TimeOut(`no answer in ${limitMs} ms`)), limitMs)
        child.send(request)
      })
      if ('error' in reply) throw new Error(reply.error)
      return reply.value
    } catch (error) {
      this.end()
      throw error
    } finally {
      clearTimeout(limit)
      child.removeAllListeners()
    }
  }
}
