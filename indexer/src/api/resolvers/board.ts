import type { Address } from 'viem'
import {
  type Contestant,
  CRITERIA,
  type Criterion,
  type GridMeasures,
  MARKOUT_CRITERIA,
  type MarkoutMeasures,
  MEASURE_CRITERIA,
  type Named,
  type Placed,
  POOL_CRITERIA,
  PROFIT_CRITERIA,
  rankBy,
  TRADER_CRITERIA,
  withSamples,
} from '../../analytics/board.ts'
import type { VaultMetrics } from '../../analytics/metrics.ts'
import type { PoolMetrics } from '../../analytics/poolMetrics.ts'
import { type ProfitRisk, profitRisk } from '../../analytics/profitRisk.ts'
import { type TraderMetrics, traderMetrics } from '../../analytics/traderMetrics.ts'
import type { Window } from '../../analytics/windows.ts'
import { MakerKind } from '../../chain/events.ts'
import { gridsOf } from '../../store/read/grids.ts'
import { readOnce } from '../../store/read/known.ts'
import { readMarkouts, readUptime } from '../../store/read/measures.ts'
import type { BlockRange } from '../../store/read/range.ts'
import { many, type Read } from '../../store/read/read.ts'
import { readProfitSeries, readTraderOver } from '../../store/read/traders.ts'
import { bounded } from '../arguments.ts'
import type { AtInput } from '../at.ts'
import type { RequestContext } from '../context.ts'
import { rangeOf, readVaultMetrics } from './analytics.ts'
import { readPoolMetrics } from './poolMetrics.ts'

/** Vaults, pools or traders of a market that are compared at most. */
const MAX_CONTESTANTS = 500

type MeasureMetric = keyof typeof MEASURE_CRITERIA
type VaultMetric = keyof typeof CRITERIA
type PoolMetric = keyof typeof POOL_CRITERIA
type MarkoutMetric = keyof typeof MARKOUT_CRITERIA
type ProfitMetric = keyof typeof PROFIT_CRITERIA
type TraderMetric = keyof typeof TRADER_CRITERIA

/** What a board is asked for. */
export interface BoardArguments<K = VaultMetric | MeasureMetric> {
  readonly market: number
  readonly metric: K
  readonly window: Window
  readonly at?: AtInput | null
  readonly first: number
  readonly minSamples: number
}

/** Whom a board compares, and how. */
interface Board<M, K extends string> {
  /** Tells its field from those of others. */
  readonly name: string
  /** Those of a market, one more than are compared. */
  readonly contestants: (market: number, range: BlockRange) => Read<readonly Named[]>
  /** How to judge one of a market over a range. */
  readonly judging: (
    context: RequestContext,
    market: number,
    range: BlockRange,
  ) => (address: Address) => Read<M | undefined>
  readonly criteria: Readonly<Record<K, Criterion<M>>>
}

/** Grids of a market at the end of a range. */
const gridsAt = (table: 'vault' | 'pool', kind: MakerKind) =>
  function* (market: number, { toBlock }: BlockRange) {
    const grids = yield* gridsOf(table, market, toBlock, MAX_CONTESTANTS + 1)
    return grids.map((grid) => ({ ...grid, kind }))
  }

/**
 * Who traded most in a market, as it is now: whoever had not traded by the end of a range drops out when judged. Of which kind
 * somebody is was decided once, when it became a maker.
 */
function* busiest(market: number, { toBlock }: BlockRange) {
  const rows = yield* many(
    `SELECT t.address AS address, m.kind AS kind FROM trader t
      LEFT JOIN maker m ON m.chain_id = t.chain_id AND m.address = t.address AND m.height <= ?
      WHERE t.chain_id = @chain AND t.market = ? ORDER BY t.volume DESC, t.address DESC LIMIT ?`,
    ...[toBlock, market, MAX_CONTESTANTS + 1],
  )
  return rows.map((row) => {
    const address = row.address as Address
    return { address, owner: address, kind: (row.kind ?? MakerKind.Signer) as MakerKind }
  })
}

/** Markouts and uptime of grids of one kind. */
const measuring =
  (kind: MakerKind) =>
  ({ known }: RequestContext, market: number, range: BlockRange) =>
    function* (address: Address): Read<GridMeasures> {
      const markouts = yield* readMarkouts(market, address, range)
      return { markouts, uptime: yield* readUptime(address, kind, range, known) }
    }

const VAULT_BOARD: Board<VaultMetrics, VaultMetric> = {
  ...{ name: 'vault', contestants: gridsAt('vault', MakerKind.Vault), criteria: CRITERIA },
  judging: (context, _, range) => (address) => readVaultMetrics(context, address, range),
}

const VAULT_MEASURES: Board<GridMeasures, MeasureMetric> = {
  ...{ name: 'vault measures', contestants: VAULT_BOARD.contestants, criteria: MEASURE_CRITERIA },
  judging: measuring(MakerKind.Vault),
}

const POOL_BOARD: Board<PoolMetrics, PoolMetric> = {
  ...{ name: 'pool', contestants: gridsAt('pool', MakerKind.Pool), criteria: POOL_CRITERIA },
  judging: (context, _, range) => (address) => readPoolMetrics(context, address, range),
}

