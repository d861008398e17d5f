import type { Address } from 'viem'
import { type DayClose, dayEnd } from '../analytics/series.ts'
import { DAY_SECONDS, dayOf } from '../reducers/market.ts'
import { type Mark, NO_MARK, type Place, type VaultRecord } from '../reducers/records.ts'
import type { Connection } from './open.ts'
import { type Row, toMark } from './rows/row.ts'
import { vaultReader } from './rows/vault.ts'
import { getRow, getRows } from './statements.ts'

/** Both ends belong to the range. */
export interface BlockRange {
  readonly fromBlock: number
  readonly toBlock: number
}

/** Something that became so at a place. */
interface Dated<T> extends Place {
  readonly timestamp: number
  readonly value: T
}

/**
 * A vault at the close of each day of a range on which it or its market's mark changed: first the state the range starts
 * from, last the state it ends in. Empty when the vault had no funds by its end.
 *
 * The start is the state before `fromBlock`, dated by the last change before it, or, for a younger vault, the state right
 * after its first deposit.
 */
export function readCloses(db: Connection, address: Address, { fromBlock, toBlock }: BlockRange): DayClose[] {
  const vaultSql =
    'SELECT v.*, lot_size, tick_size, taker_fee_bps FROM vault v JOIN market m ON m.id = v.market WHERE address = ?'
  const vault = getRow(db, vaultSql, address)
  const deposit = getRow(db, `${EVENTS} AND kind = 'deposit' ORDER BY height, log_index LIMIT 1`, address)
  if (vault === undefined || deposit === undefined || height(deposit) > toBlock) return []
  const market = vault.market as number
  const read = vaultReader(vault, vault)
  const dated = (row: Row): Dated<VaultRecord> => ({ ...place(row), value: read(row) })

  const older = height(deposit) < fromBlock
  const start = older ? (lastEvent(db, address, fromBlock - 1) ?? deposit) : deposit
  const startMark = older ? lastFill(db, market, fromBlock - 1) : undefined
  const from: Place = older ? { height: fromBlock, logIndex: -1 } : place(deposit)
  const timestamp = Math.max(start.ts as number, startMark?.timestamp ?? 0)
  const opening: DayClose = {
    ...closeOf(dated(start).value, startMark ? startMark.value : older ? NO_MARK : toMark(start)),
    timestamp,
    day: dayOf(timestamp),
  }
  const states = dailyEvents(db, address, from, toBlock).map(dated)
  return [opening, ...mergeDays(opening, dated(start).value, states, dailyMarks(db, market, from, toBlock))]
}

const EVENTS = 'SELECT * FROM vault_event WHERE vault = ?'
const LAST = 'height <= ? ORDER BY height DESC, log_index DESC LIMIT 1'

function mergeDays(
  opening: DayClose,
  start: VaultRecord,
  states: readonly Dated<VaultRecord>[],
  marks: readonly Dated<Mark>[],
): DayClose[] {
  const stateOf = new Map(states.map(({ timestamp, value }) => [dayOf(timestamp), value]))
  const markOf = new Map(marks.map(({ timestamp, value }) => [dayOf(timestamp), value]))
  const days = [...new Set([...stateOf.keys(), ...markOf.keys()])].sort((a, b) => a - b)
  let vault = start
  let { mark } = opening
  return days.map((day) => {
    vault = stateOf.get(day) ?? vault
    mark = markOf.get(day) ?? mark
    return { ...closeOf(vault, mark), day, timestamp: dayEnd(day) }
  })
}

function closeOf({ state, totals }: VaultRecord, mark: Mark): Omit<DayClose, 'day' | 'timestamp'> {
  return { state, mark, netFlow: totals.netFlow }
}

/** The last event of each day after `from`, and the last one of all, which may be earlier on its day. */
function dailyEvents(db: Connection, address: Address, from: Place, toBlock: number): Row[] {
  const sql = `SELECT e.* FROM vault_day d JOIN vault_event e USING (vault, height, log_index)
    WHERE d.vault = ? AND d.height BETWEEN ? AND ? ORDER BY d.day`
  return [...getRows(db, sql, address, from.height, toBlock), lastEvent(db, address, toBlock)].filter(
    (row) => row !== undefined && isAfter(place(row), from),
  ) as Row[]
}

/** The market's mark at the end of each day after `from`, and at the end of the range. */
function dailyMarks(db: Connection, market: number, from: Place, toBlock: number): Dated<Mark>[] {
  const sql = 'SELECT * FROM candle WHERE market = ? AND height BETWEEN ? AND ? ORDER BY day'
  const closes = getRows(db, sql, market, from.height, toBlock).map(
    (row): Dated<Mark> => ({
      height: height(row),
      logIndex: row.log_index as number,
      timestamp: (row.day as number) * DAY_SECONDS,
      value: toMark(row, 'close'),
    }),
  )
  const last = lastFill(db, market, toBlock)
  return [...closes, ...(last ? [last] : [])].filter((close) => isAfter(close, from))
}

function lastEvent(db: Connection, address: Address, atBlock: number): Row | undefined {
  return getRow(db, `${EVENTS} AND ${LAST}`, address, atBlock)
}

function lastFill(db: Connection, market: number, atBlock: number): Dated<Mark> | undefined {
  const row = getRow(
    db,
    `SELECT height, log_index, ts, notional AS mark_notional, size AS mark_size FROM fill WHERE market = ? AND ${LAST}`,
    market,
    atBlock,
  )
  return row && { ...place(row), value: toMark(row) }
}

function height(row: Row): number {
  return row.height as number
}

function place(row: Row): Place & { timestamp: number } {
  return { height: height(row), logIndex: row.log_index as number, timestamp: row.ts as number }
}

function isAfter(a: Place, b: Place): boolean {
  return a.height > b.height || (a.height === b.height && a.logIndex > b.logIndex)
}
