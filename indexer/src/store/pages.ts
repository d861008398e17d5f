import type { Address } from 'viem'
import type { Candle, FillRecord, MarketRecord, Place } from '../reducers/records.ts'
import type { Connection } from './open.ts'
import { toFill } from './rows/fill.ts'
import { toCandle, toMarket } from './rows/market.ts'
import type { Row } from './rows/row.ts'
import { getRow, getRows, iterateRows, statement } from './statements.ts'

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
  /** How many there are on all pages; counted only when asked. */
  readonly total: () => number
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
export function pageFills(db: Connection, filter: FillFilter, request: PageRequest): Page<FillRecord> {
  const used = CONDITIONS.filter(([key]) => filter[key] !== undefined)
  const conditions = used.map(([, sql]) => sql)
  const values = used.flatMap(([key]) => filter[key] ?? [])
  return page(db, 'fill', conditions, values, request, toFill)
}

/** Addresses of vaults by creation. */
export function pageVaults(db: Connection, request: PageRequest): Page<Place & { address: Address }> {
  return page(db, 'vault', [], [], request, (row) => ({
    address: row.address as Address,
    height: row.height as number,
    logIndex: row.log_index as number,
  }))
}

function page<T>(
  db: Connection,
  table: string,
  conditions: readonly string[],
  values: readonly (string | number)[],
  { first, after, descending }: PageRequest,
  map: (row: Row) => T,
): Page<T> {
  const where = (all: readonly string[]) => (all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`)
  const countSql = `SELECT count(*) AS n FROM ${table}${where(conditions)}`
  const direction = descending ? 'DESC' : 'ASC'
  const paged = after ? [...conditions, `(height, log_index) ${descending ? '<' : '>'} (?, ?)`] : conditions
  const rows = getRows(
    db,
    `SELECT * FROM ${table}${where(paged)} ORDER BY height ${direction}, log_index ${direction} LIMIT ?`,
    ...values,
    ...(after ? [after.height, after.logIndex] : []),
    first + 1,
  )
  return {
    items: rows.slice(0, first).map(map),
    hasNext: rows.length > first,
    total: () => getRow(db, countSql, ...values)?.n as number,
  }
}

/** Markets by id. */
export function readMarkets(db: Connection): MarketRecord[] {
  return getRows(db, 'SELECT * FROM market ORDER BY id').map(toMarket)
}

/** One market. */
export function readMarket(db: Connection, id: number): MarketRecord | undefined {
  const row = getRow(db, 'SELECT * FROM market WHERE id = ?', id)
  return row && toMarket(row)
}

/** Daily candles of the days whose last fill is within the blocks, and how many there are. */
export function readCandles(
  db: Connection,
  market: number,
  fromBlock: number,
  toBlock: number,
): { candles: Iterable<Candle>; count: number } {
  const where = 'FROM candle WHERE market = ? AND height BETWEEN ? AND ?'
  const count = getRow(db, `SELECT count(*) AS n ${where}`, market, fromBlock, toBlock)?.n as number
  const rows = iterateRows(db, `SELECT * ${where} ORDER BY day`, market, fromBlock, toBlock)
  return { candles: toCandles(rows), count }
}

function* toCandles(rows: Iterable<Row>): Generator<Candle, void, undefined> {
  for (const row of rows) yield toCandle(row)
}

/** The last block with an event at or before a time. Block times never decrease, so it is also the highest. */
export function readBlockAt(
  db: Connection,
  time: number,
): { number: number; hash: string; timestamp: number } | undefined {
  const sql = `SELECT height AS number, hash, ts AS timestamp FROM block WHERE ts <= ? ORDER BY ts DESC, height DESC LIMIT 1`
  return statement(db, sql).get(time) as ReturnType<typeof readBlockAt>
}
