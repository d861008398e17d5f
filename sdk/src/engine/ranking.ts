/** The `limit` first of entries, highest score first; equal scores by name, so that the order never depends on history. */
export function topBy<Entry>(
  entries: Iterable<Entry>,
  limit: number,
  scoreOf: (entry: Entry) => bigint,
  nameOf: (entry: Entry) => string,
): Entry[] {
  const scored = [...entries].map((entry) => ({ entry, score: scoreOf(entry), name: nameOf(entry) }))
  scored.sort((a, b) => (a.score !== b.score ? (a.score > b.score ? -1 : 1) : a.name < b.name ? -1 : 1))
  return scored.slice(0, limit).map(({ entry }) => entry)
}
