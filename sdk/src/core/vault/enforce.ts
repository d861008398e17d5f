import { bucketAvailable, spendInWindow, takeFromBucket, windowLeft } from '../bucket.ts'
import { OutflowExceededError, RefusedByGuardError, TurnoverExceededError } from '../strategy/errors.ts'
import { checkBand, checkFill, type FillTerms, lotsAfter, outflowUp, pnlAt } from '../strategy/fill.ts'
import type { MakerVault } from './state.ts'
import { stopped } from './state.ts'

/** Where a fill is held to the strategy: the time in UTC seconds, and what an owner's guard says of it. */
export interface FillContext {
  readonly timestamp: bigint
  /** Whether a custom strategy's guard allows the fill; assumed unless told otherwise. */
  readonly guardAllows?: boolean
}

/**
 * Everything the strategy demands of a fill before it is booked, on every path; what its limits remember of it. Mirrors
 * `StrategyCheck._enforce`, checks in the same order.
 *
 * @throws {PriceOutOfBandError | PriceOutOfRangeError | FillTooLargeError | InventoryTooLargeError | DeltaOutOfBandError}
 * @throws {RefusedByGuardError | OutflowExceededError | TurnoverExceededError | InsufficientLotsError}
 *
 * @example
 * enforceStrategy(vault, fill, { timestamp: 1_000n }).outflow.used // => 0n
 */
export function enforceStrategy(vault: MakerVault, fill: FillTerms, context: FillContext): MakerVault {
  const { market, position } = vault
  const { limits } = vault.strategy
  const { timestamp } = context
  if (fill.mark !== 0n) checkBand(fill, market.bandBps)
  checkFill(limits, fill, position.lots)
  if (BigInt(limits.guard) !== 0n) {
    lotsAfter(fill, position.lots)
    if (context.guardAllows === false) throw new RefusedByGuardError(limits.guard)
  }
  let { outflow, turnover, peak } = vault
  if (limits.maxOutflow !== 0n) {
    const drain = outflowUp(fill, position, market.tickSize)
    if (drain !== 0n) {
      const terms = { capacity: limits.maxOutflow, refillSeconds: BigInt(limits.outflowRefill) }
      const left = bucketAvailable(outflow, terms, timestamp)
      if (drain > left) throw new OutflowExceededError(drain, left)
      outflow = takeFromBucket(outflow, terms, timestamp, drain)
    }
  }
  if (limits.maxTurnover !== 0n) {
    const length = BigInt(limits.turnoverPeriod)
    const left = windowLeft(turnover, limits.maxTurnover, length, timestamp)
    if (fill.notional > left) throw new TurnoverExceededError(fill.notional, left)
    turnover = spendInWindow(turnover, length, timestamp, fill.notional)
  }
  if (limits.maxDrawdown !== 0n) peak ??= pnlAt(position, market.tickSize, fill.mark)
  return { ...vault, outflow, turnover, ...(peak !== undefined && { peak }) }
}

/**
 * Halt the vault when a fill left PnL, its inventory's value rounded down, further below its peak than the strategy allows; the fill
 * stands. `mark` is in ticks, Q64.64, 0 on a market without oracle. Mirrors `StrategyCheck._drawnDown`.
 *
 * @example
 * stopIfDrawnDown(vault, 0n).halted // => false
 */
export function stopIfDrawnDown(vault: MakerVault, mark: bigint): MakerVault {
  const { limits } = vault.strategy
  if (limits.maxDrawdown === 0n) return vault
  const pnl = pnlAt(vault.position, vault.market.tickSize, mark)
  const peak = vault.peak !== undefined && vault.peak > pnl ? vault.peak : pnl
  const raised = { ...vault, peak }
  return peak - pnl > limits.maxDrawdown ? stopped(raised) : raised
}

/**
 * How much further PnL may fall from `pnl`, in quote atoms. Mirrors `DrawdownStop._drawdownLeft`.
 *
 * @example
 * drawdownLeft({ ...vault, peak: 100n, strategy: { ...vault.strategy, limits: { ...NO_LIMITS, maxDrawdown: 50n } } }, 80n)
 * // => 30n
 */
export function drawdownLeft({ peak, strategy }: MakerVault, pnl: bigint): bigint {
  const most = strategy.limits.maxDrawdown
  if (peak === undefined || pnl >= peak) return most
  const fallen = peak - pnl
  return most > fallen ? most - fallen : 0n
}
