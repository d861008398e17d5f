import { TidemarkError } from './errors.ts'
import { InsufficientLiquidityError } from './grid.ts'
import { feeUp, type MarketUnits, Side } from './market.ts'
import { type Goal, receivingGoal, sizeGoal, spendingGoal } from './route/goal.ts'
import { LadderHeap } from './route/heap.ts'
import { checkDistinct, type Ladder, ladderOf, type RouteSource, sourceMaker } from './route/source.ts'
import { type TieValue, tiesOf } from './route/ties.ts'
import { NothingToTakeError } from './vault.ts'

/** What a taker wants, and where it may be had. */
export interface RouteRequest {
  readonly market: Pick<MarketUnits, 'tickSize' | 'takerFeeBps'>
  /** The makers' side: `Side.Ask` to buy base, `Side.Bid` to sell it. */
  readonly side: Side
  /** Whether `amount` is quote atoms rather than lots: to spend at most, or to receive at least, fee included. */
  readonly exactNotional?: boolean
  /** Lots or quote atoms. */
  readonly amount: bigint
  /** Worst price in ticks of any lot, fee not included; any by default. */
  readonly limitPrice?: bigint
  /** Whether less than `amount` will do when no more is offered. */
  readonly partial?: boolean
  readonly sources: readonly RouteSource[]
}

/** What a route takes from one source. */
export interface PlannedLeg {
  /** Place of the source in the request. */
  readonly index: number
  readonly source: RouteSource
  /** Lots. */
  readonly size: bigint
  /** Quote atoms, exact. */
  readonly notional: bigint
  /** Quote atoms, rounded up on this leg as the exchange does. */
  readonly fee: bigint
}

/** A route, and what it comes to if nothing moves before it executes. */
export interface RoutePlan {
  readonly request: RouteRequest
  /** In the order in which they are to execute. */
  readonly legs: readonly PlannedLeg[]
  /** Lots of all legs. */
  readonly size: bigint
  /** Quote atoms of all legs, before the fee. */
  readonly notional: bigint
  readonly fee: bigint
  /** Quote atoms the taker pays or receives: notional with the fee added when buying, deducted when selling. */
  readonly total: bigint
}

/** All sources together bring less than the amount to be received. */
export class AmountNotFilledError extends TidemarkError {
  constructor(filled: bigint, amount: bigint) {
    super('AmountNotFilled', `the sources bring ${filled} quote atoms of ${amount}`, { filled, amount })
  }
}

/**
 * Worst price there is for a taker on a side.
 *
 * @example
 * worstPrice(Side.Bid) // => 0n
 */
export const worstPrice = (side: Side): bigint => (side === Side.Ask ? (1n << 64n) - 1n : 0n)

/**
 * Best execution: the legs that cost a buyer least or pay a seller most, for an exact size; the most lots for an amount to
 * spend; the fewest for an amount to receive. Every fee is rounded up on its leg, as the exchange rounds it.
 *
 * Lots are taken price by price, so no other lots of the same number have a lower sum of prices (buying; higher when
 * selling): any exchange of lots gives up a price that is no worse than the one it gets. What is left to gain is rounding. Let
 * a change move lots from one leg to another, used or not, and cost d >= 0 quote atoms in prices. Buying, the two fees before come
 * to at most one atom more than if they were rounded as one, after to no less than that: so the change gains at most
 * 1 - d atoms. Hence only d = 0 could gain, which means lots of the marginal price on both legs, and between those `settleTies`
 * leaves no gain. Selling, the fee falls with the notional, and the bound is 1 + ceil(d * fee rate) - d: the same for all but
 * d = 1. So no lots moved from one leg to another improve the route, nor one source taken in another's place; and for an amount of
 * quote atoms, no leg can add a lot within the budget, or do without one. (d = 1 takes one lot, one tick further, where a tick of
 * a lot is a single atom. So with a `tickSize` of 1, what a seller gets may be that atom short of this.)
 *
 * Against every other route, changed in many legs at once, the notional is still the best there is, and the total is worse by less
 * than one atom per leg. Equal prices are taken first from legs that are there anyway, then from where most is offered.
 *
 * Takes O(n + s log n) steps for n sources and s price levels passed; ties add a step per pair of them.
 *
 * @throws {NothingToTakeError} when the amount is none, or buys not even a lot.
 * @throws {InsufficientLiquidityError} when fewer lots are offered within the limit, unless `partial`.
 * @throws {AmountNotFilledError} when all that is offered brings less than the amount to be received, unless `partial`.
 * @throws {DuplicateSourceError} when a source is given twice.
 * @throws {ZeroCellSizeError | CursorOutOfRangeError} when a grid is none.
 *
 * @example
 * const best = bestRoute({ market, side: Side.Ask, amount: 5n, sources: [{ maker: ZERO_ADDRESS, grid }] })
 * best.notional // => 5_500_000n
 * const { route, legs } = toRoute(best, { marketId: 1, recipient: ZERO_ADDRESS, slippageBps: 10 })
 * legs.length // => 1
 */
