import type { Position } from '../core/position.ts'
import { checkUser, named, within } from './checks.ts'
import { Collection, numbered } from './collection.ts'
import { UnknownNameError } from './errors.ts'
import { topBy } from './ranking.ts'
import { type Ratio, ratioOf } from './ratio.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'
import { vaultCodec } from './vault/codec.ts'
import * as vaults from './vault/state.ts'
import type { VaultStrategy } from './vault/strategy.ts'

/** Everything a vault knows about itself. Amounts in quote atoms. */
export interface EngineVaultStats {
  readonly id: number
  readonly owner: string
  readonly manager: string
  readonly asset: string
  readonly strategy: VaultStrategy
  readonly profitShareBps: number
  readonly createdAt: bigint
  readonly updatedAt: bigint
  /** Quote atoms held; what of them is owed to managers, and what they took. */
  readonly collateral: bigint
  readonly owed: bigint
  readonly claimed: bigint
  readonly contributed: bigint
  readonly withdrawn: bigint
  /** Lots held at average cost, and what was realised. */
  readonly position: Position
  readonly pnl: bigint
  readonly roi: Ratio
  readonly winRate: Ratio
  readonly fills: number
  readonly volume: bigint
  readonly fees: bigint
  readonly rebates: bigint
  readonly highWaterMark: bigint
  readonly restingOrders: number
}

/** Sums over vaults. */
export interface VaultTotals {
  readonly vaults: number
  readonly collateral: bigint
  readonly contributed: bigint
  readonly withdrawn: bigint
  readonly pnl: bigint
  readonly volume: bigint
  readonly fills: number
  readonly profitable: number
}

/** A fill of a resting order: when, how much of it (all by default), and what was paid or earned on top. */
export type OrderFill = Parameters<typeof vaults.fillResting>[2]

const snapshots = snapshotOf('tidemark.vaults', numbered(vaultCodec))

/**
 * Isolated vaults, by id from 1: each has its own collateral, position and orders, and no call about one touches another. A price
 * is quote atoms per lot here. Calls that name a `user` refuse all but the one who may; without one, the caller answers for that.
 * Times are seconds, never before the vault's last. Every call either does all it says or throws and changes nothing.
 *
 * @example
 * const vaults = new VaultManager()
 * const strategy = { asset: 'ETH', levels: 10, range: [900n, 1100n], sizePerLevel: 100n } as const
 * const terms = { owner: 'alice', manager: 'bob', strategy, collateral: 500_000n, profitShareBps: 2000, timestamp: 0n }
 * const id = vaults.createVault(terms)
 * vaults.openGrid(id, 1000n, 60n).length // => 9
 */
export class VaultManager {
  #vaults = new Collection<vaults.VaultRecord>('vault')

  /**
   * Make a vault with its first deposit; its id.
   *
   * @throws {EmptyTextError | UnknownNameError} without owner, manager or asset, or when the strategy is unknown.
   * @throws {ValueOutOfRangeError} when there is no collateral, or the share is above 5000 bps; naming the value of a bad strategy.
   * @throws {GridPriceCountError | GridNotIncreasingError | GridTooLargeError} of a bad grid.
   */
  createVault(terms: vaults.EngineVaultTerms): number {
    return this.#vaults.add(vaults.openVaultRecord(this.#vaults.nextId, terms))
  }

  /** The owner adds quote atoms. @throws {UnknownIdError | WrongUserError | ValueOutOfRangeError | TooEarlyError} */
  deposit(id: number, amount: bigint, timestamp: bigint, user?: string): void {
    this.#change(id, timestamp, user, 'owner', (vault) => vaults.depositQuote(vault, amount))
  }

  /**
   * The owner adds lots that cost `price` each.
   *
   * @throws {UnknownIdError | WrongUserError | ValueOutOfRangeError | TooEarlyError}
   */
  depositLots(id: number, lots: bigint, price: bigint, timestamp: bigint, user?: string): void {
    this.#change(id, timestamp, user, 'owner', (vault) => vaults.depositLots(vault, lots, price))
  }

  /**
   * The owner takes quote atoms out: anything but what the manager is owed, orders or not.
   *
   * @throws {UnknownIdError | WrongUserError | ValueOutOfRangeError | TooEarlyError}
   * @throws {InsufficientFundsError} when that is less.
   */
  withdraw(id: number, amount: bigint, timestamp: bigint, user?: string): void {
    this.#change(id, timestamp, user, 'owner', (vault) => vaults.withdrawQuote(vault, amount))
  }

