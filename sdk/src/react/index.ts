/**
 * A hook for every action, over wagmi and TanStack Query.
 *
 * @packageDocumentation
 */
export { TidemarkProvider, type TidemarkProviderProps, useTidemarkContracts } from './contracts.ts'
export {
  type MutationHook,
  type MutationOptions,
  mutationHook,
  type SendHook,
  type SignHook,
  type WriteHook,
} from './internal/useTidemarkMutation.ts'
export { type QueryHook, type QueryOptions, queryHook, type ReadHook } from './internal/useTidemarkQuery.ts'
export { type ListenHook, type WatchHook, type WatchOptions, watchHook } from './internal/useTidemarkWatch.ts'
export * from './markets.ts'
export * from './pools.ts'
export * from './quotes.ts'
export * from './tokens.ts'
export * from './trades.ts'
export * from './vaults.ts'
