import { cellsOf, type Grid, MAX_CAPACITY, MAX_PRICES, MIN_PRICES } from '../grid.ts'
import { type MarketUnits, notional } from '../market.ts'
import { GridMode } from '../strategy.ts'
import { capitalNeeded } from './capital.ts'
import { cellProfit, PPM } from './profit.ts'

/** Why a grid, or one of its levels, is refused. */
export type GridRefusal =
  | 'PRICE_COUNT'
  | 'PRICE_ZERO'
  | 'PRICE_TOO_LARGE'
  | 'NOT_INCREASING'
  | 'STEP_TOO_SMALL'
  | 'CELL_LOSES'
  | 'SIZE_TOO_SMALL'
  | 'NOTIONAL_TOO_SMALL'
  | 'GRID_TOO_LARGE'
  | 'RANGE_TOO_WIDE'
  | 'REFERENCE_OUTSIDE'
  | 'BASE_SHORT'
  | 'QUOTE_SHORT'

/** One thing that is wrong with a grid. */
export interface GridIssue {
  readonly reason: GridRefusal
  /** Index of the price, or of the lower price of the cell; absent when it concerns the whole grid. */
  readonly level?: number
  /** What was found, and what it would have to be at least or at most. */
  readonly value: bigint
  readonly bound: bigint
}

/** A grid before it is opened, and what it has to satisfy. Bounds that are absent do not apply. */
export interface GridPlan extends Omit<Grid, 'cursor' | 'bidCursor'> {
  readonly market: Pick<MarketUnits, 'lotSize' | 'tickSize'>
  /** Ticks. */
  readonly referencePrice: bigint
  /** Fee of a maker, in parts per million: every cell must earn more, rebates not counted. */
  readonly feePpm?: number
  /** Smallest step, in ticks. */
  readonly minStep?: bigint
  /** Smallest size of a cell in lots, and smallest notional of a cell in quote atoms. */
  readonly minSize?: bigint
  readonly minNotional?: bigint
  /** Widest range: highest over lowest price, in 1/10 000. */
  readonly maxRangeBps?: number
  /** What is there to fund it, atoms. */
  readonly base?: bigint
  readonly quote?: bigint
  /** Whether the price may lie outside until a trigger opens the grid. */
  readonly isTriggered?: boolean
}

/**
 * Everything that is wrong with a plan, whole-grid matters last; nothing if it may be opened.
 *
 * @example
 * validateGrid({ prices: [100n, 100n], sizePerCell: 5n, market, referencePrice: 100n })
 * // => [{ reason: 'NOT_INCREASING', level: 1, value: 100n, bound: 101n }]
 */
export function validateGrid(plan: GridPlan): GridIssue[] {
  const levels = levelIssues(plan)
  const isSound = levels.length === 0
  return [...levels, ...(isSound ? cellIssues(plan) : []), ...wholeIssues(plan), ...(isSound ? fundIssues(plan) : [])]
}

function levelIssues({ prices, mode, minStep = 1n }: GridPlan): GridIssue[] {
  const issues: GridIssue[] = []
  const least = mode === GridMode.SameLevel ? 1 : MIN_PRICES
  const count = BigInt(prices.length)
  if (prices.length < least) issues.push({ reason: 'PRICE_COUNT', value: count, bound: BigInt(least) })
  if (prices.length > MAX_PRICES) issues.push({ reason: 'PRICE_COUNT', value: count, bound: BigInt(MAX_PRICES) })
  for (const [level, value] of prices.entries()) {
    const previous = prices[level - 1]
    if (value <= 0n) issues.push({ reason: 'PRICE_ZERO', level, value, bound: 1n })
    if (value > MAX_CAPACITY) issues.push({ reason: 'PRICE_TOO_LARGE', level, value, bound: MAX_CAPACITY })
    if (previous === undefined) continue
    if (value <= previous) issues.push({ reason: 'NOT_INCREASING', level, value, bound: previous + 1n })
    else if (value - previous < minStep) {
      issues.push({ reason: 'STEP_TOO_SMALL', level, value: value - previous, bound: minStep })
    }
  }
  return issues
}

function cellIssues(plan: GridPlan): GridIssue[] {
  const { prices, sizePerCell, market, mode, feePpm = 0, minNotional = 0n } = plan
  const issues: GridIssue[] = []
  if (sizePerCell < 1n) return issues
  for (const [level, buyPrice] of prices.slice(0, cellsOf(plan)).entries()) {
    const value = notional(buyPrice, market.tickSize, sizePerCell)
    if (value < minNotional) issues.push({ reason: 'NOTIONAL_TOO_SMALL', level, value, bound: minNotional })
    // A cell that buys and sells at one price is in it for the rebate.
    if (mode === GridMode.SameLevel) continue
    const { net } = cellProfit(buyPrice, prices[level + 1] ?? buyPrice, sizePerCell, market.tickSize, feePpm)
    if (net <= 0n) issues.push({ reason: 'CELL_LOSES', level, value: net, bound: 1n })
  }
  return issues
}

function wholeIssues(plan: GridPlan): GridIssue[] {
  const { prices, sizePerCell, referencePrice, minSize = 1n, maxRangeBps } = plan
  const issues: GridIssue[] = []
  if (sizePerCell < minSize || sizePerCell < 1n) {
    issues.push({ reason: 'SIZE_TOO_SMALL', value: sizePerCell, bound: minSize > 1n ? minSize : 1n })
  }
  const lots = BigInt(cellsOf(plan)) * sizePerCell
  if (lots > MAX_CAPACITY) issues.push({ reason: 'GRID_TOO_LARGE', value: lots, bound: MAX_CAPACITY })
  const low = prices.at(0) ?? 0n
  const high = prices.at(-1) ?? 0n
  if (maxRangeBps !== undefined && high * 10_000n > low * BigInt(maxRangeBps)) {
    issues.push({ reason: 'RANGE_TOO_WIDE', value: high, bound: (low * BigInt(maxRangeBps)) / 10_000n })
  }
  if (plan.isTriggered !== true && prices.length > 0 && (referencePrice < low || referencePrice > high)) {
    issues.push({ reason: 'REFERENCE_OUTSIDE', value: referencePrice, bound: referencePrice < low ? low : high })
  }
  return issues
}

function fundIssues(plan: GridPlan): GridIssue[] {
  const { base, quote, sizePerCell } = plan
  const issues: GridIssue[] = []
  const isFundable = sizePerCell > 0n && BigInt(cellsOf(plan)) * sizePerCell <= MAX_CAPACITY
  if (!isFundable || (base === undefined && quote === undefined)) return issues
  const need = capitalNeeded(plan, plan.referencePrice, plan.market, plan.feePpm)
  const quoteNeed = need.quote + need.fees
  if (base !== undefined && base < need.base) issues.push({ reason: 'BASE_SHORT', value: base, bound: need.base })
  if (quote !== undefined && quote < quoteNeed) issues.push({ reason: 'QUOTE_SHORT', value: quote, bound: quoteNeed })
  return issues
}

/**
 * Step of each cell in parts per million of its buy price, rounded down: to compare with `breakEvenStepPpm`.
 *
 * @example
 * stepsPpm([100n, 110n]) // => [100_000n]
 */
export function stepsPpm(prices: readonly bigint[]): bigint[] {
  return prices.slice(1).map((price, i) => ((price - (prices[i] ?? 0n)) * PPM) / (prices[i] ?? 1n))
}
