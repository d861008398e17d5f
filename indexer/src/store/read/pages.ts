import type { Address } from 'viem'
import { DAY_SECONDS } from '../../reducers/market.ts'
import type { Candle, FillRecord, MarketRecord, Place } from '../../reducers/records.ts'
import type { Row, Value } from '../table.ts'
import { CANDLE, MARKET } from '../tables/market.ts'
import { FILL } from '../tables/trader.ts'
import { many, one, type Read } from './read.ts'

/** Which fills; all conditions hold at once. */
export interface FillFilter {
  readonly maker?: Address | undefined
  readonly taker?: Address | undefined
  readonly market?: number | undefined
  readonly side?: number | undefined
  readonly fromBlock?: number | undefined
  readonly toBlock?: number | undefined
}

/** One page of a list in chain order. */
export interface PageRequest {
  readonly first: number
  /** The page starts behind this place. */
  readonly after: Place | undefined
  readonly descending: boolean
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly hasNext: boolean
  /** Reads how many there are on all pages. */
  readonly total: () => Read<number>
}

const CONDITIONS: readonly (readonly [keyof FillFilter, string])[] = [
  ['maker', 'maker = ?'],
  ['taker', 'taker = ?'],
  ['market', 'market = ?'],
  ['side', 'side = ?'],
  ['fromBlock', 'height >= ?'],
  ['toBlock', 'height <= ?'],
]

/** Fills by chain order. */
export function pageFills(filter: FillFilter, request: PageRequest): Read<Page<FillRecord>> {
  const used = CONDITIONS.filter(([key]) => filter[key] !== undefined)
  const conditions = used.map(([, sql]) => sql)
  const values = used.flatMap(([key]) => filter[key] ?? [])
  return page('fill', conditions, values, request, FILL.decode)
}

/** Addresses of vaults by creation. */
export function pageVaults(request: PageRequest): Read<Page<Place & { address: Address }>> {
  return page('vault', [], [], request, (row) => ({
    address: row.address as Address,
    height: row.height as number,
    logIndex: row.log_index as number,
  }))
}

function* page<T>(
  table: string,
  conditions: readonly string[],
  values: readonly Value[],
  { first, after, descending }: PageRequest,
  map: (row: Row) => T,
): Read<Page<T>> {
  const where = (all: readonly string[]) => ` WHERE ${['chain_id = @chain', ...all].join(' AND ')}`
  const direction = descending ? 'DESC' : 'ASC'
  const paged = after ? [...conditions, `(height, log_index) ${descending ? '<' : '>'} (?, ?)`] : conditions
  const rows = yield* many(
    `SELECT * FROM ${table}${where(paged)} ORDER BY height ${direction}, log_index ${direction} LIMIT ?`,
    ...values,
    ...(after ? [after.height, after.logIndex] : []),
    first + 1,
  )
  return {
    items: rows.slice(0, first).map(map),
    hasNext: rows.length > first,
    *total(): Read<number> {
      const row = yield* one(`SELECT count(*) AS n FROM ${table}${where(conditions)}`, ...values)
      return row?.n as number
    },
  }
}

/** Markets by id. */
export function* readMarkets(): Read<MarketRecord[]> {
  return (yield* many('SELECT * FROM market WHERE chain_id = @chain ORDER BY id')).map(MARKET.decode)
}

/** One market. */
export function* readMarket(id: number): Read<MarketRecord | undefined> {
  const row = yield* one('SELECT * FROM market WHERE chain_id = @chain AND id = ?', id)
  return row && MARKET.decode(row)
}

/** Daily candles of the days whose last fill is within the blocks. */
export function* readCandles(market: number, fromBlock: number, toBlock: number): Read<Candle[]> {
  const sql = `SELECT * FROM candle WHERE chain_id = @chain AND market = ? AND seconds = ${DAY_SECONDS}
    AND height BETWEEN ? AND ? ORDER BY start`
  return (yield* many(sql, market, fromBlock, toBlock)).map(CANDLE.decode)
}
