/** A non-negative or negative decimal, exactly: `digits * 10^-scale`. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/i

/** Read a decimal string, with or without exponent; nothing when it is not one. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole + fraction === '') return undefined
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n)
  const scale = fraction.length - Number(exponent)
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale }
}

/** The nearest multiple of `10^-decimals`, in that unit; half goes away from zero. */
export function toUnits({ digits, scale }: Decimal, decimals: number): bigint {
  if (scale <= decimals) return digits * 10n ** BigInt(decimals - scale)
  const unit = 10n ** BigInt(scale - decimals)
  const magnitude = ((digits < 0n ? -digits : digits) * 2n + unit) / (2n * unit)
  return digits < 0n ? -magnitude : magnitude
}

/**
 * Fewest decimals, up to `most`, that say what the data says.
 *
 * Many price files went through single-precision floats (1438.36 became 1438.359985), so a value counts as having d
 * decimals when rounding to d moves it by no more than such a float can resolve: one part in 2^24.
 */
export function significantDecimals(values: readonly Decimal[], most: number): number {
  let decimals = 0
  for (const value of values) while (decimals < most && !fits(value, decimals)) decimals++
  return decimals
}

function fits(value: Decimal, decimals: number): boolean {
  if (value.scale <= decimals) return true
  const rounded = toUnits(value, decimals) * 10n ** BigInt(value.scale - decimals)
  return magnitudeOf(rounded - value.digits) << 24n <= magnitudeOf(value.digits)
}

function magnitudeOf(value: bigint): bigint {
  return value < 0n ? -value : value
}
