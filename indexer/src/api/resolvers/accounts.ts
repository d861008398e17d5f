import { defined, type Metric, makerShare, undefinedBecause } from '@tidemark/sdk/analytics'
import type { Address } from 'viem'
import type { Window } from '../../analytics/windows.ts'
import { newTrader } from '../../reducers/fill.ts'
import type { MarketRecord, TraderRecord } from '../../reducers/records.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import { MARKET } from '../../store/tables/market.ts'
import { TRADER } from '../../store/tables/trader.ts'
import type { AtInput } from '../at.ts'
import type { RequestContext } from '../context.ts'
import { rangeOf } from './analytics.ts'
import { markoutField } from './measures.ts'
import { metricView } from './metric.ts'

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

export const accountQueries = {
  traderMetrics: (_: unknown, args: WindowArguments & { market: number; address: Address }, context: RequestContext) =>
    context.db.run(readTraderMetrics(args, context)),
}
