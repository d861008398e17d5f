import { defined, type Metric, makerShare, totalReturnWad, undefinedBecause } from '@tidemark/sdk/analytics'
import { ratioWadFloor } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import type { Window } from '../../analytics/windows.ts'
import { MakerKind } from '../../chain/events.ts'
import { newTrader } from '../../reducers/fill.ts'
import type { MarketRecord, PoolStatus, TraderRecord } from '../../reducers/records.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import type { Read } from '../../store/read/read.ts'
import { MARKET } from '../../store/tables/market.ts'
import { POOL, POOL_STATE } from '../../store/tables/pool.ts'
import { TRADER } from '../../store/tables/trader.ts'
import type { AtInput } from '../at.ts'
import type { RequestContext } from '../context.ts'
import { rangeOf } from './analytics.ts'
import { markoutField, uptimeFields } from './measures.ts'
import { metricView } from './metric.ts'
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

/** A pool's status and what it was worth at the end of a block. */
function* poolAt(address: Address, market: number, height: number): Read<{ status?: PoolStatus; value?: bigint }> {
  const status = yield* rowAsOf(POOL_STATE, [address], height)
  const record = yield* rowAsOf(MARKET, [market], height)
  if (status === undefined || record === undefined) return {}
  const value = poolValue(status, record)
  return value === undefined ? { status } : { status, value }
}

function* readPoolMetrics(args: WindowArguments & { pool: Address }, context: RequestContext) {
  const range = yield* rangeOf(args)
  const pool = yield* rowAsOf(POOL, [args.pool], range.toBlock)
  if (pool === undefined) return undefined
  const before = yield* poolAt(args.pool, pool.marketId, range.fromBlock - 1)
  const { status, value } = yield* poolAt(args.pool, pool.marketId, range.toBlock)
  if (status === undefined) return undefined
  const change = (read: (of: PoolStatus) => bigint) => read(status) - (before.status ? read(before.status) : 0n)
  const unit = (at: typeof before) => ({
    equity: at.value ?? 0n,
    shares: at.value === undefined ? 0n : (at.status?.supply ?? 0n),
  })
  const income = change(({ poolFees, rebates, distributed }) => poolFees + rebates + distributed)
  return {
    ...range,
    fills: Number(change(({ fills }) => fills)),
    makerVolume: change(({ makerVolume }) => makerVolume),
    takerFees: change(({ takerFees }) => takerFees),
    poolFees: change(({ poolFees }) => poolFees),
    rebates: change(({ rebates }) => rebates),
    distributed: change(({ distributed }) => distributed),
    claimed: change(({ claimed }) => claimed),
    markouts: markoutField(context, pool.marketId, args.pool, range),
    ...uptimeFields(context, args.pool, MakerKind.Pool, range),
    valueStart: metricView(known(before.value)),
    valueEnd: metricView(known(value)),
    unitReturn: metricView(
      status.supply === 0n || value === undefined
        ? undefinedBecause('NO_DATA')
        : totalReturnWad(unit(before), { equity: value, shares: status.supply }),
    ),
    feeYield: metricView(
      value === undefined || value <= 0n
        ? undefinedBecause('NON_POSITIVE_EQUITY')
        : defined(ratioWadFloor(income, value)),
    ),
  }
}

export const accountQueries = {
  traderMetrics: (_: unknown, args: WindowArguments & { market: number; address: Address }, context: RequestContext) =>
    context.db.run(readTraderMetrics(args, context)),
  poolMetrics: (_: unknown, args: WindowArguments & { pool: Address }, context: RequestContext) =>
    context.db.run(readPoolMetrics(args, context)),
}
