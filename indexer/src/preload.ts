import { type ChainEvent, type Fill, MakerKind } from './chain/events.ts'
import { MAX_GRIDS } from './reducers/depthSamples.ts'
import type { Deployment } from './reducers/reduce.ts'
import { touch, touchMaker, touchQuote } from './reducers/touches.ts'
import type { Writer } from './store/store.ts'
import { keyText, type Table, type TableShape, toRow, type Value } from './store/table.ts'
import { MARKET_CLOCK, MARKOUT_GROUP, MARKOUT_TAPE, ROSTER } from './store/tables/measures.ts'
import { POOL, POOL_STATE } from './store/tables/pool.ts'
import { VAULT, VAULT_STATE } from './store/tables/vault.ts'
import { keyOf, type WorkingSet } from './store/workingSet.ts'

const HOUR_SECONDS = 3_600

/** Brings rows from the store into the working set: as many at once as can be told to be needed. */
export class RowLoader {
  readonly #writer: Writer
  readonly #working: WorkingSet

  constructor(writer: Writer, working: WorkingSet) {
    this.#writer = writer
    this.#working = working
  }

  /** Rows by key; of those that are not there, that they are not. */
  async load(table: TableShape, keys: readonly (readonly Value[])[]): Promise<void> {
    const rows = await this.#writer.load(table, keys)
    const found = new Map(rows.map((values) => [keyOf(table, values), values]))
    for (const key of keys) this.#take(table, key, found.get(keyText(key)))
  }

  /** What these events will look for, as far as they tell: a query per table and step. */
  async preload(events: readonly ChainEvent[], { periods }: Deployment): Promise<void> {
    const working = this.#working
    await this.#gather((want) => {
      for (const event of distinctFills(events)) touch(event, want)
    })
    // What kind of maker was filled is known by now, and so is what else its fills need.
    await this.#gather((want) => {
      for (const event of distinctFills(events)) touchMaker(event, working, periods, want)
      for (const event of events) touchQuote(event, working, want)
    })
    await this.#preloadMarkets(events)
  }

  /** What markets look back at when time passes: fills that wait for a price, and everybody's grid. */
  async #preloadMarkets(events: readonly ChainEvent[]): Promise<void> {
    const last = this.#lastTimes(events)
    await this.#gather((want) => {
      for (const market of last.keys()) want(MARKET_CLOCK, market)
    })
    const rosters: [market: number, makers: number][] = []
    for (const [market, time] of last) {
      await this.#loadWaiting(market)
      const clock = this.#known(MARKET_CLOCK, market)
      if (clock?.hour === undefined || clock.hour === Math.floor(time / HOUR_SECONDS)) continue
      rosters.push([market, Math.min(clock.makers, MAX_GRIDS)])
    }
    await this.#gather((want) => {
      for (const [market, makers] of rosters) for (let n = 0; n < makers; n++) want(ROSTER, market, n)
    })
    await this.#gather((want) => {
      for (const [market, makers] of rosters) {
        for (let n = 0; n < makers; n++) {
          const enrolled = this.#known(ROSTER, market, n)
          if (enrolled === undefined) continue
          const { maker, kind } = enrolled
          for (const table of kind === MakerKind.Vault ? [VAULT, VAULT_STATE] : [POOL, POOL_STATE]) want(table, maker)
        }
      }
    })
  }

  /** The markets that something happens in, and when last. */
  #lastTimes(events: readonly ChainEvent[]): Map<number, number> {
    const last = new Map<number, number>()
    for (const event of events) {
      const market =
        'marketId' in event
          ? event.marketId
          : 'vault' in event
            ? this.#known(VAULT, event.vault)?.marketId
            : 'pool' in event
              ? this.#known(POOL, event.pool)?.marketId
              : undefined
      if (market !== undefined) last.set(market, event.at.timestamp)
    }
    return last
  }

  /** The fills of a market that wait for a price: all from the oldest on, unless that is there. Then all are. */
  async #loadWaiting(market: number): Promise<void> {
    const tape = this.#known(MARKOUT_TAPE, market)
    if (tape?.last === undefined) return
    const oldest = tape.waiting.reduce<number>((least, time) => Math.min(least, time ?? least), tape.last)
    if (this.#working.has(MARKOUT_GROUP, [market, oldest])) return
    const columns = Object.keys(MARKOUT_GROUP.columns)
    const sql = `SELECT ${columns.join(', ')} FROM ${MARKOUT_GROUP.name} WHERE chain_id = @chain AND market = ? AND ts >= ?`
    for (const row of await this.#writer.query(sql, market, oldest)) {
      const key = [market, row.ts as number]
      if (this.#working.has(MARKOUT_GROUP, key)) continue
      this.#take(
        MARKOUT_GROUP,
        key,
        columns.map((column) => row[column] ?? null),
      )
    }
  }

  /** Load what is asked for and not there, table by table. */
  async #gather(ask: (want: (table: TableShape, ...key: Value[]) => void) => void): Promise<void> {
    const wanted = new Map<TableShape, Map<string, readonly Value[]>>()
    ask((table, ...key) => {
      if (this.#working.has(table, key)) return
      const keys = wanted.get(table)
      if (keys === undefined) wanted.set(table, new Map([[keyText(key), key]]))
      else keys.set(keyText(key), key)
    })
    for (const [table, keys] of wanted) await this.load(table, [...keys.values()])
  }

  /** A record if it is there and was read. */
  #known<R>(table: Table<R>, ...key: Value[]): R | undefined {
    return this.#working.has(table, key) ? this.#working.get(table, ...key) : undefined
  }

  #take(table: TableShape, key: readonly Value[], values: readonly Value[] | undefined): void {
    const record = values && (table as Table<unknown>).decode(toRow(table, values))
    this.#working.load(table as Table<unknown>, key, values, record)
  }
}

/** Events without the fills that need the same rows, quotes apart, as the one before them: the same accounts in the same block. */
function* distinctFills(events: readonly ChainEvent[]): Generator<ChainEvent> {
  let last: Fill | undefined
  for (const event of events) {
    if (event.kind !== 'fill') {
      yield event
      continue
    }
    const { maker, taker, marketId, at } = event
    const same = last?.maker === maker && last.taker === taker && last.marketId === marketId
    if (same && last?.at.timestamp === at.timestamp) continue
    last = event
    yield event
  }
}
