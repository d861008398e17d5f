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
