import { Side } from '../../core/market.ts'
import { addLots, EMPTY_POSITION, earn, type Position, sellLots, withdrawLots } from '../../core/position.ts'
import { MAX_SHARE_BPS, shareableProfit, shareDown } from '../../core/profitShare.ts'
import { checkFill } from '../../core/strategy/fill.ts'
import { named, notBefore, positive, unsigned, within } from '../checks.ts'
import { InsufficientFundsError, ProfitUnsettledError, UnknownIdError } from '../errors.ts'
import { answerFill, type GridLayout, ordersOf, placeOrders } from '../gridLayout.ts'
import { rulesOf, type StrategyRules, type VaultStrategy } from './strategy.ts'

/** An order that rests in a vault. */
export interface VaultOrder {
  /** Counts from 1 in each vault; never used again. */
  readonly id: number
  readonly side: Side
  /** Ticks. */
  readonly price: bigint
  /** Lots that are left of it. */
  readonly size: bigint
  /** Of a grid's order, the place of its price. */
  readonly level?: number
}

/** What a vault is made of. Amounts in quote atoms, one of which is a tick of a lot. */
export interface EngineVaultTerms {
  readonly owner: string
  readonly manager: string
  readonly strategy: VaultStrategy
  /** First deposit. */
  readonly collateral: bigint
  /** Manager's share of profit above its high-water mark, 1/10 000; at most 5000. */
  readonly profitShareBps: number
  /** Seconds. */
  readonly timestamp: bigint
}

/** A vault on its own: isolated funds, its position, its orders. */
export interface VaultRecord {
  readonly id: number
  readonly owner: string
  readonly manager: string
  readonly strategy: VaultStrategy
  readonly profitShareBps: number
  readonly createdAt: bigint
  readonly updatedAt: bigint
  /** Quote atoms held. */
  readonly collateral: bigint
  /** Ever put in, lots at their price; and taken out, lots at their cost. */
  readonly contributed: bigint
  readonly withdrawn: bigint
  readonly position: Position
  readonly fills: number
  readonly volume: bigint
  readonly fees: bigint
  readonly rebates: bigint
  /** Highest profit of which the manager's share was settled, what of it waits for managers, and what they took. */
  readonly highWaterMark: bigint
  readonly owed: readonly ProfitShare[]
  readonly claimed: bigint
  readonly orders: readonly VaultOrder[]
  readonly lastOrderId: number
  readonly rules: StrategyRules
}

/** What waits for one who manages a vault, or did. Quote atoms, above 0. */
export interface ProfitShare {
  readonly manager: string
  readonly amount: bigint
}

/** A trade of a vault. */
export interface VaultTrade {
  /** The vault's side: `Side.Bid` buys. */
  readonly side: Side
  /** Ticks, lots. */
  readonly price: bigint
  readonly size: bigint
  readonly timestamp: bigint
  /** Paid as taker, and earned as maker, quote atoms; 0 by default. */
  readonly fee?: bigint
  readonly rebate?: bigint
}

/** Make a vault. Errors as of `createVault`. */
export function openVaultRecord(id: number, terms: EngineVaultTerms): VaultRecord {
  const { owner, manager, strategy, collateral, profitShareBps, timestamp } = terms
  named('owner', owner)
  named('manager', manager)
  positive('collateral', collateral)
  within('profitShareBps', profitShareBps, 0, MAX_SHARE_BPS)
  notBefore(timestamp, 0n)
  return {
    id,
    owner,
    manager,
    strategy,
    profitShareBps,
    createdAt: timestamp,
    updatedAt: timestamp,
    collateral,
    contributed: collateral,
    withdrawn: 0n,
    position: EMPTY_POSITION,
    fills: 0,
    volume: 0n,
    fees: 0n,
    rebates: 0n,
    highWaterMark: 0n,
    owed: [],
    claimed: 0n,
    orders: [],
    lastOrderId: 0,
    rules: rulesOf(strategy),
  }
}

/** The vault at a later time. @throws {TooEarlyError | ValueOutOfRangeError} */
export function at(vault: VaultRecord, timestamp: bigint): VaultRecord {
  return { ...vault, updatedAt: notBefore(timestamp, vault.updatedAt) }
}

/** Quote atoms that are owed to managers. */
export function owedBy({ owed }: VaultRecord): bigint {
  return owed.reduce((sum, { amount }) => sum + amount, 0n)
}

