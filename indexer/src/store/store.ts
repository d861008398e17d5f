import type { Hex } from 'viem'
import type { Header } from '../chain/rpc.ts'
import type { TokenInfo } from '../chain/tokens.ts'
import type { Row, TableShape, Value } from './table.ts'
import type { Changes } from './workingSet.ts'

/** Which chain and contracts an index is of; fixed when it is created. */
export interface Identity {
  readonly chainId: number
  /** Lower case. */
  readonly exchange: string
  readonly startBlock: number
  /** Seconds of a rebate period, and when the first began. */
  readonly periodLength: number
  readonly periodStart: number
}

/** A block: the last complete one, or the one to be. */
export interface Tip {
  readonly height: number
  /** Empty before the first batch: then `height` is the block before the start and was never read. */
  readonly hash: Hex | ''
  readonly timestamp: number
}

/** Up to where the index is complete. */
export interface Cursor extends Tip {
  /** Blocks up to here are final: they are never undone. */
  readonly finalised: number
  /** How often blocks were undone. */
  readonly generation: number
}

/** The logs of a block as they came. */
export interface RawBlock {
  readonly height: number
  readonly hash: string
  readonly timestamp: number
  readonly logs: Uint8Array
}

/** A batch: rows, what undoes them, headers that may be reorganised, logs, and the cursor behind all. */
export interface Batch {
  readonly from: Cursor
  readonly to: Cursor
  readonly changes: Changes
  readonly headers: readonly Header[]
  readonly raw: readonly RawBlock[]
}

/**
 * What the writer is doing.
 *
 * `SYNCING` behind, `LIVE` at the newest block, `RETRYING` the node fails to answer, `HALTED` refusing to write until an
 * operator looks, `STOPPED` no writer runs.
 */
export type SyncStatus = 'SYNCING' | 'LIVE' | 'RETRYING' | 'HALTED' | 'STOPPED'

/** How the writer is doing, for readers in any process. */
export interface SyncState {
  /** Newest block the node has named. */
  readonly head: number
  /** Blocks below the head that are not final. */
  readonly finality: number
  readonly status: SyncStatus
  /** Why, when it is not going well. */
  readonly message: string | undefined
}

/**
 * A database as the one process that may write a chain's index sees it. A later writer takes it away: then nothing of this
 * one's is written any more.
 */
export interface Writer {
  readonly chainId: number
  readonly cursor: () => Promise<Cursor>
  /** Rows by key, in the order of the columns; those that do not exist are missing. */
  readonly load: (table: TableShape, keys: readonly (readonly Value[])[]) => Promise<readonly (readonly Value[])[]>
  /** Any other rows. `?` stands for values, `@chain` for the chain's id. */
  readonly query: (sql: string, ...values: Value[]) => Promise<readonly Row[]>
  /**
   * Write a batch, all or nothing.
   *
   * @throws {CursorMoved} when the cursor is no longer at `from`, or another writer took over.
   */
  readonly commit: (batch: Batch) => Promise<void>
  /**
   * Undo every block above `ancestor` and write what `apply` makes of the state then, all in one transaction: readers see
   * the old branch or the new one. `apply` may load, and what it loads is as of the ancestor.
   *
   * @throws {CursorMoved} as `commit` does.
   */
  readonly reorganise: (from: Cursor, ancestor: Cursor, apply: () => Promise<Batch>) => Promise<void>
  readonly saveSync: (state: SyncState, now: number) => Promise<void>
  /** Show that the writer is there. */
  readonly beat: (now: number) => Promise<void>
  readonly saveToken: (token: TokenInfo) => Promise<void>
  /** Forget what is kept for reorganisations of final blocks: headers, and subscribers' oldest news. */
  readonly prune: (cursor: Cursor) => Promise<void>
  readonly close: () => Promise<void>
}
