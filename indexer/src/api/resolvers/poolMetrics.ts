import type { Address } from 'viem'
import { type PoolMetrics, poolMetrics } from '../../analytics/poolMetrics.ts'
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
import { metricViews, riskFields } from './metric.ts'

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
  const { risk, marketId, ...metrics } = found
  return {
    ...range,
    ...metricViews(metrics),
    ...riskFields(() => risk),
    markouts: markoutField(context, marketId, args.pool, range),
    ...uptimeFields(context, args.pool, MakerKind.Pool, range),
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
