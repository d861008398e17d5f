import { TidemarkError } from '../core/errors.ts'

/** A number as an exact fraction; the denominator is above zero. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** The text is not a plain decimal number. */
export class InvalidDecimalError extends TidemarkError {
  constructor(value: string) {
    super('InvalidDecimal', `'${value}' is not a decimal number such as '1234.56': no exponent, sign or separators`, {
      value,
    })
  }
}

/**
 * Read a decimal such as `'1234.56'` as an exact fraction over a power of ten.
 *
 * @throws {InvalidDecimalError} for anything else, signs, exponents and separators included.
 */
export function parseDecimal(value: string): Fraction {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(value)
  if (match === null) throw new InvalidDecimalError(value)
  const [, whole = '0', fraction = ''] = match
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) }
}

/** Write `value / 10^decimals` as a decimal without trailing zeros. Exact. */
export function formatScaled(value: bigint, decimals: number): string {
  const magnitude = value < 0n ? -value : value
  const digits = magnitude.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** `floor` of a fraction that is not negative. */
export function floorOf({ numerator, denominator }: Fraction): bigint {
  return numerator / denominator
}

/** `ceil` of a fraction that is not negative. */
export function ceilOf({ numerator, denominator }: Fraction): bigint {
  return (numerator + denominator - 1n) / denominator
}

/** Write a fraction that is not negative as a decimal, or nothing when no finite decimal equals it. */
export function formatFraction({ numerator, denominator }: Fraction): string | undefined {
  const divisor = denominator / gcd(numerator, denominator)
  // A finite decimal needs a power of ten that the divisor divides, and no more digits than the divisor has bits.
  const most = divisor.toString(2).length
  let decimals = 0
  for (let power = 1n; power % divisor !== 0n; power *= 10n) {
    if (++decimals > most) return undefined
  }
  return formatScaled((numerator * 10n ** BigInt(decimals)) / denominator, decimals)
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}
