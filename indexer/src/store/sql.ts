/** `sql` for one chain: its id is a number that we made, so it may stand in the text. */
export function forChain(sql: string, chainId: number): string {
  return sql.replaceAll('@chain', String(chainId))
}

/** Question marks as PostgreSQL numbers them. Our SQL has none in its literals. */
export function numbered(sql: string): string {
  let n = 0
  return sql.replaceAll('?', () => `$${++n}`)
}
