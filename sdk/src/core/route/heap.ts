import { Side } from '../market.ts'
import type { Ladder } from './source.ts'

/** Ladders in a binary heap, the best price at the top; of equal prices the earlier source. */
export class LadderHeap {
  readonly #items: Ladder[] = []
  readonly #lowFirst: boolean

  constructor(side: Side, ladders: Iterable<Ladder>) {
    this.#lowFirst = side === Side.Ask
    for (const ladder of ladders) this.#items.push(ladder)
    for (let at = (this.#items.length >> 1) - 1; at >= 0; at--) this.#sink(at)
  }

  /** Take out every ladder whose step has the best price. */
  popBest(): Ladder[] {
    const best: Ladder[] = []
    let top = this.#items[0]
    while (top !== undefined && (best.length === 0 || top.price === best[0]?.price)) {
      best.push(top)
      const last = this.#items.pop()
      if (last !== undefined && last !== top) {
        this.#items[0] = last
        this.#sink(0)
      }
      top = this.#items[0]
    }
    return best
  }

  /** Put a ladder back that went on to its next step. */
  push(ladder: Ladder): void {
    const items = this.#items
    let at = items.push(ladder) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = items[parent]
      if (above === undefined || !this.#precedes(ladder, above)) break
      items[at] = above
      at = parent
    }
    items[at] = ladder
  }

  #sink(start: number): void {
    const items = this.#items
    const item = items[start]
    if (item === undefined) return
    let at = start
    for (;;) {
      let child = 2 * at + 1
      const right = items[child + 1]
      let below = items[child]
      if (below === undefined) break
      if (right !== undefined && this.#precedes(right, below)) {
        child++
        below = right
      }
      if (!this.#precedes(below, item)) break
      items[at] = below
      at = child
    }
    items[at] = item
  }

  #precedes(a: Ladder, b: Ladder): boolean {
    if (a.price === b.price) return a.index < b.index
    return a.price < b.price === this.#lowFirst
  }
}
