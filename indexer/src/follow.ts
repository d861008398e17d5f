import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Address } from 'viem'
import { applyBatch } from './apply.ts'
import { grow, shrink } from './chain/range.ts'
import type { Rpc } from './chain/rpc.ts'
import { checkBase, readBatch } from './chain/source.ts'
import { describeToken } from './chain/tokens.ts'
import { ChainDiverged, CursorMoved, InvariantBroken, RecordDiffers } from './errors.ts'
import type { Logger } from './log.ts'
import { Reconciler } from './reconcile.ts'
import { type Cursor, readBlockBelow, readCursor } from './store/cursor.ts'
import type { Connection } from './store/open.ts'
import { LIVE_LAG, type SyncState, writeSync } from './store/sync.ts'
import { saveToken, undescribedTokens } from './store/tokens.ts'
import { hasVault } from './store/view.ts'

/** What following a chain takes. */
export interface FollowOptions {
  readonly db: Connection
  readonly rpc: Rpc
  readonly log: Logger
  readonly exchange: Address
  readonly finality: number
  readonly pollMs: number
  readonly batchBlocks: number
  readonly signal: AbortSignal
  /** Called whenever everything settled is indexed. */
  readonly onCaughtUp?: (cursor: Cursor) => void
}

/** Blocks asked for first; the range adapts from there. */
const FIRST_RANGE = 64

/** Batches after which vaults are compared with the chain while catching up. Caught up, they are after each. */
const BATCHES_PER_CHECK = 100

const MAX_BACKOFF_MS = 5_000

/**
 * Index the chain block range by block range until aborted, or until it must not go on: then say so, loudly, and leave
 * what is indexed as it is for readers.
 */
export class Follower {
  readonly #options: FollowOptions
  readonly #reconciler: Reconciler
  #cursor: Cursor
  #range: number
  #sync: SyncState
  #failures = 0
  #batches = 0

