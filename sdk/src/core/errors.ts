/** Values an error reports, by the argument names of the matching Solidity error. */
export type ErrorArgs = Readonly<Record<string, bigint | number | string | boolean>>

/**
 * Root of every error this package throws.
 *
 * `code` is stable and is what programs should test; `args` holds the failing value and its bound.
 */
export class TidemarkError extends Error {
  readonly code: string
  readonly args: ErrorArgs
  /** What to do about it: of whatever an action throws. `remedyOf` says it of any error. */
  declare readonly remedy?: string

  constructor(code: string, message: string, args: ErrorArgs = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = code
    this.code = code
    this.args = args
  }
}

/** Arithmetic left its range: Solidity's panic 0x11. */
export class OverflowError extends TidemarkError {
  constructor(value: bigint, bits: number) {
    super('Overflow', `${value} does not fit ${bits} bits`, { value, bits })
  }
}

/** Division by zero: Solidity's panic 0x12. */
export class DivisionByZeroError extends TidemarkError {
  constructor(dividend: bigint) {
    super('DivisionByZero', `${dividend} was divided by zero`, { dividend })
  }
}

/** A value does not fit the storage it is for: OpenZeppelin's `SafeCastOverflowed…` errors. */
export class CastOverflowError extends TidemarkError {
  constructor(value: bigint, type: string) {
    super('CastOverflow', `${value} does not fit ${type}`, { value, type })
  }
}

/**
 * `value` when it fits `uint<bits>`.
 *
 * @throws {CastOverflowError} otherwise, as `SafeCast` would.
 *
 * @example
 * toUint(255n, 8) // => 255n
 */
export function toUint(value: bigint, bits: number): bigint {
  if (value < 0n || value >> BigInt(bits) !== 0n) throw new CastOverflowError(value, `uint${bits}`)
  return value
}

/**
 * `value` when it fits `int<bits>`.
 *
 * @throws {CastOverflowError} otherwise, as `SafeCast` would.
 *
 * @example
 * toInt(-128n, 8) // => -128n
 */
export function toInt(value: bigint, bits: number): bigint {
  if (BigInt.asIntN(bits, value) !== value) throw new CastOverflowError(value, `int${bits}`)
  return value
}
