import type { Value } from '../table.ts'

/** How a value compares. */
export type Comparison = 'eq' | 'ne' | 'in' | 'gt' | 'gte' | 'lt' | 'lte'

/** One column compared with values as they are stored. A column that may be null never compares with one. */
export interface Is {
  readonly kind: 'is'
  readonly column: string
  readonly comparison: Comparison
  readonly values: readonly Value[]
  readonly nullable: boolean
}

/** What rows of a list have to be like. */
export type Condition =
  | Is
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }

/** That a column which is never null compares so with a value, or with several. */
export function is(column: string, comparison: Comparison, ...values: Value[]): Is {
  return { kind: 'is', column, comparison, values, nullable: false }
}

/** SQL with its values in the order of its question marks. */
export interface Sql {
  readonly sql: string
  readonly values: readonly Value[]
}

const SIGNS = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/** A condition in SQL: every part of it is true or false, so that `not` means the opposite. */
export function conditionSql(condition: Condition): Sql {
  if (condition.kind === 'is') return isSql(condition)
  if (condition.kind === 'not') {
    const { sql, values } = conditionSql(condition.of)
    return { sql: `NOT (${sql})`, values }
  }
  return joinSql(condition.of.map(conditionSql), condition.kind)
}

/** Conditions that hold all at once, or one at least. */
export function joinSql(parts: readonly Sql[], kind: 'and' | 'or' = 'and'): Sql {
  if (parts.length === 0) return { sql: kind === 'and' ? '1 = 1' : '1 = 0', values: [] }
  const word = kind === 'and' ? ' AND ' : ' OR '
  return { sql: parts.map(({ sql }) => `(${sql})`).join(word), values: parts.flatMap(({ values }) => values) }
}

function isSql({ column, comparison, values, nullable }: Is): Sql {
  const plain = comparison === 'in' ? inSql(column, values) : { sql: `${column} ${SIGNS[comparison]} ?`, values }
  return nullable ? { ...plain, sql: `coalesce(${plain.sql}, 1 = 0)` } : plain
}

/** Lists are filled up to a power of two with their last value, so that few texts serve all of them. */
function inSql(column: string, values: readonly Value[]): Sql {
  const last = values.at(-1)
  if (last === undefined) return { sql: '1 = 0', values: [] }
  const size = 2 ** Math.ceil(Math.log2(values.length))
  const filled = [...values, ...Array<Value>(size - values.length).fill(last)]
  return { sql: `${column} IN (${filled.map(() => '?').join(', ')})`, values: filled }
}
