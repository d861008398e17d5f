export * from './abis/index.ts'
export * from './actions/index.ts'
export { addresses } from './addresses.ts'
export * from './core/index.ts'
export * from './engine/index.ts'
export { decodeRevert } from './errors/decodeRevert.ts'
export { RevertError, UnknownRevertError } from './errors/revert.ts'
export {
  InvalidArgumentError,
  RequestFailedError,
  toTidemarkError,
  UserRejectedError,
} from './errors/toTidemarkError.ts'
export { type Deployment, getAddresses, UnknownDeploymentError } from './getAddresses.ts'
export { canonicalSignature } from './quotes/canonicalSignature.ts'
export { hashQuote, type QuoteVenue } from './quotes/hashQuote.ts'
export { recoverQuoteSigner } from './quotes/recoverQuoteSigner.ts'
export * from './units/index.ts'
