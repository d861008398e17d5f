/** Where a bar's fields are in a row. */
export interface Columns {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/** Binance's kline order, which its downloads use without a header. */
export const klineColumns: Columns = { time: 0, open: 1, high: 2, low: 3, close: 4 }

// Spelled without case, spaces and punctuation; of several time columns the earlier name here wins.
const names: Readonly<Record<keyof Columns, readonly string[]>> = {
  time: ['timestamp', 'opentime', 'datetime', 'date', 'time', 'unix'],
  open: ['open'],
  high: ['high'],
  low: ['low'],
  close: ['close'],
}

/** Columns by the names in a header row; those that are missing when some are, nothing when it is no header at all. */
export function readHeader(row: readonly string[]): Columns | { readonly missing: readonly string[] } | undefined {
  const header = row.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''))
  const find = (field: keyof Columns) => header.indexOf(names[field].find((name) => header.includes(name)) ?? '-')
  const columns = { time: find('time'), open: find('open'), high: find('high'), low: find('low'), close: find('close') }
  const missing = Object.entries(columns).flatMap(([field, index]) => (index < 0 ? [field] : []))
  if (missing.length === Object.keys(columns).length) return undefined
  return missing.length === 0 ? columns : { missing }
}
