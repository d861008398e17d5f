import { defined, type Metric, makerShare, totalReturnWad, undefinedBecause } from '@tidemark/sdk/analytics'
import { ratioWadFloor } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { Risk } from '../../analytics/risk.ts'
import { thinSeries } from '../../analytics/series.ts'
import type { Window } from '../../analytics/windows.ts'
import { MakerKind } from '../../chain/events.ts'
import { newTrader } from '../../reducers/fill.ts'
import type { MarketRecord, PoolStatus, TraderRecord } from '../../reducers/records.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import type { BlockRange } from '../../store/read/closes.ts'
import { type PoolAt, readPoolAt, readPoolSeries } from '../../store/read/poolSeries.ts'
import { MARKET } from '../../store/tables/market.ts'
import { TRADER } from '../../store/tables/trader.ts'
import { bounded } from '../arguments.ts'
import type { AtInput } from '../at.ts'
import type { RequestContext } from '../context.ts'
import { MAX_POINTS, type RangeArguments, rangeOf } from './analytics.ts'
import { markoutField, uptimeFields } from './measures.ts'
import { metricView } from './metric.ts'
import { mapAwaitable, once } from './once.ts'
import { poolValue } from './pool.ts'

interface WindowArguments {
  readonly window: Window
  readonly at?: AtInput | null
}

const known = (value: bigint | undefined): Metric =>
  value === undefined ? undefinedBecause('NO_DATA') : defined(value)

/** What lots are worth at a market's last price; nothing without one. */
function worth(lots: bigint, market: MarketRecord | undefined): bigint | undefined {
  if (lots === 0n) return 0n
  return market && market.mark.size > 0n ? (lots * market.mark.notional) / market.mark.size : undefined
}

function* readTraderMetrics(args: WindowArguments & { market: number; address: Address }, context: RequestContext) {
  const range = yield* rangeOf(args)
  const key = [args.market, args.address]
  const after: TraderRecord | undefined = yield* rowAsOf(TRADER, key, range.toBlock)
  if (after === undefined) return undefined
  const before = (yield* rowAsOf(TRADER, key, range.fromBlock - 1)) ?? newTrader(args.market, args.address)
  const [first, last] = [
    worth(before.lots, yield* rowAsOf(MARKET, [args.market], range.fromBlock - 1)),
    worth(after.lots, yield* rowAsOf(MARKET, [args.market], range.toBlock)),
  ]
  const makerVolume = after.makerVolume - before.makerVolume
  const takerVolume = after.takerVolume - before.takerVolume
  const fills = { makerFills: after.seq - before.seq, takerFills: after.takerFills - before.takerFills }
  const rebates = after.rebates - before.rebates
  const fees = after.feesPaid - before.feesPaid
  const counts = { makerFills: BigInt(fills.makerFills), takerFills: BigInt(fills.takerFills) }
  const netCash = after.cash - before.cash
  return {
    ...range,
    ...fills,
    makerVolume,
    takerVolume,
    makerShare: metricView(makerShare({ ...counts, makerVolume, takerVolume, fees, rebates })),
    feesPaid: fees,
    rebates,
    netLots: after.lots - before.lots,
    netCash,
    markouts: markoutField(context, args.market, args.address, range),
    profit: metricView(known(first === undefined || last === undefined ? undefined : netCash + last - first)),
  }
}

/** Risk and return of a pool over a range, of all that its providers had together. */
function* poolRisk(context: RequestContext, before: PoolAt | undefined, after: PoolAt, range: BlockRange) {
  return new Risk(yield* readPoolSeries(before, after, range, context.known))
}

/** Metrics of a series by name, worked out when they are asked for. */
const RISK_METRICS = [
  ...['profit', 'totalReturn', 'cagr', 'volatility', 'sharpe', 'sortino', 'omega', 'calmar'],
  ...['maxDrawdown', 'maxDrawdownWad', 'maxDrawdownSeconds', 'recoveryFactor'],
] as Exclude<keyof Risk, 'returns'>[]

function* readPoolMetrics(args: WindowArguments & { pool: Address }, context: RequestContext) {
  const range = yield* rangeOf(args)
  const after = yield* readPoolAt(args.pool, range.toBlock)
  if (after === undefined) return undefined
  const before = yield* readPoolAt(args.pool, range.fromBlock - 1)
  const { status } = after
  const [valueBefore, value] = [before && poolValue(before.status, before.market), poolValue(status, after.market)]
  const change = (read: (of: PoolStatus) => bigint) => read(status) - (before ? read(before.status) : 0n)
  const unit = {
    equity: valueBefore ?? 0n,
    shares: valueBefore === undefined ? 0n : (before?.status.supply ?? 0n),
  }
  const income = change(({ poolFees, rebates, distributed }) => poolFees + rebates + distributed)
  const risk = once(() => context.db.run(poolRisk(context, before, after, range)))
  const field = (of: Exclude<keyof Risk, 'returns'>) => () => mapAwaitable(risk(), (known) => metricView(known[of]))
  return {
    ...range,
    fills: Number(change(({ fills }) => fills)),
    makerVolume: change(({ makerVolume }) => makerVolume),
    takerFees: change(({ takerFees }) => takerFees),
    poolFees: change(({ poolFees }) => poolFees),
    rebates: change(({ rebates }) => rebates),
    distributed: change(({ distributed }) => distributed),
    claimed: change(({ claimed }) => claimed),
    netFlow: after.holdings.netFlow - (before?.holdings.netFlow ?? 0n),
    markouts: markoutField(context, after.marketId, args.pool, range),
    ...uptimeFields(context, args.pool, MakerKind.Pool, range),
    valueStart: metricView(known(valueBefore)),
    valueEnd: metricView(known(value)),
    unitReturn: metricView(
      status.supply === 0n || value === undefined
        ? undefinedBecause('NO_DATA')
        : totalReturnWad(unit, { equity: value, shares: status.supply }),
    ),
    feeYield: metricView(
      value === undefined || value <= 0n
        ? undefinedBecause('NON_POSITIVE_EQUITY')
        : defined(ratioWadFloor(income, value)),
    ),
    returns: () => mapAwaitable(risk(), ({ returns }) => returns),
    ...Object.fromEntries(RISK_METRICS.map((name) => [name, field(name)])),
  }
}

function* poolCurve(args: RangeArguments & { pool: Address }, context: RequestContext, maxPoints: number) {
  const range = yield* rangeOf(args)
  const after = yield* readPoolAt(args.pool, range.toBlock)
  if (after === undefined) return []
  const before = yield* readPoolAt(args.pool, range.fromBlock - 1)
  return thinSeries(yield* readPoolSeries(before, after, range, context.known), maxPoints)
}

export const accountQueries = {
  traderMetrics: (_: unknown, args: WindowArguments & { market: number; address: Address }, context: RequestContext) =>
    context.db.run(readTraderMetrics(args, context)),
  poolMetrics: (_: unknown, args: WindowArguments & { pool: Address }, context: RequestContext) =>
    context.db.run(readPoolMetrics(args, context)),
  poolEquityCurve: (_: unknown, args: RangeArguments & { pool: Address; maxPoints: number }, context: RequestContext) =>
    context.db.run(poolCurve(args, context, bounded('maxPoints', args.maxPoints, 2, MAX_POINTS))),
}
