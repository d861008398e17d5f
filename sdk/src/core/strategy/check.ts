import { BPS } from '../market.ts'
import { GridMode, type Limits, type Strategy, StrategyKind } from '../strategy.ts'
import {
  GridNotAllowedError,
  GridRequiredError,
  GuardHasNoCodeError,
  InvalidBoundError,
  MissingBoundError,
  UnusedBoundError,
} from './errors.ts'

/** Longest lifetime of a quote that a strategy may allow: 30 days, in seconds. */
export const MAX_TTL = 2_592_000
/** Shortest time in which a limit may refill or start afresh: a minute, in seconds. */
export const MIN_LIMIT_PERIOD = 60
/** Longest time in which a limit may refill or start afresh: 365 days, in seconds. */
export const MAX_LIMIT_PERIOD = 31_536_000
/** Largest ratio of delta to lots held: a hundred, in 1/10 000. */
export const MAX_DELTA_RATIO_BPS = 1_000_000
/** Seconds in which the hedging budget refills: a day. Mirrors `StrategyLib.HEDGE_REFILL`. */
export const HEDGE_REFILL = 86_400n

/** What a strategy is checked against besides itself. */
export interface StrategyContext {
  /** Whether the market has an oracle, and thus a band around it. */
  readonly hasOracle: boolean
  /** Whether there is a contract at the guard's address; assumed unless told otherwise. */
  readonly guardHasCode?: boolean
}

/**
 * Refuse a strategy without the bounds its kind demands, or with bounds that make no sense; checks in the chain's order. Mirrors
 * `StrategyLib.check`.
 *
 * @throws {GridRequiredError | GridNotAllowedError} when it has no grid and needs one, or has one and may not.
 * @throws {MissingBoundError | UnusedBoundError | InvalidBoundError} naming the bound.
 * @throws {GuardHasNoCodeError} when a custom strategy's guard is not a contract.
 *
 * @example
 * checkStrategy(vault.strategy, { hasOracle: false }) // no throw: it has what its kind needs
 */
export function checkStrategy(strategy: Strategy, { hasOracle, guardHasCode = true }: StrategyContext): void {
  const { limits, kind } = strategy
  const quotes = strategy.grid.prices.length === 0
  if (kind === StrategyKind.GridTrading && quotes) throw new GridRequiredError()
  if (kind === StrategyKind.TwoSidedQuotes) {
    if (!quotes) throw new GridNotAllowedError()
    demand(limits, 'minSpreadBps', 'maxFillSize', 'maxTtl', 'maxLots')
  }
  if (kind === StrategyKind.DeltaNeutral) {
    demand(limits, 'deltaRatioBps', 'deltaBand')
    if (limits.hedgeMarketId !== 0) demand(limits, 'hedgeBudget')
    else refuse(limits, kind, 'hedgeBudget', 'hedgeCooldown')
  } else {
    refuse(limits, kind, 'deltaRatioBps', 'deltaTarget', 'deltaBand', 'hedgeMarketId', 'hedgeBudget', 'hedgeCooldown')
  }
  if (kind !== StrategyKind.Custom) refuse(limits, kind, 'guard')
  else if (!guardHasCode) throw new GuardHasNoCodeError(limits.guard)
  if (quotes) checkQuoting(strategy, hasOracle)
  else refuse(limits, kind, 'minSpreadBps', 'maxTtl')
  checkRanges(limits)
}

/** Whoever signs quotes chooses their price, so something other than the signer must bound it, and how much can leave. */
function checkQuoting({ kind, limits, grid }: Strategy, hasOracle: boolean): void {
  if (grid.sizePerCell !== 0n) throw new UnusedBoundError('sizePerCell', kind)
  if (grid.mode !== GridMode.Adjacent) throw new UnusedBoundError('mode', kind)
  if (grid.minStepBps !== 0) throw new UnusedBoundError('minStepBps', kind)
  if (kind !== StrategyKind.Custom) {
    if (!hasOracle) demand(limits, 'minPrice', 'maxPrice')
    demand(limits, 'maxOutflow')
  }
  // Base that enters without a mark must not enter for nothing: all its proceeds would be profit to share.
  if (limits.minPrice === 0n && grid.referencePrice === 0n) throw new MissingBoundError('referencePrice')
}

function checkRanges(limits: Limits): void {
  if (limits.maxPrice !== 0n) within('minPrice', limits.minPrice, 0n, limits.maxPrice)
  within('minSpreadBps', limits.minSpreadBps, 0, BPS)
  within('maxTtl', limits.maxTtl, 0, MAX_TTL)
  period('outflowRefill', limits.outflowRefill, limits.maxOutflow)
  period('turnoverPeriod', limits.turnoverPeriod, limits.maxTurnover)
  within('deltaRatioBps', Math.abs(limits.deltaRatioBps), 0, MAX_DELTA_RATIO_BPS)
  within('hedgeCooldown', limits.hedgeCooldown, 0, MAX_LIMIT_PERIOD)
}

function demand(limits: Limits, ...names: (keyof Limits)[]): void {
  for (const name of names) if (BigInt(limits[name]) === 0n) throw new MissingBoundError(name)
}

function refuse(limits: Limits, kind: StrategyKind, ...names: (keyof Limits)[]): void {
  for (const name of names) if (BigInt(limits[name]) !== 0n) throw new UnusedBoundError(name, kind)
}

/** A limit needs a time in which it refills; without the limit, that time bounds nothing. */
function period(name: string, seconds: number, limit: bigint): void {
  if (limit !== 0n) within(name, seconds, MIN_LIMIT_PERIOD, MAX_LIMIT_PERIOD)
  else within(name, seconds, 0, 0)
}

function within(name: string, value: bigint | number, min: bigint | number, max: bigint | number): void {
  if (value < min || value > max) throw new InvalidBoundError(name, BigInt(value), BigInt(min), BigInt(max))
}
