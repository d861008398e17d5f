import { TidemarkError } from '../errors.ts'
import { WAD } from '../u256.ts'
import { addToTarget, startTarget, type TargetTotals } from './downside.ts'
import { addToFall, type Fall, startFall } from './fall.ts'
import { DAY } from './metric.ts'
import { addIdleReturns, addReturn, NO_RETURNS, type ReturnTotals } from './returns.ts'
import { NO_PRICE, priceFallWad, priceReturnWad, type SharePrice, sharesAfter } from './sharePrice.ts'

/** Falls below the peak at the end of each period: what the Ulcer index needs. */
export interface UlcerTotals {
  readonly count: bigint
  /** Sum of the squares of the falls in WAD. */
  readonly squares: bigint
}

/**
 * The equity of one account over time: returns per period, falls from the peak and growth, all of it from the price of a
 * share, so that deposits and withdrawals count for nothing. Of constant size. Plain data: bigints, booleans and objects.
 */
export interface EquityCurve {
  /** Seconds per period; periods start at multiples of it since 1970. */
  readonly period: bigint
  /** When the account came to be, and the time of the last event. */
  readonly startTime: bigint
  readonly time: bigint
  /** Quote atoms there are now. */
  readonly equity: bigint
  /** Shares out now; 0 while nobody has funded the account. */
  readonly shares: bigint
  /** Net flow so far: deposits less withdrawals. */
  readonly netFlow: bigint
  /** Price of a share: at first, when the present period began ({@link NO_PRICE} if the account was empty), and now. */
  readonly first: SharePrice
  readonly open: SharePrice
  readonly price: SharePrice
  /** Falls up to, but not at, `time`. */
  readonly fall: Fall
  /** Returns of the periods that are over, also around the target, and the falls at their ends. */
  readonly returns: ReturnTotals
  readonly target: TargetTotals
  readonly ulcer: UlcerTotals
  /** Whether profit or loss ever met an account that held nothing: there are no returns on that. */
  readonly isRuined: boolean
}

/** An event is older than what has been recorded. */
export class TimeWentBackError extends TidemarkError {
  constructor(time: bigint, recorded: bigint) {
    super('TimeWentBack', `time ${time} is before ${recorded}, which has been recorded`, { time, recorded })
  }
}

/**
 * An account without funds.
 *
 * @param target Least acceptable return per period in WAD, for Sortino and Omega.
 *
 * @example
 * startCurve(0n).period // => 86_400n
 */
export function startCurve(time: bigint, period: bigint = DAY, target = 0n): EquityCurve {
  return {
    period,
    startTime: time,
    time,
    equity: 0n,
    shares: 0n,
    netFlow: 0n,
    first: NO_PRICE,
    open: NO_PRICE,
    price: NO_PRICE,
    fall: startFall({ time, price: NO_PRICE, profit: 0n }),
    returns: NO_RETURNS,
    target: startTarget(target),
    ulcer: { count: 0n, squares: 0n },
    isRuined: false,
  }
}

/**
 * Let time pass, to `time` in seconds. What happened at one moment counts as one point of the curve, whatever its order; periods
 * that ended are closed, those in which nothing happened with a return of zero.
 *
 * @throws {TimeWentBackError}
 *
 * @example
 * advanceCurve(addFlow(startCurve(0n), 0n, 1_000n), 86_400n).returns.count // => 1n
 */
export function advanceCurve(curve: EquityCurve, time: bigint): EquityCurve {
  if (time === curve.time) return curve
  if (time < curve.time) throw new TimeWentBackError(time, curve.time)
  const { price, period } = curve
  const profit = curve.equity - curve.netFlow
  const settled = { ...curve, time, fall: addToFall(curve.fall, { time: curve.time, price, profit }) }
  const periods = time / period - curve.time / period
  return periods === 0n ? settled : closePeriods(settled, periods)
}

function closePeriods(curve: EquityCurve, periods: bigint): EquityCurve {
  const { open, price, shares, fall } = curve
  const next = { ...curve, open: shares > 0n ? price : NO_PRICE, isRuined: curve.isRuined || fall.isRuined }
  if (next.isRuined || open.shares === 0n) return next
  const change = priceReturnWad(open, price)
  const depth = priceFallWad(fall.peak, price)
  // An empty account has no returns; until it is funded again, nothing more is counted.
  const idle = shares > 0n ? periods - 1n : 0n
  return {
    ...next,
    returns: addIdleReturns(addReturn(curve.returns, change), idle),
    target: addToTarget(addToTarget(curve.target, change), 0n, idle),
    ulcer: { count: curve.ulcer.count + 1n + idle, squares: curve.ulcer.squares + depth * depth * (1n + idle) },
  }
}

/**
 * The owner moves `amount` quote atoms in (+) or out (−), valued at the moment. Shares come or go at their present price; all
 * of them when everything leaves.
 *
 * @throws {TimeWentBackError}
 *
 * @example
 * addFlow(startCurve(0n), 0n, 1_000n).equity // => 1_000n
 */
export function addFlow(curve: EquityCurve, time: bigint, amount: bigint): EquityCurve {
  const now = advanceCurve(curve, time)
  const equity = now.equity + amount
  const netFlow = now.netFlow + amount
  if (now.shares === 0n && now.equity === 0n) return { ...fund(now, amount), equity, netFlow }
  if (now.shares > 0n && now.equity > 0n && equity >= 0n) {
    if (equity === 0n) return { ...now, equity, netFlow, shares: 0n }
    const shares = sharesAfter(now.price, now.shares, amount)
    return { ...now, equity, netFlow, shares, price: { equity, shares } }
  }
  // Shares of an account that holds nothing, or less than is taken out, have no price to come or go at.
  const price = equity > 0n ? { equity, shares: equity * WAD } : NO_PRICE
  const fall = { ...now.fall, peak: price, peakTime: time, isOpen: false }
  return { ...now, equity, netFlow, shares: price.shares, price, open: NO_PRICE, fall, isRuined: true }
}

/** Fund an empty account: a first time at a price of one atom for 1e18 shares, then at the price it was emptied at. */
function fund(curve: EquityCurve, amount: bigint): EquityCurve {
  if (amount === 0n) return curve
  if (amount < 0n) return { ...curve, price: NO_PRICE, isRuined: true }
  if (curve.price.shares > 0n) {
    const shares = sharesAfter(curve.price, 0n, amount)
    const price = { equity: amount, shares }
    return { ...curve, shares, price, open: curve.open.shares > 0n ? curve.open : price }
  }
  const price = { equity: amount, shares: amount * WAD }
  const fall = { ...curve.fall, peak: price, peakTime: curve.time, isOpen: false }
  return { ...curve, shares: price.shares, price, first: price, open: price, startTime: curve.time, fall }
}

/**
 * Equity is now `equity` quote atoms, by profit or loss.
 *
 * @throws {TimeWentBackError}
 *
 * @example
 * setEquity(addFlow(startCurve(0n), 0n, 1_000n), 60n, 1_100n).price.equity // => 1_100n
 */
export function setEquity(curve: EquityCurve, time: bigint, equity: bigint): EquityCurve {
  const now = advanceCurve(curve, time)
  if (now.shares > 0n) return { ...now, equity, price: { equity, shares: now.shares } }
  return equity === now.equity ? now : { ...now, equity, isRuined: true }
}
