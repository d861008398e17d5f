import { TidemarkError } from '../core/errors.ts'
import { ceilOf, type Fraction, floorOf, formatScaled, parseDecimal } from './decimal.ts'
import type { MarketScale } from './scale.ts'

/** What sizes of a market depend on. */
export type SizeScale = Pick<MarketScale, 'baseDecimals' | 'lotSize'>

/** The size is not a whole number of lots. */
export class SizeNotOnLotError extends TidemarkError {
  constructor(value: string, below: string, above: string) {
    super('SizeNotOnLot', `a size of ${value} is not a whole number of lots; the nearest are ${below} and ${above}`, {
      value,
      below,
      above,
    })
  }
}

function lotsOf(value: string, { baseDecimals, lotSize }: SizeScale): Fraction {
  const { numerator, denominator } = parseDecimal(value)
  return { numerator: numerator * 10n ** BigInt(baseDecimals), denominator: denominator * lotSize }
}

/**
 * Read a size in whole base tokens, such as `'0.25'`, as lots. Exact.
 *
 * @throws {SizeNotOnLotError} when it is not a whole number of lots; the error names the nearest sizes.
 * @throws {InvalidDecimalError} when it is not a plain decimal.
 *
 * @example
 * parseSize('0.25', market) // => 25n
 */
export function parseSize(value: string, market: SizeScale): bigint {
  const exact = lotsOf(value, market)
  const lots = floorOf(exact)
  if (lots === ceilOf(exact)) return lots
  throw new SizeNotOnLotError(value, formatSize(lots, market), formatSize(lots + 1n, market))
}

/**
 * Read a size in whole base tokens as lots, rounded down.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parseSizeDown('0.259', market) // => 25n
 */
export function parseSizeDown(value: string, market: SizeScale): bigint {
  return floorOf(lotsOf(value, market))
}

/**
 * Read a size in whole base tokens as lots, rounded up.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parseSizeUp('0.251', market) // => 26n
 */
export function parseSizeUp(value: string, market: SizeScale): bigint {
  return ceilOf(lotsOf(value, market))
}

/**
 * Write lots as a size in whole base tokens. Exact; the inverse of {@link parseSize}.
 *
 * @example
 * formatSize(25n, market) // => '0.25'
 */
export function formatSize(lots: bigint, { baseDecimals, lotSize }: SizeScale): string {
  return formatScaled(lots * lotSize, baseDecimals)
}
