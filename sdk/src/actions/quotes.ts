import { cancelQuoteVerb } from '../calls/quotes/cancelQuote.ts'
import { cancelQuotesUpToVerb } from '../calls/quotes/cancelQuotesUpTo.ts'
import { getQuoteStateFlow } from '../calls/quotes/getQuoteState.ts'
import { raiseEpochVerb } from '../calls/quotes/raiseEpoch.ts'
import { signQuoteFlow } from '../calls/quotes/signQuote.ts'
import { checkQuoteQuery, getQuoteStatusQuery } from '../calls/quotes/status.ts'
import { verifyQuoteFlow } from '../calls/quotes/verifyQuote.ts'
import { quotesWatch } from '../calls/quotes/watchQuotes.ts'
import { flowAction, readAction, syncAction, watchAction, writeAction } from './internal/action.ts'

/**
 * Withdraw one standing quote for good: of the sender, or of a vault by its manager or owner. A streaming one is retired by
 * `cancelQuotesUpTo` instead. Mirrors `Exchange.cancelQuote`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotMaker`.
 */
export const cancelQuote = /*#__PURE__*/ writeAction(cancelQuoteVerb)

/**
 * The same as {@link cancelQuote}, and wait for it.
 *
 * @throws {RevertError} as {@link cancelQuote}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const cancelQuoteSync = /*#__PURE__*/ syncAction(cancelQuoteVerb)

/**
 * Retire every streaming quote of the maker below `quoteNonce` in a market. Mirrors `Exchange.cancelUpTo`; `core` computes
 * the same with `advanceStream`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `QuoteRetired` when `quoteNonce` is older than the current one, `NonceJumpTooLarge` when it is more
 * than 2^42 ahead, `NotMaker` when it is another's.
 */
export const cancelQuotesUpTo = /*#__PURE__*/ writeAction(cancelQuotesUpToVerb)

/**
 * The same as {@link cancelQuotesUpTo}, and wait for it.
 *
 * @throws {RevertError} as {@link cancelQuotesUpTo}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const cancelQuotesUpToSync = /*#__PURE__*/ syncAction(cancelQuotesUpToVerb)

/**
 * Cancel every quote the sender has signed so far, on all markets. Mirrors `Exchange.raiseEpoch`.
 *
 * @returns Hash of the transaction.
 */
export const raiseEpoch = /*#__PURE__*/ writeAction(raiseEpochVerb)

/**
 * The same as {@link raiseEpoch}, and wait for it.
 *
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const raiseEpochSync = /*#__PURE__*/ syncAction(raiseEpochVerb)

/**
 * Sign a quote. Unless given: standing (nonce 0) with a random salt, the maker's current epoch, for any taker. Name a vault
 * as `maker` to sign as its manager. The maker's allowances to the exchange pay when it fills, or the vault's own funds.
 * Nothing is sent to the chain.
 *
 * @throws {AccountRequiredError} without an account.
 * @throws {UserRejectedError} when the wallet's user declines.
 */
export const signQuote = /*#__PURE__*/ flowAction(signQuoteFlow)

/**
 * Tell whether the exchange would accept a quote's signature: ECDSA first, then ERC-1271 when the maker is a contract; of a
 * vault, its manager's. Malleable and short signatures are refused. Says nothing about expiry, fills or funds: see
 * `getQuoteStatus`. Mirrors `Exchange` and `MakerVault`.
 *
 * @throws {RequestFailedError} when the node does not answer: that is no verdict.
 * @throws {InvalidArgumentError} when the quote cannot be hashed.
 */
export const verifyQuote = /*#__PURE__*/ flowAction(verifyQuoteFlow)

/** Read how much of a quote is left, and the maker's epoch, streaming and standing state behind it. */
export const getQuoteState = /*#__PURE__*/ flowAction(getQuoteStateFlow)

/** Read what each quote can fill now, funds and bounds considered, and why not more. Mirrors `Lens.quoteStatus`. */
export const getQuoteStatus = /*#__PURE__*/ readAction(getQuoteStatusQuery)

/**
 * Ask whether a vault's strategy lets a quote fill now. Mirrors `Lens.checkStrategy`.
 *
 * @throws {RevertError} the vault's own error, such as `PriceOutOfRange` or `SpreadTooNarrow`.
 */
export const checkQuote = /*#__PURE__*/ readAction(checkQuoteQuery)

/** Listen for quotes that are taken back: one by one, by nonce, by epoch. Returns what ends it. */
export const watchQuotes = /*#__PURE__*/ watchAction(quotesWatch)
