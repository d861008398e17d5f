import type { VaultState } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { DAY_SECONDS, dayOf } from '../reducers/market.ts'
import { type Mark, NO_MARK, type Place } from '../reducers/records.ts'
import { readCursor } from './cursor.ts'
import type { Connection } from './open.ts'
import { int, type Row, toMark, uint } from './rows/row.ts'
import { vaultReader } from './rows/vault.ts'
import { getRow, iterateRows } from './statements.ts'

/** Both ends belong to the range. */
export interface BlockRange {
  readonly fromBlock: number
  readonly toBlock: number
}

/** A vault and its market's mark at the start of a range or at the close of a UTC day. */
export interface DayClose {
  /** Days since 1970. */
  readonly day: number
  /** Unix seconds: when the start came to be, or the end of the day. The last day may not be over. */
  readonly timestamp: number
  /** As far as equity depends on it. */
  readonly state: VaultState
  readonly mark: Mark
  /** Net flow since the vault's creation. */
  readonly netFlow: bigint
}

/** Something that became so at a place. */
interface Dated<T> extends Place {
  readonly day: number
  readonly timestamp: number
  readonly value: T
}

/**
 * A vault at the close of each day of a range on which it or its market's mark changed: first the state the range starts
 * from, last the state it ends in on the day it ends. Empty when the vault had no funds by its end.
 *
 * The start is the state before `fromBlock` at the end of the day before that block's, or, if something changed on that
 * very day already, at that change. For a younger vault it is the state right after its first deposit.
 */
export function* readCloses(
  db: Connection,
  address: Address,
  { fromBlock, toBlock }: BlockRange,
): Generator<DayClose, void, undefined> {
  const vaultSql =
    'SELECT v.*, lot_size, tick_size, taker_fee_bps FROM vault v JOIN market m ON m.id = v.market WHERE address = ?'
  const vault = getRow(db, vaultSql, address)
  const deposit = getRow(db, `${EVENTS} AND kind = 'deposit' ORDER BY height, log_index LIMIT 1`, address)
  if (vault === undefined || deposit === undefined || height(deposit) > toBlock) return
  const market = vault.market as number
  const older = height(deposit) < fromBlock
  const start = older ? (lastEvent(db, address, fromBlock - 1) ?? deposit) : deposit
  const startMark = older ? lastFill(db, market, fromBlock - 1) : undefined
  const from: Place = older ? { height: fromBlock, logIndex: -1 } : place(start)
  const endDay = dayOf(lastTime(db, toBlock))
  const changed = Math.max(place(start).timestamp, startMark?.timestamp ?? 0)
  // Days before the range are none of it, however long nothing had changed.
  const eve = Math.min(dayOf(firstTime(db, fromBlock)) - 1, endDay)
  const timestamp = older ? Math.max(changed, dayEnd(eve)) : changed
  const { state, totals } = vaultReader(vault, vault)(start)
  const opening: DayClose = {
    state,
    mark: startMark ? startMark.value : older ? NO_MARK : toMark(start),
    netFlow: totals.netFlow,
    timestamp,
    day: older ? Math.max(dayOf(changed), eve) : dayOf(changed),
  }
  yield opening
  let last = opening
  for (const close of mergeDays(
    opening,
    dailyFunds(db, address, from, toBlock),
    dailyMarks(db, market, from, toBlock),
  )) {
    yield close
    last = close
  }
  if (last.day < endDay) yield { ...last, day: endDay, timestamp: dayEnd(endDay) }
}

/** When a range that starts with `block` starts: the time of the first block known from there on. */
function firstTime(db: Connection, block: number): number {
  const row = getRow(db, 'SELECT ts FROM block WHERE height >= ? ORDER BY height LIMIT 1', block)
  return (row?.ts as number | undefined) ?? readCursor(db).timestamp
}

/** When a range that ends with `block` ends: the time of the last block known up to there. */
function lastTime(db: Connection, block: number): number {
  const cursor = readCursor(db)
  if (block >= cursor.height) return cursor.timestamp
  const row = getRow(db, 'SELECT ts FROM block WHERE height <= ? ORDER BY height DESC LIMIT 1', block)
  return (row?.ts as number | undefined) ?? 0
}

