/** `sql` for one chain: its id is a number that we made, so it may stand in the text. */
export function forChain(sql: string, chainId: number): string {
  return sql.replaceAll('@chain', String(chainId))
}

/**
 * `sql` for one chain as SQLite plans it once. Where a plan may hang on the value of a bare parameter, SQLite plans anew each time
 * one is bound, which takes longer than most of our queries; the value of `+?` is the same, and none it asks for.
 */
export function plannedOnce(sql: string, chainId: number): string {
  return forChain(sql, chainId).replaceAll('?', '+?')
}

/** Question marks as PostgreSQL numbers them. Our SQL has none in its literals. */
export function numbered(sql: string): string {
  let n = 0
  return sql.replaceAll('?', () => `$${++n}`)
}
