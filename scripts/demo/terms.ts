import { geometricPrices, type VaultTerms } from '@tidemark/sdk/core'
import { Problem } from '../deploy/problem.ts'
import type { History } from './candles.ts'

/** Decimals of the replay's tokens. */
export const baseDecimals = 18
export const quoteDecimals = 6

const takerFeeBps = 5
// 100 lots of a hundredth or so of a unit: a cell trades one unit of the index.
const sizePerCell = 100n
const levels = 256
// The grid reaches 0.5 % beyond the history: all of it is walked inside the grid, and as little as possible is idle.
const margin = 200n

/**
 * Market and grid for a history, a function of nothing else.
 *
 * A tick is the last decimal d of the prices, and a lot is 10^(d - 4) units of base, which makes the tick size 100
 * quote atoms per lot whatever the prices are: for the S&P 500 a tick is 0.01 USD and a lot 0.01 units. The grid is
 * geometric over the range of the history plus 0.5 % to both sides, 256 levels (0.65 % apart for the S&P 500, less than
 * its usual day's range), around the first open.
 *
 * @throws {Problem} when prices range too widely for one grid.
 */
export function chooseTerms({ candles, decimals }: History): VaultTerms {
  let [low, high, open] = [0n, 0n, 0n]
  for (const candle of candles) {
    if (low === 0n || candle.low < low) low = candle.low
    if (candle.high > high) high = candle.high
    if (open === 0n) open = candle.open
  }
  const top = high + high / margin
  // Prices are uint64 in the contracts.
  if (top >> 63n !== 0n) throw new Problem('The prices range too widely for one grid: over more than 14 digits.')
  return {
    market: { lotSize: 10n ** BigInt(baseDecimals - 4 + decimals), tickSize: 100n, takerFeeBps },
    prices: geometricPrices(low - low / margin, top, levels),
    sizePerCell,
    referencePrice: open,
  }
}
