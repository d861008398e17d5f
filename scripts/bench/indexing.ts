import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import pg from 'pg'
import { startIndexer } from '../demo/indexer.ts'
import { freePort } from '../demo/ports.ts'
import { startService } from '../demo/service.ts'
import type { Session } from '../demo/session.ts'
import type { Chain } from './chain.ts'
import { peakMegabytes } from './memory.ts'

/** One indexing of a chain from nothing to its head. */
export interface Indexed {
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

/** How far a database is; nothing while it holds no index yet. */
export interface Watch {
  readonly height: () => Promise<number | undefined>
  readonly close: () => Promise<void>
}

const bareLoop = fileURLToPath(new URL('./bareLoop.ts', import.meta.url))
const pollMs = 4
const patienceMs = 120_000

/** Index `chain` into a new database with the command itself, and stop it. */
export async function indexChain(session: Session, chain: Chain, db: string): Promise<Indexed> {
  const terms = { rpc: chain.url, exchange: chain.exchange, startBlock: chain.startBlock, db }
  const { service } = await startIndexer({ ...terms, port: await freePort() })
  session.onClose(() => service.stop())
  const watched = db.startsWith('postgres') ? watchPostgres(db) : watchFile(db)
  try {
    const marks = await watch(watched, chain.head)
    const { rate, steadiness } = rates(chain, marks)
    return { rate, steadiness, megabytes: peakMegabytes(service.pid) }
  } catch (error) {
    throw new Error(`indexing failed\n${service.tail()}`, { cause: error })
  } finally {
    await watched.close()
    await service.stop()
  }
}

/** The same chain through the bare loop, into a file with a table of its own: fills per second. */
export async function indexBare(session: Session, chain: Chain, file: string): Promise<number> {
  const output = `${file}.json`
  const { url, exchange, startBlock, head } = chain
  const service = await startService('The bare loop', process.execPath, [
    ...[...process.execArgv, bareLoop, url, exchange, String(startBlock), String(head), file, output],
  ])
  session.onClose(() => service.stop())
  const how = await service.ended
  if (how !== 'exit code 0') throw new Error(`the bare loop failed (${how})\n${service.tail()}`)
  const { fills, seconds } = JSON.parse(await readFile(output, 'utf8')) as { fills: number; seconds: number }
  if (fills !== chain.fills) throw new Error(`the bare loop found ${fills} fills of ${chain.fills}`)
  return fills / seconds
}

/**
 * Marks from an empty index to the head. The clock starts when the tables exist, as the bare loop's does: starting Node,
 * asking for the chain id and creating tables are not indexing. Everything after is, the start of the server included.
 * The database is watched, not the API, so that the indexer is not kept from its work by being asked.
 */
async function watch(index: Watch, head: number): Promise<Mark[]> {
  const marks: Mark[] = []
  await reaching(index, head, (height) => marks.push({ time: performance.now(), height }))
  return marks
}

/** Wait until an index reaches a height. @throws when it takes two minutes without getting any further. */
export async function reaching(
  index: Watch,
  height: number,
  onProgress: (height: number) => unknown = () => undefined,
): Promise<void> {
  let reached = -1
  let since = performance.now()
  while (reached < height) {
    if (performance.now() - since > patienceMs) throw new Error(`no progress in two minutes from block ${reached}`)
    const now = await index.height()
    if (now !== undefined && now !== reached) {
      reached = now
      since = performance.now()
      onProgress(reached)
    }
    await sleep(pollMs)
  }
}

const CURSOR = 'SELECT height FROM cursor'

/** How far an index in a file is. */
export function watchFile(file: string): Watch {
  let db: Database.Database | undefined
  let statement: Database.Statement | undefined
  const open = () => {
    db ??= new Database(file, { readonly: true, fileMustExist: true })
    statement ??= db.prepare(CURSOR).pluck()
    return statement.get() as number | undefined
  }
  return {
    height: async () => {
      try {
        return open()
      } catch {
        // The file, or its tables, are still to be made.
        return undefined
      }
    },
    close: async () => void db?.close(),
  }
}

function watchPostgres(url: string): Watch {
  const client = new pg.Client(url)
  const connected = client.connect()
  return {
    height: async () => {
      await connected
      const { rows } = await client.query<{ height: string }>(CURSOR).catch(() => ({ rows: [] }))
      return rows[0] && Number(rows[0].height)
    },
    close: () => client.end(),
  }
}

function rates({ fills, firstBlock, head }: Chain, marks: readonly Mark[]): Pick<Indexed, 'rate' | 'steadiness'> {
  // Blocks hold equally many fills, the last perhaps fewer; between two commits, progress counts as even.
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
