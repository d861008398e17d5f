import type { Address } from 'viem'
import type { ChainEvent } from './chain/events.ts'
import type { Rpc } from './chain/rpc.ts'
import { checkBase } from './chain/source.ts'
import { compareStats, type Difference } from './chain/stats.ts'
import { RecordDiffers } from './errors.ts'
import type { Logger } from './log.ts'
import type { Cursor } from './store/cursor.ts'
import type { Connection } from './store/open.ts'
import { vaultAddresses } from './store/vaults.ts'
import { hasVault, readVault } from './store/view.ts'

/** Vaults asked at once: with the block's header they fit into one HTTP request. */
const VAULTS_PER_CHECK = 99

/** How long a node that could not answer is left alone. */
const PAUSE_MS = 60_000

/**
 * Compares vaults with what they say of themselves. Deposits, withdrawals and halts carry no sequence number: one that the
 * node never sent shows here and nowhere else.
 */
export class Reconciler {
  readonly #db: Connection
  readonly #rpc: Rpc
  readonly #log: Logger
  readonly #signal: AbortSignal
  /** Vaults that events moved since they were last compared; all at first, as the last run may have ended before it did. */
  readonly #touched: Set<Address>
  #pausedUntil = 0
  #warned = false

  constructor(db: Connection, rpc: Rpc, log: Logger, signal: AbortSignal) {
    this.#db = db
    this.#rpc = rpc
    this.#log = log
    this.#signal = signal
    this.#touched = new Set(vaultAddresses(db))
  }

  /** Note whom committed events moved. */
  touch(events: readonly ChainEvent[]): void {
    for (const event of events) {
      const vault = event.kind === 'fill' ? event.maker : 'vault' in event ? event.vault : undefined
      if (vault !== undefined && !this.#touched.has(vault) && hasVault(this.#db, vault)) this.#touched.add(vault)
    }
  }

  /**
   * Compare some of the touched vaults as of the cursor's block. A node that cannot tell is warned about once: the index
   * goes on without the check, as it must with nodes that keep no state.
   *
   * @throws {RecordDiffers} when a vault's record differs, twice.
   */
  async check(cursor: Cursor): Promise<void> {
    if (this.#touched.size === 0 || Date.now() < this.#pausedUntil) return
    const vaults = [...this.#touched].slice(0, VAULTS_PER_CHECK)
    let difference: Difference | undefined
    try {
      difference = await this.#compare(vaults, cursor)
      // Asked again, as nodes behind one address need not agree on a block that is new.
      if (difference) difference = await this.#compare(vaults, cursor)
      this.#warned = false
    } catch (error) {
      if (this.#signal.aborted) throw error
      this.#pausedUntil = Date.now() + PAUSE_MS
      const reason = error instanceof Error ? error.message : String(error)
      if (!this.#warned) this.#log.warn({ height: cursor.height, reason }, 'the node cannot tell the state of vaults')
      this.#warned = true
      return
    }
    // What was compared must have been the chain that is indexed.
    await checkBase(this.#rpc, cursor)
    if (difference) {
      const { vault, field, actual, expected } = difference
      throw new RecordDiffers(vault, cursor.height, field, actual, expected)
    }
    for (const vault of vaults) this.#touched.delete(vault)
  }

  async #compare(vaults: readonly Address[], { height }: Cursor): Promise<Difference | undefined> {
    const compared = vaults.map(async (address) => {
      const record = readVault(this.#db, address)
      return record && compareStats(this.#rpc, record, height)
    })
    return (await Promise.all(compared)).find((difference) => difference !== undefined)
  }
}
