// Documented in full with the action of the same name in `../actions`.
import { cancelQuoteVerb } from '../calls/quotes/cancelQuote.ts'
import { cancelQuotesUpToVerb } from '../calls/quotes/cancelQuotesUpTo.ts'
import { getQuoteStateFlow } from '../calls/quotes/getQuoteState.ts'
import { raiseEpochVerb } from '../calls/quotes/raiseEpoch.ts'
import { signQuoteFlow } from '../calls/quotes/signQuote.ts'
import { checkQuoteQuery, getQuoteStatusQuery } from '../calls/quotes/status.ts'
import { verifyQuoteFlow } from '../calls/quotes/verifyQuote.ts'
import { quotesWatch } from '../calls/quotes/watchQuotes.ts'
import { flowAction, readAction, syncAction, watchAction, writeAction } from './internal/action.ts'

/** Withdraw one standing quote for good: of the sender, or of a vault by its manager or owner. */
export const cancelQuote = /*#__PURE__*/ writeAction(cancelQuoteVerb)
/** The same as {@link cancelQuote}, and wait for it. */
export const cancelQuoteSync = /*#__PURE__*/ syncAction(cancelQuoteVerb)

/** Retire every streaming quote of the maker below `quoteNonce` in a market. */
export const cancelQuotesUpTo = /*#__PURE__*/ writeAction(cancelQuotesUpToVerb)
/** The same as {@link cancelQuotesUpTo}, and wait for it. */
export const cancelQuotesUpToSync = /*#__PURE__*/ syncAction(cancelQuotesUpToVerb)

/** Cancel every quote the sender has signed so far, on all markets. */
export const raiseEpoch = /*#__PURE__*/ writeAction(raiseEpochVerb)
/** The same as {@link raiseEpoch}, and wait for it. */
export const raiseEpochSync = /*#__PURE__*/ syncAction(raiseEpochVerb)

/** Sign a quote. */
export const signQuote = /*#__PURE__*/ flowAction(signQuoteFlow)

/** Tell whether the exchange would accept a quote's signature: ECDSA first, then ERC-1271 when the maker is a contract; of a vault, its manager's. */
export const verifyQuote = /*#__PURE__*/ flowAction(verifyQuoteFlow)

/** Read how much of a quote is left, and the maker's epoch, streaming and standing state behind it. */
export const getQuoteState = /*#__PURE__*/ flowAction(getQuoteStateFlow)

/** Read what each quote can fill now, funds and bounds considered, and why not more. */
export const getQuoteStatus = /*#__PURE__*/ readAction(getQuoteStatusQuery)

/** Ask whether a vault's strategy lets a quote fill now. */
export const checkQuote = /*#__PURE__*/ readAction(checkQuoteQuery)

/** Listen for quotes that are taken back: one by one, by nonce, by epoch. Returns what ends it. */
export const watchQuotes = /*#__PURE__*/ watchAction(quotesWatch)
