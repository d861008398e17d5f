import {
  fraction,
  inventorySkew,
  judgeUpdate,
  leverageOrders,
  type QuoteEntry,
  recordQuote,
  skewedSize,
  spreadQuote,
  startHistory,
} from '@tidemark/sdk/quoting'
import { atMost, info, type Row } from '../report.ts'
import { microseconds } from './time.ts'

/** Updates of a quote. The reference engine's own target is 500 µs. */
export function quotingRows(): Row[] {
  const gate = { minInterval: 1n, priceTolerancePpm: 10, sizeTolerancePpm: 10, ttl: 60n, renewBefore: 5n }
  let history = startHistory(64)
  let turn = 0n
  const update = () => {
    const now = ++turn * 2n
    const mid = 100_000n + (turn & 255n)
    const { bidPrice, askPrice } = spreadQuote(mid, { spreadBps: 10, minSpreadBps: 2, maxSpreadBps: 100 })
    const size = 100n
    const verdict = judgeUpdate(gate, { price: 99_000n, size, time: now - 2n }, { price: bidPrice, size, now })
    const entry: QuoteEntry = {
      quoteId: 1n,
      time: now,
      mid: { numerator: mid, denominator: 1n },
      bidPrice,
      bidSize: size,
      askPrice,
      askSize: size,
      inventoryWad: 0n,
      reason: 'MOVE',
    }
    if (verdict.update) history = recordQuote(history, entry)
    return history
  }
  const target = fraction(1n, 2n)
  const skewed = () => {
    const baseValue = 400_000n + (++turn & 255n)
    const { bid, ask } = inventorySkew({ baseValue, quoteValue: 500_000n, target, rangeValue: 100_000n })
    return [skewedSize(100n, bid), skewedSize(100n, ask)]
  }
  const mid = { numerator: 100_000n, denominator: 1n }
  const book = {
    mid,
    tickSize: 100n,
    lots: 40n,
    equity: 10n ** 12n,
    spreadPpm: 3_000,
    skewPpm: 500_000,
    sizePpm: 100_000,
    layers: 1,
  }
  return [
    atMost('quote: update with spread, gate and history (reference 500)', microseconds(update), 'µs', 5),
    info('  the prices alone on plain bigint', microseconds(plainQuote()), 'µs'),
    atMost('quote: skew of both sizes, exact fractions (reference 500)', microseconds(skewed), 'µs', 5),
    atMost(
      'quote: both sides by leverage (reference 500)',
      microseconds(() => leverageOrders(book)),
      'µs',
      5,
    ),
  ]
}

function plainQuote(): () => unknown {
  let turn = 0n
  return () => {
    const mid = 100_000n + (++turn & 255n)
    return { bid: (mid * 19_990n) / 20_000n, ask: (mid * 20_010n + 19_999n) / 20_000n }
  }
}
