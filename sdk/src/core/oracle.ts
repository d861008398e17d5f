import { add, checked, MAX_U256 } from './u256.ts'

/** Converts answers of a feed to ticks: `mark = floor(answer * numerator / denominator)`. Mirrors the Solidity struct. */
export interface OracleScale {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Marks are below 2^64 ticks, as prices are. Mirrors `OracleLib.MARK_END`. */
export const MARK_END = 1n << 128n

/** What a market's scale is made of: its units and the decimals of tokens and feed. */
export interface OracleTerms {
  readonly lotSize: bigint
  readonly tickSize: bigint
  readonly baseDecimals: number | bigint
  readonly quoteDecimals: number | bigint
  readonly oracleDecimals: number | bigint
}

/**
 * The scale of a market, or `fits` false when its decimals are too far apart for 256 bits (what does not fit is then 0). Mirrors
 * `OracleLib.tryScale`.
 *
 * @throws {OverflowError} when decimals differ by more than 77.
 *
 * @example
 * const decimals = { baseDecimals: 18, quoteDecimals: 6, oracleDecimals: 8 }
 * tryOracleScale({ lotSize: 10n ** 16n, tickSize: 100n, ...decimals }).fits // => true
 */
export function tryOracleScale(terms: OracleTerms): { readonly fits: boolean; readonly scale: OracleScale } {
  const down = add(BigInt(terms.baseDecimals), BigInt(terms.oracleDecimals))
  const quoteDecimals = BigInt(terms.quoteDecimals)
  const up = quoteDecimals > down ? quoteDecimals - down : 0n
  const by = quoteDecimals > down ? 0n : down - quoteDecimals
  // Shifts drop what leaves the word; a lot size of 88 bits does not.
  const numerator = BigInt.asUintN(256, terms.lotSize << 64n) * powerOfTen(up)
  const denominator = terms.tickSize * powerOfTen(by)
  const upFits = numerator <= MAX_U256
  const downFits = denominator <= MAX_U256
  return {
    fits: upFits && downFits,
    scale: { numerator: upFits ? numerator : 0n, denominator: downFits ? denominator : 0n },
  }
}

/**
 * `answer` in ticks, Q64.64, rounded down, exact in 512 bits; 0 when it is no price in ticks. Mirrors `OracleLib.markDown`.
 *
 * @example
 * markDown(95n, { numerator: MARK_ONE, denominator: 2n }) / MARK_ONE // => 47n
 */
export function markDown(answer: bigint, { numerator, denominator }: OracleScale): bigint {
  if (denominator === 0n) return 0n
  const mark = (answer * numerator) / denominator
  return mark < MARK_END ? mark : 0n
}

/** What a feed answered. */
export interface OracleAnswer {
  readonly answer: bigint
  /** UTC seconds. */
  readonly updatedAt: bigint
}

/**
 * Whether an answer may be traded on at `timestamp` (UTC seconds): positive, dated, not in the future and at most `maxAge` seconds
 * old. Mirrors `OracleLib.tryRead`, which also takes a feed that fails for dead.
 *
 * @example
 * isLiveAnswer({ answer: 95n, updatedAt: 100n }, 60n, 160n) // => true
 */
export function isLiveAnswer({ answer, updatedAt }: OracleAnswer, maxAge: bigint, timestamp: bigint): boolean {
  return answer > 0n && updatedAt !== 0n && updatedAt <= timestamp && timestamp - updatedAt <= maxAge
}

function powerOfTen(exponent: bigint): bigint {
  // 10^78 is beyond 256 bits already; a larger power need not be computed to say so.
  return checked(10n ** (exponent < 78n ? exponent : 78n))
}
