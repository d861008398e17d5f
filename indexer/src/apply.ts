import type { ChainEvent, Fill } from './chain/events.ts'
import type { Header } from './chain/rpc.ts'
import type { BlockTime } from './chain/source.ts'
import { type Deployment, reduce } from './reducers/reduce.ts'
import { touch, touchMaker, touchQuote } from './reducers/touches.ts'
import type { Batch, Cursor, RawBlock, Writer } from './store/store.ts'
import { keyText, type Table, type TableShape, toRow, type Value } from './store/table.ts'
import { BLOCK } from './store/tables/venue.ts'
import { keyOf, NotLoaded, WorkingSet } from './store/workingSet.ts'

/** Blocks that were read and found consistent, to be indexed. */
export interface Blocks {
  /** The last of them. */
  readonly tip: BlockTime
  readonly events: readonly ChainEvent[]
  /** Those that hold events. */
  readonly blocks: readonly BlockTime[]
  /** Those that are not final yet, and the newest final one. */
  readonly headers?: readonly Header[]
  readonly raw?: readonly RawBlock[]
  /** Blocks up to here are final. */
  readonly finalised?: number
}

/**
 * Indexes blocks: reduces their events in memory and has the store write what came of them. The next blocks may be reduced
 * while the store writes.
 */
export class Applier {
  readonly #writer: Writer
  readonly #deployment: Deployment
  readonly #working = new WorkingSet()
  #cursor: Cursor
  #writing: Promise<void> = Promise.resolve()

  constructor(writer: Writer, deployment: Deployment, cursor: Cursor) {
    this.#writer = writer
    this.#deployment = deployment
    this.#cursor = cursor
  }

  /** Where the index is, or will be once everything handed over is written. */
  get cursor(): Cursor {
    return this.#cursor
  }

  /** Index the blocks that follow the cursor. They are written when {@link Applier.settled} resolves. */
  async apply(blocks: Blocks): Promise<Cursor> {
    try {
      const batch = await this.#reduce(this.#cursor, blocks)
      await this.#writing
      this.#cursor = batch.to
      this.#writing = this.#writer.commit(batch)
      // Whoever waits for it next is told; until then it is nobody's.
      this.#writing.catch(() => undefined)
      if (this.#working.isFull) {
        await this.#writing
        this.#working.clear()
      }
      return batch.to
    } catch (error) {
      await this.reset()
      throw error
    }
  }

  /** Replace every block above `ancestor` by these, all at once. */
  async reorganise(ancestor: BlockTime, blocks: Blocks): Promise<Cursor> {
    await this.settled()
    const from = this.#cursor
    const generation = from.generation + 1
    const { height, hash, timestamp } = ancestor
    const base: Cursor = { height, hash, timestamp, finalised: Math.min(from.finalised, height), generation }
    this.#working.clear()
    let to = base
    try {
      await this.#writer.reorganise(from, base, async () => {
        const batch = await this.#reduce(base, {
          ...blocks,
          finalised: Math.max(blocks.finalised ?? 0, from.finalised),
        })
        to = batch.to
        return batch
      })
    } catch (error) {
      await this.reset()
      throw error
    }
    this.#cursor = to
    return to
  }

  /** Everything handed over is written. */
  async settled(): Promise<void> {
    try {
      await this.#writing
    } catch (error) {
      await this.reset()
      throw error
    }
  }

  /** Begin again from what is stored. */
  async reset(): Promise<void> {
    await this.#writing.catch(() => undefined)
    this.#writing = Promise.resolve()
    this.#working.clear()
    this.#cursor = await this.#writer.cursor()
  }

  async #reduce(from: Cursor, { tip, events, blocks, headers = [], raw = [], finalised }: Blocks): Promise<Batch> {
    const working = this.#working
    await this.#preload(events)
    const records = new Map(blocks.map((block) => [block.height, block]))
    let height: number | undefined
    for (const event of events) {
      if (event.at.height !== height) {
        if (height !== undefined) working.endBlock(height)
        height = event.at.height
        const block = records.get(height)
        if (block !== undefined) working.put(BLOCK, block)
        working.keep()
      }
      for (;;) {
        try {
          reduce(working, event, this.#deployment)
          working.keep()
          break
        } catch (error) {
          working.drop()
          if (!(error instanceof NotLoaded)) throw error
          await this.#load(error.table, [error.key])
        }
      }
    }
    if (height !== undefined) working.endBlock(height)
    const to: Cursor = {
      ...{ height: tip.height, hash: tip.hash, timestamp: tip.timestamp, generation: from.generation },
      // What was final once stays so, whatever a node says later; nothing above the tip is known to be.
      finalised: Math.max(from.finalised, Math.min(finalised ?? from.finalised, tip.height)),
    }
    return { from, to, changes: working.take(), headers, raw }
  }

  async #preload(events: readonly ChainEvent[]): Promise<void> {
    const wanted = new Map<TableShape, Map<string, readonly Value[]>>()
    const want = (table: TableShape, ...key: Value[]) => {
      if (this.#working.has(table, key)) return
      const keys = wanted.get(table)
      if (keys === undefined) wanted.set(table, new Map([[keyText(key), key]]))
      else keys.set(keyText(key), key)
    }
    const load = async () => {
      for (const [table, keys] of wanted) await this.#load(table, [...keys.values()])
      wanted.clear()
    }
    for (const event of distinctFills(events)) touch(event, want)
    await load()
    // What kind of maker was filled is known by now, and so is what else its fills need.
    for (const event of distinctFills(events)) touchMaker(event, this.#working, this.#deployment.periods, want)
    for (const event of events) touchQuote(event, this.#working, want)
    await load()
  }

  async #load(table: TableShape, keys: readonly (readonly Value[])[]): Promise<void> {
    const rows = await this.#writer.load(table, keys)
    const found = new Map(rows.map((values) => [keyOf(table, values), values]))
    for (const key of keys) {
      const values = found.get(keyText(key))
      const record = values && (table as Table<unknown>).decode(toRow(table, values))
      this.#working.load(table as Table<unknown>, key, values, record)
    }
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
