import { TidemarkError } from './errors.ts'
import { WAD } from './u256.ts'

/** Binary places of everything in between. */
const BITS = 128n
const ONE = 1n << BITS
const HALF = ONE >> 1n
/** ln 2 and √2 with 128 binary places, rounded down. */
const LN2 = 235_865_763_225_513_294_137_944_142_764_154_484_399n
const SQRT2 = 481_231_938_336_009_023_090_067_544_955_250_113_854n

/** The exponential does not fit 256 bits. */
export class ExponentTooLargeError extends TidemarkError {
  constructor(exponent: bigint) {
    super('ExponentTooLarge', `e to the power of ${exponent} / 1e18 is above 2^256 units of 1e-18`, { exponent })
  }
}

/** There is no logarithm of what is not above 0. */
export class LogarithmOfNothingError extends TidemarkError {
  constructor(value: bigint) {
    super('LogarithmOfNothing', `${value} has no logarithm: it is not above 0`, { value })
  }
}

/**
 * Natural logarithm of the fraction `numerator / denominator`. WAD, to the nearest unit, give or take 1e-10 of one. By
 * ln((1 + z) / (1 - z)) = 2 (z + z³/3 + z⁵/5 + …).
 *
 * @throws {LogarithmOfNothingError} when either is not above 0.
 *
 * @example
 * lnWad(2n * WAD) // => 693_147_180_559_945_309n
 */
export function lnWad(numerator: bigint, denominator: bigint = WAD): bigint {
  return (ln(numerator, denominator) * WAD + HALF) >> BITS
}

/** As {@link lnWad}, with 128 binary places. */
function ln(numerator: bigint, denominator: bigint): bigint {
  if (numerator <= 0n) throw new LogarithmOfNothingError(numerator)
  if (denominator <= 0n) throw new LogarithmOfNothingError(denominator)
  // The fraction is m * 2^shift with m between 1/√2 and √2.
  let shift = BigInt(bitLength(numerator) - bitLength(denominator))
  let m = shift > 0n ? (numerator << BITS) / (denominator << shift) : (numerator << (BITS - shift)) / denominator
  if (m > SQRT2) {
    m >>= 1n
    shift += 1n
  } else if (m * SQRT2 < ONE << BITS) {
    m <<= 1n
    shift -= 1n
  }
  const z = ((m - ONE) << BITS) / (m + ONE)
  const square = (z * z) >> BITS
  let sum = 0n
  let power = z
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k
    power = (power * square) >> BITS
  }
  return 2n * sum + shift * LN2
}

/**
 * `e^x` of `x` in WAD, in WAD, to the nearest unit, give or take 1e-30 of the value. By halving x until its series converges
 * at once, and squaring back.
 *
 * @throws {ExponentTooLargeError} above e^135, or what 2^256 units of 1e-18 hold.
 *
 * @example
 * expWad(WAD) // => 2_718_281_828_459_045_235n
 */
export function expWad(x: bigint): bigint {
  return exp((x << BITS) / WAD)
}

/** `e^x` of `x` with 128 binary places, in WAD. */
function exp(x: bigint): bigint {
  const shift = x / LN2 - (x < 0n ? 1n : 0n)
  if (shift > 195n) throw new ExponentTooLargeError((x * WAD) >> BITS)
  if (shift < -127n) return 0n
  const scaled = expSmall(x - shift * LN2) * WAD
  const places = BITS - shift
  return places > 0n ? (scaled + (1n << (places - 1n))) >> places : scaled << -places
}

/** `e^x` for `x` from 0 to 2 ln 2, both with 128 binary places, off by less than 2^-115. */
function expSmall(x: bigint): bigint {
  const HALVINGS = 8n
  const rest = x >> HALVINGS
  let term = ONE
  let sum = ONE
  for (let k = 1n; term !== 0n; k++) {
    term = ((term * rest) >> BITS) / k
    sum += term
  }
  for (let i = 0n; i < HALVINGS; i++) sum = (sum * sum) >> BITS
  return sum
}

/**
 * `(numerator / denominator)^(1 / root)` with 128 binary places, off by less than 2^-113 of the value: the step of a geometric
 * series.
 *
 * @param numerator Above `denominator`, which is above 0.
 * @param root Above 0.
 *
 * @example
 * rootOfRatio(4n, 1n, 2n) >> 127n // => 4n
 */
export function rootOfRatio(numerator: bigint, denominator: bigint, root: bigint): bigint {
  const exponent = ln(numerator, denominator) / root
  const shift = exponent / LN2
  return expSmall(exponent - shift * LN2) << shift
}

/**
 * `(numerator / denominator)^(power / root)` in WAD, to the nearest unit, give or take 1e-30 of the value
 * times the exponent.
 *
 * @param root Above 0.
 * @throws {LogarithmOfNothingError} when numerator or denominator is not above 0.
 * @throws {ExponentTooLargeError} when the result leaves 2^256.
 *
 * @example
 * powerWad(4n, 1n, 1n, 2n) // => 2_000_000_000_000_000_000n
 */
export function powerWad(numerator: bigint, denominator: bigint, power: bigint, root: bigint): bigint {
  return exp((ln(numerator, denominator) * power) / root)
}

function bitLength(value: bigint): number {
  const hex = value.toString(16)
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28
}
