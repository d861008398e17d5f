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

/**
 * Something at both ends of a range; nothing where there was none by the last.
 *
 * @param since The block it began in, where it tells: before that there is nothing to look for.
 */
export function* readOver<T>(
  readAt: (height: number) => Read<T | undefined>,
  { fromBlock, toBlock }: BlockRange,
  since: (it: T) => number = () => 0,
): Read<Over<T> | undefined> {
  const after = yield* readAt(toBlock)
  return after && { before: since(after) < fromBlock ? yield* readAt(fromBlock - 1) : undefined, after }
}
