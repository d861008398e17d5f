import type { Address } from 'viem'
import type { ChainEvent } from './chain/events.ts'
import type { Rpc } from './chain/rpc.ts'
import { type Comparison, comparePool, compareVault, differenceIn } from './chain/stats.ts'
import { RecordDiffers } from './errors.ts'
import type { Logger } from './log.ts'
import { saveAudits } from './store/audits.ts'
import type { Cursor, Writer } from './store/store.ts'
import { type Table, toRow } from './store/table.ts'
import { POOL_STATE } from './store/tables/pool.ts'
import { VAULT, VAULT_STATE } from './store/tables/vault.ts'

/** Vaults and pools asked at once: with the block's header they fit into one HTTP request. */
const MAKERS_PER_CHECK = 99

/** How long a node that could not answer is left alone. */
const PAUSE_MS = 60_000

/**
 * Compares vaults and pools with what they say of themselves at the very block, by its hash: what no sequence number
 * proves shows here.
 */
export class Reconciler {
  readonly #writer: Writer
  readonly #log: Logger
  readonly #signal: AbortSignal
  /** Makers that events moved since they were last compared. */
  readonly #touched = new Set<Address>()
  #pausedUntil = 0
  #warned = false

  constructor(writer: Writer, log: Logger, signal: AbortSignal) {
    this.#writer = writer
    this.#log = log
    this.#signal = signal
  }

  /** Note all there are, as the last run may have ended before it compared them. */
  touchAll(makers: Iterable<Address>): void {
    for (const maker of makers) this.#touched.add(maker)
  }

  /** Note whom committed events moved. */
  touch(events: readonly ChainEvent[]): void {
    for (const event of events) {
      if (event.kind === 'fill') this.#touched.add(event.maker)
      else if ('vault' in event) this.#touched.add(event.vault)
      else if ('pool' in event) this.#touched.add(event.pool)
    }
  }

  /**
   * Compare some of the touched makers as of the cursor's block. A node that cannot tell is warned about once: the index
   * goes on without the check, as it must with nodes that keep no state.
   *
   * @throws {RecordDiffers} when a record differs, twice.
   */
  async check(rpc: Rpc, cursor: Cursor): Promise<void> {
    if (this.#touched.size === 0 || cursor.hash === '' || Date.now() < this.#pausedUntil) return
    const makers = [...this.#touched].slice(0, MAKERS_PER_CHECK)
    let compared: Comparison[]
    try {
      compared = await this.#compare(rpc, makers, cursor)
      // Asked again, as nodes behind one address need not agree on a block that is new.
      if (compared.some(differenceIn)) compared = await this.#compare(rpc, makers, cursor)
      this.#warned = false
    } catch (error) {
      if (this.#signal.aborted) throw error
      this.#pausedUntil = Date.now() + PAUSE_MS
      const reason = error instanceof Error ? error.message : String(error)
      if (!this.#warned) this.#log.warn({ height: cursor.height, reason }, 'the node cannot tell the state of vaults')
      this.#warned = true
      return
    }
    const { height, hash, timestamp } = cursor
    const audits = compared.map((one) => {
      const { kind, maker: subject, fields } = one
      const equal = differenceIn(one) === undefined
      return { kind, height, hash, timestamp, subject, equal, fields, message: undefined }
    })
    await saveAudits(this.#writer, audits)
    for (const one of compared) {
      const different = differenceIn(one)
      if (different === undefined) continue
      const { field, actual, indexed } = different
      throw new RecordDiffers(`${one.kind} ${one.maker}`, height, field, actual, indexed)
    }
    for (const maker of makers) this.#touched.delete(maker)
  }

  async #compare(rpc: Rpc, makers: readonly Address[], { hash }: Cursor): Promise<Comparison[]> {
    const at = hash === '' ? undefined : hash
    const [vaults, statuses] = [await this.#rows(VAULT, makers), await this.#rows(VAULT_STATE, makers)]
    const pools = await this.#rows(POOL_STATE, makers)
    const vaultOf = new Map(vaults.map((vault) => [vault.address, vault]))
    return Promise.all([
      ...statuses.flatMap((status) => {
        const vault = vaultOf.get(status.vault)
        return vault === undefined ? [] : [compareVault(rpc, vault, status, at)]
      }),
      ...pools.map((status) => comparePool(rpc, status, at)),
    ])
  }

  async #rows<R>(table: Table<R>, makers: readonly Address[]): Promise<R[]> {
    const rows = await this.#writer.load(
      table,
      makers.map((maker) => [maker]),
    )
    return rows.map((values) => table.decode(toRow(table, values)))
  }
}
