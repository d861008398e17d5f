import { TidemarkError, toUint } from '../errors.ts'
import { BPS, Side } from '../market.ts'
import type { Quote } from '../quote.ts'
import { type RoutePlan, worstPrice } from '../route.ts'
import { mulDivDown, mulDivUp } from '../u256.ts'
import { offeredLots, sourceMaker } from './source.ts'

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
export interface RouteTerms {
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

/**
 * A plan as the arguments of `Exchange.takeRoute`.
 *
 * Every leg asks for its planned lots at the request's limit price, so that a grid which moved meanwhile still fills while the total
 * stays within the limit. Where the amount is quote atoms, the last leg may take all its source offers: so that it makes good
 * what others came short of. As planned, it takes what is planned, since the amount is then used up.
 *
 * @throws {LimitExceededError} when the plan is beyond `limit` already.
 * @throws {WrongMarketError} when a quote is for another market.
 * @throws {CastOverflowError} when a size exceeds uint64.
 */
export function toRoute(plan: RoutePlan, terms: RouteTerms): { route: Route; legs: Leg[] } {
  const { side, exactNotional = false, amount, limitPrice = worstPrice(side) } = plan.request
  const { marketId, recipient, partialFill = false, minSize = 0n, deadline = (1n << 64n) - 1n } = terms
  const limit = limitOf(plan, terms)
  const planned = exactNotional ? plan.total : plan.size
  // A plan may offer less than was asked for; a budget may stay unspent anyway.
  const within = planned < amount && !(exactNotional && side === Side.Ask) ? planned : amount
  const last = plan.legs.length - 1
  const legs = plan.legs.map(({ source, size }, index): Leg => {
    if ('quote' in source && source.quote.marketId !== marketId) {
      throw new WrongMarketError(source.quote.maker, source.quote.marketId)
    }
    const most = exactNotional && index === last ? offeredLots(source, side, limitPrice) : size
    const quote = 'quote' in source ? encodeQuoteLeg(source.quote, source.signature) : '0x'
    return { maker: sourceMaker(source), size: toUint(most, 64), limitPrice, quote }
  })
  const route = { marketId, side, exactNotional, partialFill, amount: within, limit, minSize, recipient, deadline }
  return { route, legs }
}

/** Worst outcome that the terms accept, never worse than the plan's own. */
function limitOf(plan: RoutePlan, { limit, slippageBps = 0 }: RouteTerms): bigint {
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

/** A quote's ABI encoding, eleven words, followed by its signature: the bytes of a quote leg. */
export function encodeQuoteLeg(quote: Quote, signature: Hex): Hex {
  const { maker, marketId, bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry, taker, salt } = quote
  const numbers = [bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry].map((value) => word(toUint(value, 64)))
  const words = [word(BigInt(maker)), word(BigInt(marketId)), ...numbers, word(BigInt(taker)), word(toUint(salt, 256))]
  return `0x${words.join('')}${signature.slice(2)}`
}

function word(value: bigint): string {
  return value.toString(16).padStart(64, '0')
}
