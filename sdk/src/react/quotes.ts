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
import type { ExchangeArgs } from '../calls/markets/place.ts'
import type { CancelQuoteArgs, CancelQuoteResult } from '../calls/quotes/cancelQuote.ts'
import type { CancelQuotesUpToArgs, CancelQuotesUpToResult } from '../calls/quotes/cancelQuotesUpTo.ts'
import type { GetQuoteStateArgs, QuoteState } from '../calls/quotes/getQuoteState.ts'
import type { RaiseEpochResult } from '../calls/quotes/raiseEpoch.ts'
import type { SignedQuote, SignQuoteArgs } from '../calls/quotes/signQuote.ts'
import type { CheckQuoteArgs, GetQuoteStatusArgs, QuoteStatus } from '../calls/quotes/status.ts'
import type { VerifyQuoteArgs } from '../calls/quotes/verifyQuote.ts'
import type { QuoteEvent } from '../calls/quotes/watchQuotes.ts'
import { mutationHook, type SignHook, type WriteHook } from './internal/useTidemarkMutation.ts'
import { queryHook, type ReadHook } from './internal/useTidemarkQuery.ts'
import { type ListenHook, watchHook } from './internal/useTidemarkWatch.ts'

/** Withdraw one standing quote for good: of the sender, or of a vault by its manager or owner. A mutation that waits: see `cancelQuoteSync`. */
export const useCancelQuote: WriteHook<CancelQuoteArgs, CancelQuoteResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(cancelQuoteSync)

/** Retire every streaming quote of the maker below `quoteNonce` in a market. A mutation that waits: see `cancelQuotesUpToSync`. */
export const useCancelQuotesUpTo: WriteHook<CancelQuotesUpToArgs, CancelQuotesUpToResult, 'exchange' | 'maker'> =
  /*#__PURE__*/ mutationHook(cancelQuotesUpToSync)

/** Cancel every quote the sender has signed so far, on all markets. A mutation that waits: see `raiseEpochSync`. */
export const useRaiseEpoch: WriteHook<ExchangeArgs, RaiseEpochResult, 'exchange'> =
  /*#__PURE__*/ mutationHook(raiseEpochSync)

/** Sign a quote. A mutation: see `signQuote`. */
export const useSignQuote: SignHook<SignQuoteArgs, SignedQuote> = /*#__PURE__*/ mutationHook(signQuote)

/** Tell whether the exchange would accept a quote's signature: ECDSA first, then ERC-1271 when the maker is a contract; of a vault, its manager's. See `verifyQuote`. */
export const useVerifyQuote: ReadHook<VerifyQuoteArgs, boolean> = /*#__PURE__*/ queryHook('verifyQuote', verifyQuote)

/** Read how much of a quote is left, and the maker's epoch, streaming and standing state behind it. See `getQuoteState`. */
export const useQuoteState: ReadHook<GetQuoteStateArgs, QuoteState> = /*#__PURE__*/ queryHook(
  'getQuoteState',
  getQuoteState,
)

/** Read what each quote can fill now, funds and bounds considered, and why not more. See `getQuoteStatus`. */
export const useQuoteStatus: ReadHook<GetQuoteStatusArgs, QuoteStatus[], 'lens'> = /*#__PURE__*/ queryHook(
  'getQuoteStatus',
  getQuoteStatus,
)

/** Ask whether a vault's strategy lets a quote fill now. The data is `true`, or there is the vault's own error: see `checkQuote`. */
export const useCheckQuote: ReadHook<CheckQuoteArgs, true, 'lens'> = /*#__PURE__*/ queryHook(
  'checkQuote',
  (client, parameters: Parameters<typeof checkQuote>[1]) => checkQuote(client, parameters).then(() => true),
)

/** Listen for quotes that are taken back: one by one, by nonce, by epoch. See `watchQuotes`. */
export const useWatchQuotes: ListenHook<ExchangeArgs, QuoteEvent, 'exchange'> = /*#__PURE__*/ watchHook(watchQuotes)
