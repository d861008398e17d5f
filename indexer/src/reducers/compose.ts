import { openVault, type VaultState } from '@tidemark/sdk/core'
import type { MarketRecord, VaultRecord, VaultStatus } from './records.ts'

/** A vault as the SDK's transitions take it. */
export function toVaultState({ terms }: VaultRecord, status: VaultStatus, { units }: MarketRecord): VaultState {
  const { prices, sizePerCell, referencePrice } = terms
  return {
    terms: { market: units, prices, sizePerCell, referencePrice },
    grid: { prices, sizePerCell, cursor: status.cursor },
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
    fills: state.seq,
  }
}

/** A vault's state before it has a strategy. */
export function emptyState({ units }: MarketRecord): VaultState {
  return openVault({ market: units, prices: [], sizePerCell: 0n, referencePrice: 0n })
}
