import { legSkippedEvent, takeRouteFunction } from '../../abis/exchange.ts'
import type { Side } from '../../core/market.ts'
import type { Address, Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { TakePermitsOption } from '../tokens/permit2.ts'
import type { Verb } from '../verb.ts'
import { type Fill, fillsOf } from './fill.ts'
import { type TakeRouteLeg, toLeg } from './leg.ts'
import { NO_DEADLINE, TAKE_PLACE, type TakePlace } from './take.ts'

/**
 * What a taker asks of any number of makers on one side of one market.
 *
 * | `side` | `exactNotional` | `amount` | `limit` |
 * |---|---|---|---|
 * | `Ask`: buy | no | lots to buy | most quote atoms to pay, fee included |
 * | `Bid`: sell | no | lots to sell | fewest quote atoms to receive, fee deducted |
 * | `Ask`: buy | yes | quote atoms to spend at most, fee included | fewest lots to receive |
 * | `Bid`: sell | yes | quote atoms to receive at least, fee deducted | most lots to pay |
 */
export interface TakeRouteTerms {
  readonly marketId: number
  /** The makers' side: `Side.Ask` to buy base, `Side.Bid` to sell it. */
  readonly side: Side
  readonly amount: bigint
  /** Together with `amount` the worst all-in price. */
  readonly limit: bigint
  /** Whether `amount` is quote atoms rather than lots; not by default. */
  readonly exactNotional?: boolean
  /** Whether legs may fail: they are skipped, and what did fill may not be worse than the all-in price. Not by default. */
  readonly partialFill?: boolean
  /** Fewest lots to accept; by default none besides what `amount` and `limit` demand. */
  readonly minSize?: bigint
  /** Last second, inclusive, of chain time at which it may execute; never by default. */
  readonly deadline?: bigint
  /** Makers in the order in which they fill. */
  readonly legs: readonly TakeRouteLeg[]
}

/** A route, where it goes, and permits to use on the way. */
export interface TakeRouteArgs extends TakeRouteTerms, TakePlace, TakePermitsOption {}

/** A leg of a partial route that failed and was rolled back: `LegSkipped`. */
export interface SkippedLeg {
  readonly marketId: number
  readonly maker: Address
  /** Its place among the legs, from 0. */
  readonly index: number
  /** Revert data, at most 256 bytes of it: `decodeRevert` reads it. */
  readonly reason: Hex
}

/** What a route came to. Sizes in lots, money in quote atoms. */
export interface TakeRouteResult {
  readonly size: bigint
  /** Exchanged between makers and taker, before the fee. */
  readonly notional: bigint
  /** Paid by the taker: on top when buying, out of the proceeds when selling. */
  readonly fee: bigint
  readonly fills: Fill[]
  readonly skipped: SkippedLeg[]
}

/** The terms as Solidity's `Route` and `Leg[]`. */
export function toRouteArgs(terms: TakeRouteTerms & { readonly recipient: Address }) {
  const { marketId, side, exactNotional = false, partialFill = false, amount, limit } = terms
  const { minSize = 0n, recipient, deadline = NO_DEADLINE, legs } = terms
  const route = { marketId, side, exactNotional, partialFill, amount, limit, minSize, recipient, deadline }
  return [route, legs.map((leg) => toLeg(leg, side))] as const
}

/** Build the call that takes along a route. */
export function takeRouteCall({ exchange, ...terms }: TakeRouteArgs): Call<typeof takeRouteFunction> {
  return callOf(takeRouteFunction, exchange, toRouteArgs(terms))
}

/** {@link takeRouteCall}, and the fills it leaves. */
export const takeRouteVerb: Verb<TakeRouteArgs, TakeRouteResult, keyof TakePlace> = {
  call: takeRouteCall,
  filled: TAKE_PLACE,
  result: (events, { address }) => {
    const fills = fillsOf(events, address)
    const skipped = events.all(legSkippedEvent, address).map((leg) => ({ ...leg, index: Number(leg.index) }))
    return { ...totalOf(fills), fills, skipped }
  },
}

/** Sums over fills. */
export function totalOf(fills: readonly Fill[]): Pick<TakeRouteResult, 'size' | 'notional' | 'fee'> {
  const sum = (part: 'size' | 'notional' | 'fee') => fills.reduce((total, fill) => total + fill[part], 0n)
  return { size: sum('size'), notional: sum('notional'), fee: sum('fee') }
}
