import { toUint } from './errors.ts'
import { add, divDown, mulDivDown, sub } from './u256.ts'

/** What was taken out of a bucket that refills linearly, and when it was last touched. Mirrors the Solidity struct. */
export interface Bucket {
  readonly used: bigint
  /** UTC seconds; 0 before the first time. */
  readonly touchedAt: bigint
}

/** What was used up in a window of time; windows are counted from the Unix epoch. Mirrors the Solidity struct. */
export interface BudgetWindow {
  readonly used: bigint
  readonly index: bigint
}

/** A bucket that is full. */
export const FULL_BUCKET: Bucket = { used: 0n, touchedAt: 0n }
/** A window in which nothing was used. */
export const UNUSED_WINDOW: BudgetWindow = { used: 0n, index: 0n }

/** How much a bucket holds, and the seconds in which an empty one refills. */
export interface BucketTerms {
  readonly capacity: bigint
  readonly refillSeconds: bigint
}

/**
 * What is out of the bucket at `timestamp` (UTC seconds). The refill rounds down, so a limit is never exceeded. Mirrors
 * `BucketLib.usedAt`.
 *
 * @throws {OverflowError} when `timestamp` is before the last touch.
 * @throws {DivisionByZeroError} when the bucket was used and refills in no time.
 *
 * @example
 * bucketUsedAt({ used: 60n, touchedAt: 0n }, { capacity: 100n, refillSeconds: 10n }, 4n) // => 20n
 */
export function bucketUsedAt({ used, touchedAt }: Bucket, terms: BucketTerms, timestamp: bigint): bigint {
  if (used === 0n) return 0n
  const refilled = mulDivDown(terms.capacity, sub(timestamp, touchedAt), terms.refillSeconds)
  return used > refilled ? used - refilled : 0n
}

/**
 * What may be taken out at `timestamp` (UTC seconds). Mirrors `BucketLib.available`.
 *
 * @throws {OverflowError | DivisionByZeroError} as {@link bucketUsedAt}.
 *
 * @example
 * bucketAvailable({ used: 60n, touchedAt: 0n }, { capacity: 100n, refillSeconds: 10n }, 4n) // => 80n
 */
export function bucketAvailable(bucket: Bucket, terms: BucketTerms, timestamp: bigint): bigint {
  const used = bucketUsedAt(bucket, terms, timestamp)
  return terms.capacity > used ? terms.capacity - used : 0n
}

/**
 * Take out `amount`; the caller has checked that it is available. Mirrors `BucketLib.take`.
 *
 * @throws {CastOverflowError} beyond uint128 used or a uint40 of seconds.
 * @throws {OverflowError | DivisionByZeroError} as {@link bucketUsedAt}.
 *
 * @example
 * takeFromBucket({ used: 60n, touchedAt: 0n }, { capacity: 100n, refillSeconds: 10n }, 4n, 30n)
 * // => { used: 50n, touchedAt: 4n }
 */
export function takeFromBucket(bucket: Bucket, terms: BucketTerms, timestamp: bigint, amount: bigint): Bucket {
  const used = toUint(add(bucketUsedAt(bucket, terms, timestamp), amount), 128)
  return { used, touchedAt: toUint(timestamp, 40) }
}

/**
 * What is left of `budget` in the window of `length` seconds that `timestamp` falls in. Mirrors `BucketLib.left`.
 *
 * @throws {DivisionByZeroError} when windows have no length.
 *
 * @example
 * windowLeft({ used: 30n, index: 2n }, 100n, 60n, 150n) // => 70n
 */
export function windowLeft(window: BudgetWindow, budget: bigint, length: bigint, timestamp: bigint): bigint {
  const used = window.index === divDown(timestamp, length) ? window.used : 0n
  return budget > used ? budget - used : 0n
}

/**
 * Use up `amount` in the window of `length` seconds that `timestamp` falls in. Mirrors `BucketLib.spend`.
 *
 * @throws {CastOverflowError} beyond uint128 used or a uint40 of windows.
 * @throws {DivisionByZeroError} when windows have no length.
 *
 * @example
 * spendInWindow({ used: 30n, index: 2n }, 60n, 150n, 25n) // => { used: 55n, index: 2n }
 */
export function spendInWindow(window: BudgetWindow, length: bigint, timestamp: bigint, amount: bigint): BudgetWindow {
  const index = divDown(timestamp, length)
  const before = window.index === index ? window.used : 0n
  return { used: toUint(add(before, amount), 128), index: toUint(index, 40) }
}
