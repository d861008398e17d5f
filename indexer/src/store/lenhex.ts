/**
 * 256-bit integers as text that sorts as the numbers do, byte by byte: SQLite compares them, and never adds them.
 *
 * Unsigned: two decimal digits for the number of hexadecimal digits, then those digits, minimal and lower case:
 * 0 is `010`, 255 is `02ff`. Signed: `p` before an unsigned one, `n` before that of the magnitude with every digit
 * complemented, so that a greater magnitude sorts lower. One number has exactly one text.
 */

const UINT_LIMIT = 1n << 256n
const INT_LIMIT = 1n << 255n
const HEX = '0123456789abcdef'
const ZERO = 48
const LENGTHS = Array.from({ length: 65 }, (_, length) => String(length).padStart(2, '0'))

/** Text of a uint256. @throws {RangeError} outside 0 … 2^256 − 1. */
export function encodeUint(value: bigint): string {
  if (value < 0n || value >= UINT_LIMIT) throw new RangeError(`${value} is not a uint256`)
  const digits = value.toString(16)
  return `${LENGTHS[digits.length]}${digits}`
}

/** The uint256 of a text. @throws {RangeError} when it is not one that {@link encodeUint} writes. */
export function decodeUint(text: string): bigint {
  const length = text.length - 2
  const stated = 10 * (text.charCodeAt(0) - ZERO) + text.charCodeAt(1) - ZERO
  if (stated !== length || length < 1 || length > 64) throw notEncoded(text)
  if (length > 1 && text.charCodeAt(2) === ZERO) throw notEncoded(text)
  // Histories hold tens of thousands of these: no garbage where a double holds the value, and no pattern matching.
  let value = 0
  for (let i = 2; i < text.length; i++) {
    const digit = hexDigit(text.charCodeAt(i))
    if (digit < 0) throw notEncoded(text)
    value = value * 16 + digit
  }
  return length <= 13 ? BigInt(value) : BigInt(`0x${text.slice(2)}`)
}

/** Text of an int256. @throws {RangeError} outside −2^255 … 2^255 − 1. */
export function encodeInt(value: bigint): string {
  if (value < -INT_LIMIT || value >= INT_LIMIT) throw new RangeError(`${value} is not an int256`)
  return value < 0n ? `n${complement(encodeUint(-value))}` : `p${encodeUint(value)}`
}

/** The int256 of a text. @throws {RangeError} when it is not one that {@link encodeInt} writes. */
export function decodeInt(text: string): bigint {
  const isNegative = text.startsWith('n')
  const magnitude = decodeUint(isNegative ? complement(text.slice(1)) : text.slice(1))
  // Zero has one text, and only these two letters are signs.
  const isEncoded = isNegative
    ? magnitude > 0n && magnitude <= INT_LIMIT
    : text.startsWith('p') && magnitude < INT_LIMIT
  if (!isEncoded) throw new RangeError(`'${text}' is not an encoded int256`)
  return isNegative ? -magnitude : magnitude
}

/** Value of a lower-case hexadecimal digit by its code, or less than nothing. */
function hexDigit(code: number): number {
  if (code >= ZERO && code <= 57) return code - ZERO
  return code >= 97 && code <= 102 ? code - 87 : -1
}

function notEncoded(text: string): RangeError {
  return new RangeError(`'${text}' is not an encoded uint256`)
}

/** Length digits to nine, hexadecimal digits to fifteen. Its own inverse. */
function complement(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const digit = HEX.indexOf(text.charAt(i))
    out += HEX.charAt((i < 2 ? 9 : 15) - digit)
  }
  return out
}
