import { askPriceOf, bidPriceOf } from '../grid/lots.ts'
import { CursorOutOfRangeError } from '../grid.ts'
import { add, divDown, mul, sub } from '../u256.ts'
import { type PoolGridState, poolGridOf } from './grid.ts'

/** What a side without orders is said to be at: no ask can be above it. */
const HIGHEST_PRICE = (1n << 64n) - 1n

/**
 * By how much lots [from, to) of a grid of `size` lots per cell sell for more than they are bought for, in ticks times lots.
 * Exact. Mirrors `PoolLib.spreadTicks`.
 *
 * @throws {CursorOutOfRangeError} when the grid has no such lots.
 *
 * @example
 * spreadTicks([100n, 150n, 300n], 10n, 5n, 15n) // => 1_000n
 */
export function spreadTicks(prices: readonly bigint[], size: bigint, from: bigint, to: bigint): bigint {
  const first = divDown(from, size)
  const last = sub(to, 1n) / size
  const buy = priceAt(prices, first)
  const firstSell = priceAt(prices, first + 1n)
  const firstSpread = sub(firstSell, buy)
  if (first === last) return mul(sub(to, from), firstSpread)
  const lastBuy = priceAt(prices, last)
  const head = mul(sub(mul(first + 1n, size), from), firstSpread)
  const between = mul(size, sub(lastBuy, firstSell))
  const tail = mul(sub(to, mul(last, size)), sub(priceAt(prices, last + 1n), lastBuy))
  return add(add(head, between), tail)
}

/**
 * Highest price bid for and lowest asked, in ticks; 0 and 2^64 - 1 where a side is empty. Mirrors `PoolLib.bestPrices`.
 *
 * @throws {CursorOutOfRangeError} when the cursor is beyond the grid.
 *
 * @example
 * bestPoolPrices([100n, 200n], pool.grid) // => { bid: 100n, ask: 18_446_744_073_709_551_615n }
 */
export function bestPoolPrices(prices: readonly bigint[], grid: PoolGridState): { bid: bigint; ask: bigint } {
  const size = grid.size === 0n ? 1n : grid.size
  const whole = poolGridOf(prices, { ...grid, size })
  const atTop = grid.cursor === mul(BigInt(prices.length) - 1n, size)
  return {
    bid: grid.cursor === 0n ? 0n : bidPriceOf(whole, grid.cursor - 1n),
    ask: atTop ? HIGHEST_PRICE : askPriceOf(whole, grid.cursor),
  }
}

function priceAt(prices: readonly bigint[], index: bigint): bigint {
  const price = index < 256n ? prices[Number(index)] : undefined
  if (price === undefined) throw new CursorOutOfRangeError(index, BigInt(prices.length) - 1n)
  return price
}
