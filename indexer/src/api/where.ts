import { encodeInt, encodeUint } from '../store/lenhex.ts'
import type { Comparison, Condition } from '../store/read/where.ts'
import type { Value } from '../store/table.ts'
import { badInput, bounded, vaultAddress } from './arguments.ts'

/** How a field of a filter is stored. */
export interface FilterField {
  readonly column: string
  /** `plain`: numbers, enum values, addresses and hashes; `vault`: a vault's id, which is stored as its address. */
  readonly type: 'plain' | 'flag' | 'uint' | 'int' | 'vault'
  readonly nullable?: boolean
  /** What a value is divided by to be stored, where that is not one. */
  readonly scale?: number
  /** For fields that stand for one comparison of another: `fromBlock` is `block_gte`. */
  readonly comparison?: Comparison
}

/** Fields of a filter by name. */
export type FilterFields = Readonly<Record<string, FilterField>>

/** A filter as it was asked for; the schema has checked its names and types. */
export interface WhereInput {
  readonly [field: string]: unknown
}

/** Comparisons in one filter at most. */
const MAX_COMPARISONS = 40

/** Values in a list at most. */
const MAX_VALUES = 100

const COMPARISONS: readonly Comparison[] = ['ne', 'in', 'gt', 'gte', 'lt', 'lte']

/**
 * Conditions of a filter, all of which hold. What is null is not asked.
 *
 * @throws {GraphQLError} when it compares too much, or with what is no value of the field.
 */
export function conditionsOf(where: WhereInput | null | undefined, fields: FilterFields, chainId: number): Condition[] {
  let left = MAX_COMPARISONS
  const translate = (input: WhereInput): Condition[] => {
    return Object.entries(input).flatMap(([name, asked]): Condition[] => {
      if (asked == null) return []
      if (name === 'and') return [{ kind: 'and', of: (asked as WhereInput[]).map(all) }]
      if (name === 'or') return [{ kind: 'or', of: (asked as WhereInput[]).map(all) }]
      if (name === 'not') return [{ kind: 'not', of: all(asked as WhereInput) }]
      if (--left < 0) throw badInput(`the filter has more than ${MAX_COMPARISONS} comparisons`, 'TOO_COMPLEX')
      return [compare(name, asked, fields, chainId)]
    })
  }
  const all = (input: WhereInput): Condition => {
    if (--left < 0) throw badInput(`the filter has more than ${MAX_COMPARISONS} parts`, 'TOO_COMPLEX')
    return { kind: 'and', of: translate(input) }
  }
  return where ? translate(where) : []
}

function compare(name: string, asked: unknown, fields: FilterFields, chainId: number): Condition {
  const suffix = COMPARISONS.find((comparison) => name.endsWith(`_${comparison}`))
  const field = fields[suffix === undefined ? name : name.slice(0, -suffix.length - 1)]
  if (field === undefined) throw badInput(`there is no field ${name} to filter by`)
  const given = Array.isArray(asked) ? asked : [asked]
  bounded(`the number of values of ${name}`, given.length, 0, MAX_VALUES)
  const values = given.map((value) => stored(name, field, value, chainId))
  const { column, nullable = false } = field
  return { kind: 'is', column, comparison: field.comparison ?? suffix ?? 'eq', values, nullable }
}

function stored(name: string, { type, scale }: FilterField, value: unknown, chainId: number): Value {
  if (type === 'flag') return value === true ? 1 : 0
  if (type === 'plain') return scale === undefined ? (value as Value) : divided(name, value as number, scale)
  if (type === 'vault') {
    const address = vaultAddress(String(value), chainId)
    if (address === undefined) throw badInput(`vault ${value} is not on chain ${chainId}, which is indexed here`)
    return address
  }
  try {
    return type === 'uint' ? encodeUint(value as bigint) : encodeInt(value as bigint)
  } catch {
    throw badInput(`${name} is ${value}, which no amount of this kind can be`)
  }
}

function divided(name: string, value: number, scale: number): number {
  if (value % scale !== 0) throw badInput(`${name} is ${value}; it must be a multiple of ${scale}`)
  return value / scale
}
