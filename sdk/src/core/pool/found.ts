import { byteLength, type HexBytes } from '../bytes.ts'
import { toUint } from '../errors.ts'
import { checkPrices, cursorAt, funding } from '../grid.ts'
import { MARK_ONE } from '../mark.ts'
import { baseAmount, notional } from '../market.ts'
import { add, mul, sub } from '../u256.ts'
import { OracleUnavailableError } from '../venueErrors.ts'
import {
  FirstSizeTooSmallError,
  MarkOutOfBoundsError,
  NameTooLongError,
  PoolDeadlinePassedError,
  ZeroLiquidityError,
} from './errors.ts'
import type { PoolGridState } from './grid.ts'
import { MIN_LIQUIDITY, NEW_ACCOUNT, type PoolAccount, type PoolMarket, type PoolState } from './state.ts'
import { NO_FEES } from './stream.ts'

/** Fewest lots per cell of a first deposit. Mirrors `PoolFactory.MIN_FIRST_SIZE`. */
export const MIN_FIRST_SIZE = 1_000n
/** Most bytes of a name or symbol. Mirrors `PoolFactory.MAX_TEXT`. */
export const MAX_TEXT = 31

/** What a pool is founded with. Mirrors the Solidity struct; texts are UTF-8 bytes. */
export interface PoolParams {
  readonly prices: readonly bigint[]
  readonly sizePerCell: bigint
  /** Ticks, and what the founder accepts it to be. */
  readonly referencePrice: bigint
  readonly minReferencePrice: bigint
  readonly maxReferencePrice: bigint
  readonly operator: HexBytes
  /** Last second, inclusive. */
  readonly deadline: bigint
  readonly name: HexBytes
  readonly symbol: HexBytes
}

/** What a founding asks for and gives: atoms of both tokens, the grid, and LP units with the locked ones. */
export interface PoolPlan {
  readonly base: bigint
  readonly quote: bigint
  readonly grid: PoolGridState
  readonly supply: bigint
}

/**
 * What founding a pool needs: exactly its resting orders; its first LP units are their value at the reference price in quote atoms.
 * Mirrors `PoolFactory._plan`.
 *
 * @throws {FirstSizeTooSmallError | NameTooLongError | GridPriceCountError | GridNotIncreasingError}
 * @throws {GridTooLargeError | ZeroLiquidityError}
 * @throws {CastOverflowError} when a reserve or the supply exceeds 112 bits.
 *
 * @example
 * planPool({ ...founders }, pool.market).quote // => 100_000n
 */
export function planPool(
  params: Pick<PoolParams, 'prices' | 'sizePerCell' | 'referencePrice' | 'name' | 'symbol'>,
  market: PoolMarket,
): PoolPlan {
  const { prices, sizePerCell, referencePrice } = params
  if (sizePerCell < MIN_FIRST_SIZE) throw new FirstSizeTooSmallError(sizePerCell, MIN_FIRST_SIZE)
  for (const text of [params.name, params.symbol]) {
    if (byteLength(text) > MAX_TEXT) throw new NameTooLongError(BigInt(byteLength(text)), BigInt(MAX_TEXT))
  }
  checkPrices(prices)
  const cursor = cursorAt(prices, sizePerCell, referencePrice)
  const { baseLots, quoteTicks } = funding({ prices, sizePerCell, cursor })
  const base = toUint(baseAmount(baseLots, market.lotSize), 112)
  const quote = mul(quoteTicks, market.tickSize)
  const supply = add(quote, notional(referencePrice, market.tickSize, baseLots))
  if (supply <= MIN_LIQUIDITY) throw new ZeroLiquidityError()
  return { base, quote, grid: { cursor, size: sizePerCell, bidTicks: quoteTicks }, supply: toUint(supply, 112) }
}

/** When a pool is founded, and what its market's oracle says: nothing without one, no mark when it is not live. */
export interface FoundingContext {
  readonly timestamp: bigint
  readonly oracle?: { readonly mark?: bigint }
}

/**
 * Found a pool with its first deposit. `founder` receives all LP units but the locked ones. Mirrors `PoolFactory.createPool`.
 *
 * @throws {PoolDeadlinePassedError | MarkOutOfBoundsError | OracleUnavailableError} and as {@link planPool}.
 *
 * @example
 * poolFounded(founders, pool.market, { timestamp: 0n }).founder.balance // => 99_000n
 */
export function poolFounded(
  params: PoolParams,
  market: PoolMarket,
  { timestamp, oracle }: FoundingContext,
): {
  readonly pool: PoolState
  readonly founder: PoolAccount
  readonly locked: PoolAccount
  readonly base: bigint
  readonly quote: bigint
} {
  if (timestamp > params.deadline) throw new PoolDeadlinePassedError(params.deadline, timestamp)
  const { grid, base, quote, supply } = planPool(params, market)
  const { minReferencePrice: min, maxReferencePrice: max, referencePrice } = params
  if (referencePrice < min || referencePrice > max) throw new MarkOutOfBoundsError(referencePrice, min, max)
  if (oracle !== undefined) {
    const { mark } = oracle
    if (mark === undefined) throw new OracleUnavailableError(market.marketId)
    if (mark < mul(min, MARK_ONE) || mark > mul(max, MARK_ONE))
      throw new MarkOutOfBoundsError(mark / MARK_ONE, min, max)
  }
  return {
    pool: {
      market,
      anchor: { anchorSize: grid.size, anchorSupply: supply, prices: params.prices },
      ...{ grid, reserveBase: base, reserveQuote: quote, supply, stream: NO_FEES, settled: 0n, accumulator: 0n },
      ...{ seq: 0n, events: 0n, operator: params.operator, executableAt: 0n },
    },
    founder: { ...NEW_ACCOUNT, balance: sub(supply, MIN_LIQUIDITY) },
    locked: { ...NEW_ACCOUNT, balance: MIN_LIQUIDITY },
    base,
    quote,
  }
}
