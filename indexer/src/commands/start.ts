import { setTimeout as sleep } from 'node:timers/promises'
import { exchangeAbi } from '@tidemark/sdk/abis'
import { type Address, decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import { apiOptions } from '../api/options.ts'
import { type ApiServer, startServer } from '../api/server.ts'
import { MakerKind } from '../chain/events.ts'
import { announced, polling } from '../chain/heads.ts'
import { Providers } from '../chain/providers.ts'
import { connect, type Rpc } from '../chain/rpc.ts'
import type { StartConfig } from '../config.ts'
import { ConfigError } from '../errors.ts'
import { Follower } from '../follow.ts'
import { createLogger, type Logger } from '../log.ts'
import { progressIn } from '../ops/backfill.ts'
import { Metrics } from '../ops/metrics.ts'
import { observeRpc, observeWriter, type WriterObserver } from '../ops/observe.ts'
import { type Progress, progressTo } from '../ops/progress.ts'
import { openDatabase } from '../store/database.ts'
import { checkIdentity } from '../store/identity.ts'
import { keepAlive } from '../store/keepAlive.ts'
import type { Identity, Writer } from '../store/store.ts'

/** How often a node that does not answer is asked for its chain id before giving up, a second apart. */
const CONNECT_ATTEMPTS = 10

/** Index a chain and serve the index until `signal` aborts. */
export async function start(config: StartConfig, signal: AbortSignal): Promise<void> {
  const options = apiOptions(config)
  await using cleanup = new AsyncDisposableStack()
  const bar = cleanup.use(progressTo(process.stderr))
  const log = createLogger(config.logLevel, bar.clear)
  const database = cleanup.adopt(await openDatabase(config.db, true), (opened) => opened.close())
  // Where there is another node to ask, a failing one is not waited for.
  const retries = config.rpc.length === 1 ? 3 : 1
  const nodes = config.rpc.map((url) => connect(url, signal, retries))
  const providers = new Providers(nodes)
  const stored = findStored(await database.identities(), config)
  const identity = stored ?? (await identify(providers, config, log, CONNECT_ATTEMPTS, signal))
  if (stored === undefined) {
    await checkStart(providers.current, config, log, signal)
    await database.create(identity)
  }
  const { exchange, startBlock } = config
  checkIdentity(database.name, identity, { ...identity, exchange, startBlock })

  const opened = cleanup.adopt(await database.write(identity.chainId), (used) => used.close())
  const reader = cleanup.adopt(await database.read(identity.chainId), async (used) => used.close())
  const metrics = new Metrics(reader, identity, Date.now)
  const context = { db: reader, identity, now: Date.now, metrics }
  const server = await startServer(context, config.host, config.port, log, options)
  const progress = process.stderr.isTTY ? bar : progressIn(log, Date.now)
  const writer = observeWriter(opened, watch(metrics, progress, config.confirmations))
  const counted = new Providers(nodes.map((rpc, place) => observeRpc(rpc, place, metrics)))
  try {
    // What is indexed already is served whether or not the node is there.
    cleanup.use(keepAlive(writer))
    const { height } = await writer.cursor()
    const waiting = async (message: string) => {
      const state = { head: Math.max(height, 0), finality: config.finality ?? 0, status: 'RETRYING', message } as const
      await writer.saveSync(state, Date.now())
    }
    if (stored) {
      // Readers see this; the URL may hold a key and is for the log alone.
      await waiting('waiting for the node')
      const current = await identify(counted, config, log, Number.POSITIVE_INFINITY, signal, waiting)
      checkIdentity(database.name, stored, current)
    }
    await follow(config, identity, counted, writer, server, log, signal)
  } finally {
    await server.close()
  }
  log.info('stopped')
}

/** Counts what the writer does, and shows how far it is from the newest block. */
function watch(metrics: Metrics, progress: Progress, confirmations: number): WriterObserver {
  let head = 0
  return {
    committed: (batch, seconds) => {
      metrics.committed(batch, seconds)
      progress.at(batch.to.height, head - confirmations)
    },
    reorganised: (blocks) => metrics.reorganised(blocks),
    synced: (state) => {
      head = state.head
    },
  }
}

/** What of a database is to be continued. Another chain is begun beside it only when it is named. */
function findStored(identities: readonly Identity[], { chain, exchange }: StartConfig): Identity | undefined {
  if (chain !== undefined) return identities.find(({ chainId }) => chainId === chain)
  return identities.find((identity) => identity.exchange === exchange) ?? identities[0]
}

async function follow(
  config: StartConfig,
  { chainId, exchange, periodLength, periodStart }: Identity,
  providers: Providers,
  writer: Writer,
  server: ApiServer,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const cursor = await writer.cursor()
  log.info({ url: server.url, chainId, exchange, from: cursor.height + 1, finality: config.finality }, 'following')
  let announcedReady = false
  const heads = config.ws === undefined ? polling(config.pollMs) : announced(config.ws, config.pollMs, log)
  const follower = new Follower(
    {
      writer,
      providers,
      log,
      signal,
      heads,
      exchange: config.exchange,
      periods: { length: periodLength, start: periodStart },
      finality: config.finality,
      confirmations: config.confirmations,
      pollMs: config.pollMs,
      batchBlocks: config.batchBlocks,
      onCaughtUp: ({ height }) => {
        if (!announcedReady) log.info({ url: server.url, height }, 'ready')
        announcedReady = true
      },
    },
    cursor,
  )
  try {
    await follower.run()
  } finally {
    heads.close()
  }
}

/**
 * A start after the exchange was deployed would miss its first rebates and perhaps its factories, and look well.
 *
 * @throws {ConfigError} when the exchange was there before the start block. A node that no longer knows is believed: the
 * first vault to be registered tells, too.
 */
async function checkStart(
  rpc: Rpc,
  { exchange, startBlock }: StartConfig,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  if (startBlock === 0) return
  let answer: Hex
  try {
    const before = Math.min(startBlock - 1, await rpc.head())
    answer = await rpc.call(
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
  if (answer === '0x') return
  throw new ConfigError(
    `start block ${startBlock} is too late: the exchange ${exchange} was there before, so its first rebates and factories ` +
      "would be missed; start at or before the exchange's deployment",
  )
}

/** Which chain the nodes serve, that the exchange is on it, and its rebate periods. */
async function identify(
  providers: Providers,
  { exchange, startBlock, chain }: StartConfig,
  log: Logger,
  attempts: number,
  signal: AbortSignal,
  onFailure: (reason: string) => Promise<void> = async () => {},
): Promise<Identity> {
  for (let attempt = 1; ; attempt++) {
    const rpc = providers.current
    try {
      const [chainId, code] = await Promise.all([rpc.chainId(), rpc.code(exchange)])
      if (chain !== undefined && chain !== chainId) {
        throw new ConfigError(`the node at ${rpc.url} serves chain ${chainId}, not ${chain}`)
      }
      if (code === '0x') throw new ConfigError(`there is no contract at ${exchange} on chain ${chainId} (${rpc.url})`)
      return { chainId, exchange, startBlock, ...(await readPeriods(rpc, exchange)) }
    } catch (error) {
      if (error instanceof ConfigError || signal.aborted) throw error
      const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
      if (attempt >= attempts * providers.count) {
        throw new ConfigError(`the node at ${rpc.url} does not answer: ${reason}`)
      }
      await onFailure(`the node does not answer: ${reason}`)
      log.warn({ url: rpc.url, attempt, reason }, 'the node does not answer yet')
      providers.next()
      await sleep(1_000, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** Length and beginning of the exchange's rebate periods, which no event tells. */
async function readPeriods(rpc: Rpc, exchange: Address): Promise<Pick<Identity, 'periodLength' | 'periodStart'>> {
  const call = { abi: exchangeAbi, functionName: 'periodTerms' } as const
  const data = await rpc.call(exchange, encodeFunctionData(call))
  if (data === '0x') throw new ConfigError(`the contract at ${exchange} is no exchange: it knows no rebate periods`)
  const [length, start] = decodeFunctionResult({ ...call, data })
  return { periodLength: length, periodStart: Number(start) }
}
