import { type Bucket, type BudgetWindow, FULL_BUCKET, UNUSED_WINDOW } from '../bucket.ts'
import { bidCursorOf, funding, type Grid } from '../grid.ts'
import { EMPTY_POSITION, type Position } from '../position.ts'
import { GridMode, type Limits, type Strategy } from '../strategy.ts'
import { mul } from '../u256.ts'

/** What a vault trades. */
export interface VaultMarket {
  readonly marketId: number
  /** Base atoms per lot. */
  readonly lotSize: bigint
  /** Quote atoms per lot per tick. */
  readonly tickSize: bigint
  /** Whether the market has an oracle, and how far from it the vault may fill, in 1/10 000. */
  readonly hasOracle: boolean
  readonly bandBps: number
}

/** What one manager, present or former, has earned and not taken, in quote atoms. Mirrors the Solidity struct. */
export interface Claim {
  /** Kept for him. */
  readonly setAside: bigint
  /** Earned, but not covered by free quote yet. */
  readonly carried: bigint
}

/** Nothing earned. */
export const NO_CLAIM: Claim = { setAside: 0n, carried: 0n }

/** A maker's vault as the chain records it, with the tokens it holds. */
export interface MakerVault {
  readonly owner: string
  readonly market: VaultMarket
  readonly strategy: Strategy
  /** Where the grid stands; `bidCursor` is used by `OneShot` alone. */
  readonly cursor: bigint
  readonly bidCursor: bigint
  /** Grid fills, and events of the vault's own, so far. */
  readonly seq: bigint
  readonly events: bigint
  readonly halted: boolean
  readonly position: Position
  /** Quote atoms ever deposited, base at its entry cost. */
  readonly contributed: bigint
  readonly manager: { readonly account: string; readonly epoch: bigint; readonly shareBps: number }
  /** Highest profit that was already shared, in quote atoms. */
  readonly highWaterMark: bigint
  /** Quote atoms set aside for all managers. */
  readonly owed: bigint
  /** By manager's address in lower case. */
  readonly claims: Readonly<Record<string, Claim>>
  readonly outflow: Bucket
  readonly turnover: BudgetWindow
  readonly hedged: Bucket
  /** Highest PnL since the drawdown stop started; none before. */
  readonly peak?: bigint
  /** Atoms the vault holds, donations included. */
  readonly base: bigint
  readonly quote: bigint
}

/**
 * A vault before its creation put anything into it.
 *
 * @example
 * newVault(owners.owner, owners.manager, vault.market, vault.strategy).quote // => 0n
 */
export function newVault(owner: string, manager: string, market: VaultMarket, strategy: Strategy): MakerVault {
  return {
    ...{ owner, market, strategy, cursor: 0n, bidCursor: 0n, seq: 0n, events: 0n, halted: false },
    ...{ position: EMPTY_POSITION, contributed: 0n, manager: { account: manager, epoch: 0n, shareBps: 0 } },
    ...{ highWaterMark: 0n, owed: 0n, claims: {}, base: 0n, quote: 0n },
    ...NO_MEMORY,
  }
}

/** What limits remember, forgotten. */
export const NO_MEMORY = { outflow: FULL_BUCKET, turnover: UNUSED_WINDOW, hedged: FULL_BUCKET } as const

/**
 * The vault's grid where it stands; `undefined` when it fills quotes.
 *
 * @example
 * vaultGrid(vault)?.cursor // => 10n
 */
export function vaultGrid({ strategy: { grid }, cursor, bidCursor }: MakerVault): Grid | undefined {
  if (grid.prices.length === 0) return undefined
  const { mode, prices, sizePerCell } = grid
  return { prices, sizePerCell, cursor, mode, ...(mode === GridMode.OneShot && { bidCursor }) }
}

/**
 * The vault with its grid moved to where `grid` stands.
 *
 * @example
 * withGrid(vault, { prices: [100n, 200n], sizePerCell: 10n, cursor: 4n }).cursor // => 4n
 */
export function withGrid(vault: MakerVault, grid: Grid): MakerVault {
  return { ...vault, cursor: grid.cursor, bidCursor: grid.mode === GridMode.OneShot ? bidCursorOf(grid) : 0n }
}

/**
 * Base and quote atoms that resting orders need. Mirrors `Coverage._required`.
 *
 * @example
 * vaultRequiredFunds(vault) // => { base: 0n, quote: 1_000n }
 */
export function vaultRequiredFunds(vault: MakerVault): { readonly base: bigint; readonly quote: bigint } {
  const grid = vaultGrid(vault)
  if (grid === undefined) return { base: 0n, quote: 0n }
  const { baseLots, quoteTicks } = funding(grid)
  return { base: mul(baseLots, vault.market.lotSize), quote: mul(quoteTicks, vault.market.tickSize) }
}

/**
 * Quote atoms that are not set aside for managers. Mirrors `Coverage._quoteHeld`.
 *
 * @example
 * quoteAvailable({ quote: 100n, owed: 30n }) // => 70n
 */
export function quoteAvailable({ quote, owed }: Pick<MakerVault, 'quote' | 'owed'>): bigint {
  return quote > owed ? quote - owed : 0n
}

/**
 * Whether position and free quote cover resting orders. Mirrors `Coverage._covered`.
 *
 * @example
 * isCovered(vault) // => true
 */
export function isCovered(vault: MakerVault): boolean {
  const needed = vaultRequiredFunds(vault)
  return mul(vault.position.lots, vault.market.lotSize) >= needed.base && quoteAvailable(vault) >= needed.quote
}

/**
 * What one manager has to claim.
 *
 * @example
 * claimOf(vault, owners.manager) // => { setAside: 0n, carried: 0n }
 */
export function claimOf({ claims }: Pick<MakerVault, 'claims'>, account: string): Claim {
  return claims[account.toLowerCase()] ?? NO_CLAIM
}

/**
 * Stop filling: one event. Mirrors `VaultStorage._halt`.
 *
 * @example
 * stopped(vault).halted // => true
 */
export function stopped(vault: MakerVault): MakerVault {
  return { ...vault, halted: true, events: vault.events + 1n }
}

/**
 * Forget the highest PnL: the drawdown stop starts with the next fill. Mirrors `DrawdownStop._restartDrawdown`.
 *
 * @example
 * withoutPeak({ ...vault, peak: 5n }).peak // => undefined
 */
export function withoutPeak(vault: MakerVault): MakerVault {
  if (vault.peak === undefined) return vault
  const { peak: _peak, ...rest } = vault
  return rest
}

/**
 * Whether two addresses are one.
 *
 * @example
 * isSameAccount('0xAB', '0xab') // => true
 */
export function isSameAccount(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/**
 * Whether any limit is above zero, or a guard there.
 *
 * @example
 * hasLimits(NO_LIMITS) // => false
 */
export function hasLimits(limits: Limits): boolean {
  return Object.values(limits).some((value) => BigInt(value) !== 0n)
}
