import fc from 'fast-check'

/** Random cases per function; `npm run deep -- parity` raises it. */
const CASES = Number(process.env.TIDEMARK_PARITY_CASES ?? 10_000)
const SEED = Number(process.env.TIDEMARK_PARITY_SEED ?? 0x7469)

/** `CASES` samples of an arbitrary, always the same ones. */
export function samples<T>(arbitrary: fc.Arbitrary<T>): T[] {
  return fc.sample(arbitrary, { numRuns: CASES, seed: SEED })
}

/** Unsigned integers of every magnitude up to `bits`, not only huge ones. */
export function uint(bits: number): fc.Arbitrary<bigint> {
  return fc
    .tuple(fc.integer({ min: 0, max: bits }), fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }))
    .map(([size, value]) => (size === bits ? value : value & ((1n << BigInt(size)) - 1n)))
}

/** Signed integers of every magnitude up to `bits`. */
export function int(bits: number): fc.Arbitrary<bigint> {
  return fc.tuple(uint(bits - 1), fc.boolean()).map(([value, negative]) => (negative ? -value - 1n : value))
}

/** Mostly `usual`, one time in `every` what `seldom` draws. */
export function mostly<T>(usual: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>, every = 10): fc.Arbitrary<T> {
  return fc.oneof({ weight: every - 1, arbitrary: usual }, { weight: 1, arbitrary: seldom })
}

/** Values at which 256-bit arithmetic changes its mind. */
export const EDGES: readonly bigint[] = [
  0n,
  1n,
  2n,
  9_999n,
  10_000n,
  (1n << 64n) - 1n,
  1n << 64n,
  (1n << 128n) - 1n,
  1n << 128n,
  (1n << 192n) - 1n,
  1n << 255n,
  (1n << 256n) - 2n,
  (1n << 256n) - 1n,
]

/** Every combination of the given lists. */
export function cross(...lists: readonly (readonly unknown[])[]): unknown[][] {
  return lists.reduce<unknown[][]>((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]])
}
