import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { ConfigError } from '../../errors.ts'

/** Held for as long as this process may write the index. */
export interface WriterLock {
  readonly release: () => void
}

/**
 * Become the only writer of `file`, whose directory is made if missing. The lock is an open exclusive transaction on a database next to it, so the operating
 * system holds it and drops it with the process, however that ends.
 *
 * @throws {ConfigError} when another process writes this index.
 */
export function lockForWriting(file: string): WriterLock {
  mkdirSync(dirname(file), { recursive: true })
  const lock = new Database(`${file}.lock`, { timeout: 500 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new ConfigError(`another indexer is writing ${file}; stop it first, or read with 'serve'`, { cause: error })
    }
    throw error
  }
  return { release: () => lock.close() }
}
