import { depositToVault, fillVault, geometricPrices, openVault, requiredFunds, Side } from '@tidemark/sdk/core'
import { atMost, info, type Row } from '../report.ts'
import { microseconds } from './time.ts'

/** Operations of a vault with a grid of 50 prices. The reference engine's own target is 2,000 µs each. */
export function vaultRows(): Row[] {
  const terms = {
    market: { lotSize: 10n ** 16n, tickSize: 100n, takerFeeBps: 5 },
    prices: geometricPrices(60_000n, 360_000n, 50),
    sizePerCell: 100n,
    referencePrice: 150_000n,
  }
  const empty = openVault(terms)
  const { base, quote } = requiredFunds(empty)
  const funded = depositToVault(empty, base, quote).state
  return [
    atMost(
      'vault: fill within a cell (reference 2,000)',
      microseconds(() => fillVault(funded, Side.Ask, 50n)),
      'µs',
      5,
    ),
    atMost(
      'vault: fill across 10 cells (reference 2,000)',
      microseconds(() => fillVault(funded, Side.Ask, 1_000n)),
      'µs',
      5,
    ),
    info('  the same on plain bigint', microseconds(plainFill(terms.prices, funded.grid.cursor)), 'µs'),
    atMost(
      'vault: deposit (reference 2,000)',
      microseconds(() => depositToVault(funded, base, quote)),
      'µs',
      5,
    ),
  ]
}

/** What a fill across ten cells has to compute, without a check: prices passed, fee, average cost, balances. */
function plainFill(prices: readonly bigint[], cursor: bigint): () => unknown {
  const position = { lots: 5_000n, cost: 5_000n * 150_000n * 100n, realised: 0n }
  return () => {
    let ticks = 0n
    let lots = 1_000n
    for (let cell = Number(cursor / 100n); lots > 0n; cell++) {
      const here = lots < 100n ? lots : 100n
      ticks += here * (prices[cell + 1] ?? 0n)
      lots -= here
    }
    const notional = ticks * 100n
    const fee = (notional * 5n + 9_999n) / 10_000n
    const cost = (position.cost * 1_000n + position.lots - 1n) / position.lots
    return {
      lots: position.lots - 1_000n,
      cost: position.cost - cost,
      realised: position.realised + notional - cost,
      fee,
      cursor: cursor + 1_000n,
    }
  }
}
