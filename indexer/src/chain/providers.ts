import type { Rpc } from './rpc.ts'

/** Nodes of one chain. One is asked at a time, so that what is read together is of one view; a failure passes on to the next. */
export class Providers {
  readonly #all: readonly Rpc[]
  #at = 0

  constructor(all: readonly Rpc[]) {
    if (all.length === 0) throw new RangeError('at least one node is needed')
    this.#all = all
  }

  get current(): Rpc {
    const rpc = this.#all[this.#at]
    if (rpc === undefined) throw new RangeError(`there is no node ${this.#at}`)
    return rpc
  }

  get count(): number {
    return this.#all.length
  }

  /** All but the current one. */
  get others(): readonly Rpc[] {
    return this.#all.filter((_, i) => i !== this.#at)
  }

  /** Turn to the next node. */
  next(): void {
    this.#at = (this.#at + 1) % this.#all.length
  }
}
