import type { Address } from 'viem'
import { type ProfitRisk, profitRisk } from '../../analytics/profitRisk.ts'
import { thinSeries } from '../../analytics/series.ts'
import { traderMetrics } from '../../analytics/traderMetrics.ts'
import { readProfitSeries, readTraderOver } from '../../store/read/traders.ts'
import { bounded } from '../arguments.ts'
import type { RequestContext } from '../context.ts'
import { MAX_POINTS, type RangeArguments, rangeOf } from './analytics.ts'
import { markoutField } from './measures.ts'
import { metricView, metricViews } from './metric.ts'
import { mapAwaitable, once } from './once.ts'

interface TraderArguments extends RangeArguments {
  readonly market: number
  readonly address: Address
}

/** What takes a series to know. */
const RISK_METRICS: readonly Exclude<keyof ProfitRisk, 'returns'>[] = [
  ...(['volatility', 'sharpe', 'sortino', 'omega', 'maxDrawdown', 'maxDrawdownSeconds', 'recoveryFactor'] as const),
]

function* readTraderMetrics(args: TraderArguments, context: RequestContext) {
  const { market, address } = args
  const range = yield* rangeOf(args)
  const over = yield* readTraderOver(market, address, range, context.known)
  if (over === undefined) return undefined
  const risk = once(() => mapAwaitable(context.db.run(readProfitSeries(over, range, context.known)), profitRisk))
  const riskField = (name: (typeof RISK_METRICS)[number]) => () =>
    mapAwaitable(risk(), (known) => metricView(known[name]))
  return {
    ...range,
    ...metricViews(traderMetrics(over.before, over.after)),
    markouts: markoutField(context, market, address, range),
    returns: () => mapAwaitable(risk(), ({ returns }) => returns),
    ...Object.fromEntries(RISK_METRICS.map((name) => [name, riskField(name)])),
  }
}

function* readProfitCurve(args: TraderArguments, { known }: RequestContext, maxPoints: number) {
  const { market, address } = args
  const range = yield* rangeOf(args)
  const over = yield* readTraderOver(market, address, range, known)
  const series = over ? yield* readProfitSeries(over, range, known) : []
  return thinSeries(series, maxPoints).map(({ timestamp, equity: profit }) => ({ timestamp, profit }))
}

export const accountQueries = {
  traderMetrics: (_: unknown, args: TraderArguments, context: RequestContext) =>
    context.db.run(readTraderMetrics(args, context)),
  profitCurve: (_: unknown, args: TraderArguments & { maxPoints: number }, context: RequestContext) =>
    context.db.run(readProfitCurve(args, context, bounded('maxPoints', args.maxPoints, 2, MAX_POINTS))),
}
