import type { Side } from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'
import type { MakerKind } from '../../chain/events.ts'
import {
  type DepthMaker,
  type DepthRecord,
  type GroupedTrade,
  MARKOUT_SECONDS,
  type MarketClock,
  type MarkoutGroup,
  type MarkoutRecord,
  type MarkoutTape,
  type PoolDay,
  type PoolFlow,
  type QuoteRecord,
  type RosterRecord,
  type UptimeRecord,
} from '../../reducers/measures.ts'
import { encodeInt, encodeUint } from '../lenhex.ts'
import type { ColumnType, Row, Table } from '../table.ts'
import { flag, int, number, optional, text, uint } from './row.ts'

function bySeconds(columns: (seconds: number) => Record<string, ColumnType>): Record<string, ColumnType> {
  return Object.assign({}, ...MARKOUT_SECONDS.map(columns))
}

/** Per maker and market: sums over fills that a later price has judged, by seconds from fill to price. */
export const MARKOUT: Table<MarkoutRecord> = {
  name: 'markout',
  kind: 'state',
  columns: {
    market: 'int',
    maker: 'text',
    ...bySeconds((s) => ({ [`gain_${s}`]: 'amount', [`volume_${s}`]: 'amount', [`fills_${s}`]: 'int' })),
  },
  key: ['market', 'maker'],
  indexes: [['maker', 'market']],
  encode: ({ market, maker, judged }) => [
    ...[market, maker],
    ...judged.flatMap(({ gain, volume, fills }) => [encodeInt(gain), encodeUint(volume), Number(fills)]),
  ],
  decode: (row) => ({
    market: number(row, 'market'),
    maker: text(row, 'maker') as Address,
    judged: MARKOUT_SECONDS.map((s) => ({
      gain: int(row, `gain_${s}`),
      volume: uint(row, `volume_${s}`),
      fills: BigInt(number(row, `fills_${s}`)),
    })),
  }),
}

/** A market's fills by the second that wait to be judged, each group pointing to the next. */
export const MARKOUT_GROUP: Table<MarkoutGroup> = {
  name: 'markout_group',
  kind: 'state',
  columns: { market: 'int', ts: 'int', next: 'int?', trades: 'text' },
  key: ['market', 'ts'],
  encode: ({ market, time, next, trades }) => [
    ...[market, time, next ?? null],
    JSON.stringify(trades.map(({ maker, side, size, notional }) => [maker, side, String(size), String(notional)])),
  ],
  decode: (row) => ({
    market: number(row, 'market'),
    time: number(row, 'ts'),
    next: optional(row, 'next', number),
    trades: (JSON.parse(text(row, 'trades')) as [Address, Side, string, string][]).map(
      ([maker, side, size, notional]): GroupedTrade => ({
        ...{ maker, side, size: BigInt(size), notional: BigInt(notional) },
      }),
    ),
  }),
}

/** Where the groups of a market begin and end. */
export const MARKOUT_TAPE: Table<MarkoutTape> = {
  name: 'markout_tape',
  kind: 'state',
  columns: { market: 'int', last: 'int?', ...bySeconds((s) => ({ [`waiting_${s}`]: 'int?' })) },
  key: ['market'],
  encode: ({ market, last, waiting }) => [market, last ?? null, ...waiting.map((time) => time ?? null)],
  decode: (row) => ({
    market: number(row, 'market'),
    last: optional(row, 'last', number),
    waiting: MARKOUT_SECONDS.map((s) => optional(row, `waiting_${s}`, number)),
  }),
}

/** How long each grid has offered both sides. */
export const UPTIME: Table<UptimeRecord> = {
  name: 'uptime',
  kind: 'state',
  columns: { maker: 'text', start: 'int', ts: 'int', quoted: 'int', tight: 'int' },
  key: ['maker'],
  encode: ({ maker, start, time, quoted, tight }) => [maker, start, time, quoted, tight],
  decode: (row) => ({
    maker: text(row, 'maker') as Address,
    start: number(row, 'start'),
    time: number(row, 'ts'),
    quoted: number(row, 'quoted'),
    tight: number(row, 'tight'),
  }),
}

/** Up to which hour the depth of each market is sampled, and how many makers it has had. */
export const MARKET_CLOCK: Table<MarketClock> = {
  name: 'market_clock',
  kind: 'state',
  columns: { market: 'int', hour: 'int?', makers: 'int' },
  key: ['market'],
  encode: ({ market, hour, makers }) => [market, hour ?? null, makers],
  decode: (row) => ({
    market: number(row, 'market'),
    hour: optional(row, 'hour', number),
    makers: number(row, 'makers'),
  }),
}

/** Vaults and pools of each market in the order in which they came. */
export const ROSTER: Table<RosterRecord> = {
  name: 'roster',
  kind: 'state',
  columns: { market: 'int', n: 'int', maker: 'text', kind: 'int' },
  key: ['market', 'n'],
  encode: ({ market, n, maker, kind }) => [market, n, maker, kind],
  decode: (row) => ({
    market: number(row, 'market'),
    n: number(row, 'n'),
    maker: text(row, 'maker') as Address,
    kind: number(row, 'kind') as MakerKind,
  }),
}

