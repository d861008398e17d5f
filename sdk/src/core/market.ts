import { add, divDown, mul, mulDivDown, mulDivUp, sub } from './u256.ts'

/** The maker's side of a fill: a bid buys base, an ask sells it. Numbered as in Solidity. */
export const Side = { Bid: 0, Ask: 1 } as const
/** One of {@link Side}'s values: 0 is a bid, 1 an ask. */
export type Side = (typeof Side)[keyof typeof Side]

/** One hundred percent in basis points. */
export const BPS = 10_000n

/** Units and fee of a market, as arithmetic needs them. */
export interface MarketUnits {
  /** Base atoms per lot. */
  readonly lotSize: bigint
  /** Quote atoms per lot per tick. */
  readonly tickSize: bigint
  /** Taker fee on notional in 1/10 000. */
  readonly takerFeeBps: number
}

/**
 * Notional of `size` lots at `price` ticks in quote atoms: `price * tickSize * size`. Exact.
 * Mirrors `MarketLib.notional`.
 *
 * @throws {OverflowError} above 2^256 - 1.
 *
 * @example
 * notional(9_500n, 100n, 25n) // => 23_750_000n
 */
export function notional(price: bigint, tickSize: bigint, size: bigint): bigint {
  return mul(mul(price, tickSize), size)
}

/**
 * Base atoms of `size` lots: `size * lotSize`. Exact. Mirrors `MarketLib.baseAmount`.
 *
 * @throws {OverflowError} above 2^256 - 1.
 *
 * @example
 * baseAmount(25n, 10n ** 16n) // => 250_000_000_000_000_000n
 */
export function baseAmount(size: bigint, lotSize: bigint): bigint {
  return mul(size, lotSize)
}

/**
 * Taker fee in quote atoms: `ceil(notional * feeBps / 10_000)`, in the venue's favour. Mirrors `MarketLib.feeUp`.
 *
 * @throws {OverflowError} when the fee exceeds 2^256 - 1.
 *
 * @example
 * feeUp(23_801n, 5) // => 12n
 */
export function feeUp(notionalAmount: bigint, feeBps: number | bigint): bigint {
  return mulDivUp(notionalAmount, BigInt(feeBps), BPS)
}

/**
 * What a pool keeps of a taker fee on a fill it made: `floor(fee * shareBps / 10_000)`, in the venue's favour. Mirrors
 * `MarketLib.poolFeeDown`.
 *
 * @throws {OverflowError} when the share exceeds 2^256 - 1.
 *
 * @example
 * poolFeeDown(12n, 2_000) // => 2n
 */
export function poolFeeDown(fee: bigint, shareBps: number | bigint): bigint {
  return mulDivDown(fee, BigInt(shareBps), BPS)
}

/**
 * Most notional whose sum with its fee is within `amount`: `floor(amount * 10_000 / (10_000 + feeBps))`. Mirrors
 * `MarketLib.notionalForCostDown`.
 *
 * @throws {OverflowError} when `10_000 + feeBps` exceeds 2^256 - 1.
 *
 * @example
 * notionalForCostDown(1_001n, 10) // => 1_000n
 */
export function notionalForCostDown(amount: bigint, feeBps: number | bigint): bigint {
  return mulDivDown(amount, BPS, add(BPS, BigInt(feeBps)))
}

/**
 * Least notional that leaves at least `amount` after its fee: `ceil(amount * 10_000 / (10_000 - feeBps))`. Mirrors
 * `MarketLib.notionalForProceedsUp`.
 *
 * @throws {OverflowError} when `feeBps` exceeds 10 000, or the result 2^256 - 1.
 * @throws {DivisionByZeroError} when the fee is all of it.
 *
 * @example
 * notionalForProceedsUp(999n, 10) // => 1_000n
 */
export function notionalForProceedsUp(amount: bigint, feeBps: number | bigint): bigint {
  return mulDivUp(amount, BPS, sub(BPS, BigInt(feeBps)))
}

/**
 * Highest rebate, in whole bps, that a market bears after the pools' share of its fee:
 * `floor(takerFeeBps * (10_000 - poolFeeShareBps) / 10_000)`. Below a schedule's highest rate it pays none. Mirrors
 * `MarketLib.rebateCapBps`.
 *
 * @throws {OverflowError} when the share exceeds 10 000, or the product 2^256 - 1.
 *
 * @example
 * rebateCapBps(5, 2_000) // => 4n
 */
export function rebateCapBps(takerFeeBps: number | bigint, poolFeeShareBps: number | bigint): bigint {
  return divDown(mul(BigInt(takerFeeBps), sub(BPS, BigInt(poolFeeShareBps))), BPS)
}
