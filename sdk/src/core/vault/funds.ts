import { clampPrice } from '../grid.ts'
import { markValueUp } from '../mark.ts'
import { notional } from '../market.ts'
import { addLots, entryCostUp, withdrawLots } from '../position.ts'
import type { Limits, StrategyGrid } from '../strategy.ts'
import { mul } from '../u256.ts'
import { NotWholeLotsError } from '../vault.ts'
import { payFrom } from '../venueErrors.ts'
import { OwedToManagerError, UnderfundedError } from './errors.ts'
import type { LiveMark } from './share.ts'
import { isCovered, type MakerVault, quoteAvailable, stopped, vaultRequiredFunds, withoutPeak } from './state.ts'

/** Atoms that move between a vault and its owner. */
export interface VaultAmounts {
  readonly base: bigint
  readonly quote: bigint
}

/**
 * The owner adds atoms of both tokens. Base enters at the mark, else at average cost, else at the reference price, rounded up. Mirrors
 * `VaultFunds.deposit`.
 *
 * @throws {NotWholeLotsError} when base is not a whole number of lots.
 * @throws {CastOverflowError} when the position leaves its range.
 *
 * @example
 * vaultDeposited(vault, { base: 3n, quote: 5n }, undefined).cost // => 300n
 */
export function vaultDeposited(
  vault: MakerVault,
  { base, quote }: VaultAmounts,
  mark: LiveMark,
): { readonly vault: MakerVault; readonly lots: bigint; readonly cost: bigint } {
  const { lotSize, tickSize } = vault.market
  if (base % lotSize !== 0n) throw new NotWholeLotsError(base, lotSize)
  const lots = base / lotSize
  const events = vault.events + 1n
  const held = { base: vault.base + base, quote: vault.quote + quote, events }
  if (lots === 0n) return { vault: { ...vault, ...held, contributed: vault.contributed + quote }, lots, cost: 0n }
  const cost =
    mark === undefined
      ? entryCostUp(vault.position, lots, notional(entryPrice(vault), tickSize, lots))
      : markValueUp(lots, tickSize, mark)
  const position = addLots(vault.position, lots, cost)
  return {
    vault: { ...withoutPeak(vault), ...held, position, contributed: vault.contributed + cost + quote },
    lots,
    cost,
  }
}

/**
 * The owner takes atoms of both tokens. A started lot leaves the position with its average cost, rounded down; what cuts into resting
 * funds halts the grid. Mirrors `VaultFunds.withdraw`.
 *
 * @throws {OwedToManagerError} when quote is asked for that is set aside.
 * @throws {TokenBalanceError} when the vault holds less.
 *
 * @example
 * vaultWithdrawn(vault, { base: 0n, quote: 1n }).vault.halted // => true
 */
export function vaultWithdrawn(
  vault: MakerVault,
  { base, quote }: VaultAmounts,
): { readonly vault: MakerVault; readonly lots: bigint; readonly cost: bigint } {
  const { lotSize } = vault.market
  const started = (base + lotSize - 1n) / lotSize
  const lots = started < vault.position.lots ? started : vault.position.lots
  const { position, cost } = withdrawLots(vault.position, lots)
  let next: MakerVault = { ...(lots === 0n ? vault : withoutPeak(vault)), position }
  const available = quoteAvailable(vault)
  if (quote > available) throw new OwedToManagerError(quote, available)
  if (!vault.halted) {
    const needed = vaultRequiredFunds(vault)
    // Quote that does not move is not asked for.
    const isShort = quote !== 0n && available - quote < needed.quote
    if (mul(position.lots, lotSize) < needed.base || isShort) next = stopped(next)
  }
  next = { ...next, events: next.events + 1n, base: payFrom(vault.base, base), quote: payFrom(vault.quote, quote) }
  return { vault: next, lots, cost }
}

/**
 * The owner lets the vault fill again. Mirrors `VaultFunds.resume`.
 *
 * @throws {UnderfundedError} when resting orders are not covered.
 *
 * @example
 * vaultResumed(vaultHalted(vault)).halted // => false
 */
export function vaultResumed(vault: MakerVault): MakerVault {
  requireCovered(vault)
  return { ...withoutPeak(vault), halted: false, events: vault.events + 1n }
}

/**
 * Mirrors `Coverage._requireCovered`.
 *
 * @throws {UnderfundedError}
 *
 * @example
 * requireCovered(vault) // no throw: it holds what its orders need
 */
export function requireCovered(vault: MakerVault): void {
  if (isCovered(vault)) return
  const needed = vaultRequiredFunds(vault)
  const held = mul(vault.position.lots, vault.market.lotSize)
  throw new UnderfundedError(held, needed.base, quoteAvailable(vault), needed.quote)
}

/**
 * The reference price in ticks, brought within the grid and the price range. Mirrors `VaultFunds._referencePrice`.
 *
 * @example
 * entryPrice(vault) // => 100n
 */
export function entryPrice({
  strategy: { grid, limits },
}: {
  readonly strategy: {
    readonly grid: Pick<StrategyGrid, 'prices' | 'referencePrice'>
    readonly limits: Pick<Limits, 'minPrice' | 'maxPrice'>
  }
}): bigint {
  const price = clampPrice(grid.prices, grid.referencePrice)
  if (limits.maxPrice !== 0n && price > limits.maxPrice) return limits.maxPrice
  return price < limits.minPrice ? limits.minPrice : price
}