  /**
   * The owner takes lots out at average cost; realises nothing.
   *
   * @throws {UnknownIdError | WrongUserError | InsufficientLotsError | TooEarlyError}
   */
  withdrawLots(id: number, lots: bigint, timestamp: bigint, user?: string): void {
    this.#change(id, timestamp, user, 'owner', (vault) => vaults.takeLots(vault, lots))
  }

  /**
   * The owner names another manager, at once. What the present one is owed stays his.
   *
   * @throws {UnknownIdError | WrongUserError | EmptyTextError | TooEarlyError}
   */
  setManager(id: number, manager: string, timestamp: bigint, user?: string): void {
    named('manager', manager)
    this.#change(id, timestamp, user, 'owner', (vault) => ({ ...vault, manager }))
  }

  /**
   * The manager lets an order rest; its id.
   *
   * @throws {UnknownIdError | WrongUserError | ValueOutOfRangeError | TooEarlyError}
   */
  addOrder(
    id: number,
    order: Pick<vaults.VaultOrder, 'side' | 'price' | 'size'>,
    timestamp: bigint,
    user?: string,
  ): number {
    const { side, price, size } = order
    return this.#change(id, timestamp, user, 'manager', (vault) => vaults.addOrder(vault, { side, price, size }))
      .lastOrderId
  }

  /** The manager takes an order away. @throws {UnknownIdError | WrongUserError | TooEarlyError} */
  removeOrder(id: number, orderId: number, timestamp: bigint, user?: string): void {
    this.#change(id, timestamp, user, 'manager', (vault) => vaults.dropOrder(vault, orderId))
  }

