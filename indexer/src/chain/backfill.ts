import type { Address } from 'viem'
import type { Range } from './range.ts'
import type { Rpc } from './rpc.ts'
import { type RangeRead, readFinal } from './source.ts'

interface Asked {
  readonly from: number
  readonly to: number
  readonly rpc: Rpc
  readonly read: Promise<RangeRead>
}

/** Reads final blocks ahead of the index: several ranges at once, handed over in order. */
export class Backfill {
  readonly #range: Range
  readonly #ahead: number
  #asked: Asked[] = []

  constructor(range: Range, ahead: number) {
    this.#range = range
    this.#ahead = ahead
  }

  /**
   * The next range from `from` on, with the node that sent it. Ranges behind it, up to `last`, are asked for meanwhile.
   *
   * @throws whatever reading it failed with; the ranges behind it are forgotten then.
   */
  async next(rpc: Rpc, from: number, last: number, pools: readonly Address[]): Promise<{ read: RangeRead; rpc: Rpc }> {
    const [first] = this.#asked
    if (first !== undefined && (first.from !== from || first.rpc !== rpc || first.to > last)) this.reset()
    this.#ask(rpc, from, last, pools)
    const asked = this.#asked.shift()
    if (asked === undefined) throw new RangeError(`nothing to read from ${from} to ${last}`)
    try {
      const read = await asked.read
      this.#range.succeeded(asked.to - asked.from + 1, read.logs.length)
      this.#ask(rpc, asked.to + 1, last, pools)
      return { read, rpc }
    } catch (error) {
      this.reset()
      throw error
    }
  }

  /** Forget what was asked for. */
  reset(): void {
    this.#asked = []
  }

  #ask(rpc: Rpc, from: number, last: number, pools: readonly Address[]): void {
    let next = (this.#asked.at(-1)?.to ?? from - 1) + 1
    while (this.#asked.length < this.#ahead && next <= last) {
      const to = Math.min(next + this.#range.blocks - 1, last)
      const read = readFinal(rpc, next, to, pools)
      // Nobody may come to ask for it.
      read.catch(() => undefined)
      this.#asked.push({ from: next, to, rpc, read })
      next = to + 1
    }
  }
}