const POOL_MEASURES: Board<GridMeasures, MeasureMetric> = {
  ...{ name: 'pool measures', contestants: POOL_BOARD.contestants, criteria: MEASURE_CRITERIA },
  judging: measuring(MakerKind.Pool),
}

const TRADER_BOARD: Board<TraderMetrics, TraderMetric> = {
  ...{ name: 'trader', contestants: busiest, criteria: TRADER_CRITERIA },
  judging: ({ known }, market, range) =>
    function* (address) {
      const over = yield* readTraderOver(market, address, range, known)
      return over && traderMetrics(over.before, over.after)
    },
}

const PROFIT_BOARD: Board<ProfitRisk, ProfitMetric> = {
  ...{ name: 'trader profit', contestants: busiest, criteria: PROFIT_CRITERIA },
  judging: ({ known }, market, range) =>
    function* (address) {
      const over = yield* readTraderOver(market, address, range, known)
      return over && profitRisk(yield* readProfitSeries(over, range, known))
    },
}

const TRADER_MARKOUTS: Board<MarkoutMeasures, MarkoutMetric> = {
  ...{ name: 'trader markouts', contestants: busiest, criteria: MARKOUT_CRITERIA },
  judging: (_, market, range) =>
    function* (address) {
      return { markouts: yield* readMarkouts(market, address, range) }
    },
}

/** All of a market in the order of each criterion: all that is kept of how they did. */
interface Rankings<K extends string> {
  readonly ranked: Readonly<Record<K, readonly Placed[]>>
  readonly considered: number
  readonly isComplete: boolean
}

/** How all of a market did over a range; one more block may change all of it. */
function* readRankings<M, K extends string>(
  context: RequestContext,
  board: Board<M, K>,
  market: number,
  range: BlockRange,
): Read<Rankings<K>> {
  const found = yield* board.contestants(market, range)
  const judge = board.judging(context, market, range)
  const contestants: Contestant<M>[] = []
  for (const named of found.slice(0, MAX_CONTESTANTS)) {
    const metrics = yield* judge(named.address)
    if (metrics) contestants.push({ ...named, metrics })
  }
  const criteria = Object.entries<Criterion<M>>(board.criteria)
  const ranked = Object.fromEntries(criteria.map(([metric, criterion]) => [metric, rankBy(contestants, criterion)]))
  const considered = contestants.length
  return { ranked: ranked as Record<K, Placed[]>, considered, isComplete: found.length <= MAX_CONTESTANTS }
}

/** A leaderboard, from what is known already where nothing has changed since. */
function* rankField<M, K extends string>(
  context: RequestContext,
  board: Board<M, K>,
  { market, metric, first, minSamples, ...args }: BoardArguments<K>,
) {
  const range = yield* rangeOf({ window: args.window, at: args.at ?? null })
  const { ranked, considered, isComplete } = yield* readOnce(
    context.known.boards,
    `${board.name} ${market} ${range.fromBlock} ${range.toBlock}`,
    () => readRankings(context, board, market, range),
    (rankings) => 1 + rankings.considered * Object.keys(board.criteria).length,
  )
  const placed = withSamples(ranked[metric], minSamples)
  return { ...range, metric, ranked: placed.length, considered, isComplete, entries: placed.slice(0, first) }
}

/** Whether some criteria have one of this name. */
function isOf<K extends string>(criteria: Readonly<Record<K, unknown>>, metric: string): metric is K {
  return metric in criteria
}

/** A leaderboard of vaults. */
export function* readBoard(context: RequestContext, args: BoardArguments) {
  const { metric } = args
  const board = isOf(MEASURE_CRITERIA, metric)
    ? yield* rankField(context, VAULT_MEASURES, { ...args, metric })
    : yield* rankField(context, VAULT_BOARD, { ...args, metric })
  const { chainId } = context.identity
  return { ...board, entries: board.entries.map((entry) => ({ ...entry, vault: `${chainId}:${entry.address}` })) }
}

function* readPoolBoard(context: RequestContext, args: BoardArguments<PoolMetric | MeasureMetric>) {
  const { metric } = args
  return isOf(MEASURE_CRITERIA, metric)
    ? yield* rankField(context, POOL_MEASURES, { ...args, metric })
    : yield* rankField(context, POOL_BOARD, { ...args, metric })
}

function* readTraderBoard(context: RequestContext, args: BoardArguments<TraderMetric | ProfitMetric | MarkoutMetric>) {
  const { metric } = args
  return isOf(MARKOUT_CRITERIA, metric)
    ? yield* rankField(context, TRADER_MARKOUTS, { ...args, metric })
    : isOf(PROFIT_CRITERIA, metric)
      ? yield* rankField(context, PROFIT_BOARD, { ...args, metric })
      : yield* rankField(context, TRADER_BOARD, { ...args, metric })
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
  poolLeaderboard: (_: unknown, args: Parameters<typeof readPoolBoard>[1], context: RequestContext) => {
    checkBoard(args)
    return context.db.run(readPoolBoard(context, args))
  },
  traderLeaderboard: (_: unknown, args: Parameters<typeof readTraderBoard>[1], context: RequestContext) => {
    checkBoard(args)
    return context.db.run(readTraderBoard(context, args))
  },
}
