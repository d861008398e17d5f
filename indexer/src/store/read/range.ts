import type { Read } from './read.ts'

/** Both ends belong to the range. */
export interface BlockRange {
  readonly fromBlock: number
  readonly toBlock: number
}

/** Something before a range, where it was there already, and at its end. */
export interface Over<T> {
  readonly before: T | undefined
  readonly after: T
}

/** Something at both ends of a range; nothing where there was none by the last. */
export function* readOver<T>(
  readAt: (height: number) => Read<T | undefined>,
  { fromBlock, toBlock }: BlockRange,
): Read<Over<T> | undefined> {
  const after = yield* readAt(toBlock)
  // Before the first block there is nothing.
  return after && { before: fromBlock > 0 ? yield* readAt(fromBlock - 1) : undefined, after }
}
