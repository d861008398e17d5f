import { TidemarkError } from '../errors.ts'
import { GridPriceCountError } from '../grid.ts'
import { divDown, WAD } from '../u256.ts'

/** Weights do not add up to one. */
export class WeightSumError extends TidemarkError {
  constructor(sum: bigint) {
    super('WeightSum', `weights add up to ${sum} and not to ${WAD} (1e18)`, { sum, expected: WAD })
  }
}

/**
 * `total` lots as `count` equal sizes, rounded down; the rest goes to the last.
 *
 * @throws {GridPriceCountError} when there is no level.
 *
 * @example
 * equalBaseSizes(10n, 3) // => [3n, 3n, 4n]
 */
export function equalBaseSizes(total: bigint, count: number): bigint[] {
  if (!Number.isInteger(count) || count < 1) throw new GridPriceCountError(count, 1)
  const each = total / BigInt(count)
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? total - each * BigInt(count - 1) : each))
}

/**
 * Lots per price so that each costs the same part of `budget` quote atoms, rounded down: never more than the budget.
 *
 * @param tickSize Quote atoms per lot per tick.
 * @throws {DivisionByZeroError} when there is no price, or one is 0.
 *
 * @example
 * equalQuoteSizes(1_000n, [10n, 20n], 1n) // => [50n, 25n]
 */
export function equalQuoteSizes(budget: bigint, prices: readonly bigint[], tickSize: bigint): bigint[] {
  const each = divDown(budget, BigInt(prices.length))
  return prices.map((price) => divDown(each, price * tickSize))
}

/**
 * `total` lots by `weights` in WAD, rounded down; the rest goes to the last.
 *
 * @throws {WeightSumError} when they do not add up to 1e18.
 *
 * @example
 * weightedSizes(10n, [WAD / 4n, (3n * WAD) / 4n]) // => [2n, 8n]
 */
export function weightedSizes(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n)
  if (sum !== WAD) throw new WeightSumError(sum)
  const sizes = weights.map((weight) => (total * weight) / WAD)
  const last = sizes.length - 1
  const given = sizes.slice(0, last).reduce((all, size) => all + size, 0n)
  return sizes.map((size, i) => (i === last ? total - given : size))
}
