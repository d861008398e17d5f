import { TidemarkError } from '../core/errors.ts'
import { InvalidSnapshotError } from './errors.ts'

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** How a value is written to JSON and, checked, read back. */
export interface Codec<Value> {
  readonly encode: (value: Value) => Json
  /** @throws {InvalidSnapshotError} naming `path` */
  readonly decode: (json: unknown, path: string) => Value
  /** In a record, the key may be absent. */
  readonly isOptional?: true
}

const show = (json: unknown): string => (JSON.stringify(json) ?? 'absent').slice(0, 64)

function checked<Value>(expected: string, accepts: (json: unknown) => json is Value & Json): Codec<Value & Json> {
  return {
    encode: (value) => value,
    decode(json, path) {
      if (!accepts(json)) throw new InvalidSnapshotError(path, expected, show(json))
      return json
    },
  }
}

/** A text that is not empty. */
export const text = checked('a text', (json): json is string => typeof json === 'string' && json !== '')

/** `true` or `false`. */
export const flag = checked('true or false', (json): json is boolean => typeof json === 'boolean')

/** A count, or bps: a whole number from 0. */
export const count = checked(
  'a whole number',
  (json): json is number => Number.isSafeInteger(json) && Number(json) >= 0,
)

function integer(expected: string, pattern: RegExp, bits: number): Codec<bigint> {
  return {
    encode: String,
    decode(json, path) {
      if (typeof json === 'string' && pattern.test(json) && json.length <= 80) {
        const value = BigInt(json)
        if ((value < 0n ? -value : value) >> BigInt(bits) === 0n) return value
      }
      throw new InvalidSnapshotError(path, expected, show(json))
    },
  }
}

/** A uint256, as a decimal string. */
export const amount = integer('an unsigned integer as a string', /^(0|[1-9]\d*)$/, 256)

/** A signed integer, as a decimal string. */
export const signed = integer('an integer as a string', /^(0|-?[1-9]\d*)$/, 255)

/** An integer of any size and sign, as a decimal string: sums of squares. */
export const large: Codec<bigint> = {
  encode: String,
  decode(json, path) {
    if (typeof json === 'string' && /^(0|-?[1-9]\d*)$/.test(json) && json.length <= 1_000) return BigInt(json)
    throw new InvalidSnapshotError(path, 'an integer as a string', show(json))
  },
}

/** One of a few values. */
export function oneOf<const Value extends string | number>(...values: readonly Value[]): Codec<Value> {
  const accepts = (json: unknown): json is Value => values.some((value) => value === json)
  return checked(`one of ${values.join(', ')}`, accepts)
}

/** A list. */
export function listOf<Value>(item: Codec<Value>): Codec<readonly Value[]> {
  return {
    encode: (values) => values.map(item.encode),
    decode(json, path) {
      if (!Array.isArray(json)) throw new InvalidSnapshotError(path, 'a list', show(json))
      return json.map((value, index) => item.decode(value, `${path}[${index}]`))
    },
  }
}

/** A value, or nothing: the key is absent then. */
export function optional<Value>(codec: Codec<Value>): Codec<Value> & { readonly isOptional: true } {
  return { ...codec, isOptional: true }
}

type Fields<Value> = { readonly [Key in keyof Value]-?: Codec<Exclude<Value[Key], undefined>> }

/** A record of exactly these keys. */
export function recordOf<Value extends object>(fields: Fields<Value>): Codec<Value> {
  const entries = Object.entries(fields) as [string, Codec<unknown>][]
  return {
    encode: (value) =>
      Object.fromEntries(
        entries.flatMap(([key, codec]) => {
          const part = (value as Record<string, unknown>)[key]
          return part === undefined ? [] : [[key, codec.encode(part)]]
        }),
      ),
    decode(json, path) {
      if (typeof json !== 'object' || json === null || Array.isArray(json)) {
        throw new InvalidSnapshotError(path, 'a record', show(json))
      }
      const source = json as Record<string, unknown>
      for (const key of Object.keys(source)) {
        if (!Object.hasOwn(fields, key)) throw new InvalidSnapshotError(`${path}.${key}`, 'absent', show(source[key]))
      }
      return Object.fromEntries(
        entries.flatMap(([key, codec]) => {
          if (!Object.hasOwn(source, key) && codec.isOptional) return []
          return [[key, codec.decode(source[key], `${path}.${key}`)]]
        }),
      ) as Value
    },
  }
}

/** One of several records, told apart by the value of `key`. */
export function variantOf<Value extends object>(
  key: string,
  variants: Readonly<Record<string, Codec<Value>>>,
): Codec<Value> {
  const choose = (source: unknown, path: string): Codec<Value> => {
    const tag = String((source as Record<string, unknown> | null | undefined)?.[key])
    const variant = Object.hasOwn(variants, tag) ? variants[tag] : undefined
    if (variant === undefined) {
      throw new InvalidSnapshotError(`${path}.${key}`, `one of ${Object.keys(variants).join(', ')}`, tag)
    }
    return variant
  }
  return {
    encode: (value) => choose(value, 'value').encode(value),
    decode: (json, path) => choose(json, path).decode(json, path),
  }
}

/** What a snapshot says must hold besides its shape. @throws {InvalidSnapshotError} */
export function demand(holds: boolean, path: string, expected: string, found: unknown): void {
  if (!holds) throw new InvalidSnapshotError(path, expected, String(found))
}

/** What `make` makes of a part of a snapshot. @throws {InvalidSnapshotError} when it refuses. */
export function remade<Value>(path: string, expected: string, make: () => Value): Value {
  try {
    return make()
  } catch (error) {
    if (error instanceof TidemarkError) throw new InvalidSnapshotError(path, expected, error.message)
    throw error
  }
}
