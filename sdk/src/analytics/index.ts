/**
 * Performance of whoever traded, in exact integers: profit and its parts, returns, drawdowns, risk ratios, percentiles, round
 * trips, rankings. Constant time per trade; windows merge. Pure, like `core`.
 *
 * @packageDocumentation
 */
export * from '../core/analytics/curve.ts'
export * from '../core/analytics/downside.ts'
export * from '../core/analytics/drawdown.ts'
export * from '../core/analytics/fall.ts'
export * from '../core/analytics/fallWindow.ts'
export * from '../core/analytics/fifo.ts'
export * from '../core/analytics/growth.ts'
export * from '../core/analytics/hold.ts'
export * from '../core/analytics/markout.ts'
export * from '../core/analytics/metric.ts'
export * from '../core/analytics/metrics.ts'
export * from '../core/analytics/percentile.ts'
export * from '../core/analytics/performance.ts'
export * from '../core/analytics/pnlSplit.ts'
export * from '../core/analytics/ranking.ts'
export * from '../core/analytics/returns.ts'
export * from '../core/analytics/sharePrice.ts'
export * from '../core/analytics/trips.ts'
export * from '../core/analytics/uptime.ts'
export * from '../core/analytics/volume.ts'
export * from '../core/analytics/window.ts'
