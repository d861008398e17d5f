/**
 * All entries but `ethers` and `react`, and what goes from errors and chains to names.
 *
 * @packageDocumentation
 */
export * from './abis/index.ts'
export * from './actions/index.ts'
export { addresses } from './addresses.ts'
export * from './analytics/index.ts'
export * from './core/index.ts'
export * from './engine/index.ts'
export { decodeRevert } from './errors/decodeRevert.ts'
export { isRevert, type RevertArgs, type RevertName } from './errors/isRevert.ts'
export { fullMessage, remedyOf } from './errors/remedy.ts'
export { RevertError, UnknownRevertError } from './errors/revert.ts'
export { toTidemarkError } from './errors/toTidemarkError.ts'
export { InvalidArgumentError, RequestFailedError, UserRejectedError } from './errors/translate.ts'
export { type Deployment, getAddresses, UnknownDeploymentError } from './getAddresses.ts'
export { canonicalSignature } from './quotes/canonicalSignature.ts'
export { hashQuote } from './quotes/hashQuote.ts'
export { type QuoteVenue, quoteMessage } from './quotes/quoteMessage.ts'
export { recoverQuoteSigner } from './quotes/recoverQuoteSigner.ts'
export * from './quoting/index.ts'
export * from './units/index.ts'
