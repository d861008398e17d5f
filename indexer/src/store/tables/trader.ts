import type { Address, Hex } from 'viem'
import type { MakerKind } from '../../chain/events.ts'
import type {
  CancelledQuote,
  FillRecord,
  MakerPeriod,
  MakerRecord,
  TraderDay,
  TraderRecord,
} from '../../reducers/records.ts'
import { encodeInt, encodeUint } from '../lenhex.ts'
import type { Table } from '../table.ts'
import { flag, int, number, optional, TRIP_COLUMNS, text, toPosition, toTrips, tripValues, uint } from './row.ts'

/**
 * `side`: the maker's, 0 bid, 1 ask. `realised`: null when the maker is not a vault. `trip`: whether it reduced a position.
 * `result`: what a trip won or lost, which is that without its rebate; null where there was none.
 */
export const FILL: Table<FillRecord> = {
  name: 'fill',
  kind: 'history',
  columns: {
    height: 'int',
    log_index: 'int',
    ts: 'int',
    tx_hash: 'text',
    market: 'int',
    maker: 'text',
    taker: 'text',
    seq: 'int',
    side: 'int',
    size: 'amount',
    notional: 'amount',
    fee: 'amount',
    rebate: 'amount',
    pool_fee: 'amount?',
    ref: 'text',
    realised: 'amount?',
    trip: 'int',
    result: 'amount?',
  },
  key: ['height', 'log_index'],
  indexes: [
    ['market', 'height', 'log_index'],
    ['maker', 'height', 'log_index'],
    ['taker', 'height', 'log_index'],
  ],
  encode: (fill) => [
    fill.at.height,
    fill.at.logIndex,
    fill.at.timestamp,
    fill.at.txHash,
    fill.market,
    fill.maker,
    fill.taker,
    fill.seq,
    fill.side,
    encodeUint(fill.size),
    encodeUint(fill.notional),
    encodeUint(fill.fee),
    encodeUint(fill.rebate),
    fill.poolFee === undefined ? null : encodeUint(fill.poolFee),
    fill.ref,
    fill.realised === undefined ? null : encodeInt(fill.realised),
    fill.isTrip ? 1 : 0,
    fill.isTrip && fill.realised !== undefined ? encodeInt(fill.realised - fill.rebate) : null,
  ],
  decode: (row) => ({
    at: toPosition(row),
    market: number(row, 'market'),
    maker: text(row, 'maker') as Address,
    taker: text(row, 'taker') as Address,
    seq: number(row, 'seq'),
    side: number(row, 'side'),
    size: uint(row, 'size'),
    notional: uint(row, 'notional'),
    fee: uint(row, 'fee'),
    rebate: uint(row, 'rebate'),
    poolFee: optional(row, 'pool_fee', uint),
    ref: text(row, 'ref') as Hex,
    realised: optional(row, 'realised', int),
    isTrip: flag(row, 'trip'),
  }),
}

/**
 * Per market: what an account did as maker and as taker. `seq` is the last of its gapless maker sequence. `volume` is that of
 * both sides, which accounts are looked for by.
 */
