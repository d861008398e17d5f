import { comparePrices } from '../reducers/market.ts'
import type { Candle, Mark } from '../reducers/records.ts'

/** At most `max` candles, each over a run of neighbouring days and dated by the first of them. */
export function thinCandles(candles: readonly Candle[], max: number): Candle[] {
  const run = Math.ceil(candles.length / max)
  if (run <= 1) return [...candles]
  const merged: Candle[] = []
  for (let at = 0; at < candles.length; at += run) {
    merged.push(candles.slice(at, at + run).reduce(mergeCandles))
  }
  return merged
}

/** Two candles, the second the later, as one. */
function mergeCandles(a: Candle, b: Candle): Candle {
  return {
    ...a,
    high: higher(a.high, b.high),
    low: higher(a.low, b.low) === a.low ? b.low : a.low,
    close: b.close,
    fills: a.fills + b.fills,
    lots: a.lots + b.lots,
    volume: a.volume + b.volume,
    last: b.last,
  }
}

function higher(a: Mark, b: Mark): Mark {
  return comparePrices(a, b) >= 0 ? a : b
}
