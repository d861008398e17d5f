import { once } from 'node:events'
import { startServer } from '../api/server.ts'
import { ConfigError } from '../errors.ts'
import { createLogger, type LogLevel } from '../log.ts'
import { type Connection, type Identity, openReader, readIdentity } from '../store/open.ts'

/** What `serve` needs to know. */
export interface ServeConfig {
  readonly db: string
  readonly host: string
  readonly port: number
  readonly logLevel: LogLevel
}

/** Serve an index, which another process may be writing, until `signal` aborts. */
export async function serve({ db: file, host, port, logLevel }: ServeConfig, signal: AbortSignal): Promise<void> {
  const log = createLogger(logLevel)
  using cleanup = new DisposableStack()
  const db = cleanup.adopt(openReader(file), (connection) => connection.close())
  const server = await startServer({ db, identity: needIdentity(db, file), now: Date.now }, host, port, log)
  log.info({ url: server.url, db: file }, 'serving')
  if (!signal.aborted) await once(signal, 'abort')
  await server.close()
}

/** The identity of an index that exists. */
export function needIdentity(db: Connection, file: string): Identity {
  const identity = readIdentity(db)
  if (identity === undefined) throw new ConfigError(`${file} is empty; 'start' fills it`)
  return identity
}
