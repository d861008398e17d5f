import { KEPT, type Kept } from './kept.ts'
import { PARTITIONED } from './postgres/partitions.ts'
import type { TableShape } from './table.ts'
import { TABLES } from './tables/all.ts'

/** Raised with every change of the tables: `replay` makes them anew. */
export const SCHEMA_VERSION = 7

/** Which database the tables are made for. */
export type Dialect = 'sqlite' | 'postgres'

const TYPES: Readonly<Record<Dialect, Readonly<Record<'int' | 'text' | 'amount' | 'bytes', string>>>> = {
  sqlite: { int: 'INTEGER', text: 'TEXT', amount: 'TEXT', bytes: 'BLOB' },
  // Compared byte by byte, as SQLite does: both sort alike, and amounts as their numbers.
  postgres: { int: 'bigint', text: 'text COLLATE "C"', amount: 'text COLLATE "C"', bytes: 'bytea' },
}

/** Statements that make all tables, or some. */
export function createStatements(
  dialect: Dialect,
  tables: readonly (TableShape | Kept)[] = [...KEPT, ...TABLES],
): string[] {
  return tables.flatMap((table) => createTable(table, dialect))
}

function createTable({ name, kind, columns, key, indexes = [] }: TableShape | Kept, dialect: Dialect): string[] {
  const types = TYPES[dialect]
  const lines = Object.entries(columns).map(([column, type]) => {
    const nullable = type.endsWith('?')
    const base = (nullable ? type.slice(0, -1) : type) as keyof typeof types
    return `${column} ${types[base]}${nullable ? '' : ' NOT NULL'}`
  })
  const keyColumns = ['chain_id', ...key].join(', ')
  const body = [`chain_id ${types.int} NOT NULL`, ...lines, `PRIMARY KEY (${keyColumns})`].join(', ')
  const inParts = dialect === 'postgres' && PARTITIONED.has(name)
  // Rows that change lie by their keys. Those that are only added lie as they come: pages fill up, and indexes lead to them
  // by a number.
  const inSqlite = kind === 'history' ? ' STRICT' : ' STRICT, WITHOUT ROWID'
  const suffix = dialect === 'sqlite' ? inSqlite : inParts ? ' PARTITION BY RANGE (chain_id, height)' : ''
  return [
    `CREATE TABLE ${name} (${body})${suffix}`,
    ...indexes.map((on) => `CREATE INDEX ${name}_${on.join('_')} ON ${name} (chain_id, ${on.join(', ')})`),
  ]
}
