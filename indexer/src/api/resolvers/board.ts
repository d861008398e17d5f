import type { Address } from 'viem'
import {
  type BoardMetric,
  type Contestant,
  type Placed,
  type PoolBoardMetric,
  rankPools,
  rankVaults,
} from '../../analytics/board.ts'
import type { VaultMetrics } from '../../analytics/metrics.ts'
import type { PoolMetrics } from '../../analytics/poolMetrics.ts'
import type { Window } from '../../analytics/windows.ts'
import type { BlockRange } from '../../store/read/closes.ts'
import { readCursor, stateKey } from '../../store/read/meta.ts'
import { many, type Read } from '../../store/read/read.ts'
import { bounded } from '../arguments.ts'
import type { AtInput } from '../at.ts'
import type { RequestContext } from '../context.ts'
import { rangeOf, readVaultMetrics } from './analytics.ts'
import { readPoolMetrics } from './poolMetrics.ts'

/** Vaults or pools of a market that are compared at most, the oldest of them. */
const MAX_CONTESTANTS = 500

/** What a board is asked for. */
export interface BoardArguments<M = BoardMetric> {
  readonly market: number
  readonly metric: M
  readonly window: Window
  readonly at?: AtInput | null
  readonly first: number
  readonly minSamples: number
}

/** Whom a board compares, and how. */
interface Board<M, K> {
  readonly table: 'vault' | 'pool'
  /** Column of whoever made them. */
  readonly owner: 'owner' | 'founder'
  readonly metricsOf: (context: RequestContext, address: Address, range: BlockRange) => Read<M | undefined>
  readonly rank: (contestants: readonly Contestant<M>[], metric: K, minSamples: number) => Placed[]
}

const VAULT_BOARD: Board<VaultMetrics, BoardMetric> = {
  ...{ table: 'vault', owner: 'owner', metricsOf: readVaultMetrics, rank: rankVaults },
}

const POOL_BOARD: Board<PoolMetrics, PoolBoardMetric> = {
  ...{ table: 'pool', owner: 'founder', metricsOf: readPoolMetrics, rank: rankPools },
}

interface Field<M> {
  readonly contestants: readonly Contestant<M>[]
  readonly isComplete: boolean
}

/** How all of a market did over a range; one more block may change all of it. */
function* readField<M, K>(
  context: RequestContext,
  { table, owner, metricsOf }: Board<M, K>,
  market: number,
  range: BlockRange,
): Read<Field<M>> {
  const rows = yield* many(
    `SELECT address, ${owner} AS owner FROM ${table} WHERE chain_id = @chain AND market = ? AND height <= ?
      ORDER BY height, log_index LIMIT ?`,
    ...[market, range.toBlock, MAX_CONTESTANTS + 1],
  )
  const contestants: Contestant<M>[] = []
  for (const row of rows.slice(0, MAX_CONTESTANTS)) {
    const address = row.address as Address
    const metrics = yield* metricsOf(context, address, range)
    if (metrics) contestants.push({ address, owner: row.owner as Address, metrics })
  }
  return { contestants, isComplete: rows.length <= MAX_CONTESTANTS }
}

/** A leaderboard, from what is known already where nothing has changed since. */
function* rankField<M, K>(context: RequestContext, board: Board<M, K>, args: BoardArguments<K>) {
  const { market, metric } = args
  const range = yield* rangeOf({ window: args.window, at: args.at ?? null })
  const state = stateKey(yield* readCursor())
  const key = `field ${board.table} ${market} ${range.fromBlock} ${range.toBlock}`
  const field =
    (context.known.get(key, state) as Field<M> | undefined) ?? (yield* readField(context, board, market, range))
  context.known.set(key, state, field)
  const ranked = board.rank(field.contestants, metric, args.minSamples)
  return {
    ...range,
    metric,
    ranked: ranked.length,
    considered: field.contestants.length,
    isComplete: field.isComplete,
    entries: ranked.slice(0, args.first),
  }
}

/** A leaderboard of vaults. */
export function* readBoard(context: RequestContext, args: BoardArguments) {
  const board = yield* rankField(context, VAULT_BOARD, args)
  const { chainId } = context.identity
  return { ...board, entries: board.entries.map((entry) => ({ ...entry, vault: `${chainId}:${entry.address}` })) }
}

/** @throws {GraphQLError} when they are out of bounds. */
export function checkBoard({ first, minSamples }: Pick<BoardArguments, 'first' | 'minSamples'>): void {
  bounded('first', first, 1, 200)
  bounded('minSamples', minSamples, 0, 1_000_000)
}

export const boardQueries = {
  leaderboard: (_: unknown, args: BoardArguments, context: RequestContext) => {
    checkBoard(args)
    return context.db.run(readBoard(context, args))
  },
  poolLeaderboard: (_: unknown, args: BoardArguments<PoolBoardMetric>, context: RequestContext) => {
    checkBoard(args)
    return context.db.run(rankField(context, POOL_BOARD, args))
  },
}