/** Unix seconds at which a day ends. */
function dayEnd(day: number): number {
  return (day + 1) * DAY_SECONDS
}

const EVENTS = 'SELECT * FROM vault_event WHERE vault = ?'
const LAST = 'height <= ? ORDER BY height DESC, log_index DESC LIMIT 1'

/** What equity depends on of a vault's record, which is less than a tenth of it: a history has thousands. */
interface Funds {
  readonly lots: bigint
  readonly quoteHeld: bigint
  readonly netFlow: bigint
}

/** A close per day on which funds or mark changed. Both come in order, and the later of one day counts. */
function* mergeDays(
  opening: DayClose,
  funds: Iterator<Dated<Funds>, undefined>,
  marks: Iterator<Dated<Mark>, undefined>,
): Generator<DayClose, void, undefined> {
  let { state, netFlow, mark } = opening
  let nextFunds = funds.next().value
  let nextMark = marks.next().value
  for (;;) {
    const day = Math.min(nextFunds?.day ?? Number.POSITIVE_INFINITY, nextMark?.day ?? Number.POSITIVE_INFINITY)
    if (day === Number.POSITIVE_INFINITY) return
    for (; nextFunds?.day === day; nextFunds = funds.next().value) {
      const { lots, quoteHeld } = nextFunds.value
      state = { ...state, quoteHeld, position: { ...state.position, lots } }
      netFlow = nextFunds.value.netFlow
    }
    for (; nextMark?.day === day; nextMark = marks.next().value) mark = nextMark.value
    yield { state, mark, netFlow, day, timestamp: dayEnd(day) }
  }
}

/** The vault's funds at the end of each day after `from`, and at the end of the range. */
function* dailyFunds(
  db: Connection,
  address: Address,
  from: Place,
  toBlock: number,
): Generator<Dated<Funds>, undefined, undefined> {
  const columns = 'height, log_index, ts, lots, quote_held, net_flow'
  const daily = `SELECT ${columns} FROM vault_day d JOIN vault_event e USING (vault, height, log_index)
    WHERE d.vault = ? AND d.height BETWEEN ? AND ? ORDER BY d.day`
  const last = `SELECT ${columns} FROM vault_event WHERE vault = ? AND ${LAST}`
  const read = (row: Row): Dated<Funds> => ({
    ...place(row),
    value: { lots: uint(row, 'lots'), quoteHeld: int(row, 'quote_held'), netFlow: int(row, 'net_flow') },
  })
  for (const row of iterateRows(db, daily, address, from.height, toBlock)) {
    if (isAfter(place(row), from)) yield read(row)
  }
  const end = getRow(db, last, address, toBlock)
  if (end && isAfter(place(end), from)) yield read(end)
  return undefined
}

/** The market's mark at the end of each day after `from`, and at the end of the range. */
function* dailyMarks(
  db: Connection,
  market: number,
  from: Place,
  toBlock: number,
): Generator<Dated<Mark>, undefined, undefined> {
  const sql = `SELECT height, log_index, day * ${DAY_SECONDS} AS ts, close_notional, close_size FROM candle
    WHERE market = ? AND height BETWEEN ? AND ? ORDER BY day`
  for (const row of iterateRows(db, sql, market, from.height, toBlock)) {
    if (isAfter(place(row), from)) yield { ...place(row), value: toMark(row, 'close') }
  }
  const end = lastFill(db, market, toBlock)
  if (end && isAfter(end, from)) yield end
  return undefined
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

function place(row: Row): Place & { day: number; timestamp: number } {
  const timestamp = row.ts as number
  return { height: height(row), logIndex: row.log_index as number, timestamp, day: dayOf(timestamp) }
}

function isAfter(a: Place, b: Place): boolean {
  return a.height > b.height || (a.height === b.height && a.logIndex > b.logIndex)
}
