import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { startIndexer } from '../demo/indexer.ts'
import { freePort } from '../demo/ports.ts'
import { startService } from '../demo/service.ts'
import type { Session } from '../demo/session.ts'
import type { Chain } from './chain.ts'

/** One indexing of a chain from nothing to its head. */
export interface Indexed {
  readonly file: string
  /** Fills per second. */
  readonly rate: number
  /** Peak of the indexer's resident memory. */
  readonly megabytes: number
  /** Rate over the last tenth of the fills, over that of the first. */
  readonly steadiness: number
}

/** When, in milliseconds, the index reached which block. */
interface Mark {
  readonly time: number
  readonly height: number
}

const bareLoop = fileURLToPath(new URL('./bareLoop.ts', import.meta.url))
const pollMs = 4
const patienceMs = 120_000

/** Index `chain` into a new file with the command itself, and stop it. */
export async function indexChain(session: Session, chain: Chain, name: string): Promise<Indexed> {
  const file = join(chain.folder, `${name}.db`)
  const terms = { rpc: chain.url, exchange: chain.exchange, startBlock: chain.startBlock, db: file }
  const { service } = await startIndexer({ ...terms, port: await freePort() })
  session.onClose(() => service.stop())
  try {
    const marks = await watch(file, chain.head)
    const { rate, steadiness } = rates(chain, marks)
    return { file, rate, steadiness, megabytes: peakMegabytes(service.pid) }
  } catch (error) {
    throw new Error(`indexing failed\n${service.tail()}`, { cause: error })
  } finally {
    await service.stop()
  }
}

/** The same chain through the bare loop, into a table of its own: its file and fills per second. */
export async function indexBare(session: Session, chain: Chain, name: string): Promise<Pick<Indexed, 'file' | 'rate'>> {
  const file = join(chain.folder, `${name}.db`)
  const output = join(chain.folder, `${name}.json`)
  const { url, exchange, startBlock, head } = chain
  const service = await startService('The bare loop', process.execPath, [
    ...[...process.execArgv, bareLoop, url, exchange, String(startBlock), String(head), file, output],
  ])
  session.onClose(() => service.stop())
  const how = await service.ended
  if (how !== 'exit code 0') throw new Error(`the bare loop failed (${how})\n${service.tail()}`)
  const { fills, seconds } = JSON.parse(await readFile(output, 'utf8')) as { fills: number; seconds: number }
  if (fills !== chain.fills) throw new Error(`the bare loop found ${fills} fills of ${chain.fills}`)
  return { file, rate: fills / seconds }
}

/**
 * Marks from an empty index to the head. The clock starts when the tables exist, as the bare loop's does: starting Node,
 * asking for the chain id and creating tables are not indexing. Everything after is, the start of the server included.
 * The database is watched, not the API, so that the indexer is not kept from its work by being asked.
 */
async function watch(file: string, head: number): Promise<Mark[]> {
  using cleanup = new DisposableStack()
  const began = performance.now()
  const marks: Mark[] = []
  let read: (() => number) | undefined
  while ((marks.at(-1)?.height ?? -1) < head) {
    if (performance.now() - (marks.at(-1)?.time ?? began) > patienceMs) throw new Error('no progress in two minutes')
    read ??= openCursor(file, cleanup)
    const height = read?.()
    if (height !== undefined && height !== marks.at(-1)?.height) marks.push({ time: performance.now(), height })
    await sleep(pollMs)
  }
  return marks
}

function openCursor(file: string, cleanup: DisposableStack): (() => number) | undefined {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true })
    try {
      const statement = db.prepare('SELECT height FROM cursor').pluck()
      statement.get()
      cleanup.defer(() => db.close())
      return () => statement.get() as number
    } catch (error) {
      db.close()
      throw error
    }
  } catch {
    // Not created yet.
    return undefined
  }
}

function rates({ fills, firstBlock, head }: Chain, marks: readonly Mark[]): Pick<Indexed, 'rate' | 'steadiness'> {
  // Blocks hold equally many fills, the last perhaps fewer; between two commits, progress counts as even. With 20,000
  // fills a tenth is less than a commit, and the steadiness rough.
  const timeAt = (share: number) => {
    const height = firstBlock - 1 + share * (head - firstBlock + 1)
    const index = marks.findIndex((mark) => mark.height >= height)
    const [to, from] = [marks[index], marks[index - 1]]
    if (to === undefined || from === undefined) return marks[0]?.time ?? Number.NaN
    return from.time + ((to.time - from.time) * (height - from.height)) / (to.height - from.height)
  }
  const seconds = (from: number, to: number) => (timeAt(to) - timeAt(from)) / 1000
  const whole = ((marks.at(-1)?.time ?? Number.NaN) - (marks[0]?.time ?? Number.NaN)) / 1000
  return { rate: fills / whole, steadiness: seconds(0, 0.1) / seconds(0.9, 1) }
}

function peakMegabytes(pid: number): number {
  const kilobytes =
    process.platform === 'linux'
      ? /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return (Number(kilobytes) * 1024) / 1e6
}
