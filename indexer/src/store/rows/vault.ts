import type { VaultState, VaultTerms } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import type { VaultEventRecord, VaultRecord, VaultTotals } from '../../reducers/records.ts'
import { encodeInt, encodeUint } from '../lenhex.ts'
import { toUnits } from './market.ts'
import { int, markRow, number, type Row, text, toPosition, uint } from './row.ts'

/**
 * Turns rows of a vault's events into its record after each, from the vault's own row and its market's units. A history
 * shares one list of prices this way.
 */
export function vaultReader(row: Row, units: Row): (event: Row) => VaultRecord {
  const prices = (JSON.parse(text(row, 'prices')) as string[]).map(BigInt)
  const sizePerCell = uint(row, 'size_per_cell')
  const terms = { market: toUnits(units), prices, sizePerCell, referencePrice: uint(row, 'reference_price') }
  const fixed = {
    address: text(row, 'address') as Address,
    owner: text(row, 'owner') as Address,
    manager: text(row, 'manager') as Address,
    marketId: number(row, 'market'),
    created: toPosition(row),
  }
  return (event) => ({
    ...fixed,
    state: toState(terms, event),
    halted: number(event, 'halted') === 1,
    events: number(event, 'events'),
    totals: toTotals(event),
  })
}

function toState(terms: VaultTerms, event: Row): VaultState {
  return {
    terms,
    grid: { prices: terms.prices, sizePerCell: terms.sizePerCell, cursor: uint(event, 'cursor') },
    position: {
      lots: uint(event, 'lots'),
      cost: uint(event, 'cost'),
      realisedPnl: int(event, 'realised'),
      trips: BigInt(number(event, 'trips')),
      wins: BigInt(number(event, 'wins')),
    },
    contributed: uint(event, 'contributed'),
    quoteHeld: int(event, 'quote_held'),
    seq: BigInt(number(event, 'fills')),
  }
}

function toTotals(event: Row): VaultTotals {
  return {
    trips: {
      trips: BigInt(number(event, 'trips')),
      wins: BigInt(number(event, 'wins')),
      losses: BigInt(number(event, 'losses')),
      grossProfit: uint(event, 'gross_profit'),
      grossLoss: uint(event, 'gross_loss'),
    },
    netFlow: int(event, 'net_flow'),
    makerVolume: uint(event, 'maker_volume'),
    takerFees: uint(event, 'taker_fees'),
  }
}

export function vaultRow({ address, owner, manager, marketId, created, state: { terms } }: VaultRecord): Row {
  return {
    address,
    owner,
    manager,
    market: marketId,
    size_per_cell: encodeUint(terms.sizePerCell),
    reference_price: encodeUint(terms.referencePrice),
    prices: JSON.stringify(terms.prices.map(String)),
    height: created.height,
    log_index: created.logIndex,
    tx_hash: created.txHash,
    ts: created.timestamp,
  }
}

export function vaultEventRow({ at, kind, detail, vault, mark }: VaultEventRecord): Row {
  const { state, totals, halted } = vault
  return {
    vault: vault.address,
    height: at.height,
    log_index: at.logIndex,
    ts: at.timestamp,
    kind,
    tx_hash: at.txHash,
    detail: detail === undefined ? null : JSON.stringify(detail),
    lots: encodeUint(state.position.lots),
    cost: encodeUint(state.position.cost),
    quote_held: encodeInt(state.quoteHeld),
    realised: encodeInt(state.position.realisedPnl),
    contributed: encodeUint(state.contributed),
    cursor: encodeUint(state.grid.cursor),
    halted: halted ? 1 : 0,
    fills: Number(state.seq),
    events: vault.events,
    trips: Number(totals.trips.trips),
    wins: Number(totals.trips.wins),
    losses: Number(totals.trips.losses),
    gross_profit: encodeUint(totals.trips.grossProfit),
    gross_loss: encodeUint(totals.trips.grossLoss),
    net_flow: encodeInt(totals.netFlow),
    maker_volume: encodeUint(totals.makerVolume),
    taker_fees: encodeUint(totals.takerFees),
    ...markRow('mark', mark),
  }
}
