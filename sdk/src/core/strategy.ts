import { ZERO_ADDRESS } from './quote.ts'

/** What a vault does. Numbered as in Solidity. */
export const StrategyKind = { GridTrading: 0, TwoSidedQuotes: 1, DeltaNeutral: 2, Custom: 3 } as const
/** One of {@link StrategyKind}'s values. */
export type StrategyKind = (typeof StrategyKind)[keyof typeof StrategyKind]

/**
 * What a filled lot becomes. Numbered as in Solidity. `Adjacent`: n prices, n-1 cells, cell i buys at price i and sells at
 * price i+1. `SameLevel`: n cells, each buys and sells at its own price. `OneShot`: cells as in `Adjacent`, a filled lot
 * stays filled.
 */
export const GridMode = { Adjacent: 0, SameLevel: 1, OneShot: 2 } as const
/** One of {@link GridMode}'s values. */
export type GridMode = (typeof GridMode)[keyof typeof GridMode]

/** Bounds that every fill of a vault is checked against, on every path. Zero means no bound. Mirrors the Solidity struct. */
export interface Limits {
  /** Lowest and highest price of a fill, ticks. */
  readonly minPrice: bigint
  readonly maxPrice: bigint
  /** Most lots per fill. */
  readonly maxFillSize: bigint
  /** Most lots held after a fill that adds to them. */
  readonly maxLots: bigint
  /** Signed quotes: smallest distance of ask from bid, in 1/10 000 of the bid. */
  readonly minSpreadBps: number
  /** Signed quotes: most seconds from now to expiry. */
  readonly maxTtl: number
  /** Outflow bucket: capacity in quote atoms, and seconds in which it refills. */
  readonly maxOutflow: bigint
  readonly outflowRefill: number
  /** Most quote atoms of notional per `turnoverPeriod` seconds. */
  readonly maxTurnover: bigint
  readonly turnoverPeriod: number
  /** Quote atoms that PnL may fall from its peak before the vault halts. */
  readonly maxDrawdown: bigint
  /** Delta is lots held times this over 10 000, and shall be `deltaTarget` lots give or take `deltaBand`. */
  readonly deltaRatioBps: number
  readonly deltaTarget: bigint
  readonly deltaBand: bigint
  /** Where the manager may hedge, what that may cost per day in quote atoms, and seconds between two hedges. */
  readonly hedgeMarketId: number
  readonly hedgeBudget: bigint
  readonly hedgeCooldown: number
  /** Contract that is asked about every fill. */
  readonly guard: `0x${string}`
}

/** No bound at all. */
export const NO_LIMITS: Limits = {
  minPrice: 0n,
  maxPrice: 0n,
  maxFillSize: 0n,
  maxLots: 0n,
  minSpreadBps: 0,
  maxTtl: 0,
  maxOutflow: 0n,
  outflowRefill: 0,
  maxTurnover: 0n,
  turnoverPeriod: 0,
  maxDrawdown: 0n,
  deltaRatioBps: 0,
  deltaTarget: 0n,
  deltaBand: 0n,
  hedgeMarketId: 0,
  hedgeBudget: 0n,
  hedgeCooldown: 0,
  guard: ZERO_ADDRESS,
}

/** A grid of a strategy; without prices the vault fills quotes that its manager signs. Mirrors the Solidity struct `Grid`. */
export interface StrategyGrid {
  readonly mode: GridMode
  /** Lots per cell. */
  readonly sizePerCell: bigint
  /** Ticks: cells whose buy price is at or below it start as bids; also the entry price of base deposited while flat. */
  readonly referencePrice: bigint
  /** Smallest relative step between prices, in 1/10 000; 0 for none. */
  readonly minStepBps: number
  /** Ticks, strictly increasing. */
  readonly prices: readonly bigint[]
}

/** What a vault may do, enforced on chain on every fill. Mirrors the Solidity struct. */
export interface Strategy {
  readonly kind: StrategyKind
  readonly limits: Limits
  readonly grid: StrategyGrid
}
