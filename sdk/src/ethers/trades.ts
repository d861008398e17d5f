// Documented in full with the action of the same name in `../actions`.
import { type MulticallFlowArgs, multicallFlow } from '../calls/trades/multicallFlow.ts'
import { takeGridVerb } from '../calls/trades/takeGrid.ts'
import { takeQuoteVerb } from '../calls/trades/takeQuote.ts'
import { takeRouteVerb } from '../calls/trades/takeRoute.ts'
import { fillsWatch } from '../calls/trades/watchFills.ts'
import { sendFlowAction, syncAction, watchAction, writeAction } from './internal/action.ts'

/** Trade against the grid of a vault or pool at `limitPrice` or better, out of the sender's allowance to the exchange, or its `permits`: quote atoms when buying, fee included, base atoms when selling. */
export const takeGrid = /*#__PURE__*/ writeAction(takeGridVerb)
/** The same as {@link takeGrid}, and wait for it. */
export const takeGridSync = /*#__PURE__*/ syncAction(takeGridVerb)

/** Trade against a signed quote; sender and maker pay out of their allowances to the exchange. */
export const takeQuote = /*#__PURE__*/ writeAction(takeQuoteVerb)
/** The same as {@link takeQuote}, and wait for it. */
export const takeQuoteSync = /*#__PURE__*/ syncAction(takeQuoteVerb)

/** Trade against any mix of grids and signed quotes on one side of a market, in one transaction. */
export const takeRoute = /*#__PURE__*/ writeAction(takeRouteVerb)
/** The same as {@link takeRoute}, and wait for it. */
export const takeRouteSync = /*#__PURE__*/ syncAction(takeRouteVerb)

/** Make several calls of one contract together or not at all: the exchange, or a factory. */
export const multicallSync = /*#__PURE__*/ sendFlowAction((driver, args: MulticallFlowArgs) =>
  multicallFlow(driver, args),
)

/** Listen for fills: all of the exchange, or of one market, maker or taker. Returns what ends it. */
export const watchFills = /*#__PURE__*/ watchAction(fillsWatch)
