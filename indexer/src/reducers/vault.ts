import { addTrip } from '@tidemark/sdk/analytics'
import {
  cursorAt,
  depositToVault,
  entryCostUp,
  entryPrice,
  equityAt,
  GridMode,
  hedgeVault,
  NO_CLAIM,
  notional as notionalOf,
  packGridPrices,
  type VaultState,
  withdrawFromVault,
} from '@tidemark/sdk/core'
import type { Deposited, StrategySet, VaultCreated, VaultOwnEvent, Withdrawn } from '../chain/events.ts'
import { MANAGER_CLAIM, VAULT, VAULT_STATE } from '../store/tables/vault.ts'
import { EVENT } from '../store/tables/venue.ts'
import type { Records } from '../store/workingSet.ts'
import { emptyState, isKnownMode, toVaultState, withState } from './compose.ts'
import { expectEqual, expectMarket, expectVault } from './expect.ts'
import {
  type EventKind,
  NO_SHARE,
  NO_TOTALS,
  type StrategyTerms,
  type VaultRecord,
  type VaultStatus,
} from './records.ts'
import { texts } from './texts.ts'
import { putStatus } from './vaultStatus.ts'

/** `EntryPrice`, numbered as in Solidity: where the cost of deposited base came from. */
const EntryPrice = { None: 0, Mark: 1, Average: 2, Reference: 3 } as const

const NO_TERMS: StrategyTerms = {
  strategy: 0,
  limits: {},
  mode: GridMode.Adjacent,
  sizePerCell: 0n,
  referencePrice: 0n,
  prices: [],
}

/** A vault opens, empty: its strategy and funds come with its own next events. */
export function reduceVaultCreated(records: Records, event: VaultCreated): void {
  const { vault: address, owner, manager, marketId, profitShareBps, at } = event
  const market = expectMarket(records, marketId)
  records.get(VAULT, address)
  records.get(VAULT_STATE, address)
  const fixed = { address, owner, manager, managerEpoch: 0, marketId, profitShareBps }
  records.put(VAULT, { ...fixed, created: at, terms: NO_TERMS }, address)
  const { position, contributed, quoteHeld, seq: fills } = emptyState(market)
  const counts = { halted: false, events: 0, totals: NO_TOTALS, share: NO_SHARE, cursor: 0n, bidCursor: 0n }
  putStatus(records, at, { vault: address, last: at, position, contributed, quoteHeld, fills, ...counts })
  const detail = { manager, profitShareBps: String(profitShareBps) }
  records.put(EVENT, {
    at,
    kind: 'vault-created',
    subject: address,
    actor: owner,
    market: marketId,
    seq: undefined,
    detail,
  })
}

