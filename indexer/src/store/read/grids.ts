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
 */
export function* gridsOf(table: 'vault' | 'pool', market: number, height: number, most: number): Read<Grid[]> {
  const owner = OWNERS[table]
  const busiest = yield* many(
    `SELECT g.address AS address, g.${owner} AS owner FROM trader t
      CROSS JOIN ${table} g WHERE t.chain_id = @chain AND t.market = ?
      AND g.chain_id = @chain AND g.address = t.address AND g.height <= ?
      ORDER BY t.volume DESC, t.address DESC LIMIT ?`,
    ...[market, height, most],
  )
  const oldest =
    busiest.length === most
      ? []
      : yield* many(
          `SELECT address, ${owner} AS owner FROM ${table} WHERE chain_id = @chain AND market = ? AND height <= ?
            ORDER BY height, log_index LIMIT ?`,
          ...[market, height, most],
        )
  const grids = new Map<Address, Grid>()
  for (const row of [...busiest, ...oldest]) {
    const address = row.address as Address
    grids.set(address, { address, owner: row.owner as Address })
  }
  return [...grids.values()].slice(0, most)
}
