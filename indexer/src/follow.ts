import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Address } from 'viem'
import { Applier, type Blocks } from './apply.ts'
import { Backfill } from './chain/backfill.ts'
import { toBlocks } from './chain/blocks.ts'
import { MakerKind } from './chain/events.ts'
import { findFork } from './chain/fork.ts'
import type { Heads } from './chain/heads.ts'
import type { Providers } from './chain/providers.ts'
import { Range } from './chain/range.ts'
import type { Rpc } from './chain/rpc.ts'
import { Registry } from './chain/select.ts'
import { type BlockTime, needHeader, readRecent } from './chain/source.ts'
import { describeToken } from './chain/tokens.ts'
import { ChainDiverged, CursorMoved, InvariantBroken, RecordDiffers, SourceError } from './errors.ts'
import type { Logger } from './log.ts'
import { Reconciler } from './reconcile.ts'
import type { Periods } from './reducers/periods.ts'
import { saveAudits } from './store/audits.ts'
import { newestKept } from './store/headers.ts'
import { LIVE_LAG } from './store/read/meta.ts'
import type { Cursor, SyncState, Writer } from './store/store.ts'

/** What following a chain takes. */
export interface FollowOptions {
  readonly writer: Writer
  readonly providers: Providers
  readonly log: Logger
  readonly exchange: Address
  readonly periods: Periods
  /** Blocks below the head that count as final; without it what the node says, else {@link DEFAULT_FINALITY}. */
  readonly finality: number | undefined
  /** Blocks to stay behind the head. */
  readonly confirmations: number
  readonly heads: Heads
  readonly batchBlocks: number
  readonly pollMs: number
  readonly signal: AbortSignal
  /** Called whenever everything there is is indexed. */
  readonly onCaughtUp?: (cursor: Cursor) => void
}

/** Blocks below the head that count as final where neither node nor operator says. */
export const DEFAULT_FINALITY = 64

/** Ranges asked for at once while catching up. */
const AHEAD = 2

/** Most blocks read with their headers at once. */
const RECENT = 128

/** Batches after which makers are compared with the chain while catching up. Caught up, they are after each. */
const BATCHES_PER_CHECK = 200

const MAX_BACKOFF_MS = 5_000

/** What the chain is said to be. */
interface Ends {
  /** The newest block to index. */
  readonly top: number
  readonly finalised: number
}

/**
 * Index a chain until aborted, or until it must not go on: then say so, loudly, and leave what is indexed as it is for
 * readers.
 */
export class Follower {
  readonly #options: FollowOptions
  readonly #reconciler: Reconciler
  readonly #range: Range
  readonly #backfill: Backfill
  readonly #applier: Applier
  #registry: Registry
  /** Nodes that have said which chain they serve since the last failure. */
  readonly #checked = new WeakSet<Rpc>()
  #sync: SyncState
  #failures = 0
  #batches = 0
  /** Contradictions in a row at the same block: the same from every node is not a passing one. */
  #contradictions = { height: -1, count: 0 }

  constructor(options: FollowOptions, cursor: Cursor) {
    const { writer, log, signal, exchange, periods, batchBlocks, finality } = options
    this.#options = options
    this.#reconciler = new Reconciler(writer, log, signal)
    this.#range = new Range(batchBlocks)
    this.#backfill = new Backfill(this.#range, AHEAD)
    this.#applier = new Applier(writer, { exchange, periods }, cursor)
    this.#registry = new Registry(exchange)
    const head = Math.max(cursor.height, 0)
    this.#sync = { head, finality: finality ?? DEFAULT_FINALITY, status: 'SYNCING', message: undefined }
  }

