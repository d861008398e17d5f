import {
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
} from 'graphql'
import { buildSchema } from '../../../indexer/src/api/schema.ts'
import type { Query, Read } from '../../../indexer/src/store/read/read.ts'
import { SqliteReader } from '../../../indexer/src/store/sqlite/reader.ts'
import { VAULT } from './events.ts'
import { AT } from './story.ts'

/** Tables that hold a row per chain, market or thing that the operator made: reading all of them is no search. */
export const SHORT = ['market', 'cursor', 'sync', 'venue', 'chain']

export const A_HASH = `0x${'12'.repeat(32)}`

/** A value of each type, as it is written in a query. */
const VALUES: Readonly<Record<string, string>> = {
  Int: '1',
  Timestamp: '86400',
  BigInt: '"1"',
  Address: `"${VAULT}"`,
  Bytes32: `"${A_HASH}"`,
  ID: `"${VAULT}"`,
  Boolean: 'true',
}

/** Writes down every query that is run. */
export class SpyReader extends SqliteReader {
  readonly seen: Query[] = []

  override run<T>(read: Read<T>): T {
    const { seen } = this
    function* spied(): Read<T> {
      let step = read.next()
      while (!step.done) {
        seen.push(step.value)
        step = read.next(yield step.value)
      }
      return step.value
    }
    return super.run(spied())
  }
}

const schema = buildSchema()
const query = schema.getQueryType() as GraphQLObjectType

/** Every filter of a field by one comparison, and none. */
function filtersOf(type: GraphQLInputObjectType): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type)
    if (isInputObjectType(named)) return []
    const value = isEnumType(named) ? named.getValues()[0]?.name : VALUES[named.name]
    if (value === undefined) throw new RangeError(`no value for ${named.name}`)
    return [`${field.name}: ${field.name.endsWith('_in') ? `[${value}]` : value}`]
  })
}

/** What a list has to be told beside its page. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  candles: ['market: 1, interval: DAY', 'market: 1, interval: HOUR'],
  depthHistory: ['market: 1', `market: 1, bps: 50, at: { block: ${AT.loss} }`],
}

/** What an order needs in a filter. */
const ORDER_NEEDS: Readonly<Record<string, string>> = {
  'positions UNITS': `pool: "${VAULT}"`,
  'makerPeriods VOLUME': `period: 0, quote: "${VAULT}"`,
  'traders VOLUME': 'market: 1',
}

/** A page, asked for in one way. */
export interface Shape {
  readonly source: string
  readonly list: string
}

/** Every shape of a request for a page: each list, order, direction and filter, forwards and backwards. */
export function shapes(): Shape[] {
  const lists = Object.values(query.getFields()).filter(({ args }) => args.some(({ name }) => name === 'before'))
  return lists.flatMap(({ name: list, args }) => {
    const where = getNamedType(args.find(({ name }) => name === 'where')?.type as GraphQLInputObjectType)
    const orderBy = getNamedType(args.find(({ name }) => name === 'orderBy')?.type)
    const orders = isEnumType(orderBy) ? orderBy.getValues().map(({ name }) => name) : []
    const filters = ['', ...filtersOf(where as GraphQLInputObjectType)]
    return orders.flatMap((order) =>
      filters.flatMap((filter) =>
        ['ASC', 'DESC'].flatMap((direction) =>
          (NEEDS[list] ?? ['']).flatMap((need) =>
            ['first', 'last'].map((size) => ({
              list,
              source: `orderBy: ${order}, orderDirection: ${direction}, ${need} ${size}: 1,
                where: { ${filter} and: [{ ${ORDER_NEEDS[`${list} ${order}`] ?? ''} }] }`,
            })),
          ),
        ),
      ),
    )
  })
}

/** The request for a page with all that may be read for it. */
export function requestOf({ list, source }: Shape): string {
  return `{ ${list}(${source}) { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }`
}
