import type { Database } from '../database.ts'
import { lockForWriting } from './lock.ts'
import { openFile, openForReading } from './open.ts'
import { SqliteReader } from './reader.ts'
import { createIndex, readIdentities, SqliteWriter } from './writer.ts'

/** Open a file. Readers have connections of their own: they never see rows that are not committed. */
export function openSqlite(file: string, writing: boolean): Database {
  using failed = new DisposableStack()
  const lock = writing ? failed.adopt(lockForWriting(file), (held) => held.release()) : undefined
  const db = failed.adopt(writing ? openFile(file) : openForReading(file), (opened) => opened.close())
  const kept = failed.move()
  return {
    name: file,
    identities: async () => readIdentities(db),
    create: async (identity) => createIndex(db, identity),
    write: async (chainId) => {
      if (lock === undefined) throw new TypeError(`${file} was opened for reading`)
      return new SqliteWriter(db, chainId)
    },
    read: async (chainId) => new SqliteReader(openForReading(file), chainId),
    close: async () => kept.dispose(),
  }
}
