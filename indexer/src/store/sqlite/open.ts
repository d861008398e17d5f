import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { ConfigError, OtherSchema } from '../../errors.ts'
import { createStatements, SCHEMA_VERSION } from '../schema.ts'
import { statement } from './bulk.ts'
import { writeStatistics } from './statistics.ts'

/** A connection to a database file. */
export type Connection = Database.Database

/** Marks the file as ours: the letters "tide" in SQLite's header. */
export const APPLICATION_ID = 0x74696465

/** Open a database for a writer, empty if the file does not exist yet. Holders of the writer lock only. */
export function openFile(file: string): Connection {
  const db = new Database(file)
  return closeOnError(db, () => {
    checkOurs(db, file, true)
    db.pragma('journal_mode = WAL')
    // A lost tail is indexed again, and rows and cursor are lost together: no need to wait for the disk.
    db.pragma('synchronous = NORMAL')
    db.pragma('cache_size = -32000')
    // Rows of many batches fall on the same pages: the more of them are copied back at once, the fewer are copied twice.
    db.pragma('wal_autocheckpoint = 6000')
  })
}

/** Open an existing database for reading. */
export function openForReading(file: string): Connection {
  if (!existsSync(file)) throw new ConfigError(`there is no index at ${file}; 'start' creates one`)
  const db = new Database(file, { readonly: true, fileMustExist: true })
  return closeOnError(db, () => checkOurs(db, file, false))
}

/** Make the tables of an empty file. */
export function createTables(db: Connection): void {
  if (isOurs(db)) return
  const create = db.transaction(() => {
    for (const sql of createStatements('sqlite')) db.exec(sql)
    writeStatistics(db)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${SCHEMA_VERSION}`)
  })
  create.immediate()
}

export function isOurs(db: Connection): boolean {
  return db.pragma('application_id', { simple: true }) === APPLICATION_ID
}

function checkOurs(db: Connection, file: string, mayBeEmpty: boolean): void {
  let ours: boolean
  let tables: unknown
  try {
    ours = isOurs(db)
    tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  } catch (error) {
    throw new ConfigError(`${file} cannot be read as a SQLite database`, { cause: error })
  }
  if (!ours) {
    if (tables !== 0) throw new ConfigError(`${file} is a database of something else`)
    if (!mayBeEmpty) throw new ConfigError(`${file} is empty; 'start' fills it`)
    return
  }
  checkVersion(db)
}

/** @throws {OtherSchema} when the file is of another version, which may have come while it was open. */
export function checkVersion(db: Connection): void {
  const version = statement(db, 'PRAGMA user_version').pluck().get() as number
  if (version !== SCHEMA_VERSION) throw wrongVersion(db.name, version)
}

/** A database of another version of this program. */
export function wrongVersion(name: string, version: number): OtherSchema {
  const older = "'replay' brings it up to date"
  const newer = 'update this program, or index into a new database'
  return new OtherSchema(name, version, SCHEMA_VERSION, version < SCHEMA_VERSION ? older : newer)
}

function closeOnError(db: Connection, prepare: () => void): Connection {
  try {
    prepare()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