/** Quote atoms that are not owed to managers. */
export function free(vault: VaultRecord): bigint {
  const owed = owedBy(vault)
  return vault.collateral > owed ? vault.collateral - owed : 0n
}

/** Put quote atoms in. */
export function depositQuote(vault: VaultRecord, amount: bigint): VaultRecord {
  positive('amount', amount)
  return { ...vault, collateral: vault.collateral + amount, contributed: vault.contributed + amount }
}

/** Put lots in, which cost `price` each. */
export function depositLots(vault: VaultRecord, lots: bigint, price: bigint): VaultRecord {
  const cost = positive('lots', lots) * positive('price', price)
  return { ...vault, position: addLots(vault.position, lots, cost), contributed: vault.contributed + cost }
}

/** Take quote atoms out: all but what managers are owed. @throws {InsufficientFundsError} */
export function withdrawQuote(vault: VaultRecord, amount: bigint): VaultRecord {
  positive('amount', amount)
  const available = free(vault)
  if (amount > available) throw new InsufficientFundsError('quote atoms', amount, available)
  return { ...vault, collateral: vault.collateral - amount, withdrawn: vault.withdrawn + amount }
}

/** Take lots out with their average cost, rounded down; realises nothing. @throws {InsufficientLotsError} */
export function takeLots(vault: VaultRecord, lots: bigint): VaultRecord {
  const { position, cost } = withdrawLots(vault.position, positive('lots', lots))
  return { ...vault, position, withdrawn: vault.withdrawn + cost }
}

/**
 * Book a trade: held to the strategy's limits, paid from the vault's own funds.
 *
 * @throws {InsufficientFundsError | InsufficientLotsError} when the vault does not hold what it would give.
 * @throws {PriceOutOfRangeError | FillTooLargeError | InventoryTooLargeError | DeltaOutOfBandError} by the strategy.
 */
export function bookTrade(before: VaultRecord, trade: VaultTrade): { vault: VaultRecord; realised: bigint } {
  const vault = at(before, trade.timestamp)
  const { side, fee = 0n, rebate = 0n } = trade
  const price = positive('price', trade.price)
  const size = positive('size', trade.size)
  const notional = price * size
  within('fee', fee, 0n, notional)
  unsigned('rebate', rebate)
  checkFill(
    vault.rules.limits,
    { side, size, notional, lowPrice: price, highPrice: price, mark: 0n },
    vault.position.lots,
  )
  const totals = {
    fills: vault.fills + 1,
    volume: vault.volume + notional,
    fees: vault.fees + fee,
    rebates: vault.rebates + rebate,
  }
  if (side === Side.Bid) {
    const paid = notional + fee
    const available = free(vault)
    if (paid > available) throw new InsufficientFundsError('quote atoms', paid, available)
    const position = earn(addLots(vault.position, size, paid), rebate)
    return { vault: { ...vault, ...totals, position, collateral: vault.collateral - paid + rebate }, realised: rebate }
  }
  const proceeds = notional - fee
  const sold = sellLots(vault.position, size, proceeds)
  const position = earn(sold.position, rebate)
  const collateral = vault.collateral + proceeds + rebate
  return { vault: { ...vault, ...totals, position, collateral }, realised: sold.realised + rebate }
}

/** Let an order rest. */
export function addOrder(vault: VaultRecord, order: Omit<VaultOrder, 'id'>): VaultRecord {
  positive('price', order.price)
  positive('size', order.size)
  const id = vault.lastOrderId + 1
  return { ...vault, orders: [...vault.orders, { ...order, id }], lastOrderId: id }
}

/** @throws {UnknownIdError} */
export function orderOf(vault: VaultRecord, id: number): VaultOrder {
  const order = vault.orders.find((one) => one.id === id)
  if (order === undefined) throw new UnknownIdError('resting order', id, vault.lastOrderId)
  return order
}

/** Take an order away; a grid's cell rests nothing then. @throws {UnknownIdError} */
export function dropOrder(vault: VaultRecord, id: number): VaultRecord {
  const order = orderOf(vault, id)
  const rest = { ...vault, orders: vault.orders.filter((one) => one !== order) }
  const { layout } = vault.rules
  if (layout === undefined || order.level === undefined) return rest
  const once = { ...layout, config: { ...layout.config, rebalanceOnFill: false } }
  const { cells } = answerFill(once, order.level, order.side).layout
  return withLayout(rest, { ...layout, cells })
}

