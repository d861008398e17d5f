import { lastTime } from '../store/read/closes.ts'
import { readBlockAt } from '../store/read/meta.ts'
import type { BlockRange } from '../store/read/range.ts'
import type { Read } from '../store/read/read.ts'

/** Seconds of a window; ALL begins with the index. */
export const WINDOW_SECONDS = { H24: 86_400, D7: 604_800, D30: 2_592_000, D90: 7_776_000, ALL: undefined } as const

export type Window = keyof typeof WINDOW_SECONDS

/** The blocks of a window that ends with block `toBlock`: those younger than its length. */
export function* windowRange(window: Window, toBlock: number): Read<BlockRange> {
  const seconds = WINDOW_SECONDS[window]
  if (seconds === undefined) return { fromBlock: 0, toBlock }
  const before = yield* readBlockAt(Math.max(0, (yield* lastTime(toBlock)) - seconds))
  return { fromBlock: before === undefined ? 0 : before.number + 1, toBlock }
}
