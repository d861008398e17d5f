/** A value as the databases give and take it. */
export type Value = string | number | null

/** A row as the databases give it, by column. */
export type Row = Readonly<Record<string, Value>>

/**
 * `int`: up to 2^53; `text`: anything printable, compared byte by byte; `amount`: lenhex text, which sorts as its numbers
 * do. A question mark allows null.
 */
export type ColumnType = 'int' | 'int?' | 'text' | 'text?' | 'amount' | 'amount?'

/**
 * A table of one kind of record, the same in every store. Rows of all chains live in it: `chain_id`, which stores add by
 * themselves, leads the key and every index.
 *
 * `state` rows change, and their earlier forms are kept; `history` rows are added once, under their block's `height`.
 */
export interface TableShape {
  readonly name: string
  readonly kind: 'state' | 'history'
  /** In the order in which {@link Table.encode} gives their values. */
  readonly columns: Readonly<Record<string, ColumnType>>
  /** Columns that, with the chain, name a row. */
  readonly key: readonly string[]
  readonly indexes?: readonly (readonly string[])[]
}

/** A table with the records that its rows stand for. */
export interface Table<R> extends TableShape {
  readonly encode: (record: R) => Value[]
  readonly decode: (row: Row) => R
}

/** Positions of a table's key among its columns. */
export function keyPositions({ columns, key }: TableShape): number[] {
  const names = Object.keys(columns)
  return key.map((column) => names.indexOf(column))
}

/** A key as text: its parts hold no bar. */
export function keyText(key: readonly Value[]): string {
  // Made many times per event, and twice as fast as by joining.
  if (key.length === 1) return String(key[0])
  if (key.length === 2) return `${key[0]}|${key[1]}`
  return key.length === 3 ? `${key[0]}|${key[1]}|${key[2]}` : key.join('|')
}

/** The values of a key from its text. */
export function parseKey({ columns, key }: TableShape, text: string): Value[] {
  return text.split('|').map((part, i) => (columns[key[i] ?? ''] === 'int' ? Number(part) : part))
}

/** A row from its values in the order of the columns. */
export function toRow({ columns }: TableShape, values: readonly Value[]): Row {
  return Object.fromEntries(Object.keys(columns).map((name, i) => [name, values[i] ?? null]))
}
