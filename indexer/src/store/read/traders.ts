import type { Address } from 'viem'
import type { SeriesPoint } from '../../analytics/series.ts'
import { profitOf, type TraderAt } from '../../analytics/traderMetrics.ts'
import { dayOf } from '../../reducers/market.ts'
import { NO_MARK, type TraderDay } from '../../reducers/records.ts'
import { TRADER, TRADER_DAY } from '../tables/trader.ts'
import { rowAsOf } from './asOf.ts'
import { dailyMarks, dayEnd, eachClose, readTimes } from './closes.ts'
import type { Known } from './known.ts'
import { readMarketAt } from './market.ts'
import { type BlockRange, type Over, readOver } from './range.ts'
import { many, type Read } from './read.ts'

/** What the worth of an account's trading depends on, but the price. */
type Holdings = Pick<TraderDay, 'lots' | 'cash'>

/** An account and its market's last price at the end of a block; nothing where it had not traded. */
function* readTraderAt(market: number, address: Address, height: number, known: Known): Read<TraderAt | undefined> {
  const trader = yield* rowAsOf(TRADER, [market, address], height)
  const mark = trader && (yield* readMarketAt(market, height, known))?.mark
  return trader && { trader, mark: mark ?? NO_MARK }
}

/** An account at both ends of a range; nothing where it had not traded by the last. */
export function readTraderOver(
  market: number,
  address: Address,
  range: BlockRange,
  known: Known,
): Read<Over<TraderAt> | undefined> {
  return readOver((height) => readTraderAt(market, address, height, known), range)
}

/**
 * What an account's trading had made at the start of a range, at the close of each UTC day on which its position or the price
 * changed, and at its end: as equity without flows, since what it trades with is elsewhere. Empty before its first fill.
 */
export function* readProfitSeries(
  { before, after }: Over<TraderAt>,
  range: BlockRange,
  known: Known,
): Read<SeriesPoint[]> {
  const { trader } = after
  const { fromBlock, toBlock } = range
  if (trader.day === undefined) return []
  const hasTraded = before?.trader.day !== undefined
  const { since, until } = yield* readTimes(range, known)
  const firstTraded = hasTraded ? dayOf(since) : 0
  const days = yield* traderDays(trader.market, trader.address, firstTraded, toBlock)
  const endDay = dayOf(until)
  const firstDay = Math.min(hasTraded ? firstTraded : (days[0]?.day ?? trader.day), endDay)
  const held = [
    ...days.map((day) => ({ day: day.day, value: day })),
    // Since the last day on which it traded, its position is the same.
    ...[Math.max(trader.day, firstDay), endDay].map((day) => ({ day, value: trader })),
  ]
  const marks = yield* dailyMarks(trader.market, fromBlock, toBlock, known)
  const opening = { holdings: before?.trader ?? { lots: 0n, cash: 0n }, mark: before?.mark ?? NO_MARK }
  const eve = { day: firstDay - 1, timestamp: dayEnd(firstDay - 1) }
  const series: SeriesPoint[] = [{ ...eve, equity: profitOf(opening.holdings, opening.mark) ?? 0n, netFlow: 0n }]
  for (const { day, holdings, mark } of eachClose<Holdings>(opening, held, marks, firstDay)) {
    // Whoever holds lots traded them, so there is a price.
    const equity = profitOf(holdings, mark) ?? holdings.cash
    series.push({ day, timestamp: dayEnd(day), equity, netFlow: 0n })
  }
  return series
}

/** What an account held at the ends of days, as far as that was known at a block. */
function* traderDays(market: number, address: Address, fromDay: number, toBlock: number): Read<TraderDay[]> {
  const sql = `SELECT * FROM trader_day WHERE chain_id = @chain AND market = ? AND address = ? AND day >= ? AND height <= ?
    ORDER BY day`
  return (yield* many(sql, market, address, fromDay, toBlock)).map(TRADER_DAY.decode)
}
