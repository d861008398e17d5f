import { keyPositions, keyText, type Table, type TableShape, type Value } from './table.ts'

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
  readonly table: Table<unknown>
  readonly key: readonly Value[]
  readonly name: string
  /** Nothing if there is none. */
  record: unknown
  /** What the present event wrote instead, if it did. */
  written: unknown
  isWritten: boolean
  /** Its row at the end of the block before, nothing if there was none. */
  values: readonly Value[] | undefined
  touched: boolean
  dirty: boolean
}

/** The rows of one table by the text of their keys. */
interface Shelf {
  readonly entries: Map<string, Entry>
  /** Two that were asked for last, as makers and takers are by turns: looking at them takes no text of a key. */
  last: Entry | undefined
  other: Entry | undefined
}

/** Rows kept over batches at most; beyond, all are dropped and loaded again as they are needed. */
const MAX_ENTRIES = 25_000

/**
 * The rows that events touch, in memory: read once, changed as often as need be, written together. It is the only writer's,
 * so what it read stays true from batch to batch.
 */
export class WorkingSet implements Records {
  readonly #shelves = new Map<TableShape, Shelf>()
  #history = new Map<TableShape, (readonly Value[])[]>()
  #undo: PreImage[] = []
  #touched: Entry[] = []
  #dirty: Entry[] = []
  /** What the present event wrote. */
  #written: Entry[] = []
  #added: [Table<unknown>, unknown][] = []
  #size = 0

  get<R>(table: Table<R>, ...key: Value[]): R | undefined {
    const entry = this.#find(table, key)
    if (entry === undefined) throw new NotLoaded(table, key)
    return (entry.isWritten ? entry.written : entry.record) as R | undefined
  }

  put<R>(table: Table<R>, record: R, ...key: Value[]): void {
    if (table.kind === 'history') this.#added.push([table as unknown as Table<unknown>, record])
    else this.#write(table, key, record)
  }

  remove<R>(table: Table<R>, ...key: Value[]): void {
    this.#write(table, key, undefined)
  }

  /** Whether a row was read, were it only to find that there is none. */
  has(table: TableShape, key: readonly Value[]): boolean {
    return this.#find(table, key) !== undefined
  }

  /** Take note of a row as it is stored. */
  load<R>(table: Table<R>, key: readonly Value[], values: readonly Value[] | undefined, record: R | undefined): void {
    const name = keyText(key)
    const state = { record, written: undefined, isWritten: false, values, touched: false, dirty: false }
    this.#shelf(table).entries.set(name, { table: table as unknown as Table<unknown>, key, name, ...state })
    this.#size++
  }

  /** Keep what the last event wrote. */
  keep(): void {
    for (const [table, record] of this.#added) addTo(this.#history, table, table.encode(record))
    this.#added.length = 0
    for (const entry of this.#written) {
      entry.record = entry.written
      entry.isWritten = false
      if (entry.touched) continue
      entry.touched = true
      this.#touched.push(entry)
    }
    this.#written.length = 0
  }

  /** Forget what the last event wrote. */
  drop(): void {
    for (const entry of this.#written) entry.isWritten = false
    this.#written.length = 0
    this.#added.length = 0
  }

  /** All events of a block were kept: remember what the rows it touched had been. */
  endBlock(height: number): void {
    for (const entry of this.#touched) {
      const { table, name } = entry
      const before = entry.values === undefined ? '' : JSON.stringify(entry.values)
      this.#undo.push({ table: table.name, key: name, height, before })
      entry.values = entry.record === undefined ? undefined : table.encode(entry.record)
      entry.touched = false
      if (entry.dirty) continue
      entry.dirty = true
      this.#dirty.push(entry)
    }
    this.#touched.length = 0
  }

  /** What is to be written, and from here on counts as written. */
  take(): Changes {
    const rows = new Map<TableShape, (readonly Value[])[]>()
    const gone = new Map<TableShape, (readonly Value[])[]>()
    for (const entry of this.#dirty) {
      const { table, key } = entry
      entry.dirty = false
      if (entry.values === undefined) addTo(gone, table, key)
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
    this.#shelves.clear()
    this.#history.clear()
    this.#undo = []
    this.#touched.length = 0
    this.#dirty.length = 0
    this.#written.length = 0
    this.#added.length = 0
    this.#size = 0
  }

  #write(table: TableShape, key: readonly Value[], record: unknown): void {
    const entry = this.#find(table, key)
    // Only rows that were looked for are put, so this one is known not to exist.
    if (entry === undefined) throw new TypeError(`${table.name} ${keyText(key)} was put without having been looked for`)
    entry.written = record
    if (entry.isWritten) return
    entry.isWritten = true
    this.#written.push(entry)
  }

  #find(table: TableShape, key: readonly Value[]): Entry | undefined {
    const shelf = this.#shelf(table)
    const { last, other } = shelf
    if (last !== undefined && isSame(last.key, key)) return last
    if (other !== undefined && isSame(other.key, key)) return other
    const entry = shelf.entries.get(keyText(key))
    if (entry === undefined) return undefined
    shelf.other = last
    shelf.last = entry
    return entry
  }

  #shelf(table: TableShape): Shelf {
    const known = this.#shelves.get(table)
    if (known !== undefined) return known
    const shelf = { entries: new Map<string, Entry>(), last: undefined, other: undefined }
    this.#shelves.set(table, shelf)
    return shelf
  }
}

function isSame(a: readonly Value[], b: readonly Value[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
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