/** What a vault reports itself: each the next of its sequence. */
export function reduceOwnEvent(records: Records, event: VaultOwnEvent): void {
  const { at, eventSeq } = event
  const { vault, status: before } = expectVault(records, event.vault)
  expectEqual("the number of the vault's event", eventSeq, before.events + 1)
  const market = expectMarket(records, vault.marketId)
  const status = { ...before, events: eventSeq }
  const state = toVaultState(vault, status, market)
  const { notional, size } = market.mark
  /** What lots that come or go are worth is a matter of this moment: a fill behind them in the block has no say in it. */
  const mark = { markNotional: notional, markSize: size }

  const tell = (
    kind: EventKind,
    next: VaultStatus,
    actor?: VaultRecord['owner'],
    detail: Record<string, string> = {},
  ) => {
    putStatus(records, at, next)
    const where = { subject: vault.address, market: market.id, seq: eventSeq }
    records.put(EVENT, { at, kind, ...where, actor, detail })
  }
  /** The owner's flow is what it changed the vault's equity by, at the mark of the moment. */
  const moveFunds = (next: VaultState): VaultStatus => {
    const flow = equityAt(next, notional, size) - equityAt(state, notional, size)
    return { ...withState(status, next), totals: { ...status.totals, netFlow: status.totals.netFlow + flow } }
  }

  switch (event.kind) {
    case 'strategy-set': {
      const terms = toTerms(event)
      records.put(VAULT, { ...vault, terms }, vault.address)
      const bidCursor = terms.mode === GridMode.OneShot ? event.cursor : 0n
      const { strategy, mode, sizePerCell, referencePrice, cursor } = event
      tell('strategy', { ...status, cursor: event.cursor, bidCursor }, undefined, {
        ...texts({ strategy, mode, sizePerCell, referencePrice, cursor }),
        prices: terms.prices.join(' '),
      })
      break
    }
    case 'profit-share-set':
      records.put(VAULT, { ...vault, profitShareBps: event.shareBps }, vault.address)
      tell('profit-share', status, undefined, texts({ shareBps: event.shareBps }))
      break
    case 'crystallised': {
      const { manager, highWaterMark, accrued, setAside } = event
      const added = accrued - setAside
      const { share: had } = status
      const share = { ...had, highWaterMark, owed: had.owed + setAside, carried: had.carried + added }
      if (accrued !== 0n || setAside !== 0n) {
        const claim = records.get(MANAGER_CLAIM, vault.address, manager) ?? NO_CLAIM
        const next = { setAside: claim.setAside + setAside, carried: claim.carried + added }
        records.put(MANAGER_CLAIM, { vault: vault.address, manager, ...next }, vault.address, manager)
      }
      tell('crystallise', { ...status, share }, manager, texts({ highWaterMark, accrued, setAside }))
      break
    }
    case 'profit-share-claimed': {
      const { manager, to, amount } = event
      const moved = moveFunds({ ...state, quoteHeld: state.quoteHeld - amount })
      const claim = records.get(MANAGER_CLAIM, vault.address, manager) ?? NO_CLAIM
      // Beyond what was set aside, free quote had come to cover some of what was carried.
      const covered = amount - claim.setAside
      const rest = { setAside: 0n, carried: claim.carried - covered }
      records.put(MANAGER_CLAIM, { vault: vault.address, manager, ...rest }, vault.address, manager)
      const { owed, carried, paid, ...mark } = status.share
      const share = { ...mark, owed: owed - claim.setAside, carried: carried - covered, paid: paid + amount }
      tell('claim', { ...moved, share }, manager, { to, ...texts({ amount }) })
      break
    }
    case 'hedged': {
      const { bought, lots, notional: paid, fee, cost, marketId } = event
      const hedged = hedgeVault(state, bought, lots, paid, fee)
      const realised = hedged.position.realisedPnl - state.position.realisedPnl
      const { totals } = status
      const trips = bought ? totals.trips : addTrip(totals.trips, realised)
      tell(
        'hedge',
        { ...withState(status, hedged), totals: { ...totals, trips } },
        undefined,
        texts({ marketId, bought, lots, notional: paid, fee, cost, realised }),
      )
      break
    }
    case 'deposited': {
      const told = entryCost(event, vault, state)
      const { state: next, lots, cost } = depositToVault(state, event.baseAmount, event.quoteAmount, told)
      const moved = moveFunds(next)
      const flow = moved.totals.netFlow - status.totals.netFlow
      const detail = texts({ entry: event.entry, ...mark, flow })
      tell('deposit', moved, vault.owner, { ...fundsDetail(event, lots, cost), ...detail })
      break
    }
    case 'withdrawn': {
      const { state: next, lots, cost } = withdrawFromVault(state, event.baseAmount, event.quoteAmount)
      const detail = { ...fundsDetail(event, lots, cost), ...texts(mark), to: event.to }
      tell('withdraw', moveFunds(next), vault.owner, detail)
      break
    }
    case 'halted':
      tell('halt', { ...status, halted: true }, event.by)
      break
    case 'resumed':
      tell('resume', { ...status, halted: false })
      break
    case 'manager-changed': {
      const { manager, managerEpoch } = event
      records.put(VAULT, { ...vault, manager, managerEpoch }, vault.address)
      tell('manager', status, manager, texts({ managerEpoch }))
      break
    }
  }
}

/** What deposited base costs. At a live mark only the chain knows; else the average, or the reference price within its bounds. */
function entryCost(
  { entry, cost, lots }: Deposited,
  { terms }: VaultRecord,
  { position, ...state }: VaultState,
): bigint {
  if (entry === EntryPrice.Mark) return cost
  const { minPrice = 0n, maxPrice = 0n } = terms.limits
  const limits = { minPrice: BigInt(minPrice), maxPrice: BigInt(maxPrice) }
  const price = entryPrice({ strategy: { grid: terms, limits } })
  return entryCostUp(position, lots, notionalOf(price, state.terms.market.tickSize, lots))
}

/** @throws when the grid is none, or opens elsewhere than the chain says. */
function toTerms(event: StrategySet): StrategyTerms {
  const { strategy, limits, mode, sizePerCell, referencePrice, prices, cursor } = event
  const terms = { strategy, limits, mode, sizePerCell, referencePrice, prices }
  if (prices.length === 0) {
    expectEqual('the opening cursor', cursor, 0n)
  } else if (isKnownMode(terms)) {
    const known = mode as GridMode
    packGridPrices({ mode: known, minStepBps: 0, prices })
    expectEqual('the opening cursor', cursor, cursorAt(prices, sizePerCell, referencePrice, known))
  }
  return terms
}

function fundsDetail(event: Deposited | Withdrawn, lots: bigint, cost: bigint): Record<string, string> {
  expectEqual('the number of lots', event.lots, lots)
  expectEqual('the cost of the lots', event.cost, cost)
  const { baseAmount, quoteAmount } = event
  return texts({ baseAmount, quoteAmount, lots, cost })
}