  /**
   * The manager lets the strategy's grid rest around `price`, in place of its earlier orders.
   *
   * @throws {UnknownIdError | WrongUserError | UnknownNameError | ValueOutOfRangeError | TooEarlyError}
   */
  openGrid(id: number, price: bigint, timestamp: bigint, user?: string): readonly vaults.VaultOrder[] {
    return this.#change(id, timestamp, user, 'manager', (vault) => {
      const { layout } = vault.rules
      if (layout === undefined) throw new UnknownNameError('grid in a strategy of', String(vault.strategy.kind))
      return vaults.restGrid(vault, layout, price)
    }).orders
  }

  /** Orders that rest, oldest first. @throws {UnknownIdError} */
  getOrders(id: number): readonly vaults.VaultOrder[] {
    return this.#vaults.get(id).orders
  }

  /**
   * An order filled, by all that is left of it unless `size` says less; what that realised. A grid's order that is used up is
   * answered by the opposite one.
   *
   * @throws {UnknownIdError | ValueOutOfRangeError | TooEarlyError}
   * @throws {InsufficientFundsError | InsufficientLotsError} when the vault does not hold what it would give.
   * @throws {PriceOutOfRangeError | FillTooLargeError | InventoryTooLargeError | DeltaOutOfBandError} by the strategy.
   */
  fillOrder(id: number, orderId: number, fill: OrderFill): bigint {
    const { vault, realised } = vaults.fillResting(this.#vaults.get(id), orderId, fill)
    this.#vaults.set(id, vault)
    return realised
  }

  /** A trade that no resting order stands for: a quote's fill, or a hedge. What it realised. Errors as of {@link VaultManager.fillOrder}. */
  recordTrade(id: number, trade: vaults.VaultTrade): bigint {
    const { vault, realised } = vaults.bookTrade(this.#vaults.get(id), trade)
    this.#vaults.set(id, vault)
    return realised
  }

  /**
   * How profit above the high-water mark would be shared.
   *
   * @param price Of a lot; needed while lots are held.
   * @throws {UnknownIdError | ProfitUnsettledError}
   */
  getProfitSplit(id: number, price?: bigint): vaults.ProfitSplit {
    return vaults.splitOf(this.#vaults.get(id), price)
  }

  /**
   * Set the manager's share aside and raise the high-water mark.
   *
   * @throws {UnknownIdError | ProfitUnsettledError | TooEarlyError}
   */
  settleProfit(id: number, timestamp: bigint, price?: bigint): vaults.ProfitSplit {
    const { vault, split } = vaults.settleShare(vaults.at(this.#vaults.get(id), timestamp), price)
    this.#vaults.set(id, vault)
    return split
  }

  /**
   * A manager, the present one unless named, takes what was set aside for him; how much.
   *
   * @throws {UnknownIdError | TooEarlyError}
   * @throws {InsufficientFundsError} when there is nothing for him.
   */
  claimProfitShare(id: number, timestamp: bigint, manager?: string): bigint {
    const before = this.#vaults.get(id)
    const { vault, amount } = vaults.claimShare(vaults.at(before, timestamp), manager ?? before.manager)
    this.#vaults.set(id, vault)
    return amount
  }

  /** Realised profit and loss, quote atoms, signed: rebates included, fees taken off. @throws {UnknownIdError} */
  getVaultPnl(id: number): bigint {
    return this.#vaults.get(id).position.realisedPnl
  }

  /** Realised PnL over everything ever put in. @throws {UnknownIdError} */
  getRoi(id: number): Ratio {
    const { position, contributed } = this.#vaults.get(id)
    return ratioOf(position.realisedPnl, contributed)
  }

  /** Sales above average cost over all sales. @throws {UnknownIdError} */
  getWinRate(id: number): Ratio {
    const { wins, trips } = this.#vaults.get(id).position
    return ratioOf(wins, trips)
  }

  /** @throws {UnknownIdError} */
  getStats(id: number): EngineVaultStats {
    const record = this.#vaults.get(id)
    const { rules, lastOrderId, orders, ...vault } = record
    return {
      ...vault,
      owed: vaults.owedBy(record),
      asset: vault.strategy.asset,
      pnl: vault.position.realisedPnl,
      roi: this.getRoi(id),
      winRate: this.getWinRate(id),
      restingOrders: orders.length,
    }
  }

  /** Ids of an owner's vaults. */
  getVaultsByOwner(owner: string): number[] {
    return this.#idsWhere((vault) => vault.owner === owner)
  }

  /** Ids of the vaults that a manager trades. */
  getVaultsByManager(manager: string): number[] {
    return this.#idsWhere((vault) => vault.manager === manager)
  }

  /** Vaults with the highest PnL; of equal ones the older first. */
  getTopVaults(limit = 10): EngineVaultStats[] {
    const name = ({ id }: { id: number }) => String(id).padStart(16, '0')
    const top = topBy(
      this.#vaults.all(),
      within('limit', limit, 0, 2 ** 32),
      (vault) => vault.position.realisedPnl,
      name,
    )
    return top.map(({ id }) => this.getStats(id))
  }

  /** Sums over all vaults. */
  getTotals(): VaultTotals {
    let totals = {
      vaults: 0,
      collateral: 0n,
      contributed: 0n,
      withdrawn: 0n,
      pnl: 0n,
      volume: 0n,
      fills: 0,
      profitable: 0,
    }
    for (const { collateral, contributed, withdrawn, position, volume, fills } of this.#vaults.all()) {
      totals = {
        vaults: totals.vaults + 1,
        collateral: totals.collateral + collateral,
        contributed: totals.contributed + contributed,
        withdrawn: totals.withdrawn + withdrawn,
        pnl: totals.pnl + position.realisedPnl,
        volume: totals.volume + volume,
        fills: totals.fills + fills,
        profitable: totals.profitable + (position.realisedPnl > 0n ? 1 : 0),
      }
    }
    return totals
  }

  /** All of it as JSON. */
  snapshot(): Snapshot {
    return snapshots.write(this.#vaults.all())
  }

  /** The manager that a snapshot was taken of. @throws {InvalidSnapshotError} */
  static restore(json: unknown): VaultManager {
    const manager = new VaultManager()
    manager.#vaults = new Collection('vault', snapshots.read(json))
    return manager
  }

  #idsWhere(matches: (vault: vaults.VaultRecord) => boolean): number[] {
    return this.#vaults
      .all()
      .filter(matches)
      .map(({ id }) => id)
  }

  #change(
    id: number,
    timestamp: bigint,
    user: string | undefined,
    who: 'owner' | 'manager',
    change: (vault: vaults.VaultRecord) => vaults.VaultRecord,
  ): vaults.VaultRecord {
    const before = this.#vaults.get(id)
    checkUser(user, before[who])
    const vault = change(vaults.at(before, timestamp))
    this.#vaults.set(id, vault)
    return vault
  }
}
