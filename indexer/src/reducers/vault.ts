import {
  depositToVault,
  equityAt,
  GridMode,
  hedgeVault,
  openVault,
  type VaultState,
  withdrawFromVault,
} from '@tidemark/sdk/core'
import type { Deposited, StrategySet, VaultCreated, VaultOwnEvent, Withdrawn } from '../chain/events.ts'
import { expectEqual, expectMarket, expectVault } from './expect.ts'
import { type Mark, NO_TOTALS, type VaultEventKind, type VaultRecord } from './records.ts'
import type { Effects, View } from './reduce.ts'

/** `EntryPrice.Mark`: the cost of a deposit came from the market's oracle, which the index does not follow. */
const ENTRY_MARK = 1

/** A vault opens, empty: its strategy and funds come with its own next events. */
export function reduceCreation(view: View, event: VaultCreated): Effects {
  const { vault: address, owner, manager, marketId, at } = event
  const market = expectMarket(view, marketId)
  const state = openVault({ market: market.units, prices: [], sizePerCell: 0n, referencePrice: 0n })
  const fixed = { address, owner, manager, marketId, created: at }
  const vault = { ...fixed, state, halted: false, events: 0, totals: NO_TOTALS }
  return { vaultEvent: { at, kind: 'created', detail: undefined, vault, mark: market.mark } }
}

/** What a vault reports itself: each the next of its sequence. */
export function reduceOwnEvent(view: View, event: VaultOwnEvent): Effects {
  const before = expectVault(view, event.vault)
  const { mark } = expectMarket(view, before.marketId)
  expectEqual("the number of the vault's event", event.eventSeq, before.events + 1)
  const vault = { ...before, events: event.eventSeq }
  const effects = (kind: VaultEventKind, next: VaultRecord, detail?: Record<string, string>): Effects => ({
    vaultEvent: { at: event.at, kind, detail, vault: next, mark },
  })
  switch (event.kind) {
    case 'strategy-set':
      return effects('strategy', openStrategy(vault, event))
    case 'profit-share-set':
      return effects('profit-share', vault, { shareBps: String(event.shareBps) })
    case 'crystallised': {
      const { manager, highWaterMark, accrued, setAside } = event
      return effects('crystallise', vault, { manager, ...texts({ highWaterMark, accrued, setAside }) })
    }
    case 'profit-share-claimed': {
      const state = { ...vault.state, quoteHeld: vault.state.quoteHeld - event.amount }
      const { manager, to, amount } = event
      return effects('claim', moveFunds(vault, state, mark), { manager, to, ...texts({ amount }) })
    }
    case 'hedged': {
      const { bought, lots, notional, fee, cost } = event
      const state = hedgeVault(vault.state, bought, lots, notional, fee)
      return effects('hedge', { ...vault, state }, texts({ bought, lots, notional, fee, cost }))
    }
    case 'deposited': {
      const { state, lots, cost } = depositToVault(
        vault.state,
        event.baseAmount,
        event.quoteAmount,
        event.entry === ENTRY_MARK ? event.cost : undefined,
      )
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

/** The first strategy of a vault. Others than an `Adjacent` grid or signed quotes, and later ones, are not followed yet. */
function openStrategy(vault: VaultRecord, event: StrategySet): VaultRecord {
  const { sizePerCell, referencePrice, prices, mode, cursor } = event
  if (vault.events !== 1) throw new Error('the vault replaced its strategy, which this index cannot follow')
  if (mode !== GridMode.Adjacent) throw new Error(`grids of mode ${mode} are not followed by this index`)
  const state = openVault({ ...vault.state.terms, prices, sizePerCell, referencePrice })
  expectEqual('the opening cursor', cursor, state.grid.cursor)
  return { ...vault, state }
}

function texts(values: Readonly<Record<string, bigint | boolean>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
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
