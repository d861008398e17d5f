import { addToFall, type CurvePoint, type Fall, startFall } from './fall.ts'
import { isAtLeast, priceFallWad, type SharePrice } from './sharePrice.ts'

/** A high of a share's price that none before it in the window reached. */
interface High {
  readonly price: SharePrice
  readonly time: bigint
}

/**
 * Falls within a window that can be merged with the next one: an hour or a day of an account. Grows by its highs, so a
 * running total uses a {@link Fall}.
 */
export interface FallWindow {
  readonly fall: Fall
  /** Lowest price of a share and lowest profit. */
  readonly low: SharePrice
  readonly lowProfit: bigint
  /** Every new high, rising; the first is where the window starts. */
  readonly highs: readonly High[]
}

/**
 * A window that starts with `point`. Its price must be one: fund the account first.
 *
 * @example
 * startFallWindow(point).highs.length // => 1
 */
export function startFallWindow(point: CurvePoint): FallWindow {
  const { price, time, profit } = point
  return { fall: startFall(point), low: price, lowProfit: profit, highs: [{ price, time }] }
}

/**
 * Take one more point into account, in order of time.
 *
 * @example
 * addToFallWindow(startFallWindow(point), { time: 60n, price: { equity: 9n, shares: 1n }, profit: -1n }).low
 * // => { equity: 9n, shares: 1n }
 */
export function addToFallWindow(window: FallWindow, point: CurvePoint): FallWindow {
  const { price, time, profit } = point
  const fall = addToFall(window.fall, point)
  const lowProfit = profit < window.lowProfit ? profit : window.lowProfit
  if (price.shares === 0n) return { ...window, fall, lowProfit }
  return {
    fall,
    lowProfit,
    low: isAtLeast(window.low, price) ? price : window.low,
    highs: isAtLeast(window.fall.peak, price) ? window.highs : [...window.highs, { price, time }],
  }
}

/**
 * Two neighbouring windows of one account as one: exactly what recording all points would have given. Their prices count the
 * same shares, as those of one {@link EquityCurve} do. Associative.
 *
 * @example
 * const later = startFallWindow({ time: 60n, price: { equity: 8n, shares: 1n }, profit: -2n })
 * mergeFallWindows(startFallWindow(point), later).fall.amount // => 2n
 */
export function mergeFallWindows(a: FallWindow, b: FallWindow): FallWindow {
  const isHigher = isAtLeast(b.fall.peak, a.fall.peak)
  const recovery = b.highs.findIndex(({ price }) => isAtLeast(price, a.fall.peak))
  const time = b.highs[recovery]?.time
  // Above a peak from the first moment on, nothing was under water in between.
  const isDip = a.fall.isOpen || recovery > 0
  const span = time !== undefined && isDip ? time - a.fall.peakTime : 0n
  const isRuined = a.fall.isRuined || b.fall.isRuined
  return {
    fall: {
      peak: isHigher ? b.fall.peak : a.fall.peak,
      peakTime: isHigher ? b.fall.peakTime : a.fall.peakTime,
      peakProfit: largest(a.fall.peakProfit, b.fall.peakProfit),
      amount: largest(a.fall.amount, b.fall.amount, a.fall.peakProfit - b.lowProfit),
      wad: isRuined ? 0n : largest(a.fall.wad, b.fall.wad, priceFallWad(a.fall.peak, b.low)),
      // What a window that stays below the peak calls a recovery is none.
      longest: isHigher ? largest(a.fall.longest, b.fall.longest, span) : a.fall.longest,
      isOpen: isHigher ? b.fall.isOpen : true,
      isRuined,
    },
    low: isAtLeast(a.low, b.low) ? b.low : a.low,
    lowProfit: a.lowProfit < b.lowProfit ? a.lowProfit : b.lowProfit,
    highs: [...a.highs, ...b.highs.filter(({ price }) => !isAtLeast(a.fall.peak, price))],
  }
}

function largest(first: bigint, ...others: readonly bigint[]): bigint {
  return others.reduce((most, value) => (value > most ? value : most), first)
}
