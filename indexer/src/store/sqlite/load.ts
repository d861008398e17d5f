import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { ConfigError } from '../../errors.ts'
import { RENEWED } from '../kept.ts'
import type { Loader } from '../load.ts'
import { createStatements, SCHEMA_VERSION } from '../schema.ts'
import { writeRows } from './bulk.ts'
import { lockForWriting } from './lock.ts'
import { type Connection, isOurs, openFile, wrongVersion } from './open.ts'
import { SqliteReader } from './reader.ts'
import { writeStatistics } from './statistics.ts'
import { createIndex, readIdentities } from './writer.ts'

/** Fill a file in one transaction. */
export async function loadSqlite<T>(
  file: string,
  mode: 'add' | 'replace',
  work: (loader: Loader) => Promise<T>,
): Promise<T> {
  if (mode === 'replace' && !existsSync(file)) throw new ConfigError(`there is no index at ${file}`)
  using cleanup = new DisposableStack()
  cleanup.adopt(lockForWriting(file), (held) => held.release())
  const open = mode === 'add' ? openFile : openOlder
  const db = cleanup.adopt(open(file), (opened) => opened.close())
  db.exec('BEGIN IMMEDIATE')
  try {
    if (mode === 'replace') renew(db)
    const result = await work(loaderOf(db, file))
    db.exec('COMMIT')
    return result
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

function loaderOf(db: Connection, file: string): Loader {
  return {
    name: file,
    identities: readIdentities(db),
    add: async (identity, { height, hash, timestamp, finalised, generation }) => {
      createIndex(db, identity)
      const sql = 'UPDATE cursor SET height = ?, hash = ?, ts = ?, finalised = ?, generation = ? WHERE chain_id = ?'
      db.prepare(sql).run(height, hash, timestamp, finalised, generation, identity.chainId)
    },
    put: async (chainId, table, rows) => writeRows(db, chainId, table, rows, 'INSERT'),
    run: async (chainId, read) => new SqliteReader(db, chainId).run(read),
  }
}

/** A file of ours, of this version or one before it. */
function openOlder(file: string): Connection {
  const db = new Database(file, { fileMustExist: true })
  try {
    if (!isOurs(db)) throw new ConfigError(`${file} is no index`)
    const version = db.pragma('user_version', { simple: true }) as number
    if (version > SCHEMA_VERSION) throw wrongVersion(file, version)
    return db
  } catch (error) {
    db.close()
    throw error instanceof ConfigError
      ? error
      : new ConfigError(`${file} cannot be read as a SQLite database`, { cause: error })
  }
}

/** Readers go on with the rows of before until the transaction ends. */
function renew(db: Connection): void {
  for (const table of RENEWED) {
    db.exec(`DROP TABLE IF EXISTS ${table.name}`)
    for (const sql of createStatements('sqlite', [table])) db.exec(sql)
  }
  // They went with the tables.
  writeStatistics(db)
  db.exec(`UPDATE chain SET schema_version = ${SCHEMA_VERSION}`)
  db.exec('UPDATE cursor SET generation = generation + 1, epoch = epoch + 1')
  db.pragma(`user_version = ${SCHEMA_VERSION}`)
}
