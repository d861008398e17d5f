import type { VaultState } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { DAY_SECONDS, dayOf } from '../../reducers/market.ts'
import { type Mark, NO_MARK } from '../../reducers/records.ts'
import type { Row } from '../table.ts'
import { int, toMark, uint } from '../tables/row.ts'
import { EVENT } from '../tables/venue.ts'
import { type Known, readOnce } from './known.ts'
import { readCursor } from './meta.ts'
import type { BlockRange, Over } from './range.ts'
import { many, one, type Read } from './read.ts'
import type { VaultAt } from './vault.ts'

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

/** What was so at the end of a day. */
export interface AtDayEnd<T> {
  readonly day: number
  readonly value: T
}

/** Since its last change, which is in a block. */
interface Dated<T> extends AtDayEnd<T> {
  readonly height: number
  readonly logIndex: number
  readonly timestamp: number
}

/** Funds right after the first deposit, and the mark at that moment. */
interface Deposit extends Dated<Funds> {
  readonly mark: Mark
}

/** A vault's funds from its first deposit on, at the end of each day. */
interface FundsHistory {
  readonly deposit: Deposit
  readonly days: readonly Dated<Funds>[]
}

/** What equity depends on of a vault's record. */
interface Funds {
  readonly lots: bigint
  readonly quoteHeld: bigint
  readonly netFlow: bigint
}

/**
 * A vault at the close of each day of a range on which it or its market's mark changed: first the state the range starts
 * from, last the state it ends in on the day it ends. Empty when the vault had no funds by its end.
 *
 * The start is the state before `fromBlock` at the end of the day before that block's, or, if something changed on that
 * very day already, at that change. For a younger vault it is the state right after its first deposit.
 *
 * @param known Days that were read before.
 */
export function* readCloses(
  { before, after: vault }: Over<VaultAt>,
  { fromBlock, toBlock }: BlockRange,
  known: Known,
): Read<DayClose[]> {
  const history = yield* fundsOf(vault.address, known)
  const deposit = history?.deposit
  if (deposit === undefined || deposit.height > toBlock) return []
  const older = deposit.height < fromBlock
  const start = older && before ? lastFunds(before) : deposit
  const startMark = older ? yield* lastFill(vault.marketId, fromBlock - 1, known) : undefined
  const from = older ? { height: fromBlock, logIndex: -1 } : deposit
  const { since, until } = yield* readTimes({ fromBlock, toBlock }, known)
  const endDay = dayOf(until)
  const changed = Math.max(start.timestamp, startMark?.timestamp ?? 0)
  // Days before the range are none of it, however long nothing had changed.
  const eve = Math.min(dayOf(since) - 1, endDay)
  const timestamp = older ? Math.max(changed, dayEnd(eve)) : changed
  const opening: DayClose = {
    state: withFunds(vault.state, start.value),
    mark: startMark?.value ?? (older ? NO_MARK : deposit.mark),
    netFlow: start.value.netFlow,
    timestamp,
    day: older ? Math.max(dayOf(changed), eve) : dayOf(changed),
  }
  const isLater = (dated: Dated<unknown>) =>
    dated.height > from.height || (dated.height === from.height && dated.logIndex > from.logIndex)
  const funds = [...within(history?.days ?? [], from.height, toBlock), lastFunds(vault)].filter(isLater)
  const marks = (yield* dailyMarks(vault.marketId, from.height, toBlock, known)).filter(isLater)
  const closes = [opening]
  let last = opening
  let held = start.value
  for (const { day, holdings, mark } of eachClose({ holdings: held, mark: opening.mark }, funds, marks, opening.day)) {
    const state = holdings === held ? last.state : withFunds(vault.state, holdings)
    last = { state, mark, netFlow: holdings.netFlow, day, timestamp: dayEnd(day) }
    held = holdings
    closes.push(last)
  }
  if (last.day < endDay) closes.push({ ...last, day: endDay, timestamp: dayEnd(endDay) })
  return closes
}

/** When a range starts and ends. */
export function* readTimes(
  { fromBlock, toBlock }: BlockRange,
  known: Known,
): Read<{ readonly since: number; readonly until: number }> {
  const since = yield* readOnce(known.moments, `since ${fromBlock}`, () => firstTime(fromBlock))
  return { since, until: yield* readTimeAt(toBlock, known) }
}

/** When a range that ends with `block` ends, read once for all. */
export function readTimeAt(block: number, { moments }: Known): Read<number> {
  return readOnce(moments, `until ${block}`, () => lastTime(block))
}

/** When a range that starts with `block` starts: the time of the first block known from there on. */
function* firstTime(block: number): Read<number> {
  const row = yield* one('SELECT ts FROM block WHERE chain_id = @chain AND height >= ? ORDER BY height LIMIT 1', block)
  return (row?.ts as number | undefined) ?? (yield* readCursor()).timestamp
}

/** When a range that ends with `block` ends: the time of the last block known up to there. */
export function* lastTime(block: number): Read<number> {
  const cursor = yield* readCursor()
  if (block >= cursor.height) return cursor.timestamp
  const sql = 'SELECT ts FROM block WHERE chain_id = @chain AND height <= ? ORDER BY height DESC LIMIT 1'
  return ((yield* one(sql, block))?.ts as number | undefined) ?? 0
}

/** Unix seconds at which a day ends. */
export function dayEnd(day: number): number {
  return (day + 1) * DAY_SECONDS
}

