// Documented in full with the action of the same name in `../actions`.
import type { TransactionReceipt } from 'ethers'
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

/** Trade against the grid of a vault or pool at `limitPrice` or better, out of the sender's allowance to the exchange, or its `permits`: quote atoms when buying, fee included, base atoms when selling. */
export const takeGrid: WriteAction<TakeGridArgs, keyof TakePlace> = /*#__PURE__*/ writeAction(takeGridVerb)
/** The same as {@link takeGrid}, and wait for it. */
export const takeGridSync: SyncAction<TakeGridArgs, Fill, keyof TakePlace> = /*#__PURE__*/ syncAction(takeGridVerb)

/** Trade against a signed quote; sender and maker pay out of their allowances to the exchange. */
export const takeQuote: WriteAction<TakeQuoteArgs, keyof TakePlace> = /*#__PURE__*/ writeAction(takeQuoteVerb)
/** The same as {@link takeQuote}, and wait for it. */
export const takeQuoteSync: SyncAction<TakeQuoteArgs, Fill, keyof TakePlace> = /*#__PURE__*/ syncAction(takeQuoteVerb)

/** Trade against any mix of grids and signed quotes on one side of a market, in one transaction. */
export const takeRoute: WriteAction<TakeRouteArgs, keyof TakePlace> = /*#__PURE__*/ writeAction(takeRouteVerb)
/** The same as {@link takeRoute}, and wait for it. */
export const takeRouteSync: SyncAction<TakeRouteArgs, TakeRouteResult, keyof TakePlace> =
  /*#__PURE__*/ syncAction(takeRouteVerb)

/** Make several calls of one contract together or not at all: the exchange, or a factory. */
export const multicallSync: SendFlowAction<
  MulticallFlowArgs,
  SyncSent<MulticallResult, TransactionReceipt>
> = /*#__PURE__*/ sendFlowAction((driver, args: MulticallFlowArgs) => multicallFlow(driver, args))

/** Listen for fills: all of the exchange, or of one market, maker or taker. Returns what ends it. */
export const watchFills: WatchAction<WatchFillsArgs, Fill, 'exchange'> = /*#__PURE__*/ watchAction(fillsWatch)
