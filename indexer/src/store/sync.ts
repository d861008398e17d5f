import type { Connection } from './open.ts'
import { getRow, putRow, statement } from './statements.ts'

/**
 * What the writer is doing.
 *
 * `SYNCING` behind, `LIVE` at the newest settled block, `RETRYING` the node fails to answer, `HALTED` refusing to
 * write until an operator looks, `STOPPED` no writer runs.
 */
export type SyncStatus = 'SYNCING' | 'LIVE' | 'RETRYING' | 'HALTED' | 'STOPPED'

/** How the writer is doing, for readers in any process. */
export interface SyncState {
  /** Newest block the node has named. */
  readonly head: number
  readonly finality: number
  readonly status: SyncStatus
  /** Why, when it is not going well. */
  readonly message: string | undefined
}

/** Blocks behind the newest settled one that still count as up to date: the chain moves while one looks. */
export const LIVE_LAG = 10

/** A writer that has not been heard of for this long is gone. */
const HEARTBEAT_LIMIT_MS = 15_000

/** Tell readers how it goes. `now` in milliseconds. */
export function writeSync(db: Connection, { head, finality, status, message }: SyncState, now: number): void {
  putRow(db, 'sync', { id: 1, head, finality, status, message: message ?? null, heartbeat: now }, 'REPLACE')
}

/** How often a writer shows that it is there. */
const HEARTBEAT_MS = 5_000

/** Show readers that the writer is there, until disposed of, however long it waits for an answer. */
export function keepAlive(db: Connection): Disposable {
  const timer = setInterval(() => {
    try {
      statement(db, 'UPDATE sync SET heartbeat = ?').run(Date.now())
    } catch {
      // A database that cannot be written stops the writer at its next batch, which says why.
    }
  }, HEARTBEAT_MS).unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

/** How the writer is doing; nothing before it first reported. */
export function readSync(db: Connection, now: number): SyncState | undefined {
  const row = getRow(db, 'SELECT * FROM sync')
  if (row === undefined) return undefined
  const silent = now - (row.heartbeat as number) > HEARTBEAT_LIMIT_MS
  const status = row.status as SyncStatus
  return {
    head: row.head as number,
    finality: row.finality as number,
    // A halted writer lives on to say so; one that fell silent says nothing any more.
    status: silent ? 'STOPPED' : status,
    message: (row.message ?? undefined) as string | undefined,
  }
}
