/**
 * viem actions: every call of a contract that a user makes, as a builder, a write, and a write that waits; reads, signatures and
 * events. `tidemarkActions()` binds them to a client.
 *
 * @packageDocumentation
 */
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