/** Let a grid's orders rest around `price`, in place of its earlier ones. @throws {ValueOutOfRangeError} */
export function restGrid(vault: VaultRecord, layout: GridLayout, price: bigint): VaultRecord {
  const placed = placeOrders(layout, price)
  const others = { ...vault, orders: vault.orders.filter(({ level }) => level === undefined) }
  return ordersOf(placed).reduce(addOrder, withLayout(others, placed))
}

/**
 * An order fills, by all that is left of it or by `size` lots. When a grid's order is used up, the opposite one rests.
 *
 * @throws {UnknownIdError} when no such order rests; others as of `bookTrade`.
 */
export function fillResting(
  before: VaultRecord,
  id: number,
  trade: Pick<VaultTrade, 'timestamp' | 'fee' | 'rebate'> & { readonly size?: bigint },
): { vault: VaultRecord; realised: bigint } {
  const order = orderOf(before, id)
  const size = within('size', trade.size ?? order.size, 1n, order.size)
  const { vault, realised } = bookTrade(before, { ...trade, side: order.side, price: order.price, size })
  if (size < order.size) {
    const orders = vault.orders.map((one) => (one === order ? { ...order, size: order.size - size } : one))
    return { vault: { ...vault, orders }, realised }
  }
  const rest = { ...vault, orders: vault.orders.filter((one) => one !== order) }
  const { layout } = vault.rules
  if (layout === undefined || order.level === undefined) return { vault: rest, realised }
  const { layout: answered, placed } = answerFill(layout, order.level, order.side)
  const next = withLayout(rest, answered)
  return { vault: placed === undefined ? next : addOrder(next, placed), realised }
}

function withLayout(vault: VaultRecord, layout: GridLayout): VaultRecord {
  return { ...vault, rules: { ...vault.rules, layout } }
}

/** Profit above the high-water mark, and how it is to be shared. */
export interface ProfitSplit {
  /** Realised profit less unrealised loss, quote atoms, signed. */
  readonly profit: bigint
  /** Of what is above the mark: the manager's share, rounded down, and the owner's. */
  readonly manager: bigint
  readonly owner: bigint
}

/**
 * How profit would be shared now. Inventory counts at the lower of its cost and its value at `price`.
 *
 * @throws {ProfitUnsettledError} when lots are held and no price is given.
 */
export function splitOf({ position, profitShareBps, highWaterMark }: VaultRecord, price?: bigint): ProfitSplit {
  if (position.lots > 0n && price === undefined) throw new ProfitUnsettledError(position.lots)
  const profit = shareableProfit(position.realisedPnl, position.cost, position.lots * (price ?? 0n))
  const manager = shareDown(profit, highWaterMark, profitShareBps)
  const gain = profit > highWaterMark ? profit - highWaterMark : 0n
  return { profit, manager, owner: gain - manager }
}

/** Set the manager's share aside, and raise the mark. @throws {ProfitUnsettledError} */
export function settleShare(vault: VaultRecord, price?: bigint): { vault: VaultRecord; split: ProfitSplit } {
  const split = splitOf(vault, price)
  if (split.profit <= vault.highWaterMark) return { vault, split }
  const owed = owing(vault, vault.manager, owedTo(vault, vault.manager) + split.manager)
  return { vault: { ...vault, owed, highWaterMark: split.profit }, split }
}

/**
 * A manager takes what is his, present or dismissed, as far as the vault holds it.
 *
 * @throws {InsufficientFundsError} when that is nothing.
 */
export function claimShare(vault: VaultRecord, manager: string): { vault: VaultRecord; amount: bigint } {
  const owed = owedTo(vault, manager)
  const amount = owed < vault.collateral ? owed : vault.collateral
  if (amount === 0n) throw new InsufficientFundsError('quote atoms of profit share', owed === 0n ? 1n : owed, 0n)
  const next = { ...vault, collateral: vault.collateral - amount, claimed: vault.claimed + amount }
  return { amount, vault: { ...next, owed: owing(vault, manager, owed - amount) } }
}

function owedTo({ owed }: VaultRecord, manager: string): bigint {
  return owed.find((share) => share.manager === manager)?.amount ?? 0n
}

/** All shares, that of one manager being `amount`. */
function owing({ owed }: VaultRecord, manager: string, amount: bigint): ProfitShare[] {
  const others = owed.filter((share) => share.manager !== manager)
  return amount === 0n ? others : [...others, { manager, amount }]
}
