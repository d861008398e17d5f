import { type LadderBounds, ladderAsks, ladderBids, type PriceLevel } from '../core/grid/ladder.ts'
import { cursorAt, GridTooLargeError, MAX_CAPACITY, packPrices } from '../core/grid.ts'
import { mulDivDown } from '../core/u256.ts'
import { named, notBefore, positive, within } from './checks.ts'
import { amount, type Codec, count, demand, listOf, recordOf, remade, text } from './codec.ts'
import { Collection, numbered } from './collection.ts'
import { InsufficientFundsError, NoHoldersError } from './errors.ts'
import { topBy } from './ranking.ts'
import { type Ratio, ratioOf } from './ratio.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'

/** What a pool is made of. */
export interface PoolTerms {
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

interface PoolRecord {
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

/** A pool as it is at the moment of asking. Quote atoms. */
export class PoolView {
  readonly #pool: PoolRecord
  readonly #balances: ReadonlyMap<string, bigint>

  constructor(pool: PoolRecord) {
    this.#pool = pool
    this.#balances = new Map(pool.balances)
  }

  get id(): number {
    return this.#pool.id
  }
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
  get totalLpTokens(): bigint {
    return this.#pool.lpSupply
  }
  /** Fees ever distributed. */
  get totalFees(): bigint {
    return this.#pool.totalFees
  }
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

  /** Orders that the grid has at a price: bids below or at it, asks above, best first. @throws {ValueOutOfRangeError} */
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
    remade(path, 'a valid pool', () => checkTerms({ ...pool, timestamp: pool.createdAt }))
    let held = 0n
    for (const lpTokens of pool.balances.values()) held += lpTokens
    demand(held === pool.lpSupply, `${path}.lpSupply`, `${held}, which is held`, pool.lpSupply)
    const isEmpty = pool.lpSupply === 0n
    demand(isEmpty === (pool.liquidity === 0n), `${path}.liquidity`, isEmpty ? '0' : 'above 0', pool.liquidity)
    return pool
  },
}

const snapshots = snapshotOf('tidemark.pools', numbered(poolCodec))

/**
 * Pools with many owners, by id from 1. Liquidity is counted in quote atoms; LP tokens are shares of it. The first provider gets one
 * token for one atom, later ones in proportion, rounded down; leaving pays in proportion, rounded down, and the last to leave
 * takes all. Fees add to the liquidity, so they reach holders pro rata. (On chain, pools hold two tokens, lock a minimum
 * and stream fees; see `core/pool`.) Every call either does all it says or throws and changes nothing.
 *
 * @example
 * const pools = new PoolManager()
 * const id = pools.createPool({ asset: 'ETH', gridLevels: [900n, 1000n, 1100n], sizePerLevel: 100n, timestamp: 0n })
 * pools.addLiquidity(id, 'alice', 10_000n) // 10_000n LP tokens
 * pools.distributeFees(id, 100n)
 * pools.getPool(id).getUserLiquidity('alice') // 10_100n
 */
export class PoolManager {
  #pools = new Collection<PoolRecord>('pool')

  /**
   * Make a pool; its id.
   *
   * @throws {EmptyTextError | ValueOutOfRangeError} without asset or size.
   * @throws {GridPriceCountError | GridNotIncreasingError | OverflowError | GridTooLargeError} of a bad grid.
   */
  createPool(terms: PoolTerms): number {
    checkTerms(terms)
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

  /** Let fees reach the holders pro rata. @throws {UnknownIdError | ValueOutOfRangeError} @throws {NoHoldersError} when there are none. */
  distributeFees(id: number, quoteAmount: bigint): void {
    const pool = this.#pools.get(id)
    positive('amount', quoteAmount)
    if (pool.lpSupply === 0n) throw new NoHoldersError(id)
    const liquidity = positive('liquidity', pool.liquidity + quoteAmount)
    this.#pools.set(id, { ...pool, liquidity, totalFees: pool.totalFees + quoteAmount })
  }

  /** The pool as it is now; later changes do not show in it. @throws {UnknownIdError} */
  getPool(id: number): PoolView {
    return new PoolView(this.#pools.get(id))
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
  getTopPools(limit = 10): PoolView[] {
    const name = ({ id }: PoolRecord) => String(id).padStart(16, '0')
    const top = topBy(this.#pools.all(), within('limit', limit, 0, 2 ** 32), ({ liquidity }) => liquidity, name)
    return top.map((pool) => new PoolView(pool))
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
    return snapshots.write(this.#pools.all())
  }

  /** The manager that a snapshot was taken of. @throws {InvalidSnapshotError} */
  static restore(json: unknown): PoolManager {
    const manager = new PoolManager()
    manager.#pools = new Collection('pool', snapshots.read(json))
    return manager
  }

  #idsWhere(matches: (pool: PoolRecord) => boolean): number[] {
    return this.#pools
      .all()
      .filter(matches)
      .map(({ id }) => id)
  }
}

function checkTerms({ asset, gridLevels, sizePerLevel, timestamp }: PoolTerms): void {
  named('asset', asset)
  notBefore(timestamp, 0n)
  positive('sizePerLevel', sizePerLevel)
  packPrices(gridLevels)
  const capacity = BigInt(gridLevels.length - 1) * sizePerLevel
  if (capacity > MAX_CAPACITY) throw new GridTooLargeError(capacity)
}
