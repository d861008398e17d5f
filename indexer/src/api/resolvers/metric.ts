import type { Metric } from '@tidemark/sdk/analytics'

/** A metric as the schema shows it: a value or a reason. */
export function metricView(metric: Metric) {
  return metric.ok ? { value: metric.value, reason: null } : { value: null, reason: metric.reason }
}
