import type { Address } from 'viem'
import type { ManagerClaim, VaultDay, VaultRecord, VaultStatus } from '../../reducers/records.ts'
import { encodeInt, encodeUint } from '../lenhex.ts'
import type { ColumnType, Row, Table, Value } from '../table.ts'
import {
  bigintsText,
  flag,
  int,
  number,
  TRIP_COLUMNS,
  text,
  toBigints,
  toPosition,
  toTrips,
  tripValues,
  uint,
} from './row.ts'

/** Who a vault belongs to and what it may do. What it holds is in `vault_state`. */
export const VAULT: Table<VaultRecord> = {
  name: 'vault',
  kind: 'state',
  columns: {
    address: 'text',
    owner: 'text',
    manager: 'text',
    manager_epoch: 'int',
    market: 'int',
    profit_share_bps: 'int',
    strategy: 'int',
    limits: 'text',
    mode: 'int',
    size_per_cell: 'amount',
    reference_price: 'amount',
    prices: 'text',
    height: 'int',
    log_index: 'int',
    ts: 'int',
    tx_hash: 'text',
  },
  key: ['address'],
  indexes: [
    ['height', 'log_index'],
    ['owner', 'height', 'log_index'],
    ['manager', 'height', 'log_index'],
    ['market', 'height', 'log_index'],
  ],
  encode: ({ terms, created, ...vault }) => [
    vault.address,
    vault.owner,
    vault.manager,
    vault.managerEpoch,
    vault.marketId,
    vault.profitShareBps,
    terms.strategy,
    JSON.stringify(terms.limits),
    terms.mode,
    encodeUint(terms.sizePerCell),
    encodeUint(terms.referencePrice),
    bigintsText(terms.prices),
    created.height,
    created.logIndex,
    created.timestamp,
    created.txHash,
  ],
  decode: (row) => ({
    address: text(row, 'address') as Address,
    owner: text(row, 'owner') as Address,
    manager: text(row, 'manager') as Address,
    managerEpoch: number(row, 'manager_epoch'),
    marketId: number(row, 'market'),
    profitShareBps: number(row, 'profit_share_bps'),
    terms: {
      strategy: number(row, 'strategy'),
      limits: JSON.parse(text(row, 'limits')) as Record<string, string>,
      mode: number(row, 'mode'),
      sizePerCell: uint(row, 'size_per_cell'),
      referencePrice: uint(row, 'reference_price'),
      prices: toBigints(row, 'prices'),
    },
    created: toPosition(row),
  }),
}

const STATUS: Readonly<Record<string, ColumnType>> = {
  height: 'int',
  log_index: 'int',
  ts: 'int',
  lots: 'amount',
  cost: 'amount',
  quote_held: 'amount',
  realised: 'amount',
  contributed: 'amount',
  cursor: 'amount',
  bid_cursor: 'amount',
  halted: 'int',
  fills: 'int',
  events: 'int',
  ...TRIP_COLUMNS,
  net_flow: 'amount',
  maker_volume: 'amount',
  taker_fees: 'amount',
  rebates: 'amount',
  high_water: 'amount',
  owed: 'amount',
  carried: 'amount',
  share_paid: 'amount',
}

function encodeStatus({ last, position, totals, share, ...status }: VaultStatus): Value[] {
  const { trips } = totals
  return [
    last.height,
    last.logIndex,
    last.timestamp,
    encodeUint(position.lots),
    encodeUint(position.cost),
    encodeInt(status.quoteHeld),
    encodeInt(position.realisedPnl),
    encodeUint(status.contributed),
    encodeUint(status.cursor),
    encodeUint(status.bidCursor),
    status.halted ? 1 : 0,
    Number(status.fills),
    status.events,
    ...tripValues(trips),
    encodeInt(totals.netFlow),
    encodeUint(totals.makerVolume),
    encodeUint(totals.takerFees),
    encodeUint(totals.rebates),
    encodeInt(share.highWaterMark),
    encodeUint(share.owed),
    encodeUint(share.carried),
    encodeUint(share.paid),
  ]
}

function decodeStatus(row: Row): VaultStatus {
  const trips = toTrips(row)
  return {
    vault: text(row, 'vault') as Address,
    last: { height: number(row, 'height'), logIndex: number(row, 'log_index'), timestamp: number(row, 'ts') },
    position: {
      lots: uint(row, 'lots'),
      cost: uint(row, 'cost'),
      realisedPnl: int(row, 'realised'),
      trips: trips.trips,
      wins: trips.wins,
    },
    quoteHeld: int(row, 'quote_held'),
    contributed: uint(row, 'contributed'),
    cursor: uint(row, 'cursor'),
    bidCursor: uint(row, 'bid_cursor'),
    halted: flag(row, 'halted'),
    fills: BigInt(number(row, 'fills')),
    events: number(row, 'events'),
    totals: {
      trips,
      netFlow: int(row, 'net_flow'),
      makerVolume: uint(row, 'maker_volume'),
      takerFees: uint(row, 'taker_fees'),
      rebates: uint(row, 'rebates'),
    },
    share: {
      highWaterMark: int(row, 'high_water'),
      owed: uint(row, 'owed'),
      carried: uint(row, 'carried'),
      paid: uint(row, 'share_paid'),
    },
  }
}

/** What a vault holds and did so far, as of its last event. Any range of blocks is the difference of two of these. */
export const VAULT_STATE: Table<VaultStatus> = {
  name: 'vault_state',
  kind: 'state',
  columns: { vault: 'text', ...STATUS },
  key: ['vault'],
  encode: (status) => [status.vault, ...encodeStatus(status)],
  decode: decodeStatus,
}

/** The same at the end of each UTC day on which it changed. */
export const VAULT_DAY: Table<VaultDay> = {
  name: 'vault_day',
  kind: 'state',
  columns: { vault: 'text', day: 'int', ...STATUS },
  key: ['vault', 'day'],
  encode: (status) => [status.vault, status.day, ...encodeStatus(status)],
  decode: (row) => ({ ...decodeStatus(row), day: number(row, 'day') }),
}

/** What managers, present and former, have of a vault's profit to take. */
export const MANAGER_CLAIM: Table<ManagerClaim> = {
  name: 'manager_claim',
  kind: 'state',
  columns: { vault: 'text', manager: 'text', set_aside: 'amount', carried: 'amount' },
  key: ['vault', 'manager'],
  encode: ({ vault, manager, setAside, carried }) => [vault, manager, encodeUint(setAside), encodeUint(carried)],
  decode: (row) => ({
    vault: text(row, 'vault') as Address,
    manager: text(row, 'manager') as Address,
    setAside: uint(row, 'set_aside'),
    carried: uint(row, 'carried'),
  }),
}
