import { rootOfRatio } from '../expLn.ts'

/** Binary places of the steps, and of the distance from a whole number below which a price is settled by an exact root. */
const BITS = 128n
const DOUBT = 40n

/**
 * `floor((min^(n-1-i) * max^i)^(1/(n-1)))` for i from 0 to n - 1, exact.
 *
 * Each price is the one before times the common ratio. After 255 steps that is off by less than 2^-40 of a tick, so the whole
 * ticks are right unless a tick is nearer than that; then the integer root decides.
 *
 * @param count At least 2.
 *
 * @example
 * geometricLevels(100n, 400n, 3) // => [100n, 200n, 400n]
 */
export function geometricLevels(min: bigint, max: bigint, count: number): bigint[] {
  const degree = count - 1
  const exact = (i: number) => rootDown(min ** BigInt(degree - i) * max ** BigInt(i), degree)
  if (min <= 0n || max <= min || max >> 64n !== 0n) return Array.from({ length: count }, (_, i) => exact(i))
  const ratio = rootOfRatio(max, min, BigInt(degree))
  const inner = []
  let price = min << BITS
  for (let i = 1; i < degree; i++) {
    price = (price * ratio) >> BITS
    const near = BigInt.asUintN(Number(DOUBT), (price + (1n << (BITS - DOUBT))) >> (BITS - DOUBT))
    // `near` is 0 within one 2^-40 below a whole number, and 1 within one above it.
    inner.push(near <= 1n ? exact(i) : price >> BITS)
  }
  return [min, ...inner, max]
}

/** `floor(value^(1/degree))` by Newton's method from above. */
function rootDown(value: bigint, degree: number): bigint {
  if (degree === 1 || value < 2n) return value
  const n = BigInt(degree)
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / degree))
  for (;;) {
    const next = ((n - 1n) * root + value / root ** (n - 1n)) / n
    if (next >= root) return root
    root = next
  }
}
