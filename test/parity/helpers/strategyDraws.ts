import { GridMode, type Limits, NO_LIMITS, type Strategy, StrategyKind } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import type { Dice } from './dice.ts'

/** What a walk's vault fills from. */
export type Source = 'grid' | 'quotes' | 'delta'

const GUARDED = { kind: StrategyKind.Custom } as const

/** Limits that bite now and then, each with even odds. */
function someLimits(dice: Dice): Partial<Limits> {
  const limits: Partial<Limits>[] = [
    { maxFillSize: 20n + dice.upTo(80n) },
    { maxLots: 100n + dice.upTo(900n) },
    { minPrice: 8_000n + dice.upTo(1_500n), maxPrice: 10_500n + dice.upTo(2_000n) },
    { maxOutflow: 10n ** 8n + dice.upTo(4n * 10n ** 8n), outflowRefill: 60 + dice.below(9_000_000) },
    { maxTurnover: 10n ** 8n + dice.upTo(10n ** 10n), turnoverPeriod: 60 + dice.below(100_000) },
    { maxDrawdown: 10n ** 5n + dice.upTo(10n ** 7n) },
  ]
  return Object.assign({}, ...limits.filter(() => dice.once(2)))
}

/** A strategy that the chain mostly accepts. */
export function drawStrategy(dice: Dice, source: Source, guard: Address): Strategy {
  return source === 'grid' ? drawGrid(dice, guard) : drawQuotes(dice, source, guard)
}

function drawGrid(dice: Dice, guard: Address): Strategy {
  const count = 3 + dice.below(10)
  const prices = [8_000n + dice.upTo(1_800n)]
  for (let i = 1; i < count; i++) prices.push((prices[i - 1] ?? 0n) + 1n + dice.upTo(500n))
  const grid = {
    mode: dice.pick(Object.values(GridMode)),
    sizePerCell: 1n + dice.upTo(150n),
    referencePrice: 9_500n + dice.upTo(1_500n),
    minStepBps: dice.once(4) ? dice.below(30) : 0,
    prices,
  }
  const limits = dice.once(3) ? NO_LIMITS : { ...NO_LIMITS, ...someLimits(dice) }
  if (dice.once(4)) return { ...GUARDED, limits: { ...limits, guard }, grid }
  if (dice.once(4)) return { kind: StrategyKind.DeltaNeutral, limits: { ...limits, ...drawDelta(dice, false) }, grid }
  return { kind: StrategyKind.GridTrading, limits, grid }
}

function drawQuotes(dice: Dice, source: Source, guard: Address): Strategy {
  const grid = { mode: GridMode.Adjacent, sizePerCell: 0n, referencePrice: 10_000n, minStepBps: 0, prices: [] }
  const limits: Limits = {
    ...NO_LIMITS,
    ...someLimits(dice),
    ...{ minPrice: 6_000n, maxPrice: 15_000n, minSpreadBps: 1 + dice.below(60), maxFillSize: 200n, maxLots: 900n },
    ...{
      maxTtl: 60 + dice.below(10_000),
      maxOutflow: 10n ** 9n + dice.upTo(10n ** 11n),
      outflowRefill: 60 + dice.below(9_000),
    },
  }
  // One in ten lacks a bound, or has one too many.
  const odd = dice.once(10)
    ? dice.pick([{ maxOutflow: 0n }, { maxTtl: 9_999_999 }, { guard }, { minPrice: 99_999n }])
    : {}
  if (source === 'delta') {
    return { kind: StrategyKind.DeltaNeutral, limits: { ...limits, ...drawDelta(dice, true), ...odd }, grid }
  }
  if (dice.once(5)) return { ...GUARDED, limits: { ...limits, guard }, grid }
  return { kind: StrategyKind.TwoSidedQuotes, limits: { ...limits, ...odd }, grid }
}

function drawDelta(dice: Dice, hedges: boolean): Partial<Limits> {
  const delta = {
    deltaRatioBps: dice.pick([10_000, -10_000, 5_000, 12_345]),
    deltaTarget: dice.upTo(400n) - 200n,
    deltaBand: 50n + dice.upTo(900n),
  }
  if (!hedges) return delta
  return {
    ...delta,
    hedgeMarketId: 2,
    hedgeBudget: 10n ** 4n + dice.upTo(3n * 10n ** 5n),
    hedgeCooldown: dice.below(900),
  }
}