  get #cursor(): Cursor {
    return this.#applier.cursor
  }

  /**
   * Follow until aborted. Resolves after a halt only when aborted, too.
   *
   * @throws {CursorMoved} when another writer uses the database, which is not ours to report into any more.
   */
  async run(): Promise<void> {
    const { signal, heads } = this.#options
    await this.#writeSync()
    await this.#reload()
    this.#reconciler.touchAll(this.#registry.makers)
    await this.#describeTokens()
    while (!signal.aborted) {
      try {
        const idle = await this.#step()
        const { height, count } = this.#contradictions
        if (count > 0 && this.#cursor.height > height)
          await this.#note(true, `what follows block ${height} came out right`)
        this.#contradictions = { height: -1, count: 0 }
        if (idle) await heads.next(signal)
      } catch (error) {
        if (signal.aborted) break
        if (error instanceof CursorMoved) throw error
        if (error instanceof RecordDiffers || this.#contradicted(error)) {
          await this.#halt(error as Error)
          break
        }
        await this.#retry(error)
      }
    }
    await this.#applier.settled().catch(() => undefined)
    await this.#report({ status: 'STOPPED', message: this.#sync.status === 'HALTED' ? this.#sync.message : undefined })
  }

  /** One look at the chain: index what comes next if there is something. Whether there was nothing to do. */
  async #step(): Promise<boolean> {
    const { rpc } = this
    const { batchBlocks } = this.#options
    await this.#checkChain(rpc)
    const head = await rpc.head()
    const { top, finalised } = await this.#ends(rpc, head)
    const next = this.#cursor.height + 1
    if (top >= next) {
      const keepsUp = this.#sync.status === 'LIVE' && top - next < LIVE_LAG
      await this.#report({ head, message: undefined, status: keepsUp ? 'LIVE' : 'SYNCING' })
      if (next <= finalised) await this.#catchUp(rpc, finalised)
      else await this.#extend(rpc, Math.min(top, this.#cursor.height + Math.min(RECENT, batchBlocks)), finalised)
      if (this.#cursor.height < top) await this.#report({ status: 'SYNCING' })
      return false
    }
    await this.#applier.settled()
    if (await this.#isUnchanged(rpc, head)) {
      if (head < this.#cursor.height && this.#cursor.hash !== '') return this.#waitForNode(head)
      await this.#reconciler.check(rpc, this.#cursor)
      await this.#writer.prune(this.#cursor)
      this.#failures = 0
      await this.#report({ head: Math.max(head, this.#sync.head), status: 'LIVE', message: undefined })
      this.#options.onCaughtUp?.(this.#cursor)
      return true
    }
    await this.#reorganise(rpc, top, finalised)
    return false
  }

  /** One of several nodes may be of another chain, and only be asked when another one fails. */
  async #checkChain(rpc: Rpc): Promise<void> {
    if (this.#checked.has(rpc)) return
    const chainId = await rpc.chainId()
    if (chainId !== this.#writer.chainId) {
      throw new SourceError(`the node at ${rpc.url} serves chain ${chainId}, not ${this.#writer.chainId}`)
    }
    this.#checked.add(rpc)
  }

  async #ends(rpc: Rpc, head: number): Promise<Ends> {
    const { finality, confirmations } = this.#options
    const told = finality === undefined ? await rpc.finalised() : undefined
    const finalised = told ?? head - (finality ?? DEFAULT_FINALITY)
    this.#sync = { ...this.#sync, finality: Math.max(0, head - finalised) }
    const top = head - confirmations
    return { top, finalised: Math.min(finalised, top) }
  }

  /** Index final blocks, many at a time. */
  async #catchUp(rpc: Rpc, finalised: number): Promise<void> {
    const { signal } = this.#options

    while (this.#cursor.height < finalised && !signal.aborted) {
      const from = this.#cursor.height + 1
      const { read } = await this.#backfill.next(rpc, from, finalised, this.#registry.pools)
      if (this.#cursor.hash !== '' && read.parentHash !== this.#cursor.hash) {
        this.#backfill.reset()
        return this.#reorganise(rpc, finalised, finalised)
      }
      await this.#index(rpc, await toBlocks(rpc, read, this.#registry, finalised), from)
    }
  }

  /** Index recent blocks, which may be reorganised later. */
  async #extend(rpc: Rpc, to: number, finalised: number): Promise<void> {
    const from = this.#cursor.height + 1
    const read = await readRecent(rpc, from, to, this.#registry.pools, this.#options.exchange)
    if (this.#cursor.hash !== '' && read.parentHash !== this.#cursor.hash) return this.#reorganise(rpc, to, finalised)
    await this.#index(rpc, await toBlocks(rpc, read, this.#registry, finalised), from)
  }

  async #index(rpc: Rpc, blocks: Blocks, from: number): Promise<void> {
    const { log } = this.#options
    await this.#applier.apply(blocks)
    this.#failures = 0
    log.debug({ from, to: blocks.tip.height, events: blocks.events.length }, 'indexed')
    await this.#indexed(rpc, blocks)
  }

  async #indexed(rpc: Rpc, { events }: Blocks): Promise<void> {
    this.#reconciler.touch(events)
    if (events.some(({ kind }) => kind === 'market-created')) await this.#describeTokens()
    if (++this.#batches % BATCHES_PER_CHECK !== 0) return
    await this.#applier.settled()
    await this.#reconciler.check(rpc, this.#cursor)
    await this.#writer.prune(this.#cursor)
  }

  /** Whether the node's chain still holds what is indexed, as far as it goes. */
  async #isUnchanged(rpc: Rpc, head: number): Promise<boolean> {
    const { height, hash } = this.#cursor
    if (hash === '' || head < this.#options.confirmations) return true
    if (head >= height) return (await needHeader(rpc, height)).hash === hash
    const known = await newestKept(this.#writer, head)
    return known === undefined || (await needHeader(rpc, known.height)).hash === known.hash
  }

  /** A head below the cursor is no reorganisation but a node that lags, if what it has is what is indexed. */
  async #waitForNode(head: number): Promise<boolean> {
    const message = `the node's head is block ${head}, below block ${this.#cursor.height}, which is indexed: it lags`
    if (this.#sync.message !== message) this.#options.log.warn({ reason: message }, 'waiting for the node')
    await this.#report({ status: 'RETRYING', message })
    this.#options.providers.next()
    return true
  }

  /**
   * The node's chain left the indexed one: read the new branch, then undo and index in one go.
   *
   * @throws {ChainDiverged} when final blocks are concerned.
   */
  async #reorganise(rpc: Rpc, top: number, finalised: number): Promise<void> {
    const { log, providers, exchange } = this.#options
    await this.#applier.settled()
    const cursor = this.#cursor
    const ancestor = await findFork(rpc, this.#writer, cursor)
    if (ancestor.height === cursor.height) return
    await this.#confirm(providers.others, cursor)
    // The new branch must reach as far as the old one did, or to its own end.
    const to = Math.min(top, Math.max(cursor.height, ancestor.height + 1))
    const depth = cursor.height - ancestor.height
    const registry = await this.#registryAt(ancestor.height)
    const blocks =
      to > ancestor.height
        ? await this.#branch(rpc, ancestor, to, registry, exchange, finalised)
        : { tip: ancestor, events: [], blocks: [] }
    await this.#applier.reorganise(ancestor, blocks)
    this.#registry = registry
    log.warn({ depth, ancestor: ancestor.height, from: cursor.hash, to: blocks.tip.hash }, 'reorganised')
    this.#failures = 0
    await this.#indexed(rpc, blocks)
  }

  async #branch(
    rpc: Rpc,
    ancestor: BlockTime,
    to: number,
    registry: Registry,
    exchange: Address,
    finalised: number,
  ): Promise<Blocks> {
    const read = await readRecent(rpc, ancestor.height + 1, to, registry.pools, exchange)
    if (read.parentHash !== ancestor.hash) {
      throw new SourceError(`block ${read.from} does not follow block ${ancestor.height} (${ancestor.hash})`)
    }
    return toBlocks(rpc, read, registry, finalised)
  }

  /**
   * Ask the other nodes whether the block that is indexed is gone. @throws {SourceError} when one of them still has it: then
   * the node in question is behind or beside the chain, and another one is to be followed.
   */
  async #confirm(others: readonly Rpc[], { height, hash }: Cursor): Promise<void> {
    for (const other of others) {
      const header = await other.header(height).catch(() => undefined)
      if (header?.hash === hash) {
        throw new SourceError(`one node says block ${height} was reorganised, another still has ${hash}`)
      }
    }
  }

  /** Our contracts as of the end of a block. */
  async #registryAt(height: number): Promise<Registry> {
    const registry = new Registry(this.#options.exchange)
    const events = await this.#writer.query(
      "SELECT actor, detail FROM event WHERE chain_id = @chain AND kind = 'factory-set' AND height <= ? ORDER BY height, log_index",
      height,
    )
    for (const { actor, detail } of events) {
      const { makerKind } = JSON.parse(detail as string) as { makerKind: string }
      registry.addFactory(Number(makerKind) as MakerKind, actor as Address)
    }
    const makers = await this.#writer.query(
      `SELECT address, kind FROM maker WHERE chain_id = @chain AND kind <> ${MakerKind.Signer} AND height <= ?`,
      height,
    )
    for (const { address, kind } of makers) registry.addMaker(kind as MakerKind, address as Address)
    return registry
  }

  async #reload(): Promise<void> {
    this.#backfill.reset()
    await this.#applier.reset()
    this.#registry = await this.#registryAt(this.#cursor.height)
  }

  /** Symbols and decimals of new tokens. They decorate the index and are no part of it, so failing costs nothing. */
  async #describeTokens(): Promise<void> {
    const { log, signal } = this.#options
    await this.#applier.settled()
    const undescribed = await this.#writer.query(
      `SELECT base AS address FROM market WHERE chain_id = @chain UNION SELECT quote FROM market WHERE chain_id = @chain
        EXCEPT SELECT address FROM token WHERE chain_id = @chain ORDER BY address`,
    )
    for (const { address } of undescribed) {
      try {
        await this.#writer.saveToken(await describeToken(this.rpc, address as Address))
      } catch (error) {
        if (signal.aborted) return
        log.warn({ address, reason: messageOf(error) }, 'token not described; next start asks again')
      }
    }
  }

  get rpc(): Rpc {
    return this.#options.providers.current
  }

  get #writer(): Writer {
    return this.#options.writer
  }

  /** Whether every node has said the same that cannot be, twice where there is only one. */
  #contradicted(error: unknown): boolean {
    if (!(error instanceof InvariantBroken || error instanceof ChainDiverged)) return false
    const { height } = this.#cursor
    const count = this.#contradictions.height === height ? this.#contradictions.count + 1 : 1
    this.#contradictions = { height, count }
    return count >= Math.max(2, this.#options.providers.count)
  }

  async #retry(error: unknown): Promise<void> {
    const { log, providers, pollMs } = this.#options
    this.#failures++
    const message = messageOf(error)
    // Logs that were cut off without a word show as a gap: a block by itself is the least that can be asked for.
    if (error instanceof InvariantBroken) this.#range.distrust()
    else this.#range.failed(message)
    this.#checked.delete(this.rpc)
    providers.next()
    const delay = Math.min(pollMs * 2 ** Math.min(this.#failures, 10), MAX_BACKOFF_MS)
    await this.#reload()
    if (error instanceof InvariantBroken) await this.#note(false, message)
    log.warn({ height: this.#cursor.height, range: this.#range.blocks, delay, reason: message }, 'will try again')
    // Readers see this; the node's URL may hold a key and is for the log alone.
    const told = message.replaceAll(/https?:\/\/\S+/g, '(its URL)')
    // A database that cannot be written now may be later: its disk is full.
    const unwritten = (reason: Error) => log.warn({ reason: reason.message }, 'readers are not told')
    if (this.#failures > 3) await this.#report({ status: 'RETRYING', message: told }).catch(unwritten)
    // Aborting ends the pause; the loop sees why.
    await sleep(delay, undefined, { signal: this.#options.signal }).catch(() => undefined)
  }

  /** Write down for auditors how what a node sent went together with the records; where that cannot be written, go on. */
  async #note(equal: boolean, message: string): Promise<void> {
    const { log, exchange } = this.#options
    const { height, hash, timestamp } = this.#cursor
    const about = { kind: 'logs', subject: exchange, fields: [] } as const
    const saved = saveAudits(this.#writer, [{ ...about, height, hash, timestamp, equal, message }])
    await saved.catch((reason) => log.warn({ reason: messageOf(reason) }, 'not written down'))
  }

  async #halt(error: Error): Promise<void> {
    const { log, signal } = this.#options
    await this.#applier.reset()
    const { height, hash } = this.#cursor
    log.fatal(
      { code: error.name, height, hash, reason: error.message },
      'writing halted; what is indexed stays readable',
    )
    await this.#report({ status: 'HALTED', message: error.message })
    if (!signal.aborted) await once(signal, 'abort')
  }

  async #report(change: Partial<SyncState>): Promise<void> {
    const next = { ...this.#sync, ...change }
    const same =
      next.head === this.#sync.head && next.status === this.#sync.status && next.message === this.#sync.message
    if (same) return
    this.#sync = next
    await this.#writeSync()
  }

  async #writeSync(): Promise<void> {
    await this.#writer.saveSync(this.#sync, Date.now())
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
