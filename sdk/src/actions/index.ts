export {
  type ApproveGridVaultParameters,
  type ApproveGridVaultSyncReturnType,
  approveGridVaultSync,
} from './approveGridVault.ts'
export {
  type ApproveTokenArgs,
  type ApproveTokenParameters,
  type ApproveTokenSyncReturnType,
  approveToken,
  approveTokenCall,
  approveTokenSync,
} from './approveToken.ts'
export {
  type CancelQuoteArgs,
  type CancelQuoteParameters,
  type CancelQuoteSyncReturnType,
  cancelQuote,
  cancelQuoteCall,
  cancelQuoteSync,
  QuoteNotStandingError,
} from './cancelQuote.ts'
export {
  type CancelQuotesUpToArgs,
  type CancelQuotesUpToParameters,
  type CancelQuotesUpToSyncReturnType,
  cancelQuotesUpTo,
  cancelQuotesUpToCall,
  cancelQuotesUpToSync,
} from './cancelQuotesUpTo.ts'
export {
  type CreateGridVaultParameters,
  type CreateGridVaultSyncReturnType,
  createGridVault,
  createGridVaultCall,
  createGridVaultSync,
  type GridVaultTerms,
} from './createGridVault.ts'
export { type TidemarkActions, tidemarkActions } from './decorator.ts'
export {
  type DepositVaultArgs,
  type DepositVaultParameters,
  type DepositVaultSyncReturnType,
  depositVault,
  depositVaultCall,
  depositVaultSync,
} from './depositVault.ts'
export { type GetMarketParameters, type GetMarketReturnType, getMarket } from './getMarket.ts'
export { type GetQuoteStateParameters, type GetQuoteStateReturnType, getQuoteState } from './getQuoteState.ts'
export {
  type GetRequiredFundsParameters,
  type GetRequiredFundsReturnType,
  getRequiredFunds,
} from './getRequiredFunds.ts'
export { type GetVaultGridParameters, type GetVaultGridReturnType, getVaultGrid } from './getVaultGrid.ts'
export { type GetVaultStatsParameters, type GetVaultStatsReturnType, getVaultStats } from './getVaultStats.ts'
export {
  type HaltVaultArgs,
  type HaltVaultParameters,
  type HaltVaultSyncReturnType,
  haltVault,
  haltVaultCall,
  haltVaultSync,
} from './haltVault.ts'
export type { ExchangeCall, MakerVaultCall, VaultFactoryCall } from './internal/call.ts'
export {
  AccountRequiredError,
  type ExchangeOption,
  type TidemarkClient,
  type VaultFactoryOption,
} from './internal/client.ts'
export { MissingEventError } from './internal/event.ts'
export type { ReadOptions } from './internal/read.ts'
export { type FillReturnType, NO_DEADLINE, type TakeTerms } from './internal/take.ts'
export {
  type ContractCall,
  type SyncOptions,
  TransactionReplacedError,
  TransactionRevertedError,
  type WriteOptions,
} from './internal/write.ts'
export { type PredictGridVaultParameters, predictGridVault } from './predictGridVault.ts'
export {
  type RaiseEpochParameters,
  type RaiseEpochSyncReturnType,
  raiseEpoch,
  raiseEpochCall,
  raiseEpochSync,
} from './raiseEpoch.ts'
export {
  type ResumeVaultArgs,
  type ResumeVaultParameters,
  type ResumeVaultSyncReturnType,
  resumeVault,
  resumeVaultCall,
  resumeVaultSync,
} from './resumeVault.ts'
export {
  type SetVaultManagerArgs,
  type SetVaultManagerParameters,
  type SetVaultManagerSyncReturnType,
  setVaultManager,
  setVaultManagerCall,
  setVaultManagerSync,
} from './setVaultManager.ts'
export { type SignedQuote, type SignQuoteParameters, type SignQuoteTerms, signQuote } from './signQuote.ts'
export {
  type TakeGridArgs,
  type TakeGridParameters,
  type TakeGridTerms,
  takeGrid,
  takeGridCall,
  takeGridSync,
} from './takeGrid.ts'
export {
  type TakeQuoteArgs,
  type TakeQuoteParameters,
  type TakeQuoteTerms,
  takeQuote,
  takeQuoteCall,
  takeQuoteSync,
} from './takeQuote.ts'
export { type VerifyQuoteParameters, verifyQuote } from './verifyQuote.ts'
export {
  type WithdrawVaultArgs,
  type WithdrawVaultParameters,
  type WithdrawVaultSyncReturnType,
  withdrawVault,
  withdrawVaultCall,
  withdrawVaultSync,
} from './withdrawVault.ts'
