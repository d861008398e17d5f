import { TidemarkError } from '../errors.ts'
import { checkPrices, GridPriceCountError, MAX_PRICES } from '../grid.ts'
import { WAD } from '../u256.ts'

/** A price or size step must be at least one. */
export class StepTooSmallError extends TidemarkError {
  constructor(step: bigint) {
    super('StepTooSmall', `a step of ${step} is below 1`, { step, min: 1n })
  }
}

/** A list would grow by nothing. */
export class RatioTooSmallError extends TidemarkError {
  constructor(ratio: bigint) {
    super('RatioTooSmall', `a ratio of ${ratio} is not above ${WAD} (1e18)`, { ratio, bound: WAD })
  }
}

/**
 * First `count` of 1, 2, 3, 5, 8 … times `first`, which is in any one unit. Exact.
 *
 * @example
 * fibonacciSeries(5, 10n) // => [10n, 20n, 30n, 50n, 80n]
 */
export function fibonacciSeries(count: number, first: bigint): bigint[] {
  let [low, high] = [first, first]
  return Array.from({ length: count }, (_, i) => {
    if (i > 0) [low, high] = [high, low + high]
    return high
  })
}

/**
 * `count` values from `first`, each `step` above the one before, all in any one unit. Exact.
 *
 * @example
 * arithmeticSeries(4, 1n, 2n) // => [1n, 3n, 5n, 7n]
 */
export function arithmeticSeries(count: number, first: bigint, step: bigint): bigint[] {
  return Array.from({ length: count }, (_, i) => first + step * BigInt(i))
}

/**
 * `count` values from `from` to `to`, evenly spaced: `from + floor((to - from) · i / (count - 1))`.
 *
 * @example
 * linearSeries(5, 0n, 10n) // => [0n, 2n, 5n, 7n, 10n]
 */
export function linearSeries(count: number, from: bigint, to: bigint): bigint[] {
  if (count === 1) return [from]
  return Array.from({ length: count }, (_, i) => from + ((to - from) * BigInt(i)) / BigInt(count - 1))
}

/**
 * `count` values from `first`, each `ratio` (WAD) times the one before, every one rounded down from the exact power.
 *
 * @throws {RatioTooSmallError} unless the ratio is above 1.
 *
 * @example
 * geometricSeries(4, 100n, 2n * WAD) // => [100n, 200n, 400n, 800n]
 */
export function geometricSeries(count: number, first: bigint, ratio: bigint): bigint[] {
  if (ratio <= WAD) throw new RatioTooSmallError(ratio)
  return Array.from({ length: count }, (_, i) => (first * ratio ** BigInt(i)) / WAD ** BigInt(i))
}

/**
 * Prices around `mid` whose distances from it are 1, 2, 3, 5, 8 … times `firstStep`: `perSide` below, `mid`, `perSide` above.
 * Ticks, exact.
 *
 * @throws {StepTooSmallError} when `firstStep` is not above 0.
 * @throws {GridPriceCountError | GridNotIncreasingError} when they are too many, or the lowest is not above 0.
 *
 * @example
 * fibonacciPrices(100n, 5n, 2) // => [90n, 95n, 100n, 105n, 110n]
 */
export function fibonacciPrices(mid: bigint, firstStep: bigint, perSide: number): bigint[] {
  if (firstStep < 1n) throw new StepTooSmallError(firstStep)
  if (!Number.isInteger(perSide) || perSide < 1 || 2 * perSide + 1 > MAX_PRICES) {
    throw new GridPriceCountError(2 * perSide + 1)
  }
  const offsets = fibonacciSeries(perSide, firstStep)
  return explicitPrices([
    ...offsets.map((offset) => mid - offset).reverse(),
    mid,
    ...offsets.map((offset) => mid + offset),
  ])
}

/**
 * A list of prices in ticks as it is, checked as the chain checks it.
 *
 * @throws {GridPriceCountError | GridNotIncreasingError | OverflowError}
 *
 * @example
 * explicitPrices([90n, 100n, 120n]) // => [90n, 100n, 120n]
 */
export function explicitPrices(prices: readonly bigint[]): bigint[] {
  // What falls below zero fits no 64 bits; say what is wrong with it instead.
  checkPrices(prices.map((price) => (price < 0n ? 0n : price)))
  return [...prices]
}

/**
 * Prices rounded down to multiples of `step`, in the unit of the prices. A sell price that is rounded down loses less than a
 * step: judge the profit of a cell after this.
 *
 * @throws {StepTooSmallError} when `step` is not above 0.
 *
 * @example
 * snapDown([99n, 104n], 5n) // => [95n, 100n]
 */
export function snapDown(prices: readonly bigint[], step: bigint): bigint[] {
  if (step < 1n) throw new StepTooSmallError(step)
  return prices.map((price) => price - (((price % step) + step) % step))
}
