import { CsvError, parse } from 'csv-parse/sync'
import { type Columns, klineColumns, readHeader } from './columns.ts'
import { type Decimal, parseDecimal, significantDecimals, toUnits } from './decimal.ts'
import { parseTime } from './time.ts'

/** One bar: prices in ticks, time in seconds since 1970, UTC. */
export interface Candle {
  readonly time: bigint
  readonly open: bigint
  readonly high: bigint
  readonly low: bigint
  readonly close: bigint
}

/** Bars in order of time, never empty, and how many decimals of a price one tick is worth. */
export interface History {
  readonly candles: readonly Candle[]
  readonly decimals: number
}

/** Why one line was refused. */
export interface BadRow {
  readonly line: number
  readonly reason: string
}

/** A file in which something is wrong. All of it is known: nothing of the file has been used. */
export class BadCandlesError extends Error {
  readonly rows: readonly BadRow[]

  constructor(rows: readonly BadRow[]) {
    const shown = rows.slice(0, 20).map(({ line, reason }) => `  line ${line}: ${reason}`)
    const rest = rows.length > shown.length ? [`  ... and ${rows.length - shown.length} more`] : []
    const count = rows.length === 1 ? '1 bad row' : `${rows.length} bad rows`
    super([`${count}, nothing was replayed:`, ...shown, ...rest].join('\n'))
    this.name = 'BadCandlesError'
    this.rows = rows
  }
}

interface RawCandle {
  readonly time: bigint
  readonly prices: readonly [open: Decimal, high: Decimal, low: Decimal, close: Decimal]
}

interface Line {
  readonly number: number
  readonly fields: readonly string[]
}

// A grid needs a tick between its prices even where they never move: the lowest price is at least this many ticks.
const fewestTicks = 30_000n
const mostDecimals = 12
const smallestPrice = { digits: 1n, scale: mostDecimals }
const largestPrice = { digits: 10n ** 12n, scale: 0 }

/**
 * Read bars from CSV text: by header names in any case and order, or without a header in Binance's kline order.
 * Columns other than time, open, high, low and close are not looked at.
 *
 * Prices are exact. A tick is the last decimal the data really uses (see {@link significantDecimals}), or finer where
 * prices are small; a price goes to the nearest tick, because noise lies to both sides. Bars are checked in ticks: one
 * whose open or close leaves its range by no more than that noise is in order, by a tick it is not.
 *
 * @throws {BadCandlesError} naming every bad row.
 */
export function parseCandles(text: string): History {
  const lines = split(text)
  const first = lines[0]
  if (!first) throw new BadCandlesError([{ line: 1, reason: 'the file holds no rows' }])
  const header = readHeader(first.fields)
  if (header && 'missing' in header) {
    throw new BadCandlesError([{ line: first.number, reason: `no column named ${header.missing.join(', ')}` }])
  }
  if (!header && first.fields.length < 5) {
    throw new BadCandlesError([
      { line: first.number, reason: 'neither a header (time, open, high, low, close) nor a kline' },
    ])
  }
  const rows = header ? lines.slice(1) : lines
  if (rows.length === 0) throw new BadCandlesError([{ line: first.number, reason: 'a header and no rows' }])
  return check(rows, header ?? klineColumns, first.fields.length)
}

function split(text: string): Line[] {
  const lines: Line[] = []
  try {
    parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record: string[], { lines: number }) => {
        lines.push({ number, fields: record })
        return null
      },
    })
    return lines
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // Only a quote that never closes is left to fail on: from there on there are no rows to speak of.
    throw new BadCandlesError([{ line: Number(error.lines ?? 1), reason: error.message }])
  }
}

function check(rows: readonly Line[], columns: Columns, width: number): History {
  const bad: BadRow[] = []
  const good: { line: number; raw: RawCandle }[] = []
  for (const { number: line, fields } of rows) {
    const raw =
      fields.length === width ? readRow(fields, columns) : `${fields.length} fields where ${width} are expected`
    if (typeof raw === 'string') bad.push({ line, reason: raw })
    else good.push({ line, raw })
  }
  const decimals = chooseDecimals(good.flatMap(({ raw }) => raw.prices))
  const candles: Candle[] = []
  let last: bigint | undefined
  for (const { line, raw } of good) {
    const candle = round(raw, decimals)
    const reason = disorder(candle, last)
    if (reason) bad.push({ line, reason })
    else candles.push(candle)
    // After a row that is out of order the next is compared with the newest in order, so that one slip is one report.
    if (last === undefined || candle.time > last) last = candle.time
  }
  if (bad.length > 0) throw new BadCandlesError(bad.sort((a, b) => a.line - b.line))
  return { candles, decimals }
}

function readRow(fields: readonly string[], columns: Columns): RawCandle | string {
  const timeText = fields[columns.time] ?? ''
  if (timeText === '') return 'time is missing'
  const time = parseTime(timeText)
  if ('reason' in time) return time.reason
  const prices: Decimal[] = []
  for (const name of ['open', 'high', 'low', 'close'] as const) {
    const text = fields[columns[name]] ?? ''
    if (text === '') return `${name} is missing`
    const value = parseDecimal(text)
    if (!value) return `${name} '${text}' is not a number`
    if (value.digits < 0n) return `${name} ${text} is negative`
    if (value.digits === 0n) return `${name} is zero`
    if (isBelow(value, smallestPrice) || isBelow(largestPrice, value)) return `${name} ${text} is outside 1e-12 to 1e12`
    prices.push(value)
  }
  const [open, high, low, close] = prices as [Decimal, Decimal, Decimal, Decimal]
  return { time: time.seconds, prices: [open, high, low, close] }
}

function chooseDecimals(prices: readonly Decimal[]): number {
  let decimals = significantDecimals(prices, mostDecimals)
  for (const price of prices) while (toUnits(price, decimals) < fewestTicks) decimals++
  return decimals
}

function round({ time, prices }: RawCandle, decimals: number): Candle {
  const [open, high, low, close] = prices
  return {
    time,
    open: toUnits(open, decimals),
    high: toUnits(high, decimals),
    low: toUnits(low, decimals),
    close: toUnits(close, decimals),
  }
}

function disorder({ time, open, high, low, close }: Candle, last: bigint | undefined): string | undefined {
  if (high < low) return 'high is below low'
  if (open < low || open > high) return 'open is outside low to high'
  if (close < low || close > high) return 'close is outside low to high'
  if (last === undefined || time > last) return undefined
  const when = (seconds: bigint) => new Date(Number(seconds) * 1000).toISOString().slice(0, 19)
  return time === last ? `time ${when(time)} is there twice` : `time ${when(time)} comes after ${when(last)}`
}

function isBelow(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(a.scale, b.scale)
  return toUnits(a, scale) < toUnits(b, scale)
}
