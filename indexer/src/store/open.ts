import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { ConfigError } from '../errors.ts'
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts'

/** A connection to an index. */
export type Connection = Database.Database

/** Which chain and contracts an index is of; fixed when it is created. */
export interface Identity {
  readonly chainId: number
  /** Lower case. */
  readonly exchange: string
  readonly startBlock: number
}

/** Open an index for its writer, empty if the file does not exist yet. Holders of the writer lock only. */
export function openWriter(file: string): Connection {
  const db = new Database(file)
  return closeOnError(db, () => {
    checkOurs(db, file, true)
    db.pragma('journal_mode = WAL')
    // A lost tail is indexed again, and rows and cursor are lost together: no need to wait for the disk.
    db.pragma('synchronous = NORMAL')
  })
}

/** Open an existing index for reading. */
export function openReader(file: string): Connection {
  if (!existsSync(file)) throw new ConfigError(`there is no index at ${file}; 'start' creates one`)
  const db = new Database(file, { readonly: true, fileMustExist: true })
  return closeOnError(db, () => checkOurs(db, file, false))
}

/** The identity an index was created with; nothing for an empty file. */
export function readIdentity(db: Connection): Identity | undefined {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) return undefined
  const row = db.prepare('SELECT chain_id AS chainId, exchange, start_block AS startBlock FROM meta').get()
  return row as Identity
}

/** Create the tables for `identity`, its cursor just before the first block. */
export function createIndex(db: Connection, identity: Identity): void {
  const create = db.transaction(() => {
    db.exec(SCHEMA)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.prepare('INSERT INTO meta VALUES (1, ?, ?, ?, ?)').run(
      SCHEMA_VERSION,
      identity.chainId,
      identity.exchange,
      identity.startBlock,
    )
    db.prepare("INSERT INTO cursor VALUES (1, ?, '', 0, NULL)").run(identity.startBlock - 1)
  })
  create.immediate()
}

/** @throws {ConfigError} when an index was made with other settings than those it is to continue with. */
export function checkIdentity(file: string, stored: Identity, wanted: Identity): void {
  const labels = { chainId: 'chain id', exchange: 'exchange', startBlock: 'start block' } as const
  for (const key of ['chainId', 'exchange', 'startBlock'] as const) {
    if (stored[key] === wanted[key]) continue
    throw new ConfigError(`${file} is an index with ${labels[key]} ${stored[key]}, not ${wanted[key]}`)
  }
}

function checkOurs(db: Connection, file: string, mayBeEmpty: boolean): void {
  let applicationId: unknown
  let tables: unknown
  try {
    applicationId = db.pragma('application_id', { simple: true })
    tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  } catch (error) {
    throw new ConfigError(`${file} cannot be read as a SQLite database`, { cause: error })
  }
  if (applicationId !== APPLICATION_ID) {
    if (tables !== 0) throw new ConfigError(`${file} is a database of something else`)
    if (!mayBeEmpty) throw new ConfigError(`${file} is empty; 'start' fills it`)
    return
  }
  const version = db.prepare('SELECT schema_version FROM meta').pluck().get() as number
  if (version !== SCHEMA_VERSION) {
    const age = version < SCHEMA_VERSION ? 'an older' : 'a newer'
    throw new ConfigError(
      `${file} was written by ${age} version (schema ${version}, this one is ${SCHEMA_VERSION}); index into a new file`,
    )
  }
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
