import { NobodyToReceiveError } from '../core/pool/errors.ts'
import { mulDivDown } from '../core/u256.ts'
import { named, positive, within } from './checks.ts'
import { Collection } from './collection.ts'
import { InsufficientFundsError } from './errors.ts'
import { checkPoolTerms, EnginePool, type EnginePoolTerms, type PoolRecord, poolSnapshots } from './poolRecord.ts'
import { topBy } from './ranking.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Pools with many owners, by id from 1. Liquidity is counted in quote atoms; LP tokens are shares of it. The first provider gets one
 * token for one atom, later ones in proportion, rounded down; leaving pays in proportion, rounded down, and the last to leave
 * takes all. Fees add to the liquidity, so they reach holders pro rata. (On chain, pools hold two tokens, lock a minimum
 * and stream fees; see `core/pool`.) Every call either does all it says or throws and changes nothing.
 *
 * @example
 * const pools = new PoolManager()
 * const id = pools.createPool({ asset: 'ETH', gridLevels: [900n, 1000n, 1100n], sizePerLevel: 100n, timestamp: 0n })
 * pools.addLiquidity(id, 'alice', 10_000n) // => 10_000n
 * pools.distributeFees(id, 100n)
 * pools.getPool(id).getUserLiquidity('alice') // => 10_100n
 */
export class PoolManager {
  #pools = new Collection<PoolRecord>('pool')

  /**
   * Make a pool; its id.
   *
   * @throws {EmptyTextError | ValueOutOfRangeError} without asset or size.
   * @throws {GridPriceCountError | GridNotIncreasingError | OverflowError | GridTooLargeError} of a bad grid.
   */
  createPool(terms: EnginePoolTerms): number {
    checkPoolTerms(terms)
    const { asset, gridLevels, sizePerLevel, timestamp } = terms
    const empty = { liquidity: 0n, lpSupply: 0n, totalFees: 0n, balances: new Map<string, bigint>() }
    const id = this.#pools.nextId
    return this.#pools.add({ id, asset, gridLevels: [...gridLevels], sizePerLevel, createdAt: timestamp, ...empty })
  }

  /**
   * Add quote atoms; the LP tokens that are minted, rounded down in favour of those who hold already.
   *
   * @throws {UnknownIdError | EmptyTextError | ValueOutOfRangeError} when the amount is none, or too little for one token.
   * @throws {OverflowError} when the tokens exceed uint256.
   */
  addLiquidity(id: number, provider: string, quoteAmount: bigint): bigint {
    const pool = this.#pools.get(id)
    named('provider', provider)
    positive('amount', quoteAmount)
    const { liquidity, lpSupply } = pool
    const lpTokens = lpSupply === 0n ? quoteAmount : mulDivDown(quoteAmount, lpSupply, liquidity)
    positive('lpTokens', lpTokens)
    const balances = pool.balances as Map<string, bigint>
    this.#pools.set(id, {
      ...pool,
      liquidity: positive('liquidity', liquidity + quoteAmount),
      lpSupply: positive('lpSupply', lpSupply + lpTokens),
    })
    balances.set(provider, (balances.get(provider) ?? 0n) + lpTokens)
    return lpTokens
  }

  /**
   * Burn LP tokens; the quote atoms they bring, rounded down in favour of those who stay.
   *
   * @throws {UnknownIdError | ValueOutOfRangeError} when there are no tokens to burn.
   * @throws {InsufficientFundsError} when the provider has fewer.
   */
  removeLiquidity(id: number, provider: string, lpTokens: bigint): bigint {
    const pool = this.#pools.get(id)
    positive('lpTokens', lpTokens)
    const balances = pool.balances as Map<string, bigint>
    const held = balances.get(provider) ?? 0n
    if (lpTokens > held) throw new InsufficientFundsError('LP tokens', lpTokens, held)
    const paid = mulDivDown(lpTokens, pool.liquidity, pool.lpSupply)
    this.#pools.set(id, { ...pool, liquidity: pool.liquidity - paid, lpSupply: pool.lpSupply - lpTokens })
    if (lpTokens === held) balances.delete(provider)
    else balances.set(provider, held - lpTokens)
    return paid
  }

  /**
   * Let fees reach the holders pro rata.
   *
   * @throws {UnknownIdError | ValueOutOfRangeError}
   * @throws {NobodyToReceiveError} when there are none.
   */
  distributeFees(id: number, quoteAmount: bigint): void {
    const pool = this.#pools.get(id)
    positive('amount', quoteAmount)
    if (pool.lpSupply === 0n) throw new NobodyToReceiveError()
    const liquidity = positive('liquidity', pool.liquidity + quoteAmount)
    this.#pools.set(id, { ...pool, liquidity, totalFees: pool.totalFees + quoteAmount })
  }

  /** The pool as it is now; later changes do not show in it. @throws {UnknownIdError} */
  getPool(id: number): EnginePool {
    return new EnginePool(this.#pools.get(id))
  }

  /** Ids of an asset's pools. */
  getPoolsByAsset(asset: string): number[] {
    return this.#idsWhere((pool) => pool.asset === asset)
  }

  /** Ids of the pools that a provider holds a part of. */
  getPoolsByProvider(provider: string): number[] {
    return this.#idsWhere(({ balances }) => balances.has(provider))
  }

  /** Pools with the most liquidity; of equal ones the older first. */
  getTopPools(limit = 10): EnginePool[] {
    const name = ({ id }: PoolRecord) => String(id).padStart(16, '0')
    const top = topBy(this.#pools.all(), within('limit', limit, 0, 2 ** 32), ({ liquidity }) => liquidity, name)
    return top.map((pool) => new EnginePool(pool))
  }

  /** Sums over all pools; providers counted once. */
  getTotals(): {
    readonly pools: number
    readonly liquidity: bigint
    readonly fees: bigint
    readonly providers: number
  } {
    let totals = { pools: 0, liquidity: 0n, fees: 0n }
    const providers = new Set<string>()
    for (const { liquidity, totalFees, balances } of this.#pools.all()) {
      totals = { pools: totals.pools + 1, liquidity: totals.liquidity + liquidity, fees: totals.fees + totalFees }
      for (const provider of balances.keys()) providers.add(provider)
    }
    return { ...totals, providers: providers.size }
  }

  /** All of it as JSON. */
  snapshot(): Snapshot {
    return poolSnapshots.write(this.#pools.all())
  }

  /** The manager that a snapshot was taken of. @throws {InvalidSnapshotError} */
  static restore(json: unknown): PoolManager {
    const manager = new PoolManager()
    manager.#pools = new Collection('pool', poolSnapshots.read(json))
    return manager
  }

  #idsWhere(matches: (pool: PoolRecord) => boolean): number[] {
    return this.#pools
      .all()
      .filter(matches)
      .map(({ id }) => id)
  }
}
