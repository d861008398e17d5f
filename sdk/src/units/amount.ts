import { TidemarkError } from '../core/errors.ts'
import { ceilOf, type Fraction, floorOf, formatScaled, parseDecimal } from './decimal.ts'

/** The amount has more decimals than its token. */
export class AmountTooPreciseError extends TidemarkError {
  constructor(value: string, decimals: number, below: string, above: string) {
    super('AmountTooPrecise', `${value} has more than ${decimals} decimals; the nearest are ${below} and ${above}`, {
      value,
      decimals,
      below,
      above,
    })
  }
}

function scale(value: string, decimals: number): Fraction {
  const { numerator, denominator } = parseDecimal(value)
  return { numerator: numerator * 10n ** BigInt(decimals), denominator }
}

/**
 * Read an amount of a token, such as `'1.5'`, as atoms. Exact.
 *
 * @param decimals Decimals of the token.
 * @throws {AmountTooPreciseError} when it does not come out even; the error names the nearest amounts.
 * @throws {InvalidDecimalError} when it is not a plain decimal.
 *
 * @example
 * parseAmount('1.5', 6) // => 1_500_000n
 */
export function parseAmount(value: string, decimals: number): bigint {
  const exact = scale(value, decimals)
  const atoms = floorOf(exact)
  if (atoms === ceilOf(exact)) return atoms
  throw new AmountTooPreciseError(value, decimals, formatScaled(atoms, decimals), formatScaled(atoms + 1n, decimals))
}

/**
 * Read an amount as atoms, rounded down.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parseAmountDown('0.0000019', 6) // => 1n
 */
export function parseAmountDown(value: string, decimals: number): bigint {
  return floorOf(scale(value, decimals))
}

/**
 * Read an amount as atoms, rounded up.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parseAmountUp('0.0000011', 6) // => 2n
 */
export function parseAmountUp(value: string, decimals: number): bigint {
  return ceilOf(scale(value, decimals))
}

/**
 * Write atoms of a token as a decimal amount, `-` in front of a loss. Exact; the inverse of {@link parseAmount}.
 *
 * @example
 * formatAmount(-1_500_000n, 6) // => '-1.5'
 */
export function formatAmount(atoms: bigint, decimals: number): string {
  return formatScaled(atoms, decimals)
}

/**
 * Write a WAD ratio such as a Sharpe ratio or a return as a decimal: 1e18 is `'1'`. Exact.
 *
 * @example
 * formatWad(WAD / 4n) // => '0.25'
 */
export function formatWad(wad: bigint): string {
  return formatScaled(wad, 18)
}
