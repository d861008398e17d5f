import type { Address } from 'viem'
import { excessOverHold, type PoolMetrics, poolMetrics, poolTotals } from '../../analytics/poolMetrics.ts'
import { Risk } from '../../analytics/risk.ts'
import { thinSeries } from '../../analytics/series.ts'
import type { Window } from '../../analytics/windows.ts'
import { MakerKind } from '../../chain/events.ts'
import { readPoolOver, readPoolSeries } from '../../store/read/poolSeries.ts'
import type { BlockRange } from '../../store/read/range.ts'
import type { Read } from '../../store/read/read.ts'
import { bounded } from '../arguments.ts'
import type { AtInput } from '../at.ts'
import type { RequestContext } from '../context.ts'
import { MAX_POINTS, type RangeArguments, rangeOf } from './analytics.ts'
import { markoutField, uptimeFields } from './measures.ts'
import { metricView, metricViews, riskFields } from './metric.ts'
import { mapAwaitable, once } from './once.ts'

/** How a pool did over a range; nothing if there was none by its end. */
export function* readPoolMetrics(
  { known }: RequestContext,
  pool: Address,
  range: BlockRange,
): Read<PoolMetrics | undefined> {
  const over = yield* readPoolOver(pool, range, known)
  return over && poolMetrics(over, yield* readPoolSeries(over, range, known))
}

function* poolMetricsView(
  args: { readonly pool: Address; readonly window: Window; readonly at?: AtInput | null },
  context: RequestContext,
) {
  const range = yield* rangeOf(args)
  const over = yield* readPoolOver(args.pool, range, context.known)
  if (over === undefined) return undefined
  // What nobody selects is neither read nor worked out.
  const series = once(() => context.db.run(readPoolSeries(over, range, context.known)))
  const risk = once(() => mapAwaitable(series(), (points) => new Risk(points)))
  return {
    ...range,
    ...metricViews(poolTotals(over)),
    ...riskFields(risk),
    excessOverHold: () => mapAwaitable(risk(), (found) => metricView(excessOverHold(over, found))),
    markouts: markoutField(context, over.after.marketId, args.pool, range),
    ...uptimeFields(context, args.pool, MakerKind.Pool, range),
  }
}

function* poolCurve(args: RangeArguments & { pool: Address }, { known }: RequestContext, maxPoints: number) {
  const range = yield* rangeOf(args)
  const over = yield* readPoolOver(args.pool, range, known)
  return over ? thinSeries(yield* readPoolSeries(over, range, known), maxPoints) : []
}

export const poolMetricsQueries = {
  poolMetrics: (_: unknown, args: Parameters<typeof poolMetricsView>[0], context: RequestContext) =>
    context.db.run(poolMetricsView(args, context)),
  poolEquityCurve: (_: unknown, args: RangeArguments & { pool: Address; maxPoints: number }, context: RequestContext) =>
    context.db.run(poolCurve(args, context, bounded('maxPoints', args.maxPoints, 2, MAX_POINTS))),
}