export function bestRoute(request: RouteRequest): RoutePlan {
  const { market, side, amount, sources, limitPrice = worstPrice(side) } = request
  if (amount < 1n) throw new NothingToTakeError(amount)
  checkDistinct(sources)
  const ladders: Ladder[] = []
  for (const [index, source] of sources.entries()) {
    const ladder = ladderOf(source, index, side, limitPrice)
    if (ladder !== undefined) ladders.push(ladder)
  }
  const goal = goalOf(request)
  const taken = walk(new LadderHeap(side, ladders), goal, market)
  const missing = goal.left()
  if (missing > 0n && request.partial !== true) {
    if (request.exactNotional !== true) throw new InsufficientLiquidityError(amount - missing, amount)
    if (side === Side.Bid) throw new AmountNotFilledError(amount - missing, amount)
  }
  if (taken.length === 0) throw new NothingToTakeError(0n)
  return planOf(request, taken)
}

function goalOf({ side, amount, exactNotional = false }: RouteRequest): Goal {
  if (!exactNotional) return sizeGoal(amount)
  return side === Side.Ask ? spendingGoal(amount) : receivingGoal(amount)
}

/** Take the best prices until the goal is reached; the ladders taken from, best first. */
function walk(heap: LadderHeap, goal: Goal, { tickSize, takerFeeBps }: RouteRequest['market']): Ladder[] {
  const used: Ladder[] = []
  const feeBps = BigInt(takerFeeBps)
  for (let best = heap.popBest(), more = true; more && best.length > 0; best = heap.popBest()) {
    const price = best[0]?.price ?? 0n
    const value: TieValue = { lot: price * tickSize, tickSize, feeBps }
    const ties = tiesOf(best)
    more = goal.take(ties, value)
    for (const { ladder, taken } of ties) {
      if (taken > 0n && ladder.size === 0n) used.push(ladder)
      ladder.size += taken
      ladder.ticks += taken * price
      if (more && ladder.next()) heap.push(ladder)
    }
  }
  return used
}

function planOf(request: RouteRequest, taken: readonly Ladder[]): RoutePlan {
  const { tickSize, takerFeeBps } = request.market
  let [size, notional, fee] = [0n, 0n, 0n]
  const legs = inOrder(request.sources, taken).map(({ ladder, source }): PlannedLeg => {
    const value = ladder.ticks * tickSize
    const leg = { index: ladder.index, source, size: ladder.size, notional: value, fee: feeUp(value, takerFeeBps) }
    size += leg.size
    notional += leg.notional
    fee += leg.fee
    return leg
  })
  return { request, legs, size, notional, fee, total: request.side === Side.Ask ? notional + fee : notional - fee }
}

/** Best price first, but legs of one maker in a row, which are paid in one transfer, the older of its nonces first. */
function inOrder(sources: readonly RouteSource[], taken: readonly Ladder[]) {
  const byMaker = new Map<string, { ladder: Ladder; source: RouteSource }[]>()
  for (const ladder of taken) {
    const source = sources[ladder.index]
    if (source === undefined) continue
    const maker = sourceMaker(source).toLowerCase()
    const group = byMaker.get(maker)
    if (group === undefined) byMaker.set(maker, [{ ladder, source }])
    else group.push({ ladder, source })
  }
  const nonceOf = (source: RouteSource) => ('quote' in source ? source.quote.nonce : 0n)
  return [...byMaker.values()].flatMap((group) =>
    // A fill of a newer nonce would retire the older ones.
    group.sort((a, b) => Number(nonceOf(a.source) > nonceOf(b.source)) - Number(nonceOf(a.source) < nonceOf(b.source))),
  )
}
