export * from './analytics.ts'
export * from './errors.ts'
export * from './grid.ts'
export * from './market.ts'
export * from './position.ts'
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
export * from './strategy.ts'
export * from './u256.ts'
export * from './vault.ts'
