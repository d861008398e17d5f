export { AccountRequiredError } from './accountRequired.ts'
export type { Call, ContractCall } from './call.ts'
export type { ReadOptions } from './driver.ts'
export {
  type Book,
  type BookLevel,
  type GetBookArgs,
  type GetBookResult,
  type GetGridBookArgs,
  getBookCall,
  getGridBookCall,
} from './markets/book.ts'
export {
  type CreateMarketArgs,
  type CreateMarketResult,
  createMarketCall,
  type NewMarketTerms,
} from './markets/createMarket.ts'
export {
  type CollectFeesArgs,
  type CollectFeesResult,
  collectFeesCall,
  type RebateScheduleTerms,
  type ScheduleFeesArgs,
  type ScheduleFeesResult,
  type ScheduleRebatesArgs,
  type ScheduleRebatesResult,
  scheduleFeesCall,
  scheduleRebatesCall,
} from './markets/fees.ts'
export type { GetMarketArgs, Market } from './markets/getMarket.ts'
export { type HaltMarketResult, haltMarketCall, type ResumeMarketResult, resumeMarketCall } from './markets/halt.ts'
export type { ExchangeArgs, MarketArgs } from './markets/place.ts'
export {
  type GetMakerVolumeArgs,
  type GetMarketStatusArgs,
  type GetRebatesArgs,
  type GetTierArgs,
  getMakerVolumeCall,
  getMarketCountCall,
  getMarketStatusCall,
  getPeriodCall,
  getRebatesCall,
  getTierCall,
  type LensArgs,
  type MarketStatus,
  type PreviewRebateArgs,
  type PreviewRebateResult,
  previewRebateCall,
  type Tier,
} from './markets/reads.ts'
export {
  acceptGovernorCall,
  MakerKind,
  type SetFactoryArgs,
  type SetFactoryResult,
  type SetGuardianArgs,
  type SetGuardianResult,
  setFactoryCall,
  setGuardianCall,
  type TransferGovernorArgs,
  type TransferGovernorResult,
  transferGovernorCall,
} from './markets/roles.ts'
export type { MarketEvent } from './markets/watchMarkets.ts'
export { MissingEventError } from './missingEvent.ts'
export {
  type CreatePoolArgs,
  type CreatePoolResult,
  createPoolCall,
  type NewPoolTerms,
  type PoolFactoryArgs,
} from './pools/createPool.ts'
export {
  type ClaimFeesArgs,
  type ClaimFeesResult,
  claimFeesCall,
  type DistributeFeesArgs,
  type DistributeFeesResult,
  distributeFeesCall,
} from './pools/fees.ts'
export {
  type ClaimSetAsideArgs,
  type ClaimSetAsideResult,
  claimSetAsideCall,
  joinPoolCall,
  type LeavePoolOneTokenArgs,
  type LeavePoolOneTokenResult,
  type LiquidityArgs,
  type LiquidityBoundsArgs,
  type LiquidityResult,
  leavePoolCall,
  leavePoolOneTokenCall,
  type PoolArgs,
} from './pools/liquidity.ts'
export {
  type CancelMoveResult,
  cancelMoveCall,
  type ExecuteMoveResult,
  executeMoveCall,
  type MoveArgs,
  type ProposeMoveResult,
  proposeMoveCall,
  type SetPoolOperatorArgs,
  type SetPoolOperatorResult,
  setPoolOperatorCall,
} from './pools/move.ts'
export {
  type Amounts,
  type GetClaimableFeesArgs,
  getClaimableFeesCall,
  type PredictPoolArgs,
  type PreviewCreatePoolArgs,
  type PreviewCreatePoolResult,
  type PreviewLiquidityArgs,
  predictPoolCall,
  previewCreatePoolCall,
  previewJoinPoolCall,
  previewLeavePoolCall,
} from './pools/reads.ts'
export {
  type GetPoolArgs,
  type GetPoolsArgs,
  getPoolCall,
  getPoolStateCall,
  getPoolsCall,
  type PoolRecord,
  type PoolSummary,
} from './pools/view.ts'
export type { PoolEvent } from './pools/watchPool.ts'
export {
  type CancelQuoteArgs,
  type CancelQuoteResult,
  cancelQuoteCall,
  QuoteNotStandingError,
} from './quotes/cancelQuote.ts'
export {
  type CancelQuotesUpToArgs,
  type CancelQuotesUpToResult,
  cancelQuotesUpToCall,
} from './quotes/cancelQuotesUpTo.ts'
export type { GetQuoteStateArgs, QuoteState } from './quotes/getQuoteState.ts'
export { type RaiseEpochResult, raiseEpochCall } from './quotes/raiseEpoch.ts'
export type { SignedQuote, SignQuoteArgs } from './quotes/signQuote.ts'
export {
  type CheckQuoteArgs,
  checkQuoteCall,
  type GetQuoteStatusArgs,
  getQuoteStatusCall,
  QUOTE_STATUS_REASONS,
  type QuoteStatus,
  type QuoteStatusReason,
} from './quotes/status.ts'
export type { VerifyQuoteArgs } from './quotes/verifyQuote.ts'
export type { QuoteEvent } from './quotes/watchQuotes.ts'
export type { ApprovedResult, ApprovePoolArgs, ApproveVaultArgs, VaultPlace } from './tokens/approveFor.ts'
export { type ApproveTokenArgs, type ApproveTokenResult, approveTokenCall } from './tokens/approveToken.ts'
export { type GetAllowanceArgs, type GetBalanceArgs, getAllowanceCall, getBalanceCall } from './tokens/balances.ts'
export { type PermitsOption, permitCall, permitTokenCall, type SignedPermit } from './tokens/permit.ts'
export {
  getPermit2AllowanceCall,
  PERMIT2_ADDRESS,
  type Permit2Allowance,
  permit2Call,
  type SignedPermit2,
  type SignPermit2Args,
  type TakePermitsOption,
} from './tokens/permit2.ts'
export type { PermitDomain, SignPermitArgs } from './tokens/signPermit.ts'
export { type TransferTokenArgs, type TransferTokenResult, transferTokenCall } from './tokens/transferToken.ts'
export type { Fill } from './trades/fill.ts'
export type { GridLeg, QuoteLeg, TakeRouteLeg } from './trades/leg.ts'
export { type MulticallArgs, multicallCall } from './trades/multicall.ts'
export type { MulticallFlowArgs, MulticallResult } from './trades/multicallFlow.ts'
export { NO_DEADLINE, type TakePlace, type TakeTerms } from './trades/take.ts'
export { type TakeGridArgs, takeGridCall } from './trades/takeGrid.ts'
export { type TakeQuoteArgs, takeQuoteCall } from './trades/takeQuote.ts'
export {
  type SkippedLeg,
  type TakeRouteArgs,
  type TakeRouteResult,
  type TakeRouteTerms,
  takeRouteCall,
} from './trades/takeRoute.ts'
export type { WatchFillsArgs } from './trades/watchFills.ts'
export { TransactionReplacedError, TransactionRevertedError } from './transactionErrors.ts'
export {
  type CreateGridVaultArgs,
  type CreateVaultArgs,
  type CreateVaultResult,
  createGridVaultCall,
  createVaultCall,
  type GridVaultTerms,
  type NewVaultTerms,
  type StrategyRecord,
  type VaultFactoryArgs,
  type VaultOptions,
} from './vaults/createVault.ts'
export {
  type DepositVaultArgs,
  type DepositVaultResult,
  depositVaultCall,
  type WithdrawVaultArgs,
  type WithdrawVaultResult,
  withdrawVaultCall,
} from './vaults/funds.ts'
export type { GetRequiredFundsArgs } from './vaults/getRequiredFunds.ts'
export type { GetVaultGridArgs, VaultGrid } from './vaults/getVaultGrid.ts'
export { type HedgeArgs, type HedgeResult, hedgeCall } from './vaults/hedge.ts'
export type { MoveGridArgs } from './vaults/moveGrid.ts'
export type { VaultArgs } from './vaults/place.ts'
export {
  type ClaimProfitShareArgs,
  type ClaimProfitShareResult,
  type Crystallised,
  type CrystalliseResult,
  claimProfitShareCall,
  crystalliseCall,
  type SetProfitShareArgs,
  type SetProfitShareResult,
  setProfitShareCall,
} from './vaults/profitShare.ts'
export {
  type CheckStrategyTermsArgs,
  type CheckStrategyTermsResult,
  checkStrategyTermsCall,
  type GetOwedArgs,
  getHeadroomCall,
  getOwedCall,
  getProfitShareCall,
  getStrategyCall,
  getStrategyStateCall,
  getVaultStatsCall,
  type Headroom,
  type PredictGridVaultArgs,
  type PredictVaultArgs,
  type ProfitShareState,
  predictVaultCall,
  type VaultRecord,
} from './vaults/reads.ts'
export { type SetStrategyArgs, type SetStrategyResult, setStrategyCall } from './vaults/setStrategy.ts'
export {
  customStrategy,
  deltaNeutralStrategy,
  type GridStrategyTerms,
  gridStrategy,
  type QuoteStrategyTerms,
  quoteStrategy,
} from './vaults/strategy.ts'
export {
  type HaltVaultResult,
  haltVaultCall,
  type ResumeVaultResult,
  raiseManagerEpochCall,
  resumeVaultCall,
  type SetVaultManagerArgs,
  type SetVaultManagerResult,
  setVaultManagerCall,
} from './vaults/switches.ts'
export { type GetVaultArgs, type GetVaultsArgs, getVaultCall, getVaultsCall, type VaultSummary } from './vaults/view.ts'
export type { VaultEvent } from './vaults/watchVault.ts'
export type { LensChoice } from './verb.ts'
export type { Seen, WatchListener } from './watch.ts'
