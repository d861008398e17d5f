import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFile, openForReading } from '../store/sqlite/open.ts'
import { SqliteReader } from '../store/sqlite/reader.ts'
import { createIndex, SqliteWriter } from '../store/sqlite/writer.ts'
import type { Identity, Writer } from '../store/store.ts'

/** An index for as long as a command runs. */
export interface TemporaryIndex extends Disposable {
  readonly writer: Writer
  readonly reader: SqliteReader
}

/** An empty index in the system's folder for temporary files, gone when disposed of. */
export function temporaryIndex(identity: Identity): TemporaryIndex {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-replay-'))
  using failed = new DisposableStack()
  failed.defer(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'index.db')
  const db = failed.adopt(openFile(file), (opened) => opened.close())
  // Nothing of it outlives the process.
  db.pragma('synchronous = OFF')
  createIndex(db, identity)
  const writer = new SqliteWriter(db, identity.chainId)
  const reader = failed.adopt(new SqliteReader(openForReading(file), identity.chainId), (opened) => opened.close())
  const kept = failed.move()
  return { writer, reader, [Symbol.dispose]: () => kept.dispose() }
}
