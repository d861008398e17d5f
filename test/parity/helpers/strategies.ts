import { type Limits, NO_LIMITS, type Strategy, StrategyKind } from '@tidemark/sdk/core'
import fc from 'fast-check'
import { int, mostly, uint } from './cases.ts'
import { anyPrices, increasing, type Prices } from './grids.ts'
import { HARNESSES } from './harness.ts'

/** A contract, and an address without code. */
export const GUARDS = [HARNESSES.StrategyHarness, '0x0000000000000000000000000000000000bb0001'] as const

const small = (bits: number) => uint(bits).map(Number)
const signed = (bits: number) => int(bits).map(Number)
const ARBITRARIES = {
  minPrice: uint(64),
  maxPrice: uint(64),
  maxFillSize: uint(64),
  maxLots: uint(64),
  minSpreadBps: small(16),
  maxTtl: small(32),
  maxOutflow: uint(128),
  outflowRefill: small(32),
  maxTurnover: uint(128),
  turnoverPeriod: small(32),
  maxDrawdown: uint(128),
  deltaRatioBps: signed(32),
  deltaTarget: int(64),
  deltaBand: uint(64),
  hedgeMarketId: small(32),
  hedgeBudget: uint(128),
  hedgeCooldown: small(32),
  guard: fc.constantFrom(...GUARDS),
} satisfies { [K in keyof Limits]: fc.Arbitrary<Limits[K]> }

/** Limits of any size, each with even odds of being there at all. */
export const anyLimits: fc.Arbitrary<Limits> = fc
  .tuple(fc.record(ARBITRARIES), fc.array(fc.boolean(), { minLength: 18, maxLength: 18 }))
  .map(([limits, there]) => {
    const kept = Object.entries(limits).filter((_, i) => there[i])
    return { ...NO_LIMITS, ...Object.fromEntries(kept) }
  })

/** What a strategy of each kind needs, with values that pass. */
export const GOOD: Readonly<Record<StrategyKind, Limits>> = {
  [StrategyKind.GridTrading]: NO_LIMITS,
  [StrategyKind.TwoSidedQuotes]: {
    ...NO_LIMITS,
    ...{ minPrice: 1n, maxPrice: 9n, minSpreadBps: 1, maxFillSize: 5n, maxTtl: 60, maxLots: 9n },
    ...{ maxOutflow: 1n, outflowRefill: 60 },
  },
  [StrategyKind.DeltaNeutral]: {
    ...NO_LIMITS,
    ...{ minPrice: 1n, maxPrice: 9n, deltaRatioBps: -10_000, deltaTarget: -5n, deltaBand: 3n },
    ...{ hedgeMarketId: 2, hedgeBudget: 7n, hedgeCooldown: 1, maxOutflow: 1n, outflowRefill: 31_536_000 },
  },
  [StrategyKind.Custom]: { ...NO_LIMITS, minPrice: 1n, guard: GUARDS[0] },
}

const PASSING = {
  minPrice: fc.constantFrom(0n, 1n, 9n, 10n),
  maxPrice: fc.constantFrom(0n, 1n, 9n, 10n),
  maxFillSize: fc.constantFrom(0n, 5n),
  maxLots: fc.constantFrom(0n, 9n),
  minSpreadBps: fc.constantFrom(0, 1, 10_000, 10_001),
  maxTtl: fc.constantFrom(0, 60, 2_592_000, 2_592_001),
  maxOutflow: fc.constantFrom(0n, 1n),
  outflowRefill: fc.constantFrom(0, 59, 60, 31_536_000, 31_536_001),
  maxTurnover: fc.constantFrom(0n, 1n),
  turnoverPeriod: fc.constantFrom(0, 59, 60, 31_536_000, 31_536_001),
  maxDrawdown: fc.constantFrom(0n, 1n),
  deltaRatioBps: fc.constantFrom(0, 1, -1_000_000, 1_000_001, -(2 ** 31)),
  deltaTarget: fc.constantFrom(0n, -1n),
  deltaBand: fc.constantFrom(0n, 1n),
  hedgeMarketId: fc.constantFrom(0, 2),
  hedgeBudget: fc.constantFrom(0n, 7n),
  hedgeCooldown: fc.constantFrom(0, 31_536_000, 31_536_001),
  guard: fc.constantFrom(NO_LIMITS.guard, ...GUARDS),
} satisfies { [K in keyof Limits]: fc.Arbitrary<Limits[K]> }

/** The limits a kind needs, at most two of them at the edge of what passes, or beyond. */
const nearlyGood = (kind: StrategyKind) =>
  fc.tuple(fc.record(PASSING), fc.subarray(Object.keys(PASSING), { maxLength: 2 })).map(
    ([edges, names]): Limits => ({
      ...GOOD[kind],
      ...Object.fromEntries(Object.entries(edges).filter(([name]) => names.includes(name))),
    }),
  )

const kinds = fc.constantFrom(...Object.values(StrategyKind))
const gridOf = (prices: fc.Arbitrary<Prices>) =>
  fc
    .tuple(
      fc.constantFrom(0 as const, 1 as const, 2 as const),
      uint(64),
      uint(64),
      mostly(fc.constant(0), small(16), 3),
      prices,
    )
    .map(([mode, sizePerCell, referencePrice, minStepBps, list]) => ({
      mode,
      sizePerCell,
      referencePrice,
      minStepBps,
      prices: list,
    }))
const NO_GRID = { mode: 0, sizePerCell: 0n, referencePrice: 1n, minStepBps: 0, prices: [] } as const

/** A strategy that mostly fails for one reason or passes. */
export const checkable: fc.Arbitrary<Strategy> = kinds.chain((kind) => {
  const grid =
    kind === StrategyKind.GridTrading
      ? mostly(gridOf(increasing), fc.constant(NO_GRID))
      : mostly<Strategy['grid']>(fc.constant(NO_GRID), gridOf(fc.constantFrom<Prices>([], [1n, 2n])), 4)
  return fc.tuple(nearlyGood(kind), grid).map(([limits, g]) => ({ kind, limits, grid: g }))
})

/** Any strategy that can be packed: what `StrategyLib` thinks of it does not matter. */
export const packable: fc.Arbitrary<Strategy> = fc
  .tuple(kinds, mostly(anyLimits, fc.constant(NO_LIMITS), 3), gridOf(mostly(anyPrices, fc.constant<Prices>([]), 5)))
  .map(([kind, limits, grid]) => ({ kind, limits, grid }))

/** As the decoder needs it: prices that pack. */
export const packed: fc.Arbitrary<Strategy> = fc
  .tuple(kinds, mostly(anyLimits, fc.constant(NO_LIMITS), 3), gridOf(mostly(increasing, fc.constant<Prices>([]), 5)))
  .map(([kind, limits, grid]) => ({ kind, limits, grid: { ...grid, minStepBps: 0 } }))
