import { GridMode, type MarketUnits, NO_LIMITS, StrategyKind } from '@tidemark/sdk/core'
import { type Address, type Hex, zeroAddress, zeroHash } from 'viem'

/** Constructor arguments of an exchange with the usual rebates: periods of 30 days; 0, 1, 2, 3 bps from 0, 1, 10, 50 million. */
export function exchangeArgs(governor: Address) {
  return [governor, 30 * 86_400, [1_000_000n, 10_000_000n, 50_000_000n], [0, 1, 2, 3]] as const
}

/** `Market` as `createMarket` takes it: no oracle, no share of the fee for pools. */
export function marketTerms(base: Address, quote: Address, { lotSize, tickSize, takerFeeBps }: MarketUnits) {
  const fees = { takerFeeBps, poolFeeShareBps: 0 }
  const oracle = { oracle: zeroAddress, oracleBandBps: 0, maxOracleAge: 0 }
  return { base, lotSize, quote, tickSize, ...fees, halted: false, ...oracle } as const
}

/** Prices, cell size and reference price of a grid. */
interface GridTerms {
  readonly prices: readonly bigint[]
  readonly sizePerCell: bigint
  readonly referencePrice: bigint
}

/** `VaultParams` of an `Adjacent` grid without limits, funded with what it needs. */
export function gridVaultParams(
  marketId: number,
  { prices, sizePerCell, referencePrice }: GridTerms,
  { manager = zeroAddress, salt = zeroHash }: { manager?: Address; salt?: Hex } = {},
) {
  const grid = { mode: GridMode.Adjacent, sizePerCell, referencePrice, minStepBps: 0, prices }
  const strategy = { kind: StrategyKind.GridTrading, limits: NO_LIMITS, grid }
  return { marketId, manager, profitShareBps: 0, strategy, baseAmount: 0n, quoteAmount: 0n, salt } as const
}
