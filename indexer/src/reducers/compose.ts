import { type Grid, GridMode, openVault, type VaultState } from '@tidemark/sdk/core'
import type { MarketRecord, StrategyTerms, VaultRecord, VaultStatus } from './records.ts'

const MODES: ReadonlySet<number> = new Set(Object.values(GridMode))

/** A vault as the SDK's transitions take it. */
export function toVaultState({ terms }: VaultRecord, status: VaultStatus, { units }: MarketRecord): VaultState {
  const { prices, sizePerCell, referencePrice } = terms
  return {
    terms: { market: units, prices, sizePerCell, referencePrice },
    grid: toGrid(terms, status),
    position: status.position,
    contributed: status.contributed,
    quoteHeld: status.quoteHeld,
    seq: status.fills,
  }
}

/** The status after a transition. */
export function withState(status: VaultStatus, state: VaultState): VaultStatus {
  return {
    ...status,
    position: state.position,
    contributed: state.contributed,
    quoteHeld: state.quoteHeld,
    cursor: state.grid.cursor,
    bidCursor: state.grid.bidCursor ?? 0n,
    fills: state.seq,
  }
}

/** A vault's state before it has a strategy. */
export function emptyState({ units }: MarketRecord): VaultState {
  return openVault({ market: units, prices: [], sizePerCell: 0n, referencePrice: 0n })
}

/** The grid of a strategy where it stands. Only bids of `OneShot` have a cursor of their own. */
export function toGrid(
  { mode, prices, sizePerCell }: StrategyTerms,
  { cursor, bidCursor }: Pick<VaultStatus, 'cursor' | 'bidCursor'>,
): Grid {
  if (mode === GridMode.OneShot) return { mode, prices, sizePerCell, cursor, bidCursor }
  return mode === GridMode.SameLevel ? { mode, prices, sizePerCell, cursor } : { prices, sizePerCell, cursor }
}

/**
 * Whether the SDK can tell what a grid's fills are paid. Another factory may come to make vaults of modes that this version
 * does not know: of those the index keeps what they say.
 */
export function isKnownMode({ mode }: Pick<StrategyTerms, 'mode'>): boolean {
  return MODES.has(mode)
}
