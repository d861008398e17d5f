import type { Row, Table, Value } from '../table.ts'
import { many, one, type Read } from './read.ts'
import { type Condition, conditionSql, type Is, joinSql, type Sql } from './where.ts'

/** Rows that one page looks through at most where a filter has no index of its own. */
export const SCAN_LIMIT = 10_000

/** Rows that are counted at most. */
export const COUNT_LIMIT = 100_000

/** An order of a list, which an index has. */
export interface ListOrder {
  /** Columns that place a row: no two rows share them all. */
  readonly by: readonly string[]
  /**
   * Columns that a filter fixes, for whose values an index has the rows in this order; the most selective first. The empty
   * one serves whatever fixes none.
   */
  readonly paths: readonly (readonly string[])[]
}

/** A table as lists show it. */
export interface List<R> {
  readonly table: Table<R>
  readonly orders: Readonly<Record<string, ListOrder>>
  /** Rows that hold for every page. */
  readonly always?: readonly Condition[]
  /** How many rows hold `fixed` and nothing else, where somebody keeps count of that. */
  readonly count?: (fixed: ReadonlyMap<string, Value>) => Read<number | undefined>
}

export interface ListRequest {
  /** All of them hold. */
  readonly where: readonly Condition[]
  readonly order: string
  readonly descending: boolean
  readonly size: number
  /** The last `size` rows instead of the first. */
  readonly backward: boolean
  /** Places that the page lies between. */
  readonly after?: readonly Value[] | undefined
  readonly before?: readonly Value[] | undefined
}

export interface ListRow<R> {
  readonly record: R
  readonly place: readonly Value[]
}

export interface ListPage<R> {
  /** In the order of the list. */
  readonly rows: readonly ListRow<R>[]
  /** Where the search for rows stopped before the page was full; the next page goes on there. */
  readonly stopped: readonly Value[] | undefined
  readonly hasNext: () => Read<boolean>
  readonly hasPrevious: () => Read<boolean>
  readonly total: () => Read<Total>
}

/** How many rows there are on all pages; more than `count` when it is not exact. */
export interface Total {
  readonly count: number
  readonly isExact: boolean
}

/** No index has what was asked for. */
export class NoIndexError extends Error {}

/** One page of a list. @throws {NoIndexError} */
export function* pageList<R>(list: List<R>, request: ListRequest): Read<ListPage<R>> {
  const plan = planList(list, request)
  const { size, backward, after, before } = request
  const forward = request.descending === backward
  const within = joinSql([
    ...(after ? [beyond(plan.by, after, request.descending ? '<' : '>')] : []),
    ...(before ? [beyond(plan.by, before, request.descending ? '>' : '<')] : []),
  ])
  const found = yield* search(plan, within, forward, size + 1)
  const walked = found.slice(0, size).map((row) => ({ record: list.table.decode(row), place: placeOf(plan.by, row) }))
  const isFull = found.length > size
  const stopped = isFull ? undefined : yield* scanEnd(plan, within, forward)
  const more = isFull || stopped !== undefined
  /** Whether anything lies at a place or behind it, on the side that the sign says. */
  const existsAt = (place: readonly Value[] | undefined, sign: string) => exists(plan, place, sign)
  return {
    rows: backward ? walked.reverse() : walked,
    stopped,
    *hasNext() {
      if (!backward && more) return true
      return yield* existsAt(before, request.descending ? '<=' : '>=')
    },
    *hasPrevious() {
      if (backward && more) return true
      return yield* existsAt(after, request.descending ? '>=' : '<=')
    },
    *total() {
      return yield* countRows(list, plan)
    },
  }
}

/** How a list is searched: by one index within `fixed` and `range`, and through what `rest` leaves of that. */
interface Plan {
  readonly table: string
  readonly by: readonly string[]
  readonly inner: Sql
  readonly rest: Sql | undefined
  readonly fixed: ReadonlyMap<string, Value>
  /** Whether nothing but `fixed` was asked for. */
  readonly isPlain: boolean
}

function planList<R>(list: List<R>, { where, order: name }: ListRequest): Plan {
  const order = list.orders[name]
  if (order === undefined) throw new RangeError(`${list.table.name} has no order ${name}`)
  const all = flatten([...(list.always ?? []), ...where])
  const equal = new Map<string, Is>()
  for (const condition of all) {
    if (condition.kind === 'is' && condition.comparison === 'eq' && !equal.has(condition.column)) {
      equal.set(condition.column, condition)
    }
  }
  const path = order.paths.find((columns) => columns.every((column) => equal.has(column)))
  if (path === undefined) throw new NoIndexError(order.paths.map((columns) => columns.join(' and ')).join(', or '))
  const used = new Set<Condition>(path.flatMap((column) => equal.get(column) ?? []))
  // What is null equals nothing here as it is; said any other way, no index would be used.
  const inner: Sql[] = path.flatMap((column) => {
    const condition = equal.get(column)
    return condition ? [conditionSql({ ...condition, nullable: false })] : []
  })
  const rest: Sql[] = []
  for (const condition of all) {
    if (used.has(condition)) continue
    const range = condition.kind === 'is' ? rangeOf(order, condition) : undefined
    if (range !== undefined) inner.push(range)
    else rest.push(conditionSql(condition))
  }
  return {
    table: list.table.name,
    by: order.by,
    inner: joinSql([{ sql: 'chain_id = @chain', values: [] }, ...inner]),
    rest: rest.length === 0 ? undefined : joinSql(rest),
    fixed: new Map([...equal].map(([column, { values }]) => [column, values[0] ?? null])),
    isPlain: all.every((condition) => condition.kind === 'is' && equal.get(condition.column) === condition),
  }
}

