import {
  cancelQuoteSync,
  cancelQuotesUpToSync,
  checkQuote,
  getQuoteState,
  getQuoteStatus,
  raiseEpochSync,
  signQuote,
  verifyQuote,
  watchQuotes,
} from '../actions/quotes.ts'
import { mutationHook } from './internal/useTidemarkMutation.ts'
import { queryHook } from './internal/useTidemarkQuery.ts'
import { watchHook } from './internal/useTidemarkWatch.ts'

/** Withdraw one standing quote for good: of the sender, or of a vault by its manager or owner. A mutation that waits: see `cancelQuoteSync`. */
export const useCancelQuote = /*#__PURE__*/ mutationHook(cancelQuoteSync)

/** Retire every streaming quote of the maker below `quoteNonce` in a market. A mutation that waits: see `cancelQuotesUpToSync`. */
export const useCancelQuotesUpTo = /*#__PURE__*/ mutationHook(cancelQuotesUpToSync)

/** Cancel every quote the sender has signed so far, on all markets. A mutation that waits: see `raiseEpochSync`. */
export const useRaiseEpoch = /*#__PURE__*/ mutationHook(raiseEpochSync)

/** Sign a quote. A mutation: see `signQuote`. */
export const useSignQuote = /*#__PURE__*/ mutationHook(signQuote)

/** Tell whether the exchange would accept a quote's signature: ECDSA first, then ERC-1271 when the maker is a contract; of a vault, its manager's. See `verifyQuote`. */
export const useVerifyQuote = /*#__PURE__*/ queryHook('verifyQuote', verifyQuote)

/** Read how much of a quote is left, and the maker's epoch, streaming and standing state behind it. See `getQuoteState`. */
export const useQuoteState = /*#__PURE__*/ queryHook('getQuoteState', getQuoteState)

/** Read what each quote can fill now, funds and bounds considered, and why not more. See `getQuoteStatus`. */
export const useQuoteStatus = /*#__PURE__*/ queryHook('getQuoteStatus', getQuoteStatus)

/** Ask whether a vault's strategy lets a quote fill now. The data is `true`, or there is the vault's own error: see `checkQuote`. */
export const useCheckQuote = /*#__PURE__*/ queryHook(
  'checkQuote',
  (client, parameters: Parameters<typeof checkQuote>[1]) => checkQuote(client, parameters).then(() => true),
)

/** Listen for quotes that are taken back: one by one, by nonce, by epoch. See `watchQuotes`. */
export const useWatchQuotes = /*#__PURE__*/ watchHook(watchQuotes)
