import { ceilDiv, floorDiv } from '../analytics/metric.ts'
import { TidemarkError } from '../errors.ts'
import { BPS, Side } from '../market.ts'
import type { TickFraction } from '../quote.ts'

/** One order of a ladder. */
export interface LadderOrder {
  readonly side: Side
  /** From the best. */
  readonly level: number
  /** Ticks. */
  readonly price: bigint
  /** Lots. */
  readonly size: bigint
}

/** A price of a ladder would not be above 0. */
export class LadderPriceError extends TidemarkError {
  constructor(level: number, price: bigint) {
    super('LadderPrice', `level ${level} would have a price of ${price}`, { level, price })
  }
}

/** How a ladder is spaced, in 1/10 000 of mid. */
export interface LadderTerms {
  /** In ticks, an exact fraction. */
  readonly mid: TickFraction
  /** Distance of the best bid, and of the best ask, from mid. */
  readonly bidBps: number
  readonly askBps: number
  /** Distance between levels. */
  readonly stepBps: number
  /** Lots of each level, the best first: a flat, linear, geometric or Fibonacci series. */
  readonly sizes: readonly bigint[]
}

/**
 * Bids and asks of a ladder, level by level, the bid first. Bids are rounded down and asks up, away from mid, and an ask that would
 * meet the bid of its level moves up a tick. Levels that round to one price stay orders apart, a level of size 0 is none.
 * Source: hummingbot, pure market making, order levels.
 *
 * @example
 * const mid = { numerator: 100n, denominator: 1n }
 * const orders = ladderOrders({ mid, bidBps: 100, askBps: 100, stepBps: 100, sizes: [1n, 2n] })
 * orders.map(({ price }) => price) // => [99n, 101n, 98n, 102n]
 *
 * @throws {LadderPriceError} when a bid reaches 0.
 */
export function ladderOrders({ mid, bidBps, askBps, stepBps, sizes }: LadderTerms): LadderOrder[] {
  const divisor = mid.denominator * BPS
  return sizes.flatMap((size, level) => {
    if (size === 0n) return []
    const away = BigInt(level) * BigInt(stepBps)
    const bid = floorDiv(mid.numerator * (BPS - BigInt(bidBps) - away), divisor)
    if (bid <= 0n) throw new LadderPriceError(level, bid)
    const ask = ceilDiv(mid.numerator * (BPS + BigInt(askBps) + away), divisor)
    return [
      { side: Side.Bid, level, price: bid, size },
      { side: Side.Ask, level, price: ask > bid ? ask : bid + 1n, size },
    ]
  })
}

/**
 * Orders of one side whose sizes together stay within `most` lots: the best ones first, what is beyond is cut off.
 *
 * @example
 * capLadder([{ side: Side.Bid, level: 0, price: 99n, size: 5n }], Side.Bid, 3n)
 * // => [{ side: 0, level: 0, price: 99n, size: 3n }]
 */
export function capLadder(orders: readonly LadderOrder[], side: Side, most: bigint): LadderOrder[] {
  let left = most
  return orders.flatMap((order) => {
    if (order.side !== side) return [order]
    const size = order.size < left ? order.size : left
    left -= size
    return size > 0n ? [{ ...order, size }] : []
  })
}
