import { ceilDiv, floorDiv } from '../analytics/metric.ts'
import { TidemarkError } from '../errors.ts'
import { Side } from '../market.ts'
import type { TickFraction } from '../quote.ts'
import { PPM } from '../spacing/profit.ts'
import { type LadderOrder, LadderPriceError } from './ladder.ts'

/** A vault's book skewed by its leverage. Parts per million are numbers. */
export interface LeverageTerms {
  /** Oracle price in ticks, an exact fraction. */
  readonly mid: TickFraction
  /** Quote atoms per lot per tick. */
  readonly tickSize: bigint
  /** Lots held, signed. */
  readonly lots: bigint
  /** Everything there is at the oracle price, quote atoms. */
  readonly equity: bigint
  readonly spreadPpm: number
  /** How strongly leverage skews. */
  readonly skewPpm: number
  /** Size of an order as a part of equity. */
  readonly sizePpm: number
  readonly layers: number
  /** Sizes are multiples of it, lots. */
  readonly sizeStep?: bigint
}

/** An order of such a book. */
export interface LeverageOrder extends LadderOrder {
  /** Whether it must not take: the side that adds to the inventory. The other may cross the oracle price to get rid of it. */
  readonly isPostOnly: boolean
}

/** There is nothing to quote with. */
export class NoEquityError extends TidemarkError {
  constructor(equity: bigint) {
    super('NoEquity', `equity of ${equity} is not above 0`, { equity })
  }
}

/** With twice the leverage of one order or more, skew would turn prices over. */
export class SkewTooStrongError extends TidemarkError {
  constructor(skewPpm: number, sizePpm: number) {
    super('SkewTooStrong', `a skew of ${skewPpm} ppm times a size of ${sizePpm} ppm is not below 2`, {
      skewPpm,
      sizePpm,
    })
  }
}

/**
 * Spread to quote: the least one, or the market's smallest price change and a buffer, whichever is wider. Ppm.
 *
 * @example
 * vaultSpreadPpm(1_000, 600, 500) // => 1_100
 */
export function vaultSpreadPpm(minSpreadPpm: number, bufferPpm: number, minPriceChangePpm: number): number {
  const buffered = bufferPpm + minPriceChangePpm
  return minSpreadPpm > buffered ? minSpreadPpm : buffered
}

/**
 * Quadratic skew. With leverage v before layer i (inventory over equity, moved by one order's size per layer), the side that adds
 * to the inventory keeps `spread · (1 + f·|v|)²` from the oracle price, the other `spread · (1 - f·|v|)`, which may be beyond it.
 * Exact fractions, bids rounded down and asks up. Layer by layer, the ask first.
 *
 * Flat adds on both sides, so both are quadratic and the book is symmetric. Source: dYdX v4-chain, vault orders, where flat
 * counts as long and is not.
 *
 * Equity that does not fund one step of size quotes nothing.
 *
 * @throws {NoEquityError | SkewTooStrongError}
 * @throws {LadderPriceError} when so much leverage would take a price to 0 or below.
 *
 * @example
 * leverageOrders(leverage).map(({ price }) => price) // => [101n, 99n]
 */
export function leverageOrders(terms: LeverageTerms): LeverageOrder[] {
  const { mid, tickSize, lots, equity, skewPpm, sizePpm, layers, sizeStep = 1n } = terms
  if (equity <= 0n) throw new NoEquityError(equity)
  if (BigInt(skewPpm) * BigInt(sizePpm) >= 2n * PPM * PPM) throw new SkewTooStrongError(skewPpm, sizePpm)
  // Leverage is inventory / scale, one order's is order / scale.
  const inventory = lots * tickSize * mid.numerator * PPM
  const scale = equity * mid.denominator * PPM
  const order = BigInt(sizePpm) * equity * mid.denominator
  const lotsPerOrder = order / (tickSize * mid.numerator * PPM)
  const size = lotsPerOrder - (lotsPerOrder % sizeStep)
  if (size === 0n) return []
  return Array.from({ length: layers }, (_, level) => [
    sideOrder(terms, Side.Ask, level, inventory - BigInt(level) * order, scale, size),
    sideOrder(terms, Side.Bid, level, inventory + BigInt(level) * order, scale, size),
  ]).flat()
}

function sideOrder(
  { mid, lots, spreadPpm, skewPpm }: LeverageTerms,
  side: Side,
  level: number,
  inventory: bigint,
  scale: bigint,
  size: bigint,
): LeverageOrder {
  const away = side === Side.Bid ? 1n : -1n
  const adds = away * lots >= 0n
  // 1 + f·v for bids, 1 - f·v for asks: distance = factor / unit.
  const unit = scale * PPM
  const factor = unit + away * inventory * BigInt(skewPpm)
  const distance = adds ? factor * factor : factor * unit
  const whole = unit * unit * PPM
  const dividend = mid.numerator * (whole - away * distance * BigInt(spreadPpm))
  const divisor = mid.denominator * whole
  const price = side === Side.Ask ? ceilDiv(dividend, divisor) : floorDiv(dividend, divisor)
  if (price <= 0n) throw new LadderPriceError(level, price)
  return { side, level, price, size, isPostOnly: adds }
}
