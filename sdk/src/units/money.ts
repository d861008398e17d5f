import { formatAmount, parseAmount, parseAmountDown, parseAmountUp } from './amount.ts'
import type { MarketScale } from './scale.ts'

/** What money of a market depends on. */
export type QuoteScale = Pick<MarketScale, 'quoteDecimals'>

/**
 * Read money in whole quote tokens, such as `'1000.5'`, as quote atoms: notionals, fees, budgets, PnL. Exact.
 *
 * @throws {AmountTooPreciseError} when it does not come out even; the error names the nearest amounts.
 * @throws {InvalidDecimalError} when it is not a plain decimal.
 *
 * @example
 * parseNotional('1000.5', market) // => 1_000_500_000n
 */
export function parseNotional(value: string, { quoteDecimals }: QuoteScale): bigint {
  return parseAmount(value, quoteDecimals)
}

/**
 * Read money in whole quote tokens as quote atoms, rounded down: never more than said.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parseNotionalDown('0.0000019', market) // => 1n
 */
export function parseNotionalDown(value: string, { quoteDecimals }: QuoteScale): bigint {
  return parseAmountDown(value, quoteDecimals)
}

/**
 * Read money in whole quote tokens as quote atoms, rounded up: never less than said.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parseNotionalUp('0.0000011', market) // => 2n
 */
export function parseNotionalUp(value: string, { quoteDecimals }: QuoteScale): bigint {
  return parseAmountUp(value, quoteDecimals)
}

/**
 * Write quote atoms in whole quote tokens, `-` in front of a loss. Exact; the inverse of {@link parseNotional}.
 *
 * @example
 * formatNotional(23_811_900n, market) // => '23.8119'
 */
export function formatNotional(atoms: bigint, { quoteDecimals }: QuoteScale): string {
  return formatAmount(atoms, quoteDecimals)
}
