import { createHash } from 'node:crypto'
import { type List, type ListPage, NoIndexError, pageList } from '../store/read/lists.ts'
import type { Read } from '../store/read/read.ts'
import type { Value } from '../store/table.ts'
import { badInput, bounded } from './arguments.ts'
import type { RequestContext } from './context.ts'
import { mapAwaitable, once } from './resolvers/once.ts'
import { conditionsOf, type FilterFields, type WhereInput } from './where.ts'

/** Rows on a page at most. */
export const MAX_PAGE = 200

/** Rows of a page that names no size. */
export const DEFAULT_PAGE = 50

/** A page of a list as it is asked for. */
export interface PageArguments {
  readonly where?: WhereInput | null
  readonly orderBy?: string
  readonly orderDirection?: 'ASC' | 'DESC'
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
}

/** A list with its name, which keeps its cursors out of others, and what it may be filtered by. */
export interface ConnectionOf<R> {
  readonly name: string
  readonly list: List<R>
  readonly fields: FilterFields
}

/** A page as the schema shows it. What it costs to know is read when it is asked for. */
export function connection<R, V>(
  { name, list, fields }: ConnectionOf<R>,
  args: PageArguments,
  context: RequestContext,
  view: (record: R) => Read<V> | V,
) {
  const { orderBy = Object.keys(list.orders)[0] ?? '', orderDirection = 'ASC' } = args
  const { size, backward } = sizeOf(args)
  const where = conditionsOf(args.where, fields, context.identity.chainId)
  const cursors = new Cursors(`${name} ${orderBy} ${JSON.stringify(where)}`, list.orders[orderBy]?.by.length ?? 0)
  const request = {
    ...{ where, size, backward, order: orderBy, descending: orderDirection === 'DESC' },
    after: cursors.read(args.after),
    before: cursors.read(args.before),
  }
  return context.db.run(
    (function* () {
      const page = yield* pageOrRefuse(list, request, name)
      const edges = []
      for (const { record, place } of page.rows) {
        edges.push({ cursor: () => cursors.write(place), node: yield* readOf(view(record)) })
      }
      const total = once(() => context.db.run(page.total()))
      const { stopped } = page
      const [start, end] = [page.rows.at(0)?.place, page.rows.at(-1)?.place]
      return {
        edges,
        totalCount: () => mapAwaitable(total(), ({ count }) => count),
        totalCountIsExact: () => mapAwaitable(total(), ({ isExact }) => isExact),
        pageInfo: {
          hasNextPage: () => context.db.run(page.hasNext()),
          hasPreviousPage: () => context.db.run(page.hasPrevious()),
          startCursor: () => cursors.maybe((backward ? stopped : undefined) ?? start),
          endCursor: () => cursors.maybe((backward ? undefined : stopped) ?? end),
        },
      }
    })(),
  )
}

function sizeOf({ first, last }: PageArguments): { size: number; backward: boolean } {
  if (first != null && last != null) throw badInput('first and last exclude each other')
  const backward = last != null
  return { size: bounded(backward ? 'last' : 'first', last ?? first ?? DEFAULT_PAGE, 1, MAX_PAGE), backward }
}

function* pageOrRefuse<R>(list: List<R>, request: Parameters<typeof pageList<R>>[1], name: string): Read<ListPage<R>> {
  try {
    return yield* pageList(list, request)
  } catch (error) {
    if (!(error instanceof NoIndexError)) throw error
    throw badInput(`${name} by ${request.order} need a filter that fixes ${error.message}`)
  }
}

/** Opaque cursors of one list, filter and order. */
class Cursors {
  readonly #list: string
  readonly #parts: number
  #hash: string | undefined

  constructor(list: string, parts: number) {
    this.#list = list
    this.#parts = parts
  }

  /** Most requests neither bring a cursor nor ask for one. */
  get #of(): string {
    this.#hash ??= createHash('sha256').update(this.#list).digest('base64url').slice(0, 8)
    return this.#hash
  }

  write(place: readonly Value[]): string {
    return Buffer.from(JSON.stringify([this.#of, ...place])).toString('base64url')
  }

  maybe(place: readonly Value[] | undefined): string | undefined {
    return place && this.write(place)
  }

  /** The place of a cursor. @throws {GraphQLError} when it is not of this list. */
  read(cursor: string | null | undefined): readonly Value[] | undefined {
    if (cursor == null) return undefined
    const place = parse(cursor)
    const isOurs = place?.length === this.#parts + 1 && place[0] === this.#of
    const values = place?.slice(1) ?? []
    if (!isOurs || this.write(values) !== cursor || !values.every(isValue)) {
      throw badInput(`'${cursor.slice(0, 60)}' is not a cursor of this list`, 'BAD_CURSOR')
    }
    return values
  }
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || Number.isSafeInteger(value)
}

function parse(cursor: string): Value[] | undefined {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(place) ? place : undefined
  } catch {
    return undefined
  }
}

/** What has to be read to be shown, and what is there already. */
function* readOf<V>(viewed: Read<V> | V): Read<V> {
  return isRead(viewed) ? yield* viewed : viewed
}

function isRead<V>(viewed: Read<V> | V): viewed is Read<V> {
  return typeof viewed === 'object' && viewed !== null && Symbol.iterator in viewed
}
