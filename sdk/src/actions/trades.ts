import type { TransactionReceipt } from 'viem'
import type { SyncSent } from '../calls/driver.ts'
import type { Fill } from '../calls/trades/fill.ts'
import { type MulticallFlowArgs, type MulticallResult, multicallFlow } from '../calls/trades/multicallFlow.ts'
import type { TakePlace } from '../calls/trades/take.ts'
import { type TakeGridArgs, takeGridVerb } from '../calls/trades/takeGrid.ts'
import { type TakeQuoteArgs, takeQuoteVerb } from '../calls/trades/takeQuote.ts'
import { type TakeRouteArgs, type TakeRouteResult, takeRouteVerb } from '../calls/trades/takeRoute.ts'
import { fillsWatch, type WatchFillsArgs } from '../calls/trades/watchFills.ts'
import {
  type SendFlowAction,
  type SyncAction,
  sendFlowAction,
  syncAction,
  type WatchAction,
  type WriteAction,
  watchAction,
  writeAction,
} from './internal/action.ts'

/**
 * Trade against the grid of a vault or pool at `limitPrice` or better, out of the sender's allowance to the exchange, or
 * its `permits`: quote atoms when buying, fee included, base atoms when selling. The fee rounds up, in the venue's favour.
 * Mirrors `Exchange.takeGrid`; `core` computes the same with `fillVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NothingToTake`, `SizeBelowMinimum`, `VaultHalted`, `UnknownMaker`, `SelfTrade`, `DeadlinePassed`,
 * `MarketIsHalted`, `ERC20InsufficientAllowance`, `ERC20InsufficientBalance`, and what the vault's strategy refuses with.
 *
 * @example
 * await takeGrid(client, { vault, side: Side.Ask, size: 25n, limitPrice: 9_600n })
 */
export const takeGrid: WriteAction<TakeGridArgs, keyof TakePlace> = /*#__PURE__*/ writeAction(takeGridVerb)

/**
 * The same as {@link takeGrid}, and wait for it.
 *
 * @throws {RevertError} as {@link takeGrid}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const takeGridSync: SyncAction<TakeGridArgs, Fill, keyof TakePlace> = /*#__PURE__*/ syncAction(takeGridVerb)

/**
 * Trade against a signed quote; sender and maker pay out of their allowances to the exchange. The fee rounds up, in the
 * venue's favour. Mirrors `Exchange.takeQuote`; `core` computes the same with `consumeQuote`, `notional` and `feeUp`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `NothingToTake`, `SizeBelowMinimum`, `PriceBeyondLimit`, `SelfTrade`, `QuoteExpired`,
 * `QuoteRetired`, `QuoteNotForTaker`, `QuoteEpochMismatch`, `NonceJumpTooLarge`, `CancelledQuote`, `InvalidSignature`,
 * `DeadlinePassed`, `ERC20InsufficientAllowance`, `ERC20InsufficientBalance`.
 *
 * @example
 * await takeQuote(client, { ...signed, side: Side.Ask, size: 25n })
 */
export const takeQuote: WriteAction<TakeQuoteArgs, keyof TakePlace> = /*#__PURE__*/ writeAction(takeQuoteVerb)

/**
 * The same as {@link takeQuote}, and wait for it.
 *
 * @throws {RevertError} as {@link takeQuote}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const takeQuoteSync: SyncAction<TakeQuoteArgs, Fill, keyof TakePlace> = /*#__PURE__*/ syncAction(takeQuoteVerb)

/**
 * Trade against any mix of grids and signed quotes on one side of a market, in one transaction. The worst all-in price, fee
 * included, is `limit` for `amount`; a leg's fee rounds up, in the venue's favour. Mirrors `Exchange.takeRoute`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `EmptyRoute`, `AmountNotFilled`, `LimitExceeded`, `SizeBelowMinimum`, `NothingToTake`,
 * `DeadlinePassed`, `InvalidRecipient`, and unless legs may fail what any of them reverts with.
 *
 * @example
 * const legs = [{ maker: vault, size: 25n, limitPrice: 9_600n }, { ...signed, size: 10n }]
 * await takeRoute(client, { marketId: 1, side: Side.Ask, amount: 35n, limit: 34_000_000n, legs })
 */
export const takeRoute: WriteAction<TakeRouteArgs, keyof TakePlace> = /*#__PURE__*/ writeAction(takeRouteVerb)

/**
 * The same as {@link takeRoute}, and wait for it.
 *
 * @throws {RevertError} as {@link takeRoute}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const takeRouteSync: SyncAction<TakeRouteArgs, TakeRouteResult, keyof TakePlace> =
  /*#__PURE__*/ syncAction(takeRouteVerb)

/**
 * Make several calls of one contract together or not at all: the exchange, or a factory. Mirrors `Multicall.multicall`.
 *
 * @throws {RevertError} what the first call that fails reverts with.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 *
 * @example
 * const calls = [1n, 2n].map((salt) => cancelQuoteCall({ exchange, quote: { ...signed.quote, salt } }))
 * await multicallSync(client, { target: exchange, calls })
 */
export const multicallSync: SendFlowAction<
  MulticallFlowArgs,
  SyncSent<MulticallResult, TransactionReceipt>
> = /*#__PURE__*/ sendFlowAction((driver, args: MulticallFlowArgs) => multicallFlow(driver, args))

/**
 * Listen for fills: all of the exchange, or of one market, maker or taker. Returns what ends it.
 *
 * @example
 * const stop = watchFills(client, { maker: vault, onEvents: (fills) => console.log(fills.length) })
 */
export const watchFills: WatchAction<WatchFillsArgs, Fill, 'exchange'> = /*#__PURE__*/ watchAction(fillsWatch)
