import { toInt, toUint } from './errors.ts'

/** Bytes as hex. */
export type HexBytes = `0x${string}`

/**
 * Number of bytes in `data`.
 *
 * @example
 * byteLength('0x1234') // => 2
 */
export function byteLength(data: HexBytes): number {
  return (data.length - 2) / 2
}

/**
 * The `size`-byte big-endian number at byte `offset` of `data`. Bytes past the end read as zero. Mirrors `BytesReader.read`.
 *
 * @example
 * readUint('0x00ff01', 1, 2) // => 65_281n
 */
export function readUint(data: HexBytes, offset: number, size: number): bigint {
  const from = 2 + 2 * offset
  return BigInt(`0x0${data.slice(from, from + 2 * size).padEnd(2 * size, '0')}`)
}

/**
 * `value` as `size` big-endian bytes, without a prefix.
 *
 * @throws {CastOverflowError} when it does not fit.
 *
 * @example
 * uintBytes(258n, 3) // => '000102'
 */
export function uintBytes(value: bigint | number, size: number): string {
  return toUint(BigInt(value), 8 * size)
    .toString(16)
    .padStart(2 * size, '0')
}

/**
 * `value` as `size` bytes in two's complement, without a prefix.
 *
 * @throws {CastOverflowError} when it does not fit.
 *
 * @example
 * intBytes(-2n, 2) // => 'fffe'
 */
export function intBytes(value: bigint | number, size: number): string {
  return uintBytes(BigInt.asUintN(8 * size, toInt(BigInt(value), 8 * size)), size)
}

/**
 * An address of 20 bytes, in lower case.
 *
 * @example
 * addressOf(0xdeadn) // => '0x000000000000000000000000000000000000dead'
 */
export function addressOf(value: bigint): HexBytes {
  return `0x${uintBytes(value, 20)}`
}
