import {
  addReturn,
  addTrip,
  depositToVault,
  fillVault,
  geometricPrices,
  mulDivUp,
  NO_RETURNS,
  NO_TRIPS,
  openVault,
  profitFactor,
  requiredFunds,
  Side,
  sharpeWad,
  winRate,
} from '@tidemark/sdk/core'
import { atMost, type Report } from './report.ts'

/** Median microseconds per call of `work`, over rounds long enough for the clock to mean something. */
function microseconds(work: () => unknown): number {
  const once = (count: number) => {
    const start = process.hrtime.bigint()
    for (let i = 0; i < count; i++) work()
    return Number(process.hrtime.bigint() - start) / 1000
  }
  let count = 1
  while (once(count) < 20_000) count *= 2
  const rounds = Array.from({ length: 9 }, () => once(count) / count).sort((a, b) => a - b)
  return rounds[4] ?? Number.NaN
}

/** The core's everyday operations beside the time budget per operation, and checked arithmetic beside unchecked. */
export async function run(): Promise<Report> {
  const terms = {
    market: { lotSize: 10n ** 16n, tickSize: 100n, takerFeeBps: 5 },
    prices: geometricPrices(60_000n, 360_000n, 50),
    sizePerCell: 100n,
    referencePrice: 150_000n,
  }
  const empty = openVault(terms)
  const { base, quote } = requiredFunds(empty)
  const funded = depositToVault(empty, base, quote).state
  const trips = addTrip(addTrip(NO_TRIPS, 100n), -40n)
  let returns = NO_RETURNS
  for (let i = 0n; i < 5_000n; i++) returns = addReturn(returns, ((i * 7919n) % 2_001n) * 10n ** 13n - 10n ** 16n)

  // Operands change with every call, or the compiler computes a constant once.
  const operands = Array.from({ length: 64 }, (_, i) => (1n << 128n) + BigInt(i) * 0x9e3779b97f4a7c15n)
  let turn = 0
  const next = () => operands[turn++ & 63] ?? 1n
  const plain = microseconds(() => (next() * next()) / next() + 1n)
  return {
    name: 'sdk',
    rows: [
      atMost(
        'vault: fill within a cell',
        microseconds(() => fillVault(funded, Side.Ask, 50n)),
        'µs',
        5,
      ),
      atMost(
        'vault: fill across 10 cells',
        microseconds(() => fillVault(funded, Side.Ask, 1_000n)),
        'µs',
        5,
      ),
      atMost(
        'vault: deposit',
        microseconds(() => depositToVault(funded, base, quote)),
        'µs',
        5,
      ),
      atMost(
        'grid: 50 geometric levels',
        microseconds(() => geometricPrices(60_000n, 360_000n, 50)),
        'µs',
        2_000,
      ),
      atMost(
        'analytics: record a trip',
        microseconds(() => addTrip(trips, 25n)),
        'µs',
        5,
      ),
      atMost(
        'analytics: read 3 ratios',
        microseconds(() => [winRate(trips), profitFactor(trips), sharpeWad(returns)]),
        'µs',
        20,
      ),
      atMost(
        'u256: mulDivUp, limit twice plain bigint',
        microseconds(() => mulDivUp(next(), next(), next())),
        'µs',
        2 * plain,
      ),
    ],
  }
}