/** What the grids of a market offered near its last price, at the end of each hour in which something happened. */
export const DEPTH: Table<DepthRecord> = {
  name: 'depth',
  kind: 'history',
  columns: {
    market: 'int',
    bps: 'int',
    hour: 'int',
    height: 'int',
    price: 'amount',
    bid_lots: 'amount',
    bid_notional: 'amount',
    ask_lots: 'amount',
    ask_notional: 'amount',
    makers: 'int',
    deepest: 'text',
    complete: 'int',
  },
  key: ['market', 'bps', 'hour'],
  indexes: [['height']],
  encode: (depth) => [
    ...[depth.market, depth.bps, depth.hour, depth.height, encodeUint(depth.price)],
    ...[encodeUint(depth.bidLots), encodeUint(depth.bidNotional)],
    ...[encodeUint(depth.askLots), encodeUint(depth.askNotional)],
    depth.count,
    JSON.stringify(
      depth.makers.map(({ maker, kind, bidLots, bidNotional, askLots, askNotional }) => [
        ...[maker, kind, String(bidLots), String(bidNotional), String(askLots), String(askNotional)],
      ]),
    ),
    depth.isComplete ? 1 : 0,
  ],
  decode: (row) => ({
    market: number(row, 'market'),
    bps: number(row, 'bps'),
    hour: number(row, 'hour'),
    height: number(row, 'height'),
    price: uint(row, 'price'),
    bidLots: uint(row, 'bid_lots'),
    bidNotional: uint(row, 'bid_notional'),
    askLots: uint(row, 'ask_lots'),
    askNotional: uint(row, 'ask_notional'),
    count: number(row, 'makers'),
    makers: toDepthMakers(row),
    isComplete: flag(row, 'complete'),
  }),
}

function toDepthMakers(row: Row): DepthMaker[] {
  const makers = JSON.parse(text(row, 'deepest')) as [Address, MakerKind, string, string, string, string][]
  return makers.map(([maker, kind, bidLots, bidNotional, askLots, askNotional]) => ({
    ...{ maker, kind, bidLots: BigInt(bidLots), bidNotional: BigInt(bidNotional) },
    ...{ askLots: BigInt(askLots), askNotional: BigInt(askNotional) },
  }))
}

/** What providers of each pool moved, at the prices of those moments. */
export const POOL_FLOW: Table<PoolFlow> = {
  name: 'pool_flow',
  kind: 'state',
  columns: { pool: 'text', first: 'amount', net_flow: 'amount', base: 'amount', quote: 'amount', day: 'int' },
  key: ['pool'],
  encode: ({ pool, first, netFlow, base, quote, day }) => [
    ...[pool, encodeUint(first), encodeInt(netFlow), encodeInt(base), encodeInt(quote), day],
  ],
  decode: (row) => ({
    pool: text(row, 'pool') as Address,
    first: uint(row, 'first'),
    netFlow: int(row, 'net_flow'),
    base: int(row, 'base'),
    quote: int(row, 'quote'),
    day: number(row, 'day'),
  }),
}

/** What each pool held at the end of each UTC day on which something happened to it. */
export const POOL_DAY: Table<PoolDay> = {
  name: 'pool_day',
  kind: 'history',
  columns: {
    pool: 'text',
    day: 'int',
    height: 'int',
    reserve_base: 'amount',
    reserve_quote: 'amount',
    income: 'amount',
    claimed: 'amount',
    net_flow: 'amount',
  },
  key: ['pool', 'day'],
  indexes: [['height']],
  encode: ({ pool, day, height, reserveBase, reserveQuote, income, claimed, netFlow }) => [
    ...[pool, day, height, encodeUint(reserveBase), encodeUint(reserveQuote)],
    ...[encodeUint(income), encodeUint(claimed), encodeInt(netFlow)],
  ],
  decode: (row) => ({
    pool: text(row, 'pool') as Address,
    day: number(row, 'day'),
    height: number(row, 'height'),
    reserveBase: uint(row, 'reserve_base'),
    reserveQuote: uint(row, 'reserve_quote'),
    income: uint(row, 'income'),
    claimed: uint(row, 'claimed'),
    netFlow: int(row, 'net_flow'),
  }),
}

/** Signed quotes that were filled, with what is filled of them. `height`, `log_index`: the first fill. */
export const QUOTE: Table<QuoteRecord> = {
  name: 'quote',
  kind: 'state',
  columns: {
    hash: 'text',
    maker: 'text',
    market: 'int',
    bid_lots: 'amount',
    bid_notional: 'amount',
    ask_lots: 'amount',
    ask_notional: 'amount',
    fills: 'int',
    height: 'int',
    log_index: 'int',
    ts: 'int',
    last_height: 'int',
    last_log_index: 'int',
    last_ts: 'int',
  },
  key: ['hash'],
  indexes: [
    ['height', 'log_index'],
    ['maker', 'height', 'log_index'],
    ['market', 'height', 'log_index'],
  ],
  encode: ({ hash, maker, market, fills, first, last, ...sums }) => [
    ...[hash, maker, market, encodeUint(sums.bidLots), encodeUint(sums.bidNotional)],
    ...[encodeUint(sums.askLots), encodeUint(sums.askNotional), fills],
    ...[first.height, first.logIndex, first.timestamp, last.height, last.logIndex, last.timestamp],
  ],
  decode: (row) => ({
    hash: text(row, 'hash') as Hex,
    maker: text(row, 'maker') as Address,
    market: number(row, 'market'),
    bidLots: uint(row, 'bid_lots'),
    bidNotional: uint(row, 'bid_notional'),
    askLots: uint(row, 'ask_lots'),
    askNotional: uint(row, 'ask_notional'),
    fills: number(row, 'fills'),
    first: { height: number(row, 'height'), logIndex: number(row, 'log_index'), timestamp: number(row, 'ts') },
    last: {
      height: number(row, 'last_height'),
      logIndex: number(row, 'last_log_index'),
      timestamp: number(row, 'last_ts'),
    },
  }),
}
