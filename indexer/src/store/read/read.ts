import type { Row, Value } from '../table.ts'

/** Rows asked for. `?` stands for values, `@chain` for the id of the reader's chain. */
export interface Query {
  readonly sql: string
  readonly values: readonly Value[]
}

/**
 * Something to be read: a generator that asks for rows and goes on with them. Written once, it runs on every store: SQLite
 * answers at once, so a whole request is one uninterrupted read there; PostgreSQL is awaited.
 */
export type Read<T> = Generator<Query, T, readonly Row[]>

/** A value, or the promise of one. */
export type Awaitable<T> = T | Promise<T>

/** A chain's index as readers see it. */
export interface Reader {
  readonly chainId: number
  /** Run a read. SQLite's readers answer with a value, never a promise. */
  readonly run: <T>(read: Read<T>) => Awaitable<T>
  /** Run `work` with a reader all of whose reads see one block. */
  readonly snapshot: <T>(work: (reader: Reader) => Awaitable<T>) => Awaitable<T>
  readonly close: () => Awaitable<void>
}

/** All rows of a query. */
export function* many(sql: string, ...values: Value[]): Read<readonly Row[]> {
  return yield { sql, values }
}

/** Its first row, or nothing. */
export function* one(sql: string, ...values: Value[]): Read<Row | undefined> {
  const [row] = yield { sql, values }
  return row
}
