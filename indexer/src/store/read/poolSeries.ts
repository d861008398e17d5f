import type { Address } from 'viem'
import type { SeriesPoint } from '../../analytics/series.ts'
import { dayOf } from '../../reducers/market.ts'
import type { PoolDay, PoolFlow } from '../../reducers/measures.ts'
import { reservesWorth } from '../../reducers/poolFlows.ts'
import { type Mark, type MarketRecord, NO_MARK, type PoolRecord, type PoolStatus } from '../../reducers/records.ts'
import { POOL_DAY, POOL_FLOW } from '../tables/measures.ts'
import { POOL, POOL_STATE } from '../tables/pool.ts'
import { rowAsOf } from './asOf.ts'
import { dailyMarks, dayEnd, eachClose, lastFill, readTimes } from './closes.ts'
import type { Known } from './known.ts'
import { readMarketAt } from './market.ts'
import { type BlockRange, type Over, readOver } from './range.ts'
import { many, type Read } from './read.ts'

/** What a pool's worth depends on, but the price. */
type Holdings = Pick<PoolDay, 'reserveBase' | 'reserveQuote' | 'income' | 'claimed' | 'netFlow'>

/** A pool with its market as of a block. */
export interface PoolAt extends PoolRecord {
  readonly status: PoolStatus
  readonly market: MarketRecord
  readonly holdings: Holdings
  readonly flow: PoolFlow
}

/** A pool as of the end of a block; nothing where there was none. */
function* readPoolAt(address: Address, height: number, known: Known): Read<PoolAt | undefined> {
  const pool = yield* rowAsOf(POOL, [address], height)
  const status = pool && (yield* rowAsOf(POOL_STATE, [address], height))
  const market = pool && (yield* readMarketAt(pool.marketId, height, known))
  const flow = pool && (yield* rowAsOf(POOL_FLOW, [address], height))
  if (pool === undefined || status === undefined || market === undefined || flow === undefined) return undefined
  const { reserveBase, reserveQuote, poolFees, rebates, distributed, claimed } = status
  const sums = { income: poolFees + rebates + distributed, claimed, netFlow: flow.netFlow }
  return { ...pool, status, market, flow, holdings: { reserveBase, reserveQuote, ...sums } }
}

/** A pool at both ends of a range; nothing where there was none by the last. */
export function readPoolOver(address: Address, range: BlockRange, known: Known): Read<Over<PoolAt> | undefined> {
  return readOver(
    (height) => readPoolAt(address, height, known),
    range,
    ({ created }) => created.height,
  )
}

/**
 * What all providers of a pool had together at the start of a range, at the close of each UTC day on which the pool or its
 * market's price changed, and at its end: reserves, and fees that wait for them. What they put in or took out is a flow.
 */
export function* readPoolSeries({ before, after }: Over<PoolAt>, range: BlockRange, known: Known): Read<SeriesPoint[]> {
  const { fromBlock, toBlock } = range
  const times = yield* readTimes(range, known)
  const since = before ? times.since : after.created.timestamp
  const endDay = dayOf(times.until)
  const firstDay = Math.min(dayOf(since), endDay)
  const days = yield* poolDays(after.address, firstDay, toBlock)
  const held = [
    ...days.map((day) => ({ day: day.day, value: day })),
    // Since the last day on which something happened to it, nothing has.
    ...[Math.max(after.flow.day, firstDay), endDay].map((day) => ({ day, value: after.holdings })),
  ]
  const marks = yield* dailyMarks(after.marketId, before ? fromBlock : after.created.height, toBlock, known)

  // A fill behind the founding in its block makes no difference: the day's close has its price or a later one.
  const start = before?.market.mark ?? (yield* lastFill(after.marketId, after.created.height, known))?.value ?? NO_MARK
  let flow = before ? before.holdings.netFlow - before.holdings.claimed : after.flow.first
  const equity = before ? worthOf(before.holdings, start, after) : after.flow.first
  const opening = before ? { day: firstDay - 1, timestamp: dayEnd(firstDay - 1) } : { day: firstDay, timestamp: since }
  const series: SeriesPoint[] = [{ ...opening, equity, netFlow: 0n }]
  const opened = { holdings: before?.holdings ?? NOTHING, mark: start }
  for (const { day, holdings, mark } of eachClose<Holdings>(opened, held, marks, firstDay)) {
    const flowNow = holdings.netFlow - holdings.claimed
    series.push({ day, timestamp: dayEnd(day), equity: worthOf(holdings, mark, after), netFlow: flowNow - flow })
    flow = flowNow
  }
  return series
}

const NOTHING: Holdings = { reserveBase: 0n, reserveQuote: 0n, income: 0n, claimed: 0n, netFlow: 0n }

function worthOf({ reserveBase, reserveQuote, income, claimed }: Holdings, mark: Mark, pool: PoolAt): bigint {
  const reserves = { base: reserveBase, quote: reserveQuote }
  return reservesWorth(reserves, pool, { ...pool.market, mark }) + income - claimed
}

/** What a pool held at the ends of days, as far as that was known at a block. */
function* poolDays(pool: Address, fromDay: number, toBlock: number): Read<PoolDay[]> {
  const sql = 'SELECT * FROM pool_day WHERE chain_id = @chain AND pool = ? AND day >= ? AND height <= ? ORDER BY day'
  return (yield* many(sql, pool, fromDay, toBlock)).map(POOL_DAY.decode)
}
