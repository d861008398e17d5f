export * from '../calls/index.ts'
export { type TidemarkActions, type TidemarkContracts, tidemarkActions } from './decorator.ts'
export type {
  Action,
  FlowAction,
  ReadAction,
  SendFlowAction,
  SyncAction,
  WatchAction,
  WriteAction,
} from './internal/action.ts'
export type { AccountOption, SyncOptions, TidemarkClient, WriteOptions } from './internal/client.ts'
export * from './markets.ts'
export * from './pools.ts'
export * from './quotes.ts'
export * from './tokens.ts'
export * from './trades.ts'
export * from './vaults.ts'
