import type { Metric } from '@tidemark/sdk/analytics'
import type { Risk } from '../../analytics/risk.ts'
import type { Awaitable } from '../../store/read/read.ts'
import { mapAwaitable } from './once.ts'

/** A metric as the schema shows it: a value or a reason. */
export function metricView(metric: Metric) {
  return metric.ok ? { value: metric.value, reason: null } : { value: null, reason: metric.reason }
}

/** Several of them; amounts and counts are what they are. */
export function metricViews(metrics: object) {
  const views = Object.entries(metrics as Readonly<Record<string, Metric | bigint | number>>)
  return Object.fromEntries(views.map(([name, value]) => [name, typeof value === 'object' ? metricView(value) : value]))
}

const RISK_METRICS: readonly Exclude<keyof Risk, 'returns'>[] = [
  ...(['profit', 'totalReturn', 'cagr', 'volatility', 'sharpe', 'sortino', 'omega', 'calmar'] as const),
  ...(['maxDrawdown', 'maxDrawdownWad', 'maxDrawdownSeconds', 'recoveryFactor'] as const),
]

/** What a series of equity tells, each worked out when it is asked for. */
export function riskFields(risk: () => Awaitable<Risk>) {
  const field = (name: (typeof RISK_METRICS)[number]) => () => mapAwaitable(risk(), (found) => metricView(found[name]))
  return {
    returns: () => mapAwaitable(risk(), ({ returns }) => returns),
    ...Object.fromEntries(RISK_METRICS.map((name) => [name, field(name)])),
  }
}
