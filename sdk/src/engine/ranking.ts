import { defined } from '../core/analytics/metric.ts'
import { rank } from '../core/analytics/ranking.ts'

/** The `limit` first of entries, highest score first; equal scores by name, so that the order never depends on history. */
export function topBy<Entry>(
  entries: readonly Entry[],
  limit: number,
  scoreOf: (entry: Entry) => bigint,
  nameOf: (entry: Entry) => string,
): Entry[] {
  const scored = entries.map((entry) => ({ entry, id: nameOf(entry), score: defined(scoreOf(entry)) }))
  return rank(scored)
    .slice(0, limit)
    .map(({ entry }) => entry)
}
