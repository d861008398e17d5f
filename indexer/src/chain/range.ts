import { understand } from './limits.ts'

/** Logs that make a batch big enough: more would only hold memory and the write lock longer. */
const LOGS_PER_BATCH = 1_250

/** Blocks asked for first; the range adapts from there. */
const FIRST = 16

/**
 * How many blocks to ask for at once. Doubles until a request is refused or brings enough; from then on a refusal takes
 * half, or what the node says it takes, and each success adds a little.
 */
export class Range {
  readonly #max: number
  #blocks: number
  #ceiling: number
  #cautious = false

  constructor(max: number) {
    this.#max = max
    this.#ceiling = max
    this.#blocks = Math.min(FIRST, max)
  }

  get blocks(): number {
    return this.#blocks
  }

  /** A request for `blocks` blocks brought `logs` logs. */
  succeeded(blocks: number, logs: number): void {
    if (logs > LOGS_PER_BATCH)
      this.#blocks = Math.max(1, Math.min(this.#blocks, Math.floor((blocks * LOGS_PER_BATCH) / logs)))
    else if (logs * 2 > LOGS_PER_BATCH || blocks < this.#blocks) return
    else if (this.#cautious) this.#blocks = Math.min(this.#blocks + Math.max(1, this.#blocks >> 4), this.#ceiling)
    else this.#blocks = Math.min(this.#blocks * 2, this.#ceiling)
  }

  /** What was sent contradicts what is known: go on block by block. */
  distrust(): void {
    this.#cautious = true
    this.#blocks = 1
  }

  /** A request was refused in these words. */
  failed(message: string): void {
    const { kind, blocks } = understand(message)
    if (kind === 'rate') return
    this.#cautious = true
    // What a node says it takes once, it takes from then on.
    if (blocks !== undefined) this.#ceiling = Math.min(this.#max, Math.max(1, blocks))
    this.#blocks = Math.max(1, Math.min(this.#ceiling, this.#blocks >> 1))
  }
}
