import { once } from 'node:events'
import { type ApiConfig, apiOptions } from '../api/options.ts'
import { startServer } from '../api/server.ts'
import { createLogger, type LogLevel } from '../log.ts'
import { Metrics } from '../ops/metrics.ts'
import { openDatabase } from '../store/database.ts'
import { chooseIdentity } from '../store/identity.ts'

/** What `serve` needs to know. */
export interface ServeConfig extends ApiConfig {
  readonly db: string
  /** Which of several chains. */
  readonly chain?: number
  readonly host: string
  readonly port: number
  readonly logLevel: LogLevel
}

/** Serve an index, which another process may be writing, until `signal` aborts. */
export async function serve(config: ServeConfig, signal: AbortSignal): Promise<void> {
  const { db, chain, host, port, logLevel } = config
  const options = apiOptions(config)
  const log = createLogger(logLevel)
  await using cleanup = new AsyncDisposableStack()
  const database = cleanup.adopt(await openDatabase(db, false), (opened) => opened.close())
  const identity = chooseIdentity(database.name, await database.identities(), chain)
  const reader = cleanup.adopt(await database.read(identity.chainId), async (opened) => opened.close())
  const metrics = new Metrics(reader, identity, Date.now)
  const server = await startServer({ db: reader, identity, now: Date.now, metrics }, host, port, log, options)
  log.info({ url: server.url, db: database.name }, 'serving')
  if (!signal.aborted) await once(signal, 'abort')
  await server.close()
}
