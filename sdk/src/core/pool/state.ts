import type { HexBytes } from '../bytes.ts'
import { mul } from '../u256.ts'
import type { PoolAnchor } from './config.ts'
import type { PoolGridState } from './grid.ts'
import type { FeeStream } from './stream.ts'

/** LP units locked for good at the founding. Mirrors `PoolFees.MIN_LIQUIDITY`. */
export const MIN_LIQUIDITY = 1_000n

/** What a pool trades. */
export interface PoolMarket {
  readonly marketId: number
  /** Base atoms per lot. */
  readonly lotSize: bigint
  /** Quote atoms per lot per tick. */
  readonly tickSize: bigint
}

/** A move of the grid that was announced. */
export interface PoolMove {
  /** Ticks. */
  readonly prices: readonly bigint[]
  readonly referencePrice: bigint
}

/** A pool as the chain records it, but for its providers: each has a {@link PoolAccount}. */
export interface PoolState {
  readonly market: PoolMarket
  readonly anchor: PoolAnchor
  readonly grid: PoolGridState
  /** Atoms that belong to the shares, fees not included. */
  readonly reserveBase: bigint
  readonly reserveQuote: bigint
  /** LP units, the locked ones included. */
  readonly supply: bigint
  readonly stream: FeeStream
  /** How much of what the stream released the accumulator has taken up. */
  readonly settled: bigint
  /** Quote atoms earned per LP unit, Q128, modulo 2^144. */
  readonly accumulator: bigint
  /** Fills, and events of the pool's own, so far. */
  readonly seq: bigint
  readonly events: bigint
  readonly operator: HexBytes
  /** The move that was announced, and the UTC seconds from which on it may be made. */
  readonly proposal?: PoolMove
  readonly executableAt: bigint
}

/** What a pool knows of one account. */
export interface PoolAccount {
  /** LP units. */
  readonly balance: bigint
  /** Accumulator from which on they earn. */
  readonly checkpoint: bigint
  /** Quote atoms earned by units the account no longer has. */
  readonly owed: bigint
  /** What exits by one token left, in atoms. */
  readonly setAsideBase: bigint
  readonly setAsideQuote: bigint
}

/** An account that never met the pool. */
export const NEW_ACCOUNT: PoolAccount = {
  balance: 0n,
  checkpoint: 0n,
  owed: 0n,
  setAsideBase: 0n,
  setAsideQuote: 0n,
}

/**
 * Reserves in whole lots and ticks.
 *
 * @example
 * poolFunds(pool) // => { lots: 0n, ticks: 100_000n }
 */
export function poolFunds({ market, reserveBase, reserveQuote }: PoolState): { lots: bigint; ticks: bigint } {
  return { lots: reserveBase / market.lotSize, ticks: reserveQuote / market.tickSize }
}

/**
 * Base and quote atoms that resting orders need. Mirrors `PoolGrid.requiredFunds`.
 *
 * @example
 * poolRequiredFunds(pool) // => { base: 0n, quote: 100_000n }
 */
export function poolRequiredFunds({ market, anchor, grid }: PoolState): { base: bigint; quote: bigint } {
  if (grid.size === 0n) return { base: 0n, quote: 0n }
  const lots = mul(BigInt(anchor.prices.length - 1), grid.size) - grid.cursor
  return { base: mul(lots, market.lotSize), quote: mul(grid.bidTicks, market.tickSize) }
}
