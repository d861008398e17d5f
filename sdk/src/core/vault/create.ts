import { cursorAt, funding } from '../grid.ts'
import { checkStrategy } from '../strategy/check.ts'
import { encodeStrategy } from '../strategy/codec.ts'
import { GridMode, type Strategy } from '../strategy.ts'
import { mul } from '../u256.ts'
import { FillSourceFixedError } from './errors.ts'
import { vaultDeposited } from './funds.ts'
import { type LiveMark, vaultCrystallised, withShare } from './share.ts'
import { isCovered, type MakerVault, NO_MEMORY, newVault, stopped, type VaultMarket, withoutPeak } from './state.ts'

/** What a vault is created with. Mirrors the Solidity struct, but for market and salt. */
export interface VaultParams {
  readonly owner: string
  readonly manager: string
  readonly profitShareBps: number
  readonly strategy: Strategy
  /** Atoms that fund it, raised to what the grid needs. */
  readonly base: bigint
  readonly quote: bigint
}

/** What creating or changing a vault depends on. */
export interface VaultContext {
  readonly mark?: LiveMark
  /** Whether there is a contract at the guard's address; assumed unless told otherwise. */
  readonly guardHasCode?: boolean
}

/**
 * The cursor a strategy starts at, and the atoms its resting orders need. Mirrors `VaultFactory._plan`.
 *
 * @throws as `checkStrategy`, `encodeStrategy` and `funding`.
 *
 * @example
 * planStrategy(vault.strategy, vault.market) // => { cursor: 10n, base: 0n, quote: 1_000n }
 */
export function planStrategy(
  strategy: Strategy,
  market: VaultMarket,
  guardHasCode = true,
): { readonly cursor: bigint; readonly base: bigint; readonly quote: bigint } {
  checkStrategy(strategy, { hasOracle: market.hasOracle, guardHasCode })
  // Refuses what cannot be packed.
  encodeStrategy(strategy)
  const { prices, sizePerCell, referencePrice, mode } = strategy.grid
  if (prices.length === 0) return { cursor: 0n, base: 0n, quote: 0n }
  const cursor = cursorAt(prices, sizePerCell, referencePrice, mode)
  const { baseLots, quoteTicks } = funding({ prices, sizePerCell, cursor, mode })
  return { cursor, base: mul(baseLots, market.lotSize), quote: mul(quoteTicks, market.tickSize) }
}

/**
 * Create and fund a vault: `base` and `quote` atoms come from its owner. Mirrors `VaultFactory.createVault`.
 *
 * @throws as {@link planStrategy}; {ProfitShareTooHighError}, {NotWholeLotsError}.
 *
 * @example
 * vaultCreated({ ...owners, strategy: vault.strategy }, vault.market).quote // => 1_000n
 */
export function vaultCreated(
  params: VaultParams,
  market: VaultMarket,
  { mark, guardHasCode }: VaultContext = {},
): { readonly vault: MakerVault; readonly base: bigint; readonly quote: bigint } {
  const plan = planStrategy(params.strategy, market, guardHasCode)
  const base = params.base > plan.base ? params.base : plan.base
  const quote = params.quote > plan.quote ? params.quote : plan.quote
  const started = startStrategy(newVault(params.owner, params.manager, market, params.strategy), plan.cursor)
  const { vault } = vaultDeposited(withShare(started, params.profitShareBps), { base, quote }, mark)
  return { vault, base, quote }
}

/**
 * The owner replaces the strategy: what limits remember starts afresh, the grid at its beginning, halted where it is not covered.
 * Mirrors `OwnersDesk.setStrategy`.
 *
 * @throws as {@link planStrategy}; {FillSourceFixedError}.
 *
 * @example
 * const wider = { ...vault.strategy, grid: { ...vault.strategy.grid, prices: [100n, 300n] } }
 * vaultStrategySet(vault, wider).strategy.grid.prices // => [100n, 300n]
 */
export function vaultStrategySet(
  vault: MakerVault,
  strategy: Strategy,
  { mark, guardHasCode }: VaultContext = {},
): MakerVault {
  const { vault: settled } = vaultCrystallised(vault, mark)
  const { cursor } = planStrategy(strategy, vault.market, guardHasCode)
  const hadGrid = vault.strategy.grid.prices.length !== 0
  if ((strategy.grid.prices.length !== 0) !== hadGrid) throw new FillSourceFixedError()
  const next = startStrategy({ ...withoutPeak(settled), ...NO_MEMORY, strategy }, cursor)
  return !next.halted && !isCovered(next) ? stopped(next) : next
}

/** Put the grid at its start. Mirrors `StrategyCheck._startStrategy`. */
function startStrategy(vault: MakerVault, cursor: bigint): MakerVault {
  const bidCursor = vault.strategy.grid.mode === GridMode.OneShot ? cursor : 0n
  return { ...vault, cursor, bidCursor, events: vault.events + 1n }
}
