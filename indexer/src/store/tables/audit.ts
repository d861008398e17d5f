import type { Hex } from 'viem'
import type { Table } from '../table.ts'
import { flag, number, optional, text } from './row.ts'

/** What was compared: a vault's or pool's record with its own words, or the logs of a node with the records. */
export type AuditKind = 'vault' | 'pool' | 'logs'

/** One number or flag as it is indexed, and as the contract has it. */
export interface Compared {
  readonly field: string
  readonly indexed: string
  readonly actual: string
}

/** A comparison of the index with the chain. */
export interface Audit {
  readonly kind: AuditKind
  /** The block that the index was complete to; empty hash before the first. */
  readonly height: number
  readonly hash: Hex | ''
  readonly timestamp: number
  /** Vault, pool or exchange. */
  readonly subject: string
  readonly equal: boolean
  readonly fields: readonly Compared[]
  readonly message: string | undefined
}

/** A comparison with its number. */
export interface AuditRecord extends Audit {
  readonly seq: number
}

/** Comparisons of the index with the chain, in the order in which they were made: about the index, and so in no digest. */
export const AUDIT: Table<AuditRecord> = {
  name: 'audit',
  kind: 'history',
  columns: {
    seq: 'int',
    height: 'int',
    hash: 'text',
    ts: 'int',
    kind: 'text',
    subject: 'text',
    equal: 'int',
    fields: 'text',
    message: 'text?',
  },
  key: ['seq'],
  indexes: [['subject', 'seq'], ['equal', 'seq'], ['kind', 'seq'], ['height']],
  encode: ({ seq, height, hash, timestamp, kind, subject, equal, fields, message }) => [
    ...[seq, height, hash, timestamp, kind, subject, equal ? 1 : 0],
    JSON.stringify(fields.map(({ field, indexed, actual }) => [field, indexed, actual])),
    message ?? null,
  ],
  decode: (row) => ({
    seq: number(row, 'seq'),
    height: number(row, 'height'),
    hash: text(row, 'hash') as Hex | '',
    timestamp: number(row, 'ts'),
    kind: text(row, 'kind') as AuditKind,
    subject: text(row, 'subject'),
    equal: flag(row, 'equal'),
    fields: (JSON.parse(text(row, 'fields')) as [string, string, string][]).map(([field, indexed, actual]) => ({
      ...{ field, indexed, actual },
    })),
    message: optional(row, 'message', text),
  }),
}
