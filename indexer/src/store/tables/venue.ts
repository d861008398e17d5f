import type { Address } from 'viem'
import type { BlockRecord, EventRecord, RebateTerms, VenueRecord } from '../../reducers/records.ts'
import type { Table } from '../table.ts'
import { number, optional, text, toPosition } from './row.ts'

/** The exchange itself, one row: its factories, guardian and rebates. */
export const VENUE: Table<VenueRecord> = {
  name: 'venue',
  kind: 'state',
  columns: {
    id: 'int',
    vault_factory: 'text?',
    pool_factory: 'text?',
    guardian: 'text?',
    rebates: 'text',
    next_rebates: 'text?',
  },
  key: ['id'],
  encode: ({ vaultFactory, poolFactory, guardian, rebates, nextRebates }) => [
    1,
    vaultFactory ?? null,
    poolFactory ?? null,
    guardian ?? null,
    JSON.stringify(rebates ?? null),
    nextRebates === undefined ? null : JSON.stringify(nextRebates),
  ],
  decode: (row) => ({
    vaultFactory: optional(row, 'vault_factory', text) as Address | undefined,
    poolFactory: optional(row, 'pool_factory', text) as Address | undefined,
    guardian: optional(row, 'guardian', text) as Address | undefined,
    rebates: (JSON.parse(text(row, 'rebates')) ?? undefined) as RebateTerms | undefined,
    nextRebates: optional(row, 'next_rebates', (from, column) => JSON.parse(text(from, column)) as RebateTerms),
  }),
}

/** Blocks that hold at least one of our events. */
export const BLOCK: Table<BlockRecord> = {
  name: 'block',
  kind: 'history',
  columns: { height: 'int', hash: 'text', ts: 'int' },
  key: ['height'],
  indexes: [['ts', 'height'], ['hash']],
  encode: ({ height, hash, timestamp }) => [height, hash, timestamp],
  decode: (row) => ({ height: number(row, 'height'), hash: text(row, 'hash'), timestamp: number(row, 'ts') }),
}

/**
 * Everything that happened but fills. `subject` is the vault, pool, maker or exchange it happened to, `actor` who did it,
 * `seq` the number that a vault or pool gave it, `detail` the rest as JSON, amounts as decimal text.
 */
export const EVENT: Table<EventRecord> = {
  name: 'event',
  kind: 'history',
  columns: {
    height: 'int',
    log_index: 'int',
    ts: 'int',
    tx_hash: 'text',
    kind: 'text',
    subject: 'text',
    actor: 'text?',
    market: 'int?',
    seq: 'int?',
    detail: 'text',
  },
  key: ['height', 'log_index'],
  indexes: [
    ['subject', 'height', 'log_index'],
    ['kind', 'height', 'log_index'],
    ['actor', 'height', 'log_index'],
    ['market', 'height', 'log_index'],
  ],
  encode: ({ at, kind, subject, actor, market, seq, detail }) => [
    at.height,
    at.logIndex,
    at.timestamp,
    at.txHash,
    kind,
    subject,
    actor ?? null,
    market ?? null,
    seq ?? null,
    JSON.stringify(detail),
  ],
  decode: (row) => ({
    at: toPosition(row),
    kind: text(row, 'kind') as EventRecord['kind'],
    subject: text(row, 'subject') as Address,
    actor: optional(row, 'actor', text) as Address | undefined,
    market: optional(row, 'market', number),
    seq: optional(row, 'seq', number),
    detail: JSON.parse(text(row, 'detail')) as EventRecord['detail'],
  }),
}
