/**
 * Decimal strings to ticks, lots, atoms and basis points, and back: exactly, or rounded in the direction that a name says. Pure,
 * like `core`.
 *
 * @packageDocumentation
 */
export {
  AmountTooPreciseError,
  formatAmount,
  formatWad,
  parseAmount,
  parseAmountDown,
  parseAmountUp,
} from './amount.ts'
export { formatPercent, PercentTooPreciseError, parsePercent, parsePercentDown, parsePercentUp } from './bps.ts'
export { InvalidDecimalError } from './decimal.ts'
export { formatNotional, parseNotional, parseNotionalDown, parseNotionalUp, type QuoteScale } from './money.ts'
export {
  formatPrice,
  formatPriceDown,
  formatPriceUp,
  PriceNotDecimalError,
  PriceNotOnTickError,
  parsePrice,
  parsePriceDown,
  parsePriceUp,
} from './price.ts'
export type { MarketScale } from './scale.ts'
export { formatSize, parseSize, parseSizeDown, parseSizeUp, SizeNotOnLotError, type SizeScale } from './size.ts'
