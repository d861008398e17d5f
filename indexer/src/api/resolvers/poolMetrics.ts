import type { Address } from 'viem'
import { type PoolMetrics, poolMetrics } from '../../analytics/poolMetrics.ts'
import type { Risk } from '../../analytics/risk.ts'
import { thinSeries } from '../../analytics/series.ts'
import type { Window } from '../../analytics/windows.ts'
import { MakerKind } from '../../chain/events.ts'
import type { BlockRange } from '../../store/read/closes.ts'
import { readPoolOver, readPoolSeries } from '../../store/read/poolSeries.ts'
import type { Read } from '../../store/read/read.ts'
import { bounded } from '../arguments.ts'
import type { AtInput } from '../at.ts'
import type { RequestContext } from '../context.ts'
import { MAX_POINTS, type RangeArguments, rangeOf } from './analytics.ts'
import { markoutField, uptimeFields } from './measures.ts'
import { metricView } from './metric.ts'

/** Metrics of a series by name, worked out when they are asked for. */
const RISK_METRICS: readonly Exclude<keyof Risk, 'returns'>[] = [
  ...(['profit', 'totalReturn', 'cagr', 'volatility', 'sharpe', 'sortino', 'omega', 'calmar'] as const),
  ...(['maxDrawdown', 'maxDrawdownWad', 'maxDrawdownSeconds', 'recoveryFactor'] as const),
]

/** How a pool did over a range, and in which market; nothing if there was none by its end. */
export function* readPoolMetrics(
  { known }: RequestContext,
  pool: Address,
  range: BlockRange,
): Read<(PoolMetrics & { readonly marketId: number }) | undefined> {
  const over = yield* readPoolOver(pool, range)
  if (over === undefined) return undefined
  const metrics = poolMetrics(over, yield* readPoolSeries(over, range, known))
  return { ...metrics, marketId: over.after.marketId }
}

function* poolMetricsView(
  args: { readonly pool: Address; readonly window: Window; readonly at?: AtInput | null },
  context: RequestContext,
) {
  const range = yield* rangeOf(args)
  const found = yield* readPoolMetrics(context, args.pool, range)
  if (found === undefined) return undefined
  const { risk, marketId, valueStart, valueEnd, unitReturn, feeYield, holdProfit, ...sums } = found
  return {
    ...range,
    ...sums,
    markouts: markoutField(context, marketId, args.pool, range),
    ...uptimeFields(context, args.pool, MakerKind.Pool, range),
    valueStart: metricView(valueStart),
    valueEnd: metricView(valueEnd),
    unitReturn: metricView(unitReturn),
    feeYield: metricView(feeYield),
    holdProfit: metricView(holdProfit),
    excessOverHold: metricView(sums.excessOverHold),
    returns: () => risk.returns,
    ...Object.fromEntries(RISK_METRICS.map((name) => [name, () => metricView(risk[name])])),
  }
}

function* poolCurve(args: RangeArguments & { pool: Address }, { known }: RequestContext, maxPoints: number) {
  const range = yield* rangeOf(args)
  const over = yield* readPoolOver(args.pool, range)
  return over ? thinSeries(yield* readPoolSeries(over, range, known), maxPoints) : []
}

export const poolMetricsQueries = {
  poolMetrics: (_: unknown, args: Parameters<typeof poolMetricsView>[0], context: RequestContext) =>
    context.db.run(poolMetricsView(args, context)),
  poolEquityCurve: (_: unknown, args: RangeArguments & { pool: Address; maxPoints: number }, context: RequestContext) =>
    context.db.run(poolCurve(args, context, bounded('maxPoints', args.maxPoints, 2, MAX_POINTS))),
}
