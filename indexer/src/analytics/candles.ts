import { comparePrices } from '../reducers/market.ts'
import type { Candle, Mark } from '../reducers/records.ts'

/** At most `max` of `count` candles, each over a run of neighbouring days and dated by the first of them. */
export function thinCandles(candles: Iterable<Candle>, count: number, max: number): Candle[] {
  const run = Math.ceil(count / max)
  const merged: Candle[] = []
  let at = 0
  for (const candle of candles) {
    const last = merged.at(-1)
    if (at++ % run === 0 || last === undefined) merged.push(candle)
    else merged[merged.length - 1] = mergeCandles(last, candle)
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
