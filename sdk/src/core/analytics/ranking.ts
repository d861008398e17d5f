import { sqrtDown } from '../u256.ts'
import { defined, type Metric, undefinedBecause } from './metric.ts'

/** One account on a leaderboard. */
export interface RankEntry {
  /** Makes the order total where scores are equal. */
  readonly id: string
  readonly score: Metric
}

/**
 * A ratio that few samples do not lift: `ratio · √(n / (n + prior))`, magnitude rounded down. Ranks skill, where profit alone
 * would rank size.
 *
 * @param ratio WAD: a Sharpe ratio, for instance.
 * @param samples How many returns it comes from.
 * @param prior At this many samples the ratio counts for √½ of itself. 30 unless given.
 * @param least Fewest samples to be ranked at all.
 *
 * @example
 * shrunkScore(defined(2n * WAD), 10n) // => { ok: true, value: 1_000_000_000_000_000_000n }
 */
export function shrunkScore(ratio: Metric, samples: bigint, prior = 30n, least = 2n): Metric {
  if (!ratio.ok) return ratio
  if (samples < least || samples <= 0n) return undefinedBecause('TOO_FEW_SAMPLES')
  const magnitude = sqrtDown((ratio.value * ratio.value * samples) / (samples + prior))
  return defined(ratio.value < 0n ? -magnitude : magnitude)
}

/**
 * Entries best first; equal scores by id, entries without a score last.
 *
 * @example
 * rank([{ id: 'b', score: undefinedBecause('NO_DATA') }, { id: 'a', score: defined(1n) }]).map(({ id }) => id)
 * // => ['a', 'b']
 */
export function rank<Entry extends RankEntry>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => byScore(a.score, b.score) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function byScore(a: Metric, b: Metric): number {
  if (!a.ok || !b.ok) return Number(b.ok) - Number(a.ok)
  return a.value > b.value ? -1 : a.value < b.value ? 1 : 0
}
