import { GridMode, type Limits, NO_LIMITS, type Strategy, StrategyKind } from '../../core/strategy.ts'

/** A grid, and bounds on top of it. */
export interface GridStrategyTerms extends Partial<Limits> {
  /** Ticks, strictly increasing, 2 to 256 of them (from 1 for `SameLevel`). */
  readonly prices: readonly bigint[]
  /** Lots per cell. */
  readonly sizePerCell: bigint
  /** Ticks: cells whose buy price is at or below it start as bids, the others as asks. */
  readonly referencePrice: bigint
  /** What a filled lot becomes; `Adjacent` by default: bought at one price, for sale at the next. */
  readonly mode?: GridMode
  /** Smallest relative step between prices, in 1/10 000; none by default. */
  readonly minStepBps?: number
}

/** Bounds on the quotes that a vault's manager signs. */
export interface QuoteStrategyTerms extends Partial<Limits> {
  /** Ticks: entry price of base deposited while flat, on a market without a live oracle; demanded without `minPrice`. */
  readonly referencePrice?: bigint
}

/**
 * `GridTrading`: the vault trades a grid.
 *
 * @example
 * gridStrategy({ prices: [9_000n, 10_000n], sizePerCell: 10n, referencePrice: 9_500n }).kind // => StrategyKind.GridTrading
 */
export function gridStrategy(terms: GridStrategyTerms): Strategy {
  return strategyOf(StrategyKind.GridTrading, terms)
}

/**
 * `TwoSidedQuotes`: the vault fills quotes that its manager signs. Demands `minSpreadBps`, `maxFillSize`, `maxTtl`, `maxLots`,
 * `maxOutflow` with `outflowRefill`, and without an oracle `minPrice` and `maxPrice`.
 *
 * @example
 * const sizes = { maxFillSize: 50n, maxLots: 2_000n, maxOutflow: 100_000_000n, outflowRefill: 3_600 }
 * const limits = { minPrice: 9_000n, maxPrice: 11_000n, minSpreadBps: 100, maxTtl: 600, ...sizes }
 * checkStrategy(quoteStrategy({ ...limits, referencePrice: 10_000n }), { hasOracle: false }) // no throw: nothing is missing
 */
export function quoteStrategy(terms: QuoteStrategyTerms): Strategy {
  return strategyOf(StrategyKind.TwoSidedQuotes, terms)
}

/**
 * `DeltaNeutral`: fills may not take `lots x deltaRatioBps / 10 000` further than `deltaBand` from `deltaTarget`, and the manager
 * may hedge on `hedgeMarketId` within `hedgeBudget`. With a grid, or with quotes and their bounds.
 *
 * @example
 * const cells = { prices: [9_000n, 10_000n], sizePerCell: 10n, referencePrice: 9_500n }
 * deltaNeutralStrategy({ ...cells, deltaRatioBps: 10_000, deltaBand: 20n }).limits.deltaBand // => 20n
 */
export function deltaNeutralStrategy(terms: GridStrategyTerms | QuoteStrategyTerms): Strategy {
  return strategyOf(StrategyKind.DeltaNeutral, terms)
}

/**
 * `Custom`: the contract `guard` is asked about every fill. With a grid, or with quotes.
 *
 * @example
 * const cells = { prices: [9_000n, 10_000n], sizePerCell: 10n, referencePrice: 9_500n }
 * customStrategy({ ...cells, guard: ZERO_ADDRESS }).kind // => StrategyKind.Custom
 */
export function customStrategy(terms: (GridStrategyTerms | QuoteStrategyTerms) & Pick<Limits, 'guard'>): Strategy {
  return strategyOf(StrategyKind.Custom, terms)
}

function strategyOf(kind: StrategyKind, terms: Partial<GridStrategyTerms>): Strategy {
  const {
    prices = [],
    sizePerCell = 0n,
    referencePrice = 0n,
    mode = GridMode.Adjacent,
    minStepBps = 0,
    ...limits
  } = terms
  // Only bounds: `terms` may carry what else a caller has at hand.
  const given = Object.keys(NO_LIMITS).filter((name) => limits[name as keyof Limits] !== undefined)
  const bounds = Object.fromEntries(given.map((name) => [name, limits[name as keyof Limits]]))
  const grid = { mode, sizePerCell, referencePrice, minStepBps, prices }
  return { kind, limits: { ...NO_LIMITS, ...bounds }, grid }
}
