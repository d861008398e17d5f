import type { Address } from 'viem'
import { many, type Read } from './read.ts'

/** A vault or pool and who made it. */
interface Grid {
  readonly address: Address
  readonly owner: Address
}

const OWNERS = { vault: 'owner', pool: 'founder' } as const

/**
 * Vaults or pools of a market that there were at a block, `most` of them at most: those that have traded most by now first, then
 * the oldest. Whoever makes many that nobody trades with keeps none off a list that others look for.
 *
 * All of the market's are looked at: somebody paid for each of them, while its traders, who may be many more, paid for nothing.
 */
export function* gridsOf(table: 'vault' | 'pool', market: number, height: number, most: number): Read<Grid[]> {
  const rows = yield* many(
    `SELECT g.address AS address, g.${OWNERS[table]} AS owner FROM ${table} g
      LEFT JOIN trader t ON t.chain_id = g.chain_id AND t.market = g.market AND t.address = g.address
      WHERE g.chain_id = @chain AND g.market = ? AND g.height <= ?
      ORDER BY coalesce(t.volume, '') DESC, g.height, g.log_index LIMIT ?`,
    ...[market, height, most],
  )
  return rows.map((row) => ({ address: row.address as Address, owner: row.owner as Address }))
}
