/** Logs that make a batch big enough: more would only hold memory and the write lock longer. */
const LOGS_PER_BATCH = 4_000

/** How many blocks the next request covers after one that returned `logs` logs: twice as many while they are few. */
export function grow(blocks: number, logs: number, max: number): number {
  if (logs > LOGS_PER_BATCH) return shrink(blocks)
  return logs * 2 > LOGS_PER_BATCH ? Math.min(blocks, max) : Math.min(blocks * 2, max)
}

/** How many after one that failed: nodes cap blocks, logs or seconds per request, and say so each in their own way. */
export function shrink(blocks: number): number {
  return Math.max(1, Math.floor(blocks / 2))
}
