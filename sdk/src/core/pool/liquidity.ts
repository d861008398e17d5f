import { toUint } from '../errors.ts'
import { MAX_U256, mul, WAD } from '../u256.ts'
import {
  BaseOutOfBoundsError,
  CursorOutOfBoundsError,
  InsufficientUnitsError,
  NothingClaimableError,
  PoolDeadlinePassedError,
  QuoteOutOfBoundsError,
  ZeroLiquidityError,
} from './errors.ts'
import { accrueFees, setUnits } from './fees.ts'
import { poolSizeDown, refitPoolGrid } from './grid.ts'
import { type PoolAccount, type PoolState, poolFunds } from './state.ts'

/** What a provider accepts when joining or leaving; each is no bound unless given. Mirrors the Solidity struct. */
export interface LiquidityBounds {
  readonly minBase?: bigint
  readonly maxBase?: bigint
  readonly minQuote?: bigint
  readonly maxQuote?: bigint
  /** Cursor relative to the size, WAD. */
  readonly minCursor?: bigint
  readonly maxCursor?: bigint
  /** Last second, inclusive. */
  readonly deadline?: bigint
}

/** LP units to mint or burn, what the provider accepts, and the time in UTC seconds. */
export interface LiquidityOrder {
  readonly lp: bigint
  readonly bounds?: LiquidityBounds
  readonly timestamp: bigint
}

/** What a join or leave did; `base` and `quote` atoms moved. */
export interface LiquidityChange {
  readonly pool: PoolState
  readonly account: PoolAccount
  readonly base: bigint
  readonly quote: bigint
}

/**
 * Atoms of both tokens that `lp` more units cost: both reserves pro rata, rounded up. Mirrors `PoolLiquidity.previewAdd`.
 *
 * @throws {CastOverflowError} when `lp` exceeds 112 bits.
 *
 * @example
 * previewJoin(pool, 7n) // => { base: 0n, quote: 7n }
 */
export function previewJoin({ reserveBase, reserveQuote, supply }: PoolState, lp: bigint) {
  const units = toUint(lp, 112)
  return {
    base: (reserveBase * units + supply - 1n) / supply,
    quote: (reserveQuote * units + supply - 1n) / supply,
  }
}

/**
 * Atoms of both tokens that `lp` units bring: both reserves pro rata, rounded down. Mirrors `PoolLiquidity.previewRemove`.
 *
 * @throws {InsufficientUnitsError} when there are fewer units.
 *
 * @example
 * previewLeave(pool, 7n) // => { base: 0n, quote: 7n }
 */
export function previewLeave({ reserveBase, reserveQuote, supply }: PoolState, lp: bigint) {
  if (lp > supply) throw new InsufficientUnitsError()
  return { base: (reserveBase * lp) / supply, quote: (reserveQuote * lp) / supply }
}

/**
 * Somebody pays both reserves pro rata, rounded up, and `account` receives `lp` units. Mirrors `PoolLiquidity.addLiquidity`.
 *
 * @throws {ZeroLiquidityError | PoolDeadlinePassedError | CursorOutOfBoundsError}
 * @throws {BaseOutOfBoundsError | QuoteOutOfBoundsError}
 * @throws {CastOverflowError} when reserves or supply leave 112 bits.
 *
 * @example
 * poolJoined(pool, NEW_ACCOUNT, { lp: 10_000n, timestamp: 1_000n }).quote // => 10_000n
 */
export function poolJoined(pool: PoolState, account: PoolAccount, order: LiquidityOrder): LiquidityChange {
  checkTerms(pool, order)
  const { base, quote } = previewJoin(pool, order.lp)
  checkAmounts(base, quote, order.bounds)
  const reserveBase = toUint(pool.reserveBase + base, 112)
  const reserveQuote = toUint(pool.reserveQuote + quote, 112)
  const accrued = accrueFees(pool, order.timestamp)
  const supply = toUint(pool.supply + order.lp, 112)
  return {
    pool: refit({ ...accrued, reserveBase, reserveQuote, supply }),
    account: setUnits(accrued, account, account.balance + order.lp),
    base,
    quote,
  }
}

/**
 * `account` gives `lp` units and receives both reserves pro rata, rounded down. Mirrors `PoolLiquidity.removeLiquidity`.
 *
 * @throws {ZeroLiquidityError | PoolDeadlinePassedError | CursorOutOfBoundsError | InsufficientUnitsError}
 * @throws {BaseOutOfBoundsError | QuoteOutOfBoundsError}
 *
 * @example
 * poolLeft(pool, founder, { lp: 10_000n, timestamp: 1_000n }).quote // => 10_000n
 */
export function poolLeft(pool: PoolState, account: PoolAccount, order: LiquidityOrder): LiquidityChange {
  checkTerms(pool, order)
  const { base, quote } = previewLeave(pool, order.lp)
  checkAmounts(base, quote, order.bounds)
  const accrued = accrueFees(pool, order.timestamp)
  if (order.lp > account.balance) throw new InsufficientUnitsError()
  const reserveBase = pool.reserveBase - base
  const reserveQuote = pool.reserveQuote - quote
  return {
    pool: refit({ ...accrued, reserveBase, reserveQuote, supply: pool.supply - order.lp }),
    account: setUnits(accrued, account, account.balance - order.lp),
    base,
    quote,
  }
}

