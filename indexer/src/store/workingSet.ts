import { keyPositions, keyText, parseKey, type Table, type TableShape, type Value } from './table.ts'

/** A row that changed in a block: what it was before it, for undoing and for reads as of an earlier block. */
export interface PreImage {
  readonly table: string
  readonly key: string
  readonly height: number
  /** The row's values as JSON, empty when there was none. */
  readonly before: string
}

/** Rows of one table to be written. */
export interface TableChanges {
  readonly table: TableShape
  readonly rows: readonly (readonly Value[])[]
}

/** Keys of rows of one table. */
export interface TableKeys {
  readonly table: TableShape
  readonly keys: readonly (readonly Value[])[]
}

/** Everything that a batch writes. */
export interface Changes {
  /** Replacing rows of the same key. */
  readonly states: readonly TableChanges[]
  /** Keys of rows that are to be gone, whether or not they were ever written. */
  readonly removed: readonly TableKeys[]
  readonly history: readonly TableChanges[]
  readonly undo: readonly PreImage[]
}

/** A row that is asked for and not in memory. */
export class NotLoaded extends Error {
  readonly table: TableShape
  readonly key: readonly Value[]

  constructor(table: TableShape, key: readonly Value[]) {
    super(`${table.name} ${keyText(key)} is not loaded`)
    this.table = table
    this.key = key
  }
}

/** What reducers read and write: records by table and key. Dropping what one event wrote undoes it. */
export interface Records {
  /** @throws {NotLoaded} when the store has to be asked first. */
  readonly get: <R>(table: Table<R>, ...key: Value[]) => R | undefined
  /** Replace a record, or add one to a history. */
  readonly put: <R>(table: Table<R>, record: R, ...key: Value[]) => void
  /** Do without a record that was looked for and that nobody will need again. */
  readonly remove: <R>(table: Table<R>, ...key: Value[]) => void
}

interface Entry {
  /** Nothing if there is none. */
  record: unknown
  /** Its row at the end of the block before, nothing if there was none. */
  values: readonly Value[] | undefined
  touched: boolean
  dirty: boolean
}

interface Put {
  readonly table: Table<unknown>
  readonly key: string
  /** Nothing if there is to be none any more. */
  readonly record: unknown
}

/** Rows kept over batches at most; beyond, all are dropped and loaded again as they are needed. */
const MAX_ENTRIES = 25_000

/**
 * The rows that events touch, in memory: read once, changed as often as need be, written together. It is the only writer's,
 * so what it read stays true from batch to batch.
 */
export class WorkingSet implements Records {
  readonly #entries = new Map<TableShape, Map<string, Entry>>()
  #history = new Map<TableShape, (readonly Value[])[]>()
  #undo: PreImage[] = []
  #touched: [Table<unknown>, string, Entry][] = []
  #dirty: [TableShape, string, Entry][] = []
  #pending: Put[] = []
  #size = 0

  get<R>(table: Table<R>, ...key: Value[]): R | undefined {
    const name = keyText(key)
    for (let i = this.#pending.length - 1; i >= 0; i--) {
      const put = this.#pending[i]
      if (put !== undefined && (put.table as TableShape) === table && put.key === name) return put.record as R
    }
    const entry = this.#entries.get(table)?.get(name)
    if (entry === undefined) throw new NotLoaded(table, key)
    return entry.record as R | undefined
  }

  put<R>(table: Table<R>, record: R, ...key: Value[]): void {
    this.#pending.push({ table: table as unknown as Table<unknown>, key: keyText(key), record })
  }

  remove<R>(table: Table<R>, ...key: Value[]): void {
    this.#pending.push({ table: table as unknown as Table<unknown>, key: keyText(key), record: undefined })
  }

  /** Whether a row was read, were it only to find that there is none. */
  has(table: TableShape, key: readonly Value[]): boolean {
    return this.#entries.get(table)?.has(keyText(key)) === true
  }

  /** Take note of a row as it is stored. */
  load<R>(table: Table<R>, key: readonly Value[], values: readonly Value[] | undefined, record: R | undefined): void {
    this.#entriesOf(table).set(keyText(key), { record, values, touched: false, dirty: false })
    this.#size++
  }

  /** Keep what the last event wrote. */
  keep(): void {
    for (const { table, key, record } of this.#pending) {
      if (table.kind === 'history') {
        addTo(this.#history, table, table.encode(record))
        continue
      }
      const entries = this.#entriesOf(table)
      const entry = entries.get(key)
      if (entry === undefined) {
        // Only rows that were looked for are put, so this one is known not to exist.
        throw new TypeError(`${table.name} ${key} was put without having been looked for`)
      }
      entry.record = record
      if (entry.touched) continue
      entry.touched = true
      this.#touched.push([table, key, entry])
    }
    this.#pending.length = 0
  }

  /** Forget what the last event wrote. */
  drop(): void {
    this.#pending.length = 0
  }

  /** All events of a block were kept: remember what the rows it touched had been. */
  endBlock(height: number): void {
    for (const [table, key, entry] of this.#touched) {
      const before = entry.values === undefined ? '' : JSON.stringify(entry.values)
      this.#undo.push({ table: table.name, key, height, before })
      entry.values = entry.record === undefined ? undefined : table.encode(entry.record)
      entry.touched = false
      if (entry.dirty) continue
      entry.dirty = true
      this.#dirty.push([table, key, entry])
    }
    this.#touched.length = 0
  }

  /** What is to be written, and from here on counts as written. */
  take(): Changes {
    const rows = new Map<TableShape, (readonly Value[])[]>()
    const gone = new Map<TableShape, (readonly Value[])[]>()
    for (const [table, key, entry] of this.#dirty) {
      entry.dirty = false
      if (entry.values === undefined) addTo(gone, table, parseKey(table, key))
      else addTo(rows, table, entry.values)
    }
    this.#dirty.length = 0
    const states = [...rows].map(([table, changed]) => ({ table, rows: changed }))
    const removed = [...gone].map(([table, keys]) => ({ table, keys }))
    const history = [...this.#history].map(([table, added]) => ({ table, rows: added }))
    const changes = { states, removed, history, undo: this.#undo }
    this.#history = new Map()
    this.#undo = []
    return changes
  }

  /** Whether it holds more than it should: to be cleared once everything taken is written. */
  get isFull(): boolean {
    return this.#size > MAX_ENTRIES
  }

  /** Forget everything: what is stored is not what was read any more. */
  clear(): void {
    this.#entries.clear()
    this.#history.clear()
    this.#undo = []
    this.#touched.length = 0
    this.#dirty.length = 0
    this.#pending.length = 0
    this.#size = 0
  }

  #entriesOf(table: TableShape): Map<string, Entry> {
    const known = this.#entries.get(table)
    if (known !== undefined) return known
    const entries = new Map<string, Entry>()
    this.#entries.set(table, entries)
    return entries
  }
}

function addTo(lists: Map<TableShape, (readonly Value[])[]>, table: TableShape, values: readonly Value[]): void {
  const list = lists.get(table)
  if (list === undefined) lists.set(table, [values])
  else list.push(values)
}

/** The key of a row among its values, as text. */
export function keyOf(table: TableShape, values: readonly Value[]): string {
  return keyPositions(table)
    .map((at) => values[at])
    .join('|')
}
