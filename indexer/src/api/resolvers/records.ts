import { TIER_NAMES, tierOf, tierStart } from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'
import { periodAt } from '../../reducers/periods.ts'
import type { CancelledQuote, EventRecord, MakerPeriod, MakerRecord, TraderRecord } from '../../reducers/records.ts'
import { costOf, realisedOf } from '../../reducers/traderPosition.ts'
import { encodeUint } from '../../store/lenhex.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import { CANCELLED_QUOTES, EVENTS, MAKER_PERIODS, MAKERS, TRADERS } from '../../store/read/catalogue.ts'
import { COUNT_LIMIT } from '../../store/read/lists.ts'
import { readCursor } from '../../store/read/meta.ts'
import { one } from '../../store/read/read.ts'
import type { Schedules } from '../../store/read/rebates.ts'
import { CANCELLED_QUOTE, TRADER } from '../../store/tables/trader.ts'
import { badInput } from '../arguments.ts'
import { type AtInput, heightAt } from '../at.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import { marketById } from './market.ts'

function eventView({ identity }: RequestContext, event: EventRecord) {
  const { at, detail } = event
  return {
    ...event,
    id: `${identity.chainId}:${at.height}:${at.logIndex}`,
    detail: Object.entries(detail).map(([name, value]) => ({ name, value })),
    block: at.height,
    logIndex: at.logIndex,
    timestamp: at.timestamp,
    txHash: at.txHash,
  }
}

function* traderView(context: RequestContext, trader: TraderRecord) {
  const { trips, wins, losses } = trader.trips
  return {
    ...{ ...trader, market: yield* marketById(context, trader.market), makerFills: trader.seq },
    ...{ netLots: trader.lots, netCash: trader.cash, cost: costOf(trader), realisedPnl: realisedOf(trader) },
    ...{ trips: Number(trips), wins: Number(wins), losses: Number(losses) },
  }
}

function makerView(maker: MakerRecord) {
  return { ...maker, sinceBlock: maker.since.height }
}

function cancelledView(quote: CancelledQuote) {
  return { ...quote, block: quote.at.height }
}

function* makerPeriodView({ schedules }: RequestContext, made: MakerPeriod) {
  const schedule = yield* schedules.of(made.quote, made.period)
  const tier = schedule && tierOf(schedule, made.volume)
  return { ...made, tier, tierName: tier === undefined ? undefined : TIER_NAMES[tier] }
}

/** Makers per tier: how many have at least its volume, less those of the next one. */
function* tierCounts(schedules: Schedules, quote: Address, period: number) {
  const schedule = yield* schedules.of(quote, period)
  if (schedule === undefined) return undefined
  const atLeast: number[] = []
  const starts = TIER_NAMES.map((_, tier) => (tier === 0 ? 0n : tierStart(schedule, tier)))
  for (const start of starts) {
    const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM maker_period
      WHERE chain_id = @chain AND period = ? AND quote = ? AND volume >= ? LIMIT ?) AS looked`
    const row = yield* one(sql, period, quote, encodeUint(start), COUNT_LIMIT)
    atLeast.push(row?.n as number)
  }
  const tiers = TIER_NAMES.map((name, tier) => ({
    tier,
    name,
    rateBps: schedule.ratesBps[tier],
    from: starts[tier],
    makers: (atLeast[tier] ?? 0) - (atLeast[tier + 1] ?? 0),
  }))
  return { period, quote, tiers }
}

const EVENT_LIST = {
  name: 'events',
  list: EVENTS,
  fields: {
    kind: { column: 'kind', type: 'plain' },
    subject: { column: 'subject', type: 'plain' },
    actor: { column: 'actor', type: 'plain', nullable: true },
    market: { column: 'market', type: 'plain', nullable: true },
    block: { column: 'height', type: 'plain' },
    timestamp: { column: 'ts', type: 'plain' },
  },
} as const

const TRADER_LIST = {
  name: 'traders',
  list: TRADERS,
  fields: {
    market: { column: 'market', type: 'plain' },
    address: { column: 'address', type: 'plain' },
    makerFills: { column: 'seq', type: 'plain' },
    takerFills: { column: 'taker_fills', type: 'plain' },
    makerVolume: { column: 'maker_volume', type: 'uint' },
    takerVolume: { column: 'taker_volume', type: 'uint' },
  },
} as const

const MAKER_LIST = {
  name: 'makers',
  list: MAKERS,
  fields: {
    address: { column: 'address', type: 'plain' },
    kind: { column: 'kind', type: 'plain' },
    market: { column: 'market', type: 'plain', nullable: true },
    epoch: { column: 'epoch', type: 'plain' },
  },
} as const

const MAKER_PERIOD_LIST = {
  name: 'makerPeriods',
  list: MAKER_PERIODS,
  fields: {
    maker: { column: 'maker', type: 'plain' },
    quote: { column: 'quote', type: 'plain' },
    period: { column: 'period', type: 'plain' },
    volume: { column: 'volume', type: 'uint' },
    rebates: { column: 'rebates', type: 'uint' },
  },
} as const

const CANCELLED_LIST = {
  name: 'cancelledQuotes',
  list: CANCELLED_QUOTES,
  fields: {
    maker: { column: 'maker', type: 'plain' },
    hash: { column: 'hash', type: 'plain' },
    block: { column: 'height', type: 'plain' },
  },
} as const

export const recordQueries = {
  events: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(EVENT_LIST, args, context, (event) => eventView(context, event)),
  trader: (
    _: unknown,
    { market, address, at }: { market: number; address: Address; at?: AtInput | null },
    context: RequestContext,
  ) =>
    context.db.run(
      (function* () {
        const trader = yield* rowAsOf(TRADER, [market, address], yield* heightAt(at))
        return trader && (yield* traderView(context, trader))
      })(),
    ),
  traders: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(TRADER_LIST, args, context, (trader) => traderView(context, trader)),
  makers: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(MAKER_LIST, args, context, makerView),
  makerPeriods: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(MAKER_PERIOD_LIST, args, context, (made) => makerPeriodView(context, made)),
  tiers: (
    _: unknown,
    { quote, period }: { quote: Address; period?: number | null },
    { db, identity, schedules }: RequestContext,
  ) => {
    if (period != null && period < 0) throw badInput(`period is ${period}; it must be at least 0`)
    return db.run(
      (function* () {
        const { timestamp } = yield* readCursor()
        const terms = { length: identity.periodLength, start: identity.periodStart }
        return yield* tierCounts(schedules, quote, period ?? periodAt(terms, timestamp))
      })(),
    )
  },
  cancelledQuote: (_: unknown, { hash, at }: { hash: Hex; at?: AtInput | null }, { db }: RequestContext) =>
    db.run(
      (function* () {
        const quote = yield* rowAsOf(CANCELLED_QUOTE, [hash], yield* heightAt(at))
        return quote && cancelledView(quote)
      })(),
    ),
  cancelledQuotes: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(CANCELLED_LIST, args, context, cancelledView),
}
