import type { ChainEvent } from './chain/events.ts'
import type { Header } from './chain/rpc.ts'
import type { BlockTime } from './chain/source.ts'
import { RowLoader } from './preload.ts'
import { type Deployment, reduce } from './reducers/reduce.ts'
import type { Batch, Cursor, RawBlock, Writer } from './store/store.ts'
import { BLOCK } from './store/tables/venue.ts'
import { NotLoaded, WorkingSet } from './store/workingSet.ts'

/** Blocks that were read and found consistent, to be indexed. */
export interface Blocks {
  /** The last of them. */
  readonly tip: BlockTime
  readonly events: readonly ChainEvent[]
  /** Those that hold events. */
  readonly blocks: readonly BlockTime[]
  /** Those that are not final yet, and the newest final one. */
  readonly headers?: readonly Header[]
  /** May come while the events are reduced. */
  readonly raw?: readonly RawBlock[] | Promise<readonly RawBlock[]>
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
  readonly #loader: RowLoader
  #cursor: Cursor
  #writing: Promise<void> = Promise.resolve()

  constructor(writer: Writer, deployment: Deployment, cursor: Cursor) {
    this.#writer = writer
    this.#loader = new RowLoader(writer, this.#working)
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
      // Nothing is waited for within the transaction but the store.
      const raw = (await blocks.raw) ?? []
      await this.#writer.reorganise(from, base, async () => {
        const batch = await this.#reduce(base, {
          ...blocks,
          raw,
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
    await this.#loader.preload(events, this.#deployment)
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
          await this.#loader.load(error.table, [error.key])
        }
      }
    }
    if (height !== undefined) working.endBlock(height)
    const to: Cursor = {
      ...{ height: tip.height, hash: tip.hash, timestamp: tip.timestamp, generation: from.generation },
      // What was final once stays so, whatever a node says later; nothing above the tip is known to be.
      finalised: Math.max(from.finalised, Math.min(finalised ?? from.finalised, tip.height)),
    }
    return { from, to, changes: working.take(), headers, raw: await raw }
  }
}