/** The vault's funds since its last event. */
function lastFunds({ status }: VaultAt): Dated<Funds> {
  const { last, position, quoteHeld, totals } = status
  return { ...last, day: dayOf(last.timestamp), value: { lots: position.lots, quoteHeld, netFlow: totals.netFlow } }
}

function withFunds(state: VaultState, { lots, quoteHeld }: Funds): VaultState {
  return { ...state, quoteHeld, position: { ...state.position, lots } }
}

/** What became of a vault's funds day by day; nothing before its first deposit. */
function fundsOf(vault: Address, { days }: Known): Read<FundsHistory | undefined> {
  const read = function* () {
    const deposit = yield* firstDeposit(vault)
    return deposit && { deposit, days: yield* dailyFunds(vault) }
  }
  return readOnce(days, `funds ${vault}`, read, (history) => 1 + (history?.days.length ?? 0))
}

function* dailyFunds(vault: Address): Read<Dated<Funds>[]> {
  const sql = `SELECT height, log_index, ts, lots, quote_held, net_flow FROM vault_day
    WHERE chain_id = @chain AND vault = ? ORDER BY day`
  const rows = yield* many(sql, vault)
  return rows.map((row) => ({
    ...place(row, row.ts as number),
    value: { lots: uint(row, 'lots'), quoteHeld: int(row, 'quote_held'), netFlow: int(row, 'net_flow') },
  }))
}

/** The market's mark at the end of each day from block `from` on, and at the end of the range. */
export function* dailyMarks(market: number, from: number, toBlock: number, known: Known): Read<Dated<Mark>[]> {
  const days = yield* readOnce(
    known.days,
    `marks ${market}`,
    () => allMarks(market),
    (all) => all.length,
  )
  const end = yield* lastFill(market, toBlock, known)
  const some = within(days, from, toBlock)
  return end === undefined ? some : [...some, end]
}

function* allMarks(market: number): Read<Dated<Mark>[]> {
  const sql = `SELECT height, log_index, start, close_notional, close_size FROM candle
    WHERE chain_id = @chain AND market = ? AND seconds = ? ORDER BY start`
  const rows = yield* many(sql, market, DAY_SECONDS)
  return rows.map((row) => ({
    ...place(row, (row.start as number) * DAY_SECONDS),
    value: toMark(row, 'close'),
  }))
}

/**
 * What was held, and the price, at the close of each day from `firstDay` on on which one of them changed. Both come in order,
 * and the later of one day counts.
 */
export function* eachClose<H>(
  opening: { readonly holdings: H; readonly mark: Mark },
  held: readonly AtDayEnd<H>[],
  marks: readonly AtDayEnd<Mark>[],
  firstDay: number,
): Generator<{ day: number; holdings: H; mark: Mark }, void, undefined> {
  let { holdings, mark } = opening
  let [i, j] = [firstSince(held, firstDay), firstSince(marks, firstDay)]
  for (;;) {
    const day = Math.min(held[i]?.day ?? Number.POSITIVE_INFINITY, marks[j]?.day ?? Number.POSITIVE_INFINITY)
    if (day === Number.POSITIVE_INFINITY) return
    for (let next = held[i]; next?.day === day; next = held[++i]) holdings = next.value
    for (let next = marks[j]; next?.day === day; next = marks[++j]) mark = next.value
    yield { day, holdings, mark }
  }
}

/** Index of the first one of a day or later. */
function firstSince(days: readonly AtDayEnd<unknown>[], day: number): number {
  const index = days.findIndex((one) => one.day >= day)
  return index < 0 ? days.length : index
}

/** Days whose last change is within the blocks: they come in order. */
function within<T>(days: readonly Dated<T>[], from: number, to: number): Dated<T>[] {
  return days.slice(firstFrom(days, from), firstFrom(days, to + 1))
}

/** Index of the first day that changed at a height or after it. */
function firstFrom(days: readonly Dated<unknown>[], height: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle]?.height ?? 0) < height) low = middle + 1
    else high = middle
  }
  return low
}

/** The last fill of a market up to the end of a block. */
export function lastFill(market: number, atBlock: number, { moments }: Known): Read<Dated<Mark> | undefined> {
  return readOnce(moments, `fill ${market} ${atBlock}`, () => readLastFill(market, atBlock))
}

function* readLastFill(market: number, atBlock: number): Read<Dated<Mark> | undefined> {
  const sql = `SELECT height, log_index, ts, notional AS mark_notional, size AS mark_size FROM fill
    WHERE chain_id = @chain AND market = ? AND height <= ? ORDER BY height DESC, log_index DESC LIMIT 1`
  const row = yield* one(sql, market, atBlock)
  return row && { ...place(row, row.ts as number), value: toMark(row) }
}

function* firstDeposit(address: Address): Read<Deposit | undefined> {
  const sql = `SELECT * FROM event WHERE chain_id = @chain AND subject = ? AND kind = 'deposit'
    ORDER BY height, log_index LIMIT 1`
  const row = yield* one(sql, address)
  if (row === undefined) return undefined
  const { at, detail } = EVENT.decode(row)
  const { lots = '0', quoteAmount = '0', markNotional = '0', markSize = '0', flow = '0' } = detail
  return {
    ...at,
    day: dayOf(at.timestamp),
    value: { lots: BigInt(lots), quoteHeld: BigInt(quoteAmount), netFlow: BigInt(flow) },
    mark: { notional: BigInt(markNotional), size: BigInt(markSize) },
  }
}

function place(row: Row, timestamp: number) {
  return { height: row.height as number, logIndex: row.log_index as number, timestamp, day: dayOf(timestamp) }
}
