import { ceilDiv, wadOf } from './metric.ts'

/**
 * What one share of an account is worth, as an exact fraction. Shares come and go with the owner's flows, at the price of the
 * moment, so a flow never moves the price: neither looks like profit nor like a loss.
 */
export interface SharePrice {
  /** Quote atoms. */
  readonly equity: bigint
  /** Above 0, or 0 while there is no price. */
  readonly shares: bigint
}

/** No share was ever worth anything. */
export const NO_PRICE: SharePrice = { equity: 0n, shares: 0n }

/**
 * Whether a share was worth at least as much at `a` as at `b`.
 *
 * @example
 * isAtLeast({ equity: 3n, shares: 2n }, { equity: 1n, shares: 1n }) // => true
 */
export function isAtLeast(a: SharePrice, b: SharePrice): boolean {
  return a.equity * b.shares >= b.equity * a.shares
}

/**
 * Return from one price to another. WAD, rounded toward minus infinity.
 *
 * @param from Above 0.
 *
 * @example
 * priceReturnWad({ equity: 2n, shares: 1n }, { equity: 3n, shares: 1n }) // => 500_000_000_000_000_000n
 */
export function priceReturnWad(from: SharePrice, to: SharePrice): bigint {
  const before = from.equity * to.shares
  return wadOf(to.equity * from.shares - before, before)
}

/**
 * Fall from one price to a lower one as a share of the first. WAD, rounded up.
 *
 * @param from Above 0.
 *
 * @example
 * priceFallWad({ equity: 3n, shares: 1n }, { equity: 2n, shares: 1n }) // => 333_333_333_333_333_334n
 */
export function priceFallWad(from: SharePrice, to: SharePrice): bigint {
  return -priceReturnWad(from, to)
}

/**
 * Shares after `flow` quote atoms came in (+) or went out (−) at `price`: rounded up, so the price never rises by it.
 *
 * @example
 * sharesAfter({ equity: 3n, shares: 2n }, 2n, 1n) // => 3n
 */
export function sharesAfter(price: SharePrice, shares: bigint, flow: bigint): bigint {
  return shares + ceilDiv(flow * price.shares, price.equity)
}
