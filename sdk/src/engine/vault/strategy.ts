import { type Limits, NO_LIMITS } from '../../core/strategy.ts'
import { named, positive, unsigned, within } from '../checks.ts'
import { UnknownNameError } from '../errors.ts'
import { type GridFillMode, type GridLayout, openLayout } from '../gridLayout.ts'

/** Bounds that every fill of a vault is checked against; 0 or absent means none. */
export type VaultLimits = Partial<Pick<Limits, 'minPrice' | 'maxPrice' | 'maxFillSize' | 'maxLots'>>

/** Orders at evenly spaced prices, each answered by the opposite one when it fills. */
export interface GridVaultStrategy {
  readonly kind?: 'grid'
  readonly asset: string
  /** Prices, not cells. */
  readonly levels: number
  /** First and last price, ticks. */
  readonly range: readonly [bigint, bigint]
  /** Lots. */
  readonly sizePerLevel: bigint
  readonly rebalanceOnFill?: boolean
  readonly mode?: GridFillMode
}

/** A bid and an ask around a price, at the manager's discretion within limits. */
export interface QuotesVaultStrategy extends VaultLimits {
  readonly kind: 'quotes'
  readonly asset: string
  /** Distance from bid to ask in 1/10 000. */
  readonly spreadBps: number
  /** Lots on each side. */
  readonly size: bigint
}

/** Whatever keeps delta near its target. */
export interface DeltaNeutralVaultStrategy extends VaultLimits {
  readonly kind: 'deltaNeutral'
  readonly asset: string
  /** Delta is lots held times this over 10 000; 10 000 by default. */
  readonly deltaRatioBps?: number
  /** Lots that delta shall be, 0 by default, give or take the band. */
  readonly deltaTarget?: bigint
  readonly deltaBand: bigint
}

/** Anything within limits. */
export interface CustomVaultStrategy extends VaultLimits {
  readonly kind: 'custom'
  readonly asset: string
  readonly name: string
}

/** What a vault does. */
export type VaultStrategy = GridVaultStrategy | QuotesVaultStrategy | DeltaNeutralVaultStrategy | CustomVaultStrategy

/** A strategy checked, and what fills are held to: limits as the chain's strategies have them, and a grid's layout. */
export interface StrategyRules {
  readonly limits: Limits
  readonly layout: GridLayout | undefined
}

const isGrid = (strategy: VaultStrategy): strategy is GridVaultStrategy =>
  strategy.kind === undefined || strategy.kind === 'grid'

/**
 * Check a strategy.
 *
 * @throws {EmptyTextError | UnknownNameError} without an asset or name, or when its kind is unknown.
 * @throws {ValueOutOfRangeError} naming the value; errors of a grid's prices as of `openLayout`.
 */
export function rulesOf(strategy: VaultStrategy): StrategyRules {
  named('asset', strategy.asset)
  if (isGrid(strategy)) {
    const { levels, range, kind, ...rest } = strategy
    const layout = openLayout({ ...rest, numLevels: levels, minPrice: range[0], maxPrice: range[1] })
    // A grid fills at its own prices only, which its orders see to.
    return { limits: NO_LIMITS, layout }
  }
  const { minPrice = 0n, maxPrice = 0n, maxFillSize = 0n, maxLots = 0n } = strategy
  unsigned('maxPrice', maxPrice)
  if (maxPrice === 0n) unsigned('minPrice', minPrice)
  else within('minPrice', minPrice, 0n, maxPrice)
  unsigned('maxFillSize', maxFillSize)
  unsigned('maxLots', maxLots)
  const limits = { ...NO_LIMITS, minPrice, maxPrice, maxFillSize, maxLots }
  switch (strategy.kind) {
    case 'quotes':
      within('spreadBps', strategy.spreadBps, 0, 10_000)
      positive('size', strategy.size)
      return { limits, layout: undefined }
    case 'deltaNeutral': {
      const { deltaRatioBps = 10_000, deltaTarget = 0n, deltaBand } = strategy
      within('deltaRatioBps', deltaRatioBps, -1_000_000, 1_000_000)
      within('deltaTarget', deltaTarget, -(1n << 64n), 1n << 64n)
      positive('deltaBand', deltaBand)
      return { limits: { ...limits, deltaRatioBps, deltaTarget, deltaBand }, layout: undefined }
    }
    case 'custom':
      named('name', strategy.name)
      return { limits, layout: undefined }
    default:
      throw new UnknownNameError('strategy', String((strategy as { kind: unknown }).kind))
  }
}
