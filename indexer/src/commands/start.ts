import { setTimeout as sleep } from 'node:timers/promises'
import { exchangeAbi } from '@tidemark/sdk/abis'
import { encodeFunctionData, type Hex } from 'viem'
import { type ApiServer, startServer } from '../api/server.ts'
import { MakerKind } from '../chain/events.ts'
import { connect, type Rpc } from '../chain/rpc.ts'
import { defaultFinality, type StartConfig } from '../config.ts'
import { ConfigError } from '../errors.ts'
import { Follower } from '../follow.ts'
import { createLogger, type Logger } from '../log.ts'
import { readCursor } from '../store/cursor.ts'
import { lockForWriting } from '../store/lock.ts'
import {
  type Connection,
  checkIdentity,
  createIndex,
  type Identity,
  openReader,
  openWriter,
  readIdentity,
} from '../store/open.ts'
import { keepAlive, writeSync } from '../store/sync.ts'

/** How often a node that does not answer is asked for its chain id before giving up, a second apart. */
const CONNECT_ATTEMPTS = 10

/** Index a chain and serve the index until `signal` aborts. */
export async function start(config: StartConfig, signal: AbortSignal): Promise<void> {
  const log = createLogger(config.logLevel)
  using cleanup = new DisposableStack()
  cleanup.adopt(lockForWriting(config.db), (lock) => lock.release())
  const writer = cleanup.adopt(openWriter(config.db), (db) => db.close())
  const rpc = connect(config.rpc, signal)
  const stored = readIdentity(writer)
  const identity = stored ?? (await identify(rpc, config, log, CONNECT_ATTEMPTS, signal))
  if (stored === undefined) {
    await checkStart(rpc, config, log, signal)
    createIndex(writer, identity)
  }
  const { exchange, startBlock } = config
  checkIdentity(config.db, identity, { ...identity, exchange, startBlock })

  // Readers have a connection of their own: they never see rows that are not committed.
  const reader = cleanup.adopt(openReader(config.db), (db) => db.close())
  const server = await startServer({ db: reader, identity, now: Date.now }, config.host, config.port, log)
  try {
    // What is indexed already is served whether or not the node is there.
    cleanup.use(keepAlive(writer))
    const waiting = (message: string) => {
      const head = Math.max(readCursor(writer).height, 0)
      writeSync(writer, { head, finality: config.finality ?? 0, status: 'RETRYING', message }, Date.now())
    }
    if (stored) {
      // Readers see this; the URL may hold a key and is for the log alone.
      waiting('waiting for the node')
      const current = await identify(rpc, config, log, Number.POSITIVE_INFINITY, signal, waiting)
      checkIdentity(config.db, stored, current)
    }
    await follow(config, identity, rpc, writer, server, log, signal)
  } finally {
    await server.close()
  }
  log.info('stopped')
}

async function follow(
  config: StartConfig,
  { chainId, exchange }: Identity,
  rpc: Rpc,
  db: Connection,
  server: ApiServer,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const finality = config.finality ?? defaultFinality(chainId)
  const { height } = readCursor(db)
  log.info({ url: server.url, chainId, exchange, from: height + 1, finality }, 'following')
  let announced = false
  const follower = new Follower({
    db,
    rpc,
    log,
    finality,
    signal,
    exchange: config.exchange,
    pollMs: config.pollMs,
    batchBlocks: config.batchBlocks,
    onCaughtUp: (cursor) => {
      if (!announced) log.info({ url: server.url, height: cursor.height }, 'ready')
      announced = true
    },
  })
  await follower.run()
}

/**
 * A start after the exchange named its vault factory would index no vault at all, and look well.
 *
 * @throws {ConfigError} when the factory was known before the start block. A node that no longer knows is believed: the
 * first vault to be registered tells, too.
 */
async function checkStart(
  rpc: Rpc,
  { exchange, startBlock }: StartConfig,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  if (startBlock === 0) return
  let factory: Hex
  try {
    const before = Math.min(startBlock - 1, await rpc.head())
    factory = await rpc.call(
      exchange,
      encodeFunctionData({ abi: exchangeAbi, functionName: 'factoryOf', args: [MakerKind.Vault] }),
      before,
    )
  } catch (error) {
    if (signal.aborted) throw error
    log.warn({ startBlock, reason: String(error) }, 'the node cannot tell whether the start block is early enough')
    return
  }
  // Nothing at all is the answer of an exchange that was not deployed yet.
  if (/^0x0*$/.test(factory)) return
  throw new ConfigError(
    `start block ${startBlock} is too late: the exchange ${exchange} named its vault factory before, so no vault would be ` +
      "recognised; start at or before the exchange's deployment",
  )
}

/** Which chain the node serves, and that the exchange is on it. */
async function identify(
  rpc: Rpc,
  { rpc: url, exchange, startBlock }: StartConfig,
  log: Logger,
  attempts: number,
  signal: AbortSignal,
  onFailure: (reason: string) => void = () => {},
): Promise<Identity> {
  for (let attempt = 1; ; attempt++) {
    try {
      const [chainId, code] = await Promise.all([rpc.chainId(), rpc.code(exchange)])
      if (code === '0x') throw new ConfigError(`there is no contract at ${exchange} on chain ${chainId} (${url})`)
      return { chainId, exchange, startBlock }
    } catch (error) {
      if (error instanceof ConfigError || signal.aborted) throw error
      const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
      if (attempt >= attempts) throw new ConfigError(`the node at ${url} does not answer: ${reason}`)
      onFailure(`the node does not answer: ${reason}`)
      log.warn({ url, attempt, reason }, 'the node does not answer yet')
      await sleep(1_000, undefined, { signal }).catch(() => undefined)
    }
  }
}
