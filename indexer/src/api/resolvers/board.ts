import type { Address } from 'viem'
import { type BoardMetric, type Contestant, rankVaults } from '../../analytics/board.ts'
import type { Window } from '../../analytics/windows.ts'
import type { BlockRange } from '../../store/read/closes.ts'
import { readCursor } from '../../store/read/meta.ts'
import { many, type Read } from '../../store/read/read.ts'
import { bounded } from '../arguments.ts'
import type { AtInput } from '../at.ts'
import type { RequestContext } from '../context.ts'
import { rangeOf, readVaultMetrics } from './analytics.ts'

/** Vaults of a market that are compared at most, the oldest of them. */
const MAX_CONTESTANTS = 500

/** What a board is asked for. */
export interface BoardArguments {
  readonly market: number
  readonly metric: BoardMetric
  readonly window: Window
  readonly at?: AtInput | null
  readonly first: number
  readonly minSamples: number
}

interface Field {
  readonly contestants: readonly Contestant[]
  readonly isComplete: boolean
}

/** How all vaults of a market did over a range; one more block may change all of it. */
function* readField(context: RequestContext, market: number, range: BlockRange): Read<Field> {
  const rows = yield* many(
    `SELECT address, owner FROM vault WHERE chain_id = @chain AND market = ? AND height <= ?
      ORDER BY height, log_index LIMIT ?`,
    ...[market, range.toBlock, MAX_CONTESTANTS + 1],
  )
  const contestants: Contestant[] = []
  for (const row of rows.slice(0, MAX_CONTESTANTS)) {
    const address = row.address as Address
    const metrics = yield* readVaultMetrics(context, address, range)
    if (metrics) contestants.push({ address, owner: row.owner as Address, metrics })
  }
  return { contestants, isComplete: rows.length <= MAX_CONTESTANTS }
}

/** A leaderboard, from what is known already where nothing has changed since. */
export function* readBoard(context: RequestContext, args: BoardArguments) {
  const { market, metric } = args
  const range = yield* rangeOf({ window: args.window, at: args.at ?? null })
  const { height, generation } = yield* readCursor()
  const key = `field ${market} ${range.fromBlock} ${range.toBlock}`
  const field =
    (context.known.get(key, generation, height) as Field | undefined) ?? (yield* readField(context, market, range))
  context.known.set(key, generation, height, field)
  const ranked = rankVaults(field.contestants, metric, args.minSamples)
  return {
    ...range,
    metric,
    ranked: ranked.length,
    considered: field.contestants.length,
    isComplete: field.isComplete,
    entries: ranked.slice(0, args.first).map((entry) => ({
      ...entry,
      vault: `${context.identity.chainId}:${entry.address}`,
    })),
  }
}

/** @throws {GraphQLError} when they are out of bounds. */
export function checkBoard({ first, minSamples }: BoardArguments): void {
  bounded('first', first, 1, 200)
  bounded('minSamples', minSamples, 0, 1_000_000)
}

export const boardQueries = {
  leaderboard: (_: unknown, args: BoardArguments, context: RequestContext) => {
    checkBoard(args)
    return context.db.run(readBoard(context, args))
  },
}
