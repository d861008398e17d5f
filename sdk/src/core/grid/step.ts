import { TidemarkError } from '../errors.ts'
import { BPS } from '../market.ts'
import { mul, sub } from '../u256.ts'

/** Two neighbouring prices are closer than the owner allows. */
export class GridStepTooSmallError extends TidemarkError {
  constructor(index: number, previous: bigint, price: bigint, minStepBps: number) {
    super('GridStepTooSmall', `price ${index} is ${price}, less than ${minStepBps} bps above ${previous}`, {
      index: BigInt(index),
      previous,
      price,
      minStepBps: BigInt(minStepBps),
    })
  }
}

/**
 * Refuse neighbouring prices closer than `minStepBps` (1/10 000) of the lower one; 0 allows any. Mirrors `GridLib.checkStep`.
 *
 * @throws {GridStepTooSmallError}
 * @throws {OverflowError} when prices fall.
 *
 * @example
 * checkStep([100n, 102n], 200) // no throw: 102 is 200 bps above 100
 */
export function checkStep(prices: readonly bigint[], minStepBps: number): void {
  if (minStepBps === 0) return
  let previous: bigint | undefined
  for (const [index, price] of prices.entries()) {
    if (previous !== undefined && mul(sub(price, previous), BPS) < mul(previous, BigInt(minStepBps))) {
      throw new GridStepTooSmallError(index, previous, price, minStepBps)
    }
    previous = price
  }
}
