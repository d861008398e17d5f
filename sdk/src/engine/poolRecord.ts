import { type LadderBounds, ladderAsks, ladderBids, type PriceLevel } from '../core/grid/ladder.ts'
import { checkPrices, cursorAt, GridTooLargeError, MAX_CAPACITY } from '../core/grid.ts'
import { mulDivDown } from '../core/u256.ts'
import { named, notBefore, positive } from './checks.ts'
import { amount, type Codec, count, demand, listOf, recordOf, remade, text } from './codec.ts'
import { numbered } from './collection.ts'
import { topBy } from './ranking.ts'
import { type Ratio, ratioOf } from './ratio.ts'
import { snapshotOf } from './snapshot.ts'

/** What a pool is made of. */
export interface EnginePoolTerms {
  readonly asset: string
  /** Prices in ticks, strictly increasing, 2 to 256. */
  readonly gridLevels: readonly bigint[]
  /** Lots per cell: between two neighbouring prices. */
  readonly sizePerLevel: bigint
  /** Seconds. */
  readonly timestamp: bigint
}

/** One who holds a part of a pool. */
export interface PoolHolder {
  readonly provider: string
  readonly lpTokens: bigint
  /** Of all LP tokens. */
  readonly share: Ratio
  /** What leaving would bring now, quote atoms, rounded down. */
  readonly liquidity: bigint
}

/** A pool as it is kept; balances in the order of the providers' coming. */
export interface PoolRecord {
  readonly id: number
  readonly asset: string
  readonly gridLevels: readonly bigint[]
  readonly sizePerLevel: bigint
  readonly createdAt: bigint
  readonly liquidity: bigint
  readonly lpSupply: bigint
  readonly totalFees: bigint
  readonly balances: ReadonlyMap<string, bigint>
}

/**
 * A pool as it is at the moment of asking. Quote atoms.
 *
 * @example
 * const pools = new PoolManager()
 * pools.createPool({ asset: 'ETH', gridLevels: [900n, 1000n], sizePerLevel: 100n, timestamp: 0n })
 * pools.addLiquidity(1, 'alice', 300n)
 * pools.addLiquidity(1, 'bob', 100n)
 * pools.getPool(1).holders().map(({ provider }) => provider) // => ['alice', 'bob']
 */
export class EnginePool {
  readonly #pool: PoolRecord
  readonly #balances: ReadonlyMap<string, bigint>

  constructor(pool: PoolRecord) {
    this.#pool = pool
    this.#balances = new Map(pool.balances)
  }

  /** Counts from 1. */
  get id(): number {
    return this.#pool.id
  }
  /** What it trades. */
  get asset(): string {
    return this.#pool.asset
  }
  /** Prices in ticks. */
  get gridLevels(): readonly bigint[] {
    return this.#pool.gridLevels
  }
  /** Lots. */
  get sizePerLevel(): bigint {
    return this.#pool.sizePerLevel
  }
  /** Seconds. */
  get createdAt(): bigint {
    return this.#pool.createdAt
  }
  /** What all LP tokens are worth, fees included. */
  get totalLiquidity(): bigint {
    return this.#pool.liquidity
  }
  /** LP tokens of all holders. */
  get totalLpTokens(): bigint {
    return this.#pool.lpSupply
  }
  /** Fees ever distributed. */
  get totalFees(): bigint {
    return this.#pool.totalFees
  }
  /** How many hold LP tokens. */
  get holderCount(): number {
    return this.#balances.size
  }

  /** LP tokens of a provider; 0 for a stranger. */
  getUserLpTokens(provider: string): bigint {
    return this.#balances.get(provider) ?? 0n
  }

  /** Part of all LP tokens that a provider holds; without data while the pool is empty. */
  getUserShare(provider: string): Ratio {
    return ratioOf(this.getUserLpTokens(provider), this.#pool.lpSupply)
  }

  /** What leaving would bring a provider now, rounded down. */
  getUserLiquidity(provider: string): bigint {
    const { lpSupply, liquidity } = this.#pool
    return lpSupply === 0n ? 0n : mulDivDown(this.getUserLpTokens(provider), liquidity, lpSupply)
  }

  /** All who hold LP tokens, the largest first, equal ones by name. */
  holders(): PoolHolder[] {
    const holders = [...this.#balances].map(([provider, lpTokens]) => ({
      provider,
      lpTokens,
      share: this.getUserShare(provider),
      liquidity: this.getUserLiquidity(provider),
    }))
    return topBy(
      holders,
      holders.length,
      ({ lpTokens }) => lpTokens,
      ({ provider }) => provider,
    )
  }

  /**
   * Orders that the grid has at a price: bids below or at it, asks above, best first.
   *
   * @throws {ValueOutOfRangeError}
   */
  getOrders(price: bigint, bounds: LadderBounds = {}): { readonly bids: PriceLevel[]; readonly asks: PriceLevel[] } {
    const { gridLevels: prices, sizePerLevel: sizePerCell } = this.#pool
    const grid = { prices, sizePerCell, cursor: cursorAt(prices, sizePerCell, positive('price', price)) }
    return { bids: ladderBids(grid, bounds), asks: ladderAsks(grid, bounds) }
  }
}

const balancesCodec: Codec<ReadonlyMap<string, bigint>> = {
  encode: (balances) => [...balances].map(([provider, lpTokens]) => ({ provider, lpTokens: String(lpTokens) })),
  decode(json, path) {
    const entry = recordOf<{ provider: string; lpTokens: bigint }>({ provider: text, lpTokens: amount })
    const balances = new Map<string, bigint>()
    for (const { provider, lpTokens } of listOf(entry).decode(json, path)) {
      demand(!balances.has(provider), `${path}.${provider}`, 'there once', 'there twice')
      demand(lpTokens > 0n, `${path}.${provider}`, 'above 0', lpTokens)
      balances.set(provider, lpTokens)
    }
    return balances
  },
}

const fields = recordOf<PoolRecord>({
  id: count,
  asset: text,
  gridLevels: listOf(amount),
  sizePerLevel: amount,
  createdAt: amount,
  liquidity: amount,
  lpSupply: amount,
  totalFees: amount,
  balances: balancesCodec,
})

const poolCodec: Codec<PoolRecord> = {
  encode: fields.encode,
  decode(json, path) {
    const pool = fields.decode(json, path)
    remade(path, 'a valid pool', () => checkPoolTerms({ ...pool, timestamp: pool.createdAt }))
    let held = 0n
    for (const lpTokens of pool.balances.values()) held += lpTokens
    demand(held === pool.lpSupply, `${path}.lpSupply`, `${held}, which is held`, pool.lpSupply)
    const isEmpty = pool.lpSupply === 0n
    demand(isEmpty === (pool.liquidity === 0n), `${path}.liquidity`, isEmpty ? '0' : 'above 0', pool.liquidity)
    return pool
  },
}

/** Snapshots of a pool manager. */
export const poolSnapshots = snapshotOf('tidemark.pools', numbered(poolCodec))

/** Refuse terms that make no pool. Errors as of `createPool`. */
export function checkPoolTerms({ asset, gridLevels, sizePerLevel, timestamp }: EnginePoolTerms): void {
  named('asset', asset)
  notBefore(timestamp, 0n)
  positive('sizePerLevel', sizePerLevel)
  checkPrices(gridLevels)
  const capacity = BigInt(gridLevels.length - 1) * sizePerLevel
  if (capacity > MAX_CAPACITY) throw new GridTooLargeError(capacity)
}
