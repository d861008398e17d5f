export * from './abis/index.ts'
export * from './actions/index.ts'
// Where the chain's word and the engine's are the same, the package's front door gives the chain's; the others are in ./core and ./engine.
export {
  type CreateVaultTerms,
  type LiquidityBounds,
  type PoolState,
  type PoolTerms,
  type PoolView,
  type PriceLevel,
  previewJoin,
  previewLeave,
  type QuoteReason,
  type RebateTerms,
  type RouteLeg,
  type RouteTerms,
  type VaultStats,
} from './actions/index.ts'
export { addresses } from './addresses.ts'
export * from './core/index.ts'
export * from './engine/index.ts'
export { decodeRevert } from './errors/decodeRevert.ts'
export { isRevert, type RevertArgs, type RevertName } from './errors/isRevert.ts'
export { RevertError, UnknownRevertError } from './errors/revert.ts'
export { toTidemarkError } from './errors/toTidemarkError.ts'
export { InvalidArgumentError, RequestFailedError, UserRejectedError } from './errors/translate.ts'
export { type Deployment, getAddresses, UnknownDeploymentError } from './getAddresses.ts'
export { canonicalSignature } from './quotes/canonicalSignature.ts'
export { hashQuote } from './quotes/hashQuote.ts'
export { type QuoteVenue, quoteMessage } from './quotes/quoteMessage.ts'
export { recoverQuoteSigner } from './quotes/recoverQuoteSigner.ts'
export * from './units/index.ts'
