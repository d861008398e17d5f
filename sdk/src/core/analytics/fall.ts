import { defined, type Metric, undefinedBecause } from './metric.ts'
import { isAtLeast, priceFallWad, type SharePrice } from './sharePrice.ts'

/** An account at the end of one moment. */
export interface CurvePoint {
  /** Seconds. */
  readonly time: bigint
  /** What a share is worth; {@link NO_PRICE} before the first flow. */
  readonly price: SharePrice
  /** All profit so far, flows taken out, quote atoms, signed. */
  readonly profit: bigint
}

/** Falls from a peak so far, the starting point counting as one. Of constant size. */
export interface Fall {
  /** Highest price of a share, and when it last stood there. */
  readonly peak: SharePrice
  readonly peakTime: bigint
  /** Highest profit. */
  readonly peakProfit: bigint
  /** Largest fall of profit, quote atoms. */
  readonly amount: bigint
  /** Largest fall of the share price as a part of its peak. WAD, rounded up; not always the same fall as `amount`. 0 once ruined. */
  readonly wad: bigint
  /** Longest time from a peak to its recovery, seconds; the fall that is still open is not among them. */
  readonly longest: bigint
  /** Whether the price is below its peak now. */
  readonly isOpen: boolean
  /** Whether a share has ever come to nothing or less. */
  readonly isRuined: boolean
}

/**
 * A starting point.
 *
 * @example
 * startFall(point).peak // => { equity: 10n, shares: 1n }
 */
export function startFall({ time, price, profit }: CurvePoint): Fall {
  return {
    peak: price,
    peakTime: time,
    peakProfit: profit,
    amount: 0n,
    wad: 0n,
    longest: 0n,
    isOpen: false,
    isRuined: price.shares > 0n && price.equity <= 0n,
  }
}

/**
 * Take one more point into account. Points come in order of time, one for each moment: what happens at once is one point.
 *
 * @example
 * addToFall(startFall(point), { time: 60n, price: { equity: 9n, shares: 1n }, profit: -1n }).wad
 * // => 100_000_000_000_000_000n
 */
export function addToFall(fall: Fall, { time, price, profit }: CurvePoint): Fall {
  const drop = fall.peakProfit - profit
  const peakProfit = drop < 0n ? profit : fall.peakProfit
  const amount = drop > fall.amount ? drop : fall.amount
  if (price.shares === 0n) return { ...fall, peakProfit, amount }
  const isRuined = fall.isRuined || price.equity <= 0n
  const known = isRuined ? 0n : fall.wad
  if (fall.peak.shares === 0n || isAtLeast(price, fall.peak)) {
    const span = fall.isOpen ? time - fall.peakTime : 0n
    const longest = span > fall.longest ? span : fall.longest
    return { ...fall, peak: price, peakTime: time, peakProfit, amount, wad: known, longest, isOpen: false, isRuined }
  }
  const wad = isRuined ? 0n : priceFallWad(fall.peak, price)
  return { ...fall, peakProfit, amount, wad: wad > known ? wad : known, isOpen: true, isRuined }
}

/**
 * Largest fall of the share price in WAD; undefined without a price, and once a share has come to nothing or less.
 *
 * @example
 * fallWad(startFall(point)) // => { ok: true, value: 0n }
 */
export function fallWad({ peak, wad, isRuined }: Fall): Metric {
  if (peak.shares === 0n) return undefinedBecause('NO_DATA')
  return isRuined ? undefinedBecause('NON_POSITIVE_EQUITY') : defined(wad)
}

/**
 * The longest time under water, seconds, and whether it is the one that is still open.
 *
 * @example
 * fallDuration(addToFall(startFall(point), { time: 60n, price: { equity: 9n, shares: 1n }, profit: -1n }), 90n)
 * // => { seconds: 90n, isOpen: true }
 */
export function fallDuration(fall: Fall, now: bigint): { readonly seconds: bigint; readonly isOpen: boolean } {
  const open = fall.isOpen ? now - fall.peakTime : 0n
  return open > fall.longest ? { seconds: open, isOpen: true } : { seconds: fall.longest, isOpen: false }
}