  constructor(options: FollowOptions) {
    this.#options = options
    this.#reconciler = new Reconciler(options.db, options.rpc, options.log, options.signal)
    this.#cursor = readCursor(options.db)
    this.#range = Math.min(FIRST_RANGE, options.batchBlocks)
    const head = Math.max(this.#cursor.height, 0)
    this.#sync = { head, finality: options.finality, status: 'SYNCING', message: undefined }
  }

  /**
   * Follow until aborted. Resolves after a halt only when aborted, too.
   *
   * @throws {CursorMoved} when another writer uses the database, which is not ours to report into any more.
   */
  async run(): Promise<void> {
    const { signal, pollMs } = this.#options
    // The same contradiction twice at the same place is not a passing one.
    let contradiction: number | undefined
    this.#writeSync()
    await this.#describeTokens()
    while (!signal.aborted) {
      try {
        const idle = await this.#step()
        contradiction = undefined
        if (idle) await this.#pause(pollMs)
      } catch (error) {
        if (signal.aborted) break
        if (error instanceof CursorMoved) throw error
        if (error instanceof RecordDiffers || this.#contradicted(error, contradiction)) {
          await this.#halt(error as Error)
          break
        }
        if (error instanceof InvariantBroken || error instanceof ChainDiverged) contradiction = this.#cursor.height
        await this.#retry(error)
      }
    }
    this.#report({ status: 'STOPPED', message: this.#sync.status === 'HALTED' ? this.#sync.message : undefined })
  }

  /** One look at the chain: index the next range if there is one. Whether there was nothing to do. */
  async #step(): Promise<boolean> {
    const { rpc, finality, onCaughtUp } = this.#options
    const head = await rpc.head()
    const settled = head - finality
    const from = this.#cursor.height + 1
    if (settled < from) {
      // Before the first batch there is nothing a node could be behind of: the start block is still to come.
      if (head < this.#cursor.height && this.#cursor.hash !== '') {
        await this.#checkLagging(head)
        return true
      }
      await checkBase(rpc, this.#cursor)
      await this.#reconciler.check(this.#cursor)
      this.#succeed()
      this.#report({ head: Math.max(head, this.#sync.head), status: 'LIVE', message: undefined })
      onCaughtUp?.(this.#cursor)
      return true
    }
    // A block or two at a time is how one keeps up; more than that is catching up.
    const keepsUp = this.#sync.status === 'LIVE' && settled - from < LIVE_LAG
    this.#report({ head, message: undefined, status: keepsUp ? 'LIVE' : 'SYNCING' })
    await this.#index(Math.min(settled, this.#cursor.height + this.#range))
    if (this.#cursor.height < settled) this.#report({ status: 'SYNCING' })
    return false
  }

  /** A head below the cursor is no reorganisation but a node that lags, if what it has is what is indexed. */
  async #checkLagging(head: number): Promise<void> {
    const { db, rpc, log } = this.#options
    const below = readBlockBelow(db, head)
    if (below) await checkBase(rpc, below)
    const message = `the node's head is block ${head}, below block ${this.#cursor.height}, which is indexed: it lags`
    if (this.#sync.message !== message) log.warn({ reason: message }, 'waiting for the node')
    this.#report({ status: 'RETRYING', message })
  }

  async #index(to: number): Promise<void> {
    const { db, rpc, log, exchange, batchBlocks } = this.#options
    const isVault = (address: Address) => hasVault(db, address)
    const batch = await readBatch(rpc, this.#cursor, to, { exchange, factory: this.#cursor.factory, isVault })
    const from = this.#cursor.height + 1
    this.#cursor = applyBatch(db, this.#cursor, batch)
    this.#succeed()
    this.#range = grow(this.#range, batch.logCount, batchBlocks)
    log.debug({ from, to, events: batch.events.length }, 'indexed')
    this.#reconciler.touch(batch.events)
    if (batch.events.some(({ kind }) => kind === 'market-created')) await this.#describeTokens()
    if (++this.#batches % BATCHES_PER_CHECK === 0) await this.#reconciler.check(this.#cursor)
  }

  /** Symbols and decimals of new tokens. They decorate the index and are no part of it, so failing costs nothing. */
  async #describeTokens(): Promise<void> {
    const { db, rpc, log, signal } = this.#options
    for (const address of undescribedTokens(db)) {
      try {
        saveToken(db, await describeToken(rpc, address))
      } catch (error) {
        if (signal.aborted) return
        log.warn({ address, reason: messageOf(error) }, 'token not described; next start asks again')
      }
    }
  }

  #contradicted(error: unknown, before: number | undefined): boolean {
    const contradiction = error instanceof InvariantBroken || error instanceof ChainDiverged
    return contradiction && before === this.#cursor.height
  }

  async #retry(error: unknown): Promise<void> {
    this.#failures++
    this.#range = shrink(this.#range)
    const delay = Math.min(this.#options.pollMs * 2 ** Math.min(this.#failures, 10), MAX_BACKOFF_MS)
    const message = messageOf(error)
    this.#options.log.warn(
      { height: this.#cursor.height, range: this.#range, delay, reason: message },
      'will try again',
    )
    // Readers see this; the node's URL may hold a key and is for the log alone.
    const told = message.replaceAll(/https?:\/\/\S+/g, '(its URL)')
    if (this.#failures > 3) this.#report({ status: 'RETRYING', message: told })
    await this.#pause(delay)
  }

  #succeed(): void {
    this.#failures = 0
  }

  async #halt(error: Error): Promise<void> {
    const { log, signal } = this.#options
    const { height, hash } = this.#cursor
    log.fatal(
      { code: error.name, height, hash, reason: error.message },
      'writing halted; what is indexed stays readable',
    )
    this.#report({ status: 'HALTED', message: error.message })
    if (!signal.aborted) await once(signal, 'abort')
  }

  #report(change: Partial<SyncState>): void {
    const next = { ...this.#sync, ...change }
    const same =
      next.head === this.#sync.head && next.status === this.#sync.status && next.message === this.#sync.message
    if (same) return
    this.#sync = next
    this.#writeSync()
  }

  #writeSync(): void {
    writeSync(this.#options.db, this.#sync, Date.now())
  }

  async #pause(ms: number): Promise<void> {
    // Aborting ends the pause; the loop sees why.
    await sleep(ms, undefined, { signal: this.#options.signal }).catch(() => undefined)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