/** Conditions that hold all at once, without nesting. */
function flatten(conditions: readonly Condition[]): Condition[] {
  return conditions.flatMap((condition) => (condition.kind === 'and' ? flatten(condition.of) : [condition]))
}

/** A condition that cuts a piece out of the index: one on the order's first column, or on the time of its blocks. */
function rangeOf({ by }: ListOrder, condition: Is): Sql | undefined {
  const { column, comparison, values } = condition
  if (comparison === 'ne' || comparison === 'in') return undefined
  if (column === by[0]) return conditionSql(condition)
  if (column !== 'ts' || by[0] !== 'height' || comparison === 'eq') return undefined
  // Block times never decrease, so times cut where blocks do.
  const upwards = comparison === 'gt' || comparison === 'gte'
  const direction = upwards ? 'ASC' : 'DESC'
  const { sql } = conditionSql({ ...condition, nullable: false })
  const edge = `SELECT height FROM block WHERE chain_id = @chain AND ${sql}
    ORDER BY ts ${direction}, height ${direction} LIMIT 1`
  return { sql: `height ${upwards ? '>=' : '<='} (${edge})`, values }
}

function beyond(by: readonly string[], place: readonly Value[], sign: string): Sql {
  const marks = by.map(() => '?').join(', ')
  return { sql: by.length === 1 ? `${by[0]} ${sign} ?` : `(${by.join(', ')}) ${sign} (${marks})`, values: place }
}

function placeOf(by: readonly string[], row: Row): Value[] {
  return by.map((column) => row[column] ?? null)
}

function orderSql(by: readonly string[], forward: boolean): string {
  return by.map((column) => `${column} ${forward ? 'ASC' : 'DESC'}`).join(', ')
}

/** The first rows in a direction. Never more than {@link SCAN_LIMIT} are looked at. */
function search({ table, by, inner, rest }: Plan, within: Sql, forward: boolean, limit: number): Read<readonly Row[]> {
  const { sql, values } = joinSql([inner, within])
  const ordered = `SELECT * FROM ${table} WHERE ${sql} ORDER BY ${orderSql(by, forward)} LIMIT ?`
  if (rest === undefined) return many(ordered, ...values, limit)
  const filtered = `SELECT * FROM (${ordered}) AS looked WHERE ${rest.sql} ORDER BY ${orderSql(by, forward)} LIMIT ?`
  return many(filtered, ...values, SCAN_LIMIT, ...rest.values, limit)
}

/** The last row looked at, when there may be more behind it. */
function* scanEnd({ table, by, inner, rest }: Plan, within: Sql, forward: boolean): Read<Value[] | undefined> {
  if (rest === undefined) return undefined
  const { sql, values } = joinSql([inner, within])
  const query = `SELECT ${by.join(', ')} FROM ${table} WHERE ${sql} ORDER BY ${orderSql(by, forward)} LIMIT 1 OFFSET ?`
  const row = yield* one(query, ...values, SCAN_LIMIT - 1)
  return row && placeOf(by, row)
}

/** Whether the list holds a row at a place or on one side of it; that it may, when looking for it takes too long. */
function* exists(plan: Plan, place: readonly Value[] | undefined, sign: string): Read<boolean> {
  if (place === undefined) return false
  const within = beyond(plan.by, place, sign)
  const forward = sign === '>='
  const rows = yield* search(plan, within, forward, 1)
  return rows.length > 0 || (yield* scanEnd(plan, within, forward)) !== undefined
}

function* countRows<R>({ count }: List<R>, { table, by, inner, rest, fixed, isPlain }: Plan): Read<Total> {
  const known = isPlain && count ? yield* count(fixed) : undefined
  if (known !== undefined) return { count: known, isExact: true }
  // In order, or a chain with few rows would be looked for among those of others.
  const looked = `SELECT * FROM ${table} WHERE ${inner.sql} ORDER BY ${orderSql(by, true)} LIMIT ?`
  const hits = rest === undefined ? 'count(*)' : `count(CASE WHEN ${rest.sql} THEN 1 END)`
  const row = yield* one(
    `SELECT count(*) AS looked, ${hits} AS hits FROM (${looked}) AS looked`,
    ...(rest?.values ?? []),
    ...inner.values,
    COUNT_LIMIT + 1,
  )
  const isExact = (row?.looked as number) <= COUNT_LIMIT
  return { count: isExact ? (row?.hits as number) : Math.min(row?.hits as number, COUNT_LIMIT), isExact }
}
