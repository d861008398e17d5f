import { TidemarkError } from '../core/errors.ts'
import { ceilOf, type Fraction, floorOf, formatFraction, formatScaled, parseDecimal } from './decimal.ts'
import type { MarketScale } from './scale.ts'

/** The price is not a whole number of ticks. */
export class PriceNotOnTickError extends TidemarkError {
  constructor(value: string, below: string, above: string) {
    super(
      'PriceNotOnTick',
      `a price of ${value} is not a whole number of ticks; the nearest are ${below} and ${above}`,
      {
        value,
        below,
        above,
      },
    )
  }
}

/** No finite decimal equals the price: the market's steps do not divide a power of ten. */
export class PriceNotDecimalError extends TidemarkError {
  constructor(ticks: bigint) {
    super('PriceNotDecimal', `${ticks} ticks are no finite decimal in this market`, {
      ticks,
    })
  }
}

/** Quote atoms per base atom, and the difference in decimals, as one fraction of ticks per unit of price. */
function ticksOf(value: string, { lotSize, tickSize, baseDecimals, quoteDecimals }: MarketScale): Fraction {
  const { numerator, denominator } = parseDecimal(value)
  return {
    numerator: numerator * 10n ** BigInt(quoteDecimals) * lotSize,
    denominator: denominator * 10n ** BigInt(baseDecimals) * tickSize,
  }
}

function priceOf(ticks: bigint, { lotSize, tickSize, baseDecimals, quoteDecimals }: MarketScale): Fraction {
  return {
    numerator: ticks * tickSize * 10n ** BigInt(baseDecimals),
    denominator: 10n ** BigInt(quoteDecimals) * lotSize,
  }
}

/**
 * Read a price in whole quote tokens per whole base token, such as `'2431.05'`, as ticks. Exact.
 *
 * @throws {PriceNotOnTickError} when it is not a whole number of ticks; the error names the nearest prices.
 * @throws {InvalidDecimalError} when it is not a plain decimal.
 *
 * @example
 * parsePrice('95.2', market) // => 9_520n
 */
export function parsePrice(value: string, market: MarketScale): bigint {
  const exact = ticksOf(value, market)
  const ticks = floorOf(exact)
  if (ticks === ceilOf(exact)) return ticks
  const [below, above] = [ticks, ticks + 1n].map((near) => formatFraction(priceOf(near, market)) ?? `${near} ticks`)
  throw new PriceNotOnTickError(value, below ?? '', above ?? '')
}

/**
 * Read a price as ticks, rounded down: a bid that never pays more.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parsePriceDown('95.209', market) // => 9_520n
 */
export function parsePriceDown(value: string, market: MarketScale): bigint {
  return floorOf(ticksOf(value, market))
}

/**
 * Read a price as ticks, rounded up: an ask that never takes less.
 *
 * @throws {InvalidDecimalError}
 *
 * @example
 * parsePriceUp('95.201', market) // => 9_521n
 */
export function parsePriceUp(value: string, market: MarketScale): bigint {
  return ceilOf(ticksOf(value, market))
}

/**
 * Write ticks as a price in whole quote tokens per whole base token. Exact; the inverse of {@link parsePrice}.
 *
 * @throws {PriceNotDecimalError} when no finite decimal equals it.
 *
 * @example
 * formatPrice(9_520n, market) // => '95.2'
 */
export function formatPrice(ticks: bigint, market: MarketScale): string {
  const price = formatFraction(priceOf(ticks, market))
  if (price === undefined) throw new PriceNotDecimalError(ticks)
  return price
}

/**
 * Write ticks as a price of at most `decimals` decimals, rounded down.
 *
 * @example
 * formatPriceDown(9_525n, market, 1) // => '95.2'
 */
export function formatPriceDown(ticks: bigint, market: MarketScale, decimals: number): string {
  return formatScaled(floorOf(scaledPrice(ticks, market, decimals)), decimals)
}

/**
 * Write ticks as a price of at most `decimals` decimals, rounded up.
 *
 * @example
 * formatPriceUp(9_525n, market, 1) // => '95.3'
 */
export function formatPriceUp(ticks: bigint, market: MarketScale, decimals: number): string {
  return formatScaled(ceilOf(scaledPrice(ticks, market, decimals)), decimals)
}

function scaledPrice(ticks: bigint, market: MarketScale, decimals: number): Fraction {
  const { numerator, denominator } = priceOf(ticks, market)
  return { numerator: numerator * 10n ** BigInt(decimals), denominator }
}
