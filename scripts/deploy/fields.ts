import { type Address, getAddress, isAddress, zeroAddress } from 'viem'

/** Takes one value of a JSON file for what it should be. @throws {FieldError} */
export type Reader<T> = (value: unknown, path: string) => T

/** A field is not what it should be: `path value reason`. */
export class FieldError extends Error {
  constructor(path: string, value: unknown, reason: string) {
    const shown = value === undefined ? '' : ` ${typeof value === 'bigint' ? value : JSON.stringify(value)}`
    super(`${path}${shown} ${reason}`.trimStart())
  }
}

/** An address that is not zero; a checksum counts where there is one. */
export const address: Reader<Address> = (value, path) => {
  if (typeof value !== 'string' || !isAddress(value) || value === zeroAddress) {
    throw new FieldError(path, value, 'is not an address')
  }
  return getAddress(value)
}

/** A whole number, or one in quotes where JSON's numbers are too coarse. */
export function integer(min: bigint, max: bigint): Reader<bigint> {
  return (value, path) => {
    const exact = typeof value === 'number' ? Number.isSafeInteger(value) : /^\d+$/.test(String(value))
    if (!exact || (typeof value !== 'number' && typeof value !== 'string')) {
      throw new FieldError(path, value, 'is not a whole number (in quotes above 2^53)')
    }
    const read = BigInt(value)
    if (read < min || read > max) throw new FieldError(path, value, `is not from ${min} to ${max}`)
    return read
  }
}

/** A list of values of one kind, of a given length if there is one. */
export function list<T>(item: Reader<T>, length?: number): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new FieldError(path, value, 'is not a list')
    if (length !== undefined && value.length !== length) throw new FieldError(path, value, `has not ${length} entries`)
    return value.map((each, i) => item(each, `${path}[${i}]`))
  }
}

type Required<T> = { [K in keyof T as undefined extends T[K] ? never : K]: Reader<T[K]> }
type Optional<T> = { [K in keyof T as undefined extends T[K] ? K : never]: Reader<NonNullable<T[K]>> }

/** An object of these fields and no others. */
export function record<T extends object>(required: Required<T>, optional: Optional<T>): Reader<T> {
  const readers: Record<string, Reader<unknown>> = { ...required, ...optional }
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new FieldError(path, value, 'is not an object')
    }
    const inner = (key: string) => (path === '' ? key : `${path}.${key}`)
    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(readers, key))
    if (unknown.length > 0) {
      throw new FieldError(
        '',
        undefined,
        `unknown parameter ${unknown.map(inner).join(', ')}; there is: ${Object.keys(readers).join(', ')}`,
      )
    }
    for (const key of Object.keys(required)) {
      if (!Object.hasOwn(value, key)) throw new FieldError(inner(key), undefined, 'is missing')
    }
    const entries = Object.entries(value).map(([key, field]) => [key, readers[key]?.(field, inner(key))])
    return Object.fromEntries(entries) as T
  }
}
