import type { Reader } from './read/read.ts'
import type { Identity, Writer } from './store.ts'

/** Where indexes are kept: of one chain or several. */
export interface Database {
  /** For messages: without passwords. */
  readonly name: string
  readonly identities: () => Promise<readonly Identity[]>
  /** Begin an index: tables if there are none, and a cursor just before its first block. */
  readonly create: (identity: Identity) => Promise<void>
  /** Become the writer of a chain's index. */
  readonly write: (chainId: number) => Promise<Writer>
  readonly read: (chainId: number) => Promise<Reader>
  readonly close: () => Promise<void>
}

/** Whether a database is named by a PostgreSQL URL rather than as a file. */
export function isPostgres(target: string): boolean {
  return /^postgres(ql)?:\/\//.test(target)
}

/**
 * Open a database, a SQLite file or a PostgreSQL URL.
 *
 * @param writing Whether this process is going to write: a file lets only one in.
 * @throws {ConfigError} when it is of something else or another version, or is being written by somebody else.
 */
export async function openDatabase(target: string, writing: boolean): Promise<Database> {
  // Whoever uses one need not load the other.
  if (isPostgres(target)) return (await import('./postgres/database.ts')).openPostgres(target, writing)
  return (await import('./sqlite/database.ts')).openSqlite(target, writing)
}
