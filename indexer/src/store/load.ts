import { isPostgres } from './database.ts'
import type { Kept } from './kept.ts'
import type { Read } from './read/read.ts'
import type { Stored } from './rows.ts'
import type { Cursor, Identity } from './store.ts'
import type { TableShape } from './table.ts'

/** Fills tables within one transaction: readers see all of it or nothing. */
export interface Loader {
  /** For messages: without passwords. */
  readonly name: string
  /** What the database holds already, whatever version wrote it. */
  readonly identities: readonly Identity[]
  /** Begin a chain that is not there yet, its cursor already where it will be. */
  readonly add: (identity: Identity, cursor: Cursor) => Promise<void>
  readonly put: (chainId: number, table: TableShape | Kept, rows: readonly (readonly Stored[])[]) => Promise<void>
  readonly run: <T>(chainId: number, read: Read<T>) => Promise<T>
}

/**
 * Fill a database in one transaction. `add` makes tables if there are none. `replace` gives every table that is a function
 * of the chain a new, empty form beside the old one, and puts it in its place at the end; what replays need stays.
 *
 * @throws {ConfigError} when somebody else writes it, or it is of something else. Whatever `work` throws undoes all.
 */
export async function load<T>(
  target: string,
  mode: 'add' | 'replace',
  work: (loader: Loader) => Promise<T>,
): Promise<T> {
  if (isPostgres(target)) return (await import('./postgres/load.ts')).loadPostgres(target, mode, work)
  return (await import('./sqlite/load.ts')).loadSqlite(target, mode, work)
}