export const TRADER: Table<TraderRecord> = {
  name: 'trader',
  kind: 'state',
  columns: {
    market: 'int',
    address: 'text',
    seq: 'int',
    nonce: 'amount',
    maker_volume: 'amount',
    rebates: 'amount',
    taker_fills: 'int',
    taker_volume: 'amount',
    fees_paid: 'amount',
    lots: 'amount',
    cash: 'amount',
    ...TRIP_COLUMNS,
    day: 'int?',
    volume: 'amount',
  },
  key: ['market', 'address'],
  indexes: [
    ['address', 'market'],
    ['market', 'volume', 'address'],
  ],
  encode: (trader) => [
    trader.market,
    trader.address,
    trader.seq,
    encodeUint(trader.nonce),
    encodeUint(trader.makerVolume),
    encodeUint(trader.rebates),
    trader.takerFills,
    encodeUint(trader.takerVolume),
    encodeUint(trader.feesPaid),
    encodeInt(trader.lots),
    encodeInt(trader.cash),
    ...tripValues(trader.trips),
    trader.day ?? null,
    encodeUint(trader.makerVolume + trader.takerVolume),
  ],
  decode: (row) => ({
    market: number(row, 'market'),
    address: text(row, 'address') as Address,
    seq: number(row, 'seq'),
    nonce: uint(row, 'nonce'),
    makerVolume: uint(row, 'maker_volume'),
    rebates: uint(row, 'rebates'),
    takerFills: number(row, 'taker_fills'),
    takerVolume: uint(row, 'taker_volume'),
    feesPaid: uint(row, 'fees_paid'),
    lots: int(row, 'lots'),
    cash: int(row, 'cash'),
    trips: toTrips(row),
    day: optional(row, 'day', number),
  }),
}

/** The position of each account at the end of each UTC day on which it traded. */
export const TRADER_DAY: Table<TraderDay> = {
  name: 'trader_day',
  kind: 'history',
  columns: { market: 'int', address: 'text', day: 'int', height: 'int', lots: 'amount', cash: 'amount' },
  key: ['market', 'address', 'day'],
  indexes: [['height']],
  encode: ({ market, address, day, height, lots, cash }) => [
    ...[market, address, day, height, encodeInt(lots), encodeInt(cash)],
  ],
  decode: (row) => ({
    market: number(row, 'market'),
    address: text(row, 'address') as Address,
    day: number(row, 'day'),
    height: number(row, 'height'),
    lots: int(row, 'lots'),
    cash: int(row, 'cash'),
  }),
}

/** What a maker made of one quote token in one rebate period, in all markets: its tier follows. */
export const MAKER_PERIOD: Table<MakerPeriod> = {
  name: 'maker_period',
  kind: 'state',
  columns: { maker: 'text', quote: 'text', period: 'int', volume: 'amount', rebates: 'amount' },
  key: ['maker', 'quote', 'period'],
  indexes: [['period', 'quote', 'volume', 'maker']],
  encode: (made) => [made.maker, made.quote, made.period, encodeUint(made.volume), encodeUint(made.rebates)],
  decode: (row) => ({
    maker: text(row, 'maker') as Address,
    quote: text(row, 'quote') as Address,
    period: number(row, 'period'),
    volume: uint(row, 'volume'),
    rebates: uint(row, 'rebates'),
  }),
}

/** Who makes: registered vaults and pools, and accounts that raised the epoch of their quotes. */
export const MAKER: Table<MakerRecord> = {
  name: 'maker',
  kind: 'state',
  columns: { address: 'text', kind: 'int', market: 'int?', epoch: 'int', height: 'int', log_index: 'int' },
  key: ['address'],
  encode: ({ address, kind, market, epoch, since }) => [
    ...[address, kind, market ?? null, epoch],
    ...[since.height, since.logIndex],
  ],
  decode: (row) => ({
    address: text(row, 'address') as Address,
    kind: number(row, 'kind') as MakerKind,
    market: optional(row, 'market', number),
    epoch: number(row, 'epoch'),
    since: { height: number(row, 'height'), logIndex: number(row, 'log_index') },
  }),
}

/** Standing quotes that their makers withdrew. */
export const CANCELLED_QUOTE: Table<CancelledQuote> = {
  name: 'cancelled_quote',
  kind: 'state',
  columns: { hash: 'text', maker: 'text', height: 'int', log_index: 'int' },
  key: ['hash'],
  indexes: [
    ['height', 'log_index'],
    ['maker', 'height', 'log_index'],
  ],
  encode: ({ hash, maker, at }) => [hash, maker, at.height, at.logIndex],
  decode: (row) => ({
    hash: text(row, 'hash') as Hex,
    maker: text(row, 'maker') as Address,
    at: { height: number(row, 'height'), logIndex: number(row, 'log_index') },
  }),
}
