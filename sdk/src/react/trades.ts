import type { TransactionReceipt } from 'viem'
import { multicallSync, takeGridSync, takeQuoteSync, takeRouteSync, watchFills } from '../actions/trades.ts'
import type { SyncSent } from '../calls/driver.ts'
import type { Fill } from '../calls/trades/fill.ts'
import type { MulticallFlowArgs, MulticallResult } from '../calls/trades/multicallFlow.ts'
import type { TakePlace } from '../calls/trades/take.ts'
import type { TakeGridArgs } from '../calls/trades/takeGrid.ts'
import type { TakeQuoteArgs } from '../calls/trades/takeQuote.ts'
import type { TakeRouteArgs, TakeRouteResult } from '../calls/trades/takeRoute.ts'
import type { WatchFillsArgs } from '../calls/trades/watchFills.ts'
import { mutationHook, type SendHook, type WriteHook } from './internal/useTidemarkMutation.ts'
import { type ListenHook, watchHook } from './internal/useTidemarkWatch.ts'

/** Trade against the grid of a vault or pool at `limitPrice` or better, out of the sender's allowance to the exchange, or its `permits`: quote atoms when buying, fee included, base atoms when selling. A mutation that waits: see `takeGridSync`. */
export const useTakeGrid: WriteHook<TakeGridArgs, Fill, keyof TakePlace> = /*#__PURE__*/ mutationHook(takeGridSync)

/** Trade against a signed quote; sender and maker pay out of their allowances to the exchange. A mutation that waits: see `takeQuoteSync`. */
export const useTakeQuote: WriteHook<TakeQuoteArgs, Fill, keyof TakePlace> = /*#__PURE__*/ mutationHook(takeQuoteSync)

/** Trade against any mix of grids and signed quotes on one side of a market, in one transaction. A mutation that waits: see `takeRouteSync`. */
export const useTakeRoute: WriteHook<TakeRouteArgs, TakeRouteResult, keyof TakePlace> =
  /*#__PURE__*/ mutationHook(takeRouteSync)

/** Make several calls of one contract together or not at all: the exchange, or a factory. A mutation that waits: see `multicallSync`. */
export const useMulticall: SendHook<
  MulticallFlowArgs,
  SyncSent<MulticallResult, TransactionReceipt>
> = /*#__PURE__*/ mutationHook(multicallSync)

/** Listen for fills: all of the exchange, or of one market, maker or taker. See `watchFills`. */
export const useWatchFills: ListenHook<WatchFillsArgs, Fill, 'exchange'> = /*#__PURE__*/ watchHook(watchFills)
