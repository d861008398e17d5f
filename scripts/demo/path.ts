import type { Candle } from './candles.ts'

/**
 * The four prices a bar is walked through: open, nearer extreme, farther extreme, close.
 *
 * Nearer to the open is the extreme that price more likely touched first. At equal distance the low comes first.
 */
export function walk({ open, high, low, close }: Candle): readonly [bigint, bigint, bigint, bigint] {
  return high - open < open - low ? [open, high, low, close] : [open, low, high, close]
}
