import { arithmeticPrices, freshOrders, geometricPrices, gridOrders, Side } from '@tidemark/sdk/core'
import { atMost, info, type Row } from '../report.ts'
import { microseconds } from './time.ts'

/** Orders of a grid of 50 levels. The reference engine's own target is 5,000 µs. */
export function gridRows(): Row[] {
  const prices = geometricPrices(60_000n, 360_000n, 50)
  const grid = { prices, sizePerCell: 100n, cursor: 1_550n }
  return [
    atMost(
      'grid: 50 levels, orders that rest now (reference 5,000)',
      microseconds(() => gridOrders(grid)),
      'µs',
      40,
    ),
    info(
      '  the same on plain bigint',
      microseconds(() => plainOrders(prices, 1_550n)),
      'µs',
    ),
    atMost(
      'grid: 50 even levels, from prices to orders (reference 5,000)',
      microseconds(() => freshOrders({ prices: arithmeticPrices(60_000n, 360_000n, 50), sizePerCell: 100n }, 150_000n)),
      'µs',
      40,
    ),
    atMost(
      'grid: 50 geometric levels, exact (reference 5,000)',
      microseconds(() => geometricPrices(60_000n, 360_000n, 50)),
      'µs',
      40,
    ),
  ]
}

function plainOrders(prices: readonly bigint[], cursor: bigint) {
  const orders = []
  for (let i = 0; i < prices.length - 1; i++) {
    const start = BigInt(i) * 100n
    const bid = cursor <= start ? 0n : cursor - start < 100n ? cursor - start : 100n
    if (bid > 0n) orders.push({ cell: i, side: Side.Bid, price: prices[i], size: bid })
    if (bid < 100n) orders.push({ cell: i, side: Side.Ask, price: prices[i + 1], size: 100n - bid })
  }
  return orders
}
