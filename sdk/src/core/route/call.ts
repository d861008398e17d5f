import { TidemarkError, toUint } from '../errors.ts'
import { BPS, Side } from '../market.ts'
import { type RoutePlan, worstPrice } from '../route.ts'
import { mulDivDown, mulDivUp } from '../u256.ts'
import { encodeQuoteLeg } from './leg.ts'
import { offeredLots, type QuoteSource } from './source.ts'

type Hex = `0x${string}`

/** What a taker asks of the exchange besides the legs. Mirrors the Solidity struct of the same name, field for field. */
export interface Route {
  readonly marketId: number
  readonly side: Side
  readonly exactNotional: boolean
  readonly partialFill: boolean
  readonly amount: bigint
  readonly limit: bigint
  readonly minSize: bigint
  readonly recipient: Hex
  readonly deadline: bigint
}

/** One maker of a route. Mirrors the Solidity struct of the same name. */
export interface Leg {
  readonly maker: Hex
  readonly size: bigint
  readonly limitPrice: bigint
  /** Empty for a grid; else the quote's encoding followed by its signature. */
  readonly quote: Hex
}

/** How a plan may execute. Give `limit`, or `slippageBps` from which it follows. */
export interface RouteCallTerms {
  readonly marketId: number
  /** Who receives what the taker buys. */
  readonly recipient: Hex
  /**
   * Worst outcome for the whole amount, fee included: most quote atoms to pay or fewest to receive; where the amount is quote
   * atoms, fewest lots to receive or most to give. In a partial route the worst all-in price is this over the amount.
   */
  readonly limit?: bigint
  /** How much worse than planned it may get, in 1/10 000, rounded in the taker's favour; 0 by default. */
  readonly slippageBps?: number
  /** Whether legs that fail are skipped; by default one failure reverts the route. */
  readonly partialFill?: boolean
  /** Fewest lots to accept; 0 by default, which means one. */
  readonly minSize?: bigint
  /** Last second, inclusive, of chain time at which it may execute; never by default. */
  readonly deadline?: bigint
}

/** The plan comes to more, or to less, than the taker's limit. */
export class LimitExceededError extends TidemarkError {
  constructor(total: bigint, limit: bigint) {
    super('LimitExceeded', `the route comes to ${total}, beyond the limit of ${limit}`, { total, limit })
  }
}

/** A quote belongs to another market than the route. */
export class WrongMarketError extends TidemarkError {
  constructor(maker: string, marketId: number) {
    super('WrongMarket', `a quote of ${maker} is for market ${marketId}`, { maker, marketId })
  }
}

/** A plan as an order: what `takeRoute` of the actions takes, quotes and their signatures apart. */
export interface RouteOrder extends Omit<Route, 'recipient'> {
  readonly legs: readonly (OrderedGrid | OrderedQuote)[]
}

/** Lots of one grid. */
export interface OrderedGrid extends Omit<Leg, 'quote'> {}

/** Lots of one signed quote. */
export interface OrderedQuote extends Omit<Leg, 'quote' | 'maker'>, Pick<QuoteSource, 'quote' | 'signature'> {}

/**
 * A plan as an order for `takeRoute` of the actions.
 *
 * Every leg asks for its planned lots at the request's limit price, so that a grid which moved meanwhile still fills while the
 * total stays within the limit. Where the amount is quote atoms, the last leg may take all its source offers: so that it makes
 * good what others came short of. As planned, it takes what is planned, since the amount is then used up.
 *
 * @throws {LimitExceededError} when the plan is beyond `limit` already.
 * @throws {WrongMarketError} when a quote is for another market.
 * @throws {CastOverflowError} when a size exceeds uint64.
 *
 * @example
 * // For `takeRouteSync(client, …)`: 55 028 quote atoms with the fee, and 10 bps.
 * toRouteOrder(plan, { marketId: 1, slippageBps: 10 }).limit // => 55_083n
 */
export function toRouteOrder(plan: RoutePlan, terms: Omit<RouteCallTerms, 'recipient'>): RouteOrder {
  const { side, exactNotional = false, limitPrice = worstPrice(side) } = plan.request
  const { marketId, partialFill = false, minSize = 0n, deadline = (1n << 64n) - 1n } = terms
  const last = plan.legs.length - 1
  const legs = plan.legs.map(({ source, size }, index) => {
    const most = exactNotional && index === last ? offeredLots(source, side, limitPrice) : size
    const lots = { size: toUint(most, 64), limitPrice }
    if (!('quote' in source)) return { maker: source.maker, ...lots }
    const { quote, signature } = source
    if (quote.marketId !== marketId) throw new WrongMarketError(quote.maker, quote.marketId)
    return { quote, signature, ...lots }
  })
  const limit = limitOf(plan, terms)
  return { marketId, side, exactNotional, partialFill, amount: amountOf(plan), limit, minSize, deadline, legs }
}

/** What was asked for, or all that a partial plan offers. A budget may stay unspent anyway. */
function amountOf({ request, size, total }: RoutePlan): bigint {
  const { exactNotional = false, side, amount } = request
  if (exactNotional && side === Side.Ask) return amount
  const planned = exactNotional ? total : size
  return planned < amount ? planned : amount
}

/**
 * A plan as the arguments of `Exchange.takeRoute`; errors as of {@link toRouteOrder}.
 *
 * @example
 * toRoute(plan, { marketId: 1, recipient: ZERO_ADDRESS, slippageBps: 10 }).route.limit // => 55_083n
 */
export function toRoute(plan: RoutePlan, terms: RouteCallTerms): { route: Route; legs: Leg[] } {
  const { legs, ...order } = toRouteOrder(plan, terms)
  return { route: { ...order, recipient: terms.recipient }, legs: legs.map(toLeg) }
}

function toLeg(leg: OrderedGrid | OrderedQuote): Leg {
  if (!('quote' in leg)) return { ...leg, quote: '0x' }
  const { quote, signature, size, limitPrice } = leg
  return { maker: quote.maker, size, limitPrice, quote: encodeQuoteLeg(quote, signature) }
}

/** Worst outcome that the terms accept, never worse than the plan's own. */
function limitOf(plan: RoutePlan, { limit, slippageBps = 0 }: Pick<RouteCallTerms, 'limit' | 'slippageBps'>): bigint {
  const { side, exactNotional = false } = plan.request
  const outcome = exactNotional ? plan.size : plan.total
  const isMost = (side === Side.Ask) !== exactNotional
  if (limit !== undefined) {
    if (isMost ? outcome > limit : outcome < limit) throw new LimitExceededError(outcome, limit)
    return limit
  }
  const slippage = BigInt(slippageBps)
  return isMost ? mulDivDown(outcome, BPS + slippage, BPS) : mulDivUp(outcome, BPS - slippage, BPS)
}
