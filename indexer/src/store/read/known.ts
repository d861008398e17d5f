import { readCursor, stateKey } from './meta.ts'
import type { Read } from './read.ts'

interface Entry {
  readonly state: string
  readonly value: unknown
  readonly size: number
}

/** What was worked out in a state of the index (`stateKey`), and holds until it changes. What was not asked for longest goes first. */
export class Remembered {
  readonly #most: number
  readonly #entries = new Map<string, Entry>()
  #size = 0

  /** @param most Of the sizes of all, in whatever unit they are given. */
  constructor(most: number) {
    this.#most = most
  }

  get(key: string, state: string): unknown {
    const found = this.#entries.get(key)
    if (found === undefined) return undefined
    this.#drop(key, found)
    if (found.state !== state) return undefined
    this.#add(key, found)
    return found.value
  }

  set(key: string, state: string, value: unknown, size: number): void {
    const before = this.#entries.get(key)
    if (before !== undefined) this.#drop(key, before)
    this.#add(key, { state, value, size })
    for (const [oldest, entry] of this.#entries) {
      if (this.#size <= this.#most) break
      this.#drop(oldest, entry)
    }
  }

  #add(key: string, entry: Entry): void {
    this.#entries.set(key, entry)
    this.#size += entry.size
  }

  #drop(key: string, { size }: Entry): void {
    this.#entries.delete(key)
    this.#size -= size
  }
}

/** What `read` gives, read once in each state of the index. What has no size may change within one, and is not kept. */
export function* readOnce<T>(
  remembered: Remembered,
  key: string,
  read: () => Read<T>,
  sizeOf: (value: T) => number | undefined = () => 1,
): Read<T> {
  const state = stateKey(yield* readCursor())
  const before = remembered.get(key, state)
  if (before !== undefined) return before as T
  const value = yield* read()
  const size = sizeOf(value)
  if (size !== undefined) remembered.set(key, state, value, size)
  return value
}

/** What requests of one process share, of each kind some twenty megabytes: none pushes out another. */
export class Known {
  /** Days of vaults and of markets' prices, sized by how many they are. */
  readonly days = new Remembered(100_000)
  /** Times of blocks, and markets, their last fills and their grids as of them: who asks for a window asks for what others do. */
  readonly moments = new Remembered(10_000)
  /** Leaderboards, sized by their places. */
  readonly boards = new Remembered(200_000)
}
