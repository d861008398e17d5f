import type { Fill, MarketCreated } from '../chain/events.ts'
import { type Candle, type Mark, type MarketRecord, NO_MARK } from './records.ts'

/** Seconds per UTC day. */
export const DAY_SECONDS = 86_400

/** Days since 1970 of a block time. */
export function dayOf(timestamp: number): number {
  return Math.floor(timestamp / DAY_SECONDS)
}

/** A market before its first fill. */
export function openMarket({ marketId, base, quote, at, ...units }: MarketCreated): MarketRecord {
  const { lotSize, tickSize, takerFeeBps } = units
  return {
    id: marketId,
    base,
    quote,
    units: { lotSize, tickSize, takerFeeBps },
    created: at,
    mark: NO_MARK,
    fills: 0,
    volume: 0n,
    fees: 0n,
  }
}

/** The market after one more fill, whoever its maker is. */
export function markFill(market: MarketRecord, fill: Fill): MarketRecord {
  return {
    ...market,
    mark: { notional: fill.notional, size: fill.size },
    fills: market.fills + 1,
    volume: market.volume + fill.notional,
    fees: market.fees + fill.fee,
  }
}

/** The day's candle after one more fill. */
export function extendCandle(candle: Candle | undefined, fill: Fill): Candle {
  const mark = { notional: fill.notional, size: fill.size }
  const { height, logIndex, timestamp } = fill.at
  const before = candle ?? {
    market: fill.marketId,
    day: dayOf(timestamp),
    open: mark,
    high: mark,
    low: mark,
    fills: 0,
    lots: 0n,
    volume: 0n,
  }
  return {
    ...before,
    high: comparePrices(mark, before.high) > 0 ? mark : before.high,
    low: comparePrices(mark, before.low) < 0 ? mark : before.low,
    close: mark,
    fills: before.fills + 1,
    lots: before.lots + fill.size,
    volume: before.volume + fill.notional,
    last: { height, logIndex },
  }
}

/** Sign of the first price less the second, by cross-multiplication: exact. */
export function comparePrices(a: Mark, b: Mark): number {
  const difference = a.notional * b.size - b.notional * a.size
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}
