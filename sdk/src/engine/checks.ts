import { MAX_U256 } from '../core/u256.ts'
import { EmptyTextError, TooEarlyError, ValueOutOfRangeError, WrongUserError } from './errors.ts'

/** `value` when it is within `min` and `max`. @throws {ValueOutOfRangeError} */
export function within<Value extends bigint | number>(name: string, value: Value, min: Value, max: Value): Value {
  // Written so that NaN and fractions of a count fail too.
  if (!(value >= min && value <= max) || (typeof value === 'number' && !Number.isInteger(value))) {
    throw new ValueOutOfRangeError(name, value, min, max)
  }
  return value
}

/** A positive uint256. @throws {ValueOutOfRangeError} */
export const positive = (name: string, value: bigint): bigint => within(name, value, 1n, MAX_U256)

/** A uint256. @throws {ValueOutOfRangeError} */
export const unsigned = (name: string, value: bigint): bigint => within(name, value, 0n, MAX_U256)

/** A text that names something. @throws {EmptyTextError} */
export function named(name: string, value: string): string {
  if (value === '') throw new EmptyTextError(name)
  return value
}

/** A time not before `earliest`, in seconds. @throws {ValueOutOfRangeError | TooEarlyError} */
export function notBefore(timestamp: bigint, earliest: bigint): bigint {
  within('timestamp', timestamp, 0n, (1n << 64n) - 1n)
  if (timestamp < earliest) throw new TooEarlyError(timestamp, earliest)
  return timestamp
}

/** The user who may do something; nobody was named when `user` is `undefined`. @throws {WrongUserError} */
export function checkUser(user: string | undefined, expected: string): void {
  if (user !== undefined && user !== expected) throw new WrongUserError(user, expected)
}
