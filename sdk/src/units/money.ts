import { formatAmount, parseAmount, parseAmountDown, parseAmountUp } from './amount.ts'
import type { MarketScale } from './scale.ts'

/** What money of a market depends on. */
export type QuoteScale = Pick<MarketScale, 'quoteDecimals'>

/**
 * Read money in whole quote tokens, such as `'1000.5'`, as quote atoms: notionals, fees, budgets, PnL. Exact.
 *
 * @throws {AmountTooPreciseError} when it does not come out even; the error names the nearest amounts.
 * @throws {InvalidDecimalError} when it is not a plain decimal.
 */
export function parseNotional(value: string, { quoteDecimals }: QuoteScale): bigint {
  return parseAmount(value, quoteDecimals)
}

/** Read money in whole quote tokens as quote atoms, rounded down: never more than said. @throws {InvalidDecimalError} */
export function parseNotionalDown(value: string, { quoteDecimals }: QuoteScale): bigint {
  return parseAmountDown(value, quoteDecimals)
}

/** Read money in whole quote tokens as quote atoms, rounded up: never less than said. @throws {InvalidDecimalError} */
export function parseNotionalUp(value: string, { quoteDecimals }: QuoteScale): bigint {
  return parseAmountUp(value, quoteDecimals)
}

/** Write quote atoms in whole quote tokens, `-` in front of a loss. Exact; the inverse of {@link parseNotional}. */
export function formatNotional(atoms: bigint, { quoteDecimals }: QuoteScale): string {
  return formatAmount(atoms, quoteDecimals)
}