/**
 * As {@link poolLeft}, but only one token moves: what the other would bring is set aside. Mirrors
 * `PoolLiquidity.removeLiquidityOneToken`.
 *
 * @throws as {@link poolLeft}.
 *
 * @example
 * poolLeftOneToken(pool, founder, { lp: 10_000n, timestamp: 1_000n, base: false }).amount // => 10_000n
 */
export function poolLeftOneToken(
  pool: PoolState,
  account: PoolAccount,
  order: LiquidityOrder & { readonly base: boolean },
): { pool: PoolState; account: PoolAccount; amount: bigint; setAside: bigint } {
  const left = poolLeft(pool, account, order)
  const [amount, setAside] = order.base ? [left.base, left.quote] : [left.quote, left.base]
  if (setAside === 0n) return { pool: left.pool, account: left.account, amount, setAside }
  const kept = order.base
    ? { setAsideQuote: left.account.setAsideQuote + setAside }
    : { setAsideBase: left.account.setAsideBase + setAside }
  return {
    pool: { ...left.pool, events: left.pool.events + 1n },
    account: { ...left.account, ...kept },
    amount,
    setAside,
  }
}

/**
 * `provider` takes what an exit by one token left of the other. Mirrors `PoolLiquidity.claimSetAside`.
 *
 * @throws {NothingClaimableError}
 *
 * @example
 * const { pool: less, account } = poolLeftOneToken(pool, founder, { lp: 10_000n, timestamp: 1_000n, base: true })
 * poolSetAsideClaimed(less, account, { base: false, provider: 'alice' }).amount // => 10_000n
 */
export function poolSetAsideClaimed(
  pool: PoolState,
  account: PoolAccount,
  { base, provider }: { readonly base: boolean; readonly provider: string },
): { pool: PoolState; account: PoolAccount; amount: bigint } {
  const amount = base ? account.setAsideBase : account.setAsideQuote
  if (amount === 0n) throw new NothingClaimableError(provider)
  return {
    pool: { ...pool, events: pool.events + 1n },
    account: { ...account, ...(base ? { setAsideBase: 0n } : { setAsideQuote: 0n }) },
    amount,
  }
}

/**
 * `amount` LP units move; fees earned until now stay with whoever held them. For a transfer to oneself give one object twice.
 * Mirrors `PoolToken.transfer`.
 *
 * @throws {InsufficientUnitsError}
 *
 * @example
 * poolUnitsMoved(pool, founder, NEW_ACCOUNT, { amount: 10n, timestamp: 1_000n }).to.balance // => 10n
 */
export function poolUnitsMoved(
  pool: PoolState,
  from: PoolAccount,
  to: PoolAccount,
  { amount, timestamp }: { readonly amount: bigint; readonly timestamp: bigint },
): { pool: PoolState; from: PoolAccount; to: PoolAccount } {
  const accrued = accrueFees(pool, timestamp)
  if (amount > from.balance) throw new InsufficientUnitsError()
  const less = setUnits(accrued, from, from.balance - amount)
  const receiver = to === from ? less : to
  const more = setUnits(accrued, receiver, receiver.balance + amount)
  return { pool: accrued, from: to === from ? more : less, to: more }
}

/** Size the grid for what the shares own now. Mirrors `PoolGrid._refit`. */
function refit(pool: PoolState): PoolState {
  const { anchor, grid, supply } = pool
  const target = poolSizeDown(supply, anchor.anchorSize, anchor.anchorSupply)
  const fitted = refitPoolGrid(anchor.prices, grid, target, poolFunds(pool))
  toUint(fitted.bidTicks, 112)
  return { ...pool, grid: fitted, events: pool.events + 1n }
}

function checkTerms({ grid }: PoolState, { lp, bounds = {}, timestamp }: LiquidityOrder): void {
  const { deadline = MAX_U256, minCursor = 0n, maxCursor = MAX_U256 } = bounds
  if (lp === 0n) throw new ZeroLiquidityError()
  if (timestamp > deadline) throw new PoolDeadlinePassedError(deadline, timestamp)
  const cursor = mul(grid.cursor, WAD) / (grid.size === 0n ? 1n : grid.size)
  if (cursor < minCursor || cursor > maxCursor) throw new CursorOutOfBoundsError(cursor, minCursor, maxCursor)
}

function checkAmounts(base: bigint, quote: bigint, bounds: LiquidityBounds = {}): void {
  const { minBase = 0n, maxBase = MAX_U256, minQuote = 0n, maxQuote = MAX_U256 } = bounds
  if (base < minBase || base > maxBase) throw new BaseOutOfBoundsError(base, minBase, maxBase)
  if (quote < minQuote || quote > maxQuote) throw new QuoteOutOfBoundsError(quote, minQuote, maxQuote)
}
