import type { ColumnType, TableShape } from './table.ts'
import { TABLES } from './tables/all.ts'
import { AUDIT } from './tables/audit.ts'

/** A table of the index's own keeping. */
export interface Kept {
  readonly name: string
  /** `history`: its rows are added once, as they come. */
  readonly kind?: TableShape['kind']
  readonly columns: Readonly<Record<string, ColumnType | 'bytes'>>
  /** Columns that, with the chain, name a row. */
  readonly key: readonly string[]
  readonly indexes?: readonly (readonly string[])[]
}

/** Which deployments are indexed here. */
const CHAIN: Kept = {
  name: 'chain',
  columns: { schema_version: 'int', exchange: 'text', start_block: 'int', period_length: 'int', period_start: 'int' },
  key: [],
}

/** The block up to which everything is complete; its hash is empty before the first batch. `epoch` counts writers. */
const CURSOR: Kept = {
  name: 'cursor',
  columns: { height: 'int', hash: 'text', ts: 'int', finalised: 'int', generation: 'int', epoch: 'int' },
  key: [],
}

/** How the writer is doing. */
export const SYNC: Kept = {
  name: 'sync',
  columns: { head: 'int', finality: 'int', status: 'text', message: 'text?', heartbeat: 'int' },
  key: [],
}

/** Names and decimals, asked of the tokens and not of the logs. */
export const TOKEN: Kept = {
  name: 'token',
  columns: { address: 'text', symbol: 'text?', decimals: 'int?' },
  key: ['address'],
}

/** Blocks that may still be reorganised, the newest final one first. */
export const HEADER: Kept = {
  name: 'header',
  columns: { height: 'int', hash: 'text', parent_hash: 'text', ts: 'int' },
  key: ['height'],
}

/** Our logs of a block as they came, packed: what a replay starts from. */
export const RAW_LOG: Kept = {
  name: 'raw_log',
  kind: 'history',
  columns: { height: 'int', hash: 'text', ts: 'int', logs: 'bytes' },
  key: ['height'],
}

/** What commits did, for subscribers: APPLY up to `height`, UNDO down to it. */
export const OUTBOX: Kept = {
  name: 'outbox',
  columns: { seq: 'int', generation: 'int', op: 'text', from_height: 'int', height: 'int', hash: 'text' },
  key: ['seq'],
}

/** Rows as they were before a block changed them: what a reorganisation restores, and what reads as of a block look up. */
export const UNDO: Kept = {
  name: 'undo',
  kind: 'history',
  columns: { tbl: 'text', key: 'text', height: 'int', pre: 'text' },
  key: ['tbl', 'key', 'height'],
  indexes: [['height']],
}

/** Tables that a replay makes anew: what is indexed, and what was said of it. */
export const RENEWED: readonly (TableShape | Kept)[] = [...TABLES, UNDO, AUDIT]

/** Tables about the index. All but `undo` say how it came about, and are in no digest. */
export const KEPT: readonly Kept[] = [CHAIN, CURSOR, SYNC, TOKEN, HEADER, RAW_LOG, OUTBOX, UNDO, AUDIT]

/** Tables whose rows of undone blocks go. */
export const UNDONE: readonly string[] = [
  ...TABLES.filter(({ kind }) => kind === 'history').map(({ name }) => name),
  ...[UNDO, HEADER, RAW_LOG, AUDIT].map(({ name }) => name),
]

/** Commits that subscribers may lag behind. */
export const OUTBOX_KEPT = 100_000
