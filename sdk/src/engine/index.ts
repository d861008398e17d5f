/**
 * The engine: collections over `core` that keep vaults, pools, rebates, grids, quotes and analytics in memory. For simulations,
 * bots and backtests. No clock, no I/O; ids count from 1, times are given by the caller, snapshots are JSON.
 *
 * @packageDocumentation
 */
export type { Json } from './codec.ts'
export * from './errors.ts'
export type { GridFillMode, GridStrategyConfig, GridStrategyOrder } from './gridLayout.ts'
export { type GridStats, GridStrategy } from './gridStrategy.ts'
export { GridStrategyManager, type GridTotals, type ManagedGrid } from './gridStrategyManager.ts'
export {
  type AggregateMetrics,
  type AnalyticsTerms,
  type AnalyticsTrade,
  type EquityPoint,
  MmAnalytics,
  type Score,
  type UserMetrics,
} from './mmAnalytics.ts'
export { PoolManager } from './poolManager.ts'
export type { EnginePool, EnginePoolTerms, PoolHolder } from './poolRecord.ts'
export type { QuoteVerdict } from './quoteGate.ts'
export { type BestPrices, QuoteManager } from './quoteManager.ts'
export type { KnownQuoteRules, ManagedQuote, QuoteGate, QuoteRules, QuoteTerms } from './quoteRecord.ts'
export type { Ratio } from './ratio.ts'
export { type EngineRebateTerms, RebateEngine, type RebateStats, type RebateTier } from './rebateEngine.ts'
export type { Snapshot } from './snapshot.ts'
export type { EngineVaultTerms, ProfitSplit, VaultOrder, VaultTrade } from './vault/state.ts'
export type {
  CustomVaultStrategy,
  DeltaNeutralVaultStrategy,
  GridVaultStrategy,
  QuotesVaultStrategy,
  VaultLimits,
  VaultStrategy,
} from './vault/strategy.ts'
export { type EngineVaultStats, type OrderFill, VaultManager, type VaultTotals } from './vaultManager.ts'
