import { multicallSync, takeGridSync, takeQuoteSync, takeRouteSync, watchFills } from '../actions/trades.ts'
import { mutationHook } from './internal/useTidemarkMutation.ts'
import { watchHook } from './internal/useTidemarkWatch.ts'

/** Trade against the grid of a vault or pool at `limitPrice` or better, out of the sender's allowance to the exchange, or its `permits`: quote atoms when buying, fee included, base atoms when selling. A mutation that waits: see `takeGridSync`. */
export const useTakeGrid = /*#__PURE__*/ mutationHook(takeGridSync)

/** Trade against a signed quote; sender and maker pay out of their allowances to the exchange. A mutation that waits: see `takeQuoteSync`. */
export const useTakeQuote = /*#__PURE__*/ mutationHook(takeQuoteSync)

/** Trade against any mix of grids and signed quotes on one side of a market, in one transaction. A mutation that waits: see `takeRouteSync`. */
export const useTakeRoute = /*#__PURE__*/ mutationHook(takeRouteSync)

/** Make several calls of one contract together or not at all: the exchange, or a factory. A mutation that waits: see `multicallSync`. */
export const useMulticall = /*#__PURE__*/ mutationHook(multicallSync)

/** Listen for fills: all of the exchange, or of one market, maker or taker. See `watchFills`. */
export const useWatchFills = /*#__PURE__*/ watchHook(watchFills)
