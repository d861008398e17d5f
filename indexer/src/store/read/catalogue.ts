import type { Address } from 'viem'
import type { Value } from '../table.ts'
import { AUDIT } from '../tables/audit.ts'
import { CANDLE, MARKET } from '../tables/market.ts'
import { DEPTH, MARKOUT, QUOTE } from '../tables/measures.ts'
import { POOL, PROVIDER } from '../tables/pool.ts'
import { CANCELLED_QUOTE, FILL, MAKER, MAKER_PERIOD, TRADER } from '../tables/trader.ts'
import { VAULT } from '../tables/vault.ts'
import { EVENT } from '../tables/venue.ts'
import type { List } from './lists.ts'
import { readMarket, readMarkets } from './pages.ts'
import { many, type Read } from './read.ts'
import { is } from './where.ts'

const CHAIN_ORDER = ['height', 'log_index'] as const

/** Fills in chain order. */
export const FILLS: List<ReturnType<typeof FILL.decode>> = {
  table: FILL,
  orders: { BLOCK: { by: CHAIN_ORDER, paths: [['maker'], ['taker'], ['market'], []] } },
  count: countFills,
}

/** Round trips: fills that reduced a vault's position. */
export const TRADES: List<ReturnType<typeof FILL.decode>> = {
  table: FILL,
  orders: FILLS.orders,
  always: [is('trip', 'eq', 1)],
}

/** Everything that happened but fills. */
export const EVENTS: List<ReturnType<typeof EVENT.decode>> = {
  table: EVENT,
  orders: { BLOCK: { by: CHAIN_ORDER, paths: [['subject'], ['actor'], ['kind'], ['market'], []] } },
}

export const VAULTS: List<ReturnType<typeof VAULT.decode>> = {
  table: VAULT,
  orders: { CREATED: { by: CHAIN_ORDER, paths: [['owner'], ['manager'], ['market'], []] } },
}

export const POOLS: List<ReturnType<typeof POOL.decode>> = {
  table: POOL,
  orders: { CREATED: { by: CHAIN_ORDER, paths: [['operator'], ['market'], []] } },
}

/** Holders of LP units. */
export const POSITIONS: List<ReturnType<typeof PROVIDER.decode>> = {
  table: PROVIDER,
  orders: {
    POOL: { by: ['pool', 'address'], paths: [['address'], ['pool'], []] },
    UNITS: { by: ['lp', 'address'], paths: [['pool']] },
  },
}

export const MARKETS: List<ReturnType<typeof MARKET.decode>> = {
  table: MARKET,
  orders: { ID: { by: ['id'], paths: [[]] } },
}

export const TRADERS: List<ReturnType<typeof TRADER.decode>> = {
  table: TRADER,
  orders: {
    MARKET: { by: ['market', 'address'], paths: [['address'], ['market'], []] },
    VOLUME: { by: ['volume', 'address'], paths: [['market']] },
  },
}

export const MAKERS: List<ReturnType<typeof MAKER.decode>> = {
  table: MAKER,
  orders: { ADDRESS: { by: ['address'], paths: [[]] } },
}

/** What makers made per quote token and rebate period. */
export const MAKER_PERIODS: List<ReturnType<typeof MAKER_PERIOD.decode>> = {
  table: MAKER_PERIOD,
  orders: {
    MAKER: { by: ['maker', 'quote', 'period'], paths: [['maker'], []] },
    VOLUME: { by: ['volume', 'maker'], paths: [['period', 'quote']] },
  },
}

export const CANCELLED_QUOTES: List<ReturnType<typeof CANCELLED_QUOTE.decode>> = {
  table: CANCELLED_QUOTE,
  orders: { BLOCK: { by: CHAIN_ORDER, paths: [['maker'], []] } },
}

export const CANDLES: List<ReturnType<typeof CANDLE.decode>> = {
  table: CANDLE,
  orders: { START: { by: ['start'], paths: [['market', 'seconds']] } },
}

/** Depth of one market within one distance, by the hour. */
export const DEPTHS: List<ReturnType<typeof DEPTH.decode>> = {
  table: DEPTH,
  orders: { START: { by: ['hour'], paths: [['market', 'bps']] } },
}

/** Signed quotes by their first fill. */
export const QUOTES: List<ReturnType<typeof QUOTE.decode>> = {
  table: QUOTE,
  orders: { BLOCK: { by: CHAIN_ORDER, paths: [['maker'], ['market'], []] } },
}

/** How markets moved after makers' fills. */
export const MARKOUTS: List<ReturnType<typeof MARKOUT.decode>> = {
  table: MARKOUT,
  orders: { MARKET: { by: ['market', 'maker'], paths: [['maker'], ['market'], []] } },
}

/** Comparisons of the index with the chain. */
export const AUDITS: List<ReturnType<typeof AUDIT.decode>> = {
  table: AUDIT,
  orders: { MADE: { by: ['seq'], paths: [['subject'], ['equal'], ['kind'], []] } },
}

/** Fills are counted as they come: by market, and by either trader. */
function* countFills(fixed: ReadonlyMap<string, Value>): Read<number | undefined> {
  if (fixed.size === 0) return (yield* readMarkets()).reduce((sum, { fills }) => sum + fills, 0)
  const market = fixed.get('market')
  if (fixed.size === 1 && typeof market === 'number') return (yield* readMarket(market))?.fills ?? 0
  const others = [...fixed.keys()].filter((column) => column !== 'market')
  const [by] = others
  if (others.length !== 1 || (by !== 'maker' && by !== 'taker')) return undefined
  const traders = yield* tradersOf(fixed.get(by) as Address)
  const counted = traders.filter((trader) => market === undefined || trader.market === market)
  return counted.reduce((sum, { seq, takerFills }) => sum + (by === 'maker' ? seq : takerFills), 0)
}

/** An account's totals in every market. */
export function* tradersOf(address: Address): Read<ReturnType<typeof TRADER.decode>[]> {
  const rows = yield* many('SELECT * FROM trader WHERE chain_id = @chain AND address = ? ORDER BY market', address)
  return rows.map(TRADER.decode)
}
