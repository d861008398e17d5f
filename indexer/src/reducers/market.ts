import type { Fill, MarketCreated } from '../chain/events.ts'
import { type Candle, type Mark, type MarketRecord, NO_MARK } from './records.ts'

/** Seconds per UTC day. */
export const DAY_SECONDS = 86_400

/** Lengths of candles. */
export const CANDLE_SECONDS = [3_600, DAY_SECONDS] as const

/** Days since 1970 of a block time. */
export function dayOf(timestamp: number): number {
  return Math.floor(timestamp / DAY_SECONDS)
}

/** A market before its first fill. */
export function openMarket({
  marketId,
  at,
  kind: _kind,
  lotSize,
  tickSize,
  takerFeeBps,
  ...rest
}: MarketCreated): MarketRecord {
  return {
    ...rest,
    id: marketId,
    units: { lotSize, tickSize, takerFeeBps },
    nextFees: undefined,
    halted: false,
    created: at,
    mark: NO_MARK,
    fills: 0,
    lots: 0n,
    volume: 0n,
    fees: 0n,
    rebates: 0n,
  }
}

/** The market after one more fill, whoever its maker is. */
export function markFill(market: MarketRecord, fill: Fill): MarketRecord {
  return {
    ...market,
    mark: { notional: fill.notional, size: fill.size },
    fills: market.fills + 1,
    lots: market.lots + fill.size,
    volume: market.volume + fill.notional,
    fees: market.fees + fill.fee,
    rebates: market.rebates + fill.rebate,
  }
}

/** The candle of `seconds` after one more fill. */
export function extendCandle(candle: Candle | undefined, seconds: number, fill: Fill): Candle {
  const mark = { notional: fill.notional, size: fill.size }
  const { height, logIndex, timestamp } = fill.at
  const last = { height, logIndex }
  if (candle === undefined) {
    const prices = { open: mark, high: mark, low: mark, close: mark }
    const place = { market: fill.marketId, seconds, start: Math.floor(timestamp / seconds) }
    return { ...place, ...prices, fills: 1, lots: fill.size, volume: fill.notional, last }
  }
  return {
    ...candle,
    high: comparePrices(mark, candle.high) > 0 ? mark : candle.high,
    low: comparePrices(mark, candle.low) < 0 ? mark : candle.low,
    close: mark,
    fills: candle.fills + 1,
    lots: candle.lots + fill.size,
    volume: candle.volume + fill.notional,
    last,
  }
}

/** Sign of the first price less the second, by cross-multiplication: exact. */
export function comparePrices(a: Mark, b: Mark): number {
  const difference = a.notional * b.size - b.notional * a.size
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}
