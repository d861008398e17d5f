/** An exact fraction. */
export interface Fraction {
  readonly numerator: bigint
  /** Above 0. */
  readonly denominator: bigint
}

/** A fraction in lowest terms, its denominator above 0. @param denominator Not 0. */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
  const divisor = gcd(numerator, denominator) * (denominator < 0n ? -1n : 1n)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

/** `value` times a fraction, rounded toward minus infinity. */
export function timesDown(value: bigint, { numerator, denominator }: Fraction): bigint {
  const product = value * numerator
  const quotient = product / denominator
  return product < 0n && quotient * denominator !== product ? quotient - 1n : quotient
}

/** `value` times a fraction, rounded toward plus infinity. */
export function timesUp(value: bigint, { numerator, denominator }: Fraction): bigint {
  return -timesDown(value, { numerator: -numerator, denominator })
}

/** Greatest common divisor, above 0 unless both are 0. */
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}
