import type { ExchangeArgs } from '../calls/markets/place.ts'
import { type CancelQuoteArgs, type CancelQuoteResult, cancelQuoteVerb } from '../calls/quotes/cancelQuote.ts'
import {
  type CancelQuotesUpToArgs,
  type CancelQuotesUpToResult,
  cancelQuotesUpToVerb,
} from '../calls/quotes/cancelQuotesUpTo.ts'
import { type GetQuoteStateArgs, getQuoteStateFlow, type QuoteState } from '../calls/quotes/getQuoteState.ts'
import { type RaiseEpochResult, raiseEpochVerb } from '../calls/quotes/raiseEpoch.ts'
import { type SignedQuote, type SignQuoteArgs, signQuoteFlow } from '../calls/quotes/signQuote.ts'
import {
  type CheckQuoteArgs,
  checkQuoteQuery,
  type GetQuoteStatusArgs,
  getQuoteStatusQuery,
  type QuoteStatus,
} from '../calls/quotes/status.ts'
import { type VerifyQuoteArgs, verifyQuoteFlow } from '../calls/quotes/verifyQuote.ts'
import { type QuoteEvent, quotesWatch } from '../calls/quotes/watchQuotes.ts'
import {
  type FlowAction,
  flowAction,
  type ReadAction,
  readAction,
  type SyncAction,
  syncAction,
  type WatchAction,
  type WriteAction,
  watchAction,
  writeAction,
} from './internal/action.ts'

/**
 * Withdraw one standing quote for good: of the sender, or of a vault by its manager or owner. A streaming one is retired by
 * `cancelQuotesUpTo` instead. Mirrors `Exchange.cancelQuote`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NotMaker`.
 *
 * @example
 * await cancelQuote(client, { quote: signed.quote })
 */
export const cancelQuote: WriteAction<CancelQuoteArgs, 'exchange'> = /*#__PURE__*/ writeAction(cancelQuoteVerb)

/**
 * The same as {@link cancelQuote}, and wait for it.
 *
 * @throws {RevertError} as {@link cancelQuote}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const cancelQuoteSync: SyncAction<CancelQuoteArgs, CancelQuoteResult, 'exchange'> =
  /*#__PURE__*/ syncAction(cancelQuoteVerb)

/**
 * Retire every streaming quote of the maker below `quoteNonce` in a market. Mirrors `Exchange.cancelUpTo`; `core` computes
 * the same with `advanceStream`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `QuoteRetired` when `quoteNonce` is older than the current one, `NonceJumpTooLarge` when it is more
 * than 2^42 ahead, `NotMaker` when it is another's.
 *
 * @example
 * await cancelQuotesUpTo(client, { marketId: 1, quoteNonce: 7n })
 */
export const cancelQuotesUpTo: WriteAction<CancelQuotesUpToArgs, 'exchange' | 'maker'> =
  /*#__PURE__*/ writeAction(cancelQuotesUpToVerb)

/**
 * The same as {@link cancelQuotesUpTo}, and wait for it.
 *
 * @throws {RevertError} as {@link cancelQuotesUpTo}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const cancelQuotesUpToSync: SyncAction<CancelQuotesUpToArgs, CancelQuotesUpToResult, 'exchange' | 'maker'> =
  /*#__PURE__*/ syncAction(cancelQuotesUpToVerb)

/**
 * Cancel every quote the sender has signed so far, on all markets. Mirrors `Exchange.raiseEpoch`.
 *
 * @returns Hash of the transaction.
 * @throws {AccountRequiredError | UserRejectedError} when nobody signs; the exchange refuses nobody.
 *
 * @example
 * await raiseEpoch(client)
 */
export const raiseEpoch: WriteAction<ExchangeArgs, 'exchange'> = /*#__PURE__*/ writeAction(raiseEpochVerb)

/**
 * The same as {@link raiseEpoch}, and wait for it.
 *
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const raiseEpochSync: SyncAction<ExchangeArgs, RaiseEpochResult, 'exchange'> =
  /*#__PURE__*/ syncAction(raiseEpochVerb)

/**
 * Sign a quote. Unless given: standing (nonce 0) with a random salt, the maker's current epoch, for any taker. Name a vault
 * as `maker` to sign as its manager. The maker's allowances to the exchange pay when it fills, or the vault's own funds.
 * Nothing is sent to the chain.
 *
 * @throws {AccountRequiredError} without an account.
 * @throws {UserRejectedError} when the wallet's user declines.
 *
 * @example
 * const offer = { bidPrice: 9_490n, bidSize: 100n, askPrice: 9_510n, askSize: 100n }
 * const { quote, signature } = await signQuote(client, { marketId: 1, ...offer, expiry: 1_900_000_000n })
 */
export const signQuote: FlowAction<SignQuoteArgs, SignedQuote> = /*#__PURE__*/ flowAction(signQuoteFlow)

/**
 * Tell whether the exchange would accept a quote's signature: ECDSA first, then ERC-1271 when the maker is a contract; of a
 * vault, its manager's. Malleable and short signatures are refused. Says nothing about expiry, fills or funds: see
 * `getQuoteStatus`. Mirrors `Exchange` and `MakerVault`.
 *
 * @throws {RequestFailedError} when the node does not answer: that is no verdict.
 * @throws {InvalidArgumentError} when the quote cannot be hashed.
 *
 * @example
 * const isGood = await verifyQuote(client, signed)
 */
export const verifyQuote: FlowAction<VerifyQuoteArgs, boolean> = /*#__PURE__*/ flowAction(verifyQuoteFlow)

/**
 * Read how much of a quote is left, and the maker's epoch, streaming and standing state behind it.
 *
 * @example
 * const { bidLeft, askLeft } = await getQuoteState(client, signed)
 */
export const getQuoteState: FlowAction<GetQuoteStateArgs, QuoteState> = /*#__PURE__*/ flowAction(getQuoteStateFlow)

/**
 * Read what each quote can fill now, funds and bounds considered, and why not more. Mirrors `Lens.quoteStatus`.
 *
 * @example
 * const [status] = await getQuoteStatus(client, { quotes: [signed] })
 */
export const getQuoteStatus: ReadAction<GetQuoteStatusArgs, QuoteStatus[], 'lens'> =
  /*#__PURE__*/ readAction(getQuoteStatusQuery)

/**
 * Ask whether a vault's strategy lets a quote fill now. Mirrors `Lens.checkStrategy`.
 *
 * @throws {RevertError} the vault's own error, such as `PriceOutOfRange` or `SpreadTooNarrow`.
 *
 * @example
 * await checkQuote(client, { quote: signed.quote, side: Side.Ask, size: 10n })
 */
export const checkQuote: ReadAction<CheckQuoteArgs, void, 'lens'> = /*#__PURE__*/ readAction(checkQuoteQuery)

/**
 * Listen for quotes that are taken back: one by one, by nonce, by epoch. Returns what ends it.
 *
 * @example
 * const stop = watchQuotes(client, { onEvents: (events) => console.log(events.length) })
 */
export const watchQuotes: WatchAction<ExchangeArgs, QuoteEvent, 'exchange'> = /*#__PURE__*/ watchAction(quotesWatch)
