import { depositToVault, equityAt, openVault, type VaultState, withdrawFromVault } from '@tidemark/sdk/core'
import type { Deposited, VaultCreated, VaultOwnEvent, Withdrawn } from '../chain/events.ts'
import { expectEqual, expectMarket, expectVault } from './expect.ts'
import { type Mark, NO_TOTALS, type VaultEventKind, type VaultRecord } from './records.ts'
import type { Effects, View } from './reduce.ts'

/** A vault opens, empty. */
export function reduceCreation(view: View, event: VaultCreated): Effects {
  const { vault: address, owner, manager, marketId, prices, sizePerCell, referencePrice, at } = event
  const market = expectMarket(view, marketId)
  const state = openVault({ market: market.units, prices, sizePerCell, referencePrice })
  expectEqual('the opening cursor', event.cursor, state.grid.cursor)
  const vault = { address, owner, manager, marketId, created: at, state, halted: false, totals: NO_TOTALS }
  return { vaultEvent: { at, kind: 'created', detail: undefined, vault, mark: market.mark } }
}

/** Deposits, withdrawals and switches that a vault reports itself. */
export function reduceOwnEvent(view: View, event: VaultOwnEvent): Effects {
  const vault = expectVault(view, event.vault)
  const { mark } = expectMarket(view, vault.marketId)
  const effects = (kind: VaultEventKind, next: VaultRecord, detail?: Record<string, string>): Effects => ({
    vaultEvent: { at: event.at, kind, detail, vault: next, mark },
  })
  switch (event.kind) {
    case 'deposited': {
      const { state, lots, cost } = depositToVault(vault.state, event.baseAmount, event.quoteAmount)
      return effects('deposit', moveFunds(vault, state, mark), fundsDetail(event, lots, cost))
    }
    case 'withdrawn': {
      const { state, lots, cost } = withdrawFromVault(vault.state, event.baseAmount, event.quoteAmount)
      return effects('withdraw', moveFunds(vault, state, mark), { ...fundsDetail(event, lots, cost), to: event.to })
    }
    case 'halted':
      return effects('halt', { ...vault, halted: true }, { by: event.by })
    case 'resumed':
      return effects('resume', { ...vault, halted: false })
    case 'manager-changed':
      return effects('manager', { ...vault, manager: event.manager }, { manager: event.manager })
  }
}

/** The owner's flow is what it changed the vault's equity by, at the mark of the moment. */
function moveFunds(vault: VaultRecord, state: VaultState, mark: Mark): VaultRecord {
  const flow = equityAt(state, mark.notional, mark.size) - equityAt(vault.state, mark.notional, mark.size)
  return { ...vault, state, totals: { ...vault.totals, netFlow: vault.totals.netFlow + flow } }
}

function fundsDetail(event: Deposited | Withdrawn, lots: bigint, cost: bigint): Record<string, string> {
  expectEqual('the number of lots', event.lots, lots)
  expectEqual('the cost of the lots', event.cost, cost)
  return {
    baseAmount: event.baseAmount.toString(),
    quoteAmount: event.quoteAmount.toString(),
    lots: lots.toString(),
    cost: cost.toString(),
  }
}
