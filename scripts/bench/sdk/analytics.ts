import { type Performance, readMetrics, recordTrade, startPerformance } from '@tidemark/sdk/analytics'
import { atMost, info, type Row } from '../report.ts'
import { microseconds } from './time.ts'

/** Trades in the account that is read. */
const RECORDED = 1_000_000

/** Recording and reading an account. The reference engine's own target is 2,000 µs. */
export function analyticsRows(): Row[] {
  const trades = Array.from({ length: 256 }, (_, i) => ({
    isMaker: i % 3 > 0,
    notional: 10n ** 12n + BigInt(i) * 7_919n,
    fee: i % 3 > 0 ? 0n : 5n * 10n ** 8n,
    rebate: i % 3 > 0 ? 10n ** 8n : 0n,
    pnl: ((BigInt(i) * 7_919n) % 2_001n) * 10n ** 7n - 98n * 10n ** 8n,
  }))
  let account: Performance = startPerformance({ timestamp: 0n, equity: 10n ** 14n })
  let timestamp = 0n
  let turn = 0
  // A trade every half minute: a million of them take most of a year.
  const record = () => {
    timestamp += 30n
    const trade = trades[turn++ & 255]
    if (trade) account = recordTrade(account, { ...trade, timestamp })
    return account
  }
  while (turn < RECORDED) record()
  const read = microseconds(() => readMetrics(account, timestamp))
  return [
    atMost(
      `analytics: read all running metrics after ${RECORDED.toLocaleString('en-US')} trades (reference 2,000)`,
      read,
      'µs',
      20,
    ),
    atMost('analytics: record a trade (reference 2,000)', microseconds(record), 'µs', 5),
    info('  its sums alone on plain bigint', microseconds(plainRecord(trades)), 'µs'),
  ]
}

/** The sums that a trade adds to, without days, shares, peaks or times. */
function plainRecord(trades: readonly { notional: bigint; fee: bigint; rebate: bigint; pnl: bigint }[]): () => unknown {
  let turn = 0
  let [volume, fees, rebates, profit, loss, squares, count, equity] = [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]
  return () => {
    const trade = trades[turn++ & 255]
    if (!trade) return 0n
    const result = trade.pnl - trade.fee + trade.rebate
    volume += trade.notional
    fees += trade.fee
    rebates += trade.rebate
    if (result > 0n) profit += result
    else loss -= result
    squares += result * result
    count += 1n
    equity += result
    return { volume, fees, rebates, profit, loss, squares, count, equity }
  }
}
