import { DivisionByZeroError, OverflowError } from './errors.ts'

/** Largest value of a Solidity `uint256`. */
export const MAX_U256 = (1n << 256n) - 1n

/** Fixed-point scale of ratios, 1e18. */
export const WAD = 10n ** 18n

/**
 * `value` when it fits an unsigned integer of `bits` bits.
 *
 * @throws {OverflowError} below 0 or at 2^bits and above: Solidity's panic 0x11.
 *
 * @example
 * checked(255n, 8) // => 255n
 */
export function checked(value: bigint, bits = 256): bigint {
  if (value < 0n || value >> BigInt(bits) !== 0n) throw new OverflowError(value, bits)
  return value
}

/**
 * `value` when it fits a signed integer of `bits` bits.
 *
 * @throws {OverflowError} outside -2^(bits-1) … 2^(bits-1) - 1: Solidity's panic 0x11.
 *
 * @example
 * checkedSigned(-128n, 8) // => -128n
 */
export function checkedSigned(value: bigint, bits = 256): bigint {
  if (BigInt.asIntN(bits, value) !== value) throw new OverflowError(value, bits)
  return value
}

/**
 * `a + b`.
 *
 * @throws {OverflowError} above 2^256 - 1.
 *
 * @example
 * add(1n, 2n) // => 3n
 */
export function add(a: bigint, b: bigint): bigint {
  const sum = a + b
  if (sum > MAX_U256) throw new OverflowError(sum, 256)
  return sum
}

/**
 * `a - b`.
 *
 * @throws {OverflowError} when `b > a`.
 *
 * @example
 * sub(3n, 2n) // => 1n
 */
export function sub(a: bigint, b: bigint): bigint {
  if (b > a) throw new OverflowError(a - b, 256)
  return a - b
}

/**
 * `a * b`.
 *
 * @throws {OverflowError} above 2^256 - 1.
 *
 * @example
 * mul(6n, 7n) // => 42n
 */
export function mul(a: bigint, b: bigint): bigint {
  const product = a * b
  if (product > MAX_U256) throw new OverflowError(product, 256)
  return product
}

/**
 * `floor(a / b)`.
 *
 * @throws {DivisionByZeroError} when `b` is 0.
 *
 * @example
 * divDown(7n, 2n) // => 3n
 */
export function divDown(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new DivisionByZeroError(a)
  return a / b
}

/**
 * `floor(a * b / denominator)`, exact in 512 bits. Mirrors `U256Lib.mulDivDown`.
 *
 * @throws {DivisionByZeroError} when `denominator` is 0.
 * @throws {OverflowError} when the result exceeds 2^256 - 1.
 *
 * @example
 * mulDivDown(2n ** 255n, 3n, 2n ** 255n) // => 3n
 */
export function mulDivDown(a: bigint, b: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new DivisionByZeroError(a * b)
  const result = (a * b) / denominator
  if (result > MAX_U256) throw new OverflowError(result, 256)
  return result
}

/**
 * `ceil(a * b / denominator)`, exact in 512 bits. Mirrors `U256Lib.mulDivUp`.
 *
 * @throws {DivisionByZeroError} when `denominator` is 0.
 * @throws {OverflowError} when the result exceeds 2^256 - 1.
 *
 * @example
 * mulDivUp(10n, 1n, 3n) // => 4n
 */
export function mulDivUp(a: bigint, b: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new DivisionByZeroError(a * b)
  const product = a * b
  const floor = product / denominator
  const result = floor * denominator === product ? floor : floor + 1n
  if (result > MAX_U256) throw new OverflowError(result, 256)
  return result
}

/**
 * `floor(sqrt(value))` of an integer of any number of bits, by Newton's method.
 *
 * @throws {OverflowError} below 0.
 *
 * @example
 * sqrtDown(17n) // => 4n
 */
export function sqrtDown(value: bigint): bigint {
  if (value < 0n) throw new OverflowError(value, 256)
  if (value < 2n) return value
  // Start above the root, so that every step goes down and the first that does not has arrived.
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
