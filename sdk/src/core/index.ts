export * from './analytics.ts'
export * from './bucket.ts'
export * from './bytes.ts'
export * from './errors.ts'
export * from './grid/lots.ts'
export * from './grid/step.ts'
export * from './grid.ts'
export * from './mark.ts'
export * from './market.ts'
export * from './oracle.ts'
export * from './position.ts'
export * from './profitShare.ts'
export * from './quote.ts'
export * from './quoteBook.ts'
export * from './rebate.ts'
export * from './route.ts'
export * from './routeCall.ts'
export {
  DuplicateSourceError,
  type GridSource,
  offeredLots,
  type QuoteSource,
  type RouteSource,
} from './routeSource.ts'
export * from './strategy/check.ts'
export * from './strategy/codec.ts'
export * from './strategy/errors.ts'
export * from './strategy/fill.ts'
export * from './strategy/quote.ts'
export * from './strategy/vaultConfig.ts'
export * from './strategy.ts'
export * from './u256.ts'
export * from './vault.ts'
