/**
 * The actions for ethers v6, under the same names: provider or signer first. Neither runs nor types need viem. What each does, and
 * what it throws, is documented in full with the action of the same name.
 *
 * @packageDocumentation
 */
export * from '../calls/index.ts'
export { isRevert, type RevertArgs, type RevertName } from '../errors/isRevert.ts'
export { fullMessage, remedyOf } from '../errors/remedy.ts'
export { RevertError, UnknownRevertError } from '../errors/revert.ts'
export { InvalidArgumentError, RequestFailedError, UserRejectedError } from '../errors/translate.ts'
export type {
  Action,
  FlowAction,
  ReadAction,
  SendFlowAction,
  SyncAction,
  WatchAction,
  WriteAction,
} from './internal/action.ts'
export { ProviderRequiredError, type SyncOptions, type TidemarkRunner, type WriteOptions } from './internal/runner.ts'
export * from './markets.ts'
export * from './pools.ts'
export * from './quotes.ts'
export * from './tokens.ts'
export { decodeRevert, toTidemarkError } from './toTidemarkError.ts'
export * from './trades.ts'
export * from './vaults.ts'
