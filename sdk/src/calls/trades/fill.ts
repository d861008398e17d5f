import { fillEvent } from '../../abis/exchange.ts'
import type { Side } from '../../core/market.ts'
import type { Address, EventArgs, Hex } from '../abi.ts'
import type { Events } from '../verb.ts'

/** One leg settled: `Fill`. Sizes in lots, money in quote atoms. */
export interface Fill {
  readonly marketId: number
  /** Vault, pool or signer whose order filled. */
  readonly maker: Address
  readonly taker: Address
  /** Gapless per maker and market, from 1. */
  readonly seq: bigint
  /** The maker's side. */
  readonly side: Side
  readonly size: bigint
  /** Exchanged between maker and taker, before the fee. */
  readonly notional: bigint
  /** Paid by the taker: on top when buying, out of the proceeds when selling. */
  readonly fee: bigint
  /** Part of the fee that the maker receives. */
  readonly rebate: bigint
  /** For a grid the cursor before the fill, for a quote its hash. */
  readonly ref: Hex
}

/** A decoded `Fill`. */
export function toFill({ side, ...fill }: EventArgs<typeof fillEvent>): Fill {
  return { ...fill, side: side as Side }
}

/** The first fill of a transaction. @throws {MissingEventError} when there is none. */
export function fillOf(events: Events, exchange: Address): Fill {
  return toFill(events.one(fillEvent, exchange))
}

/** Every fill of a transaction, in order. */
export function fillsOf(events: Events, exchange: Address): Fill[] {
  return events.all(fillEvent, exchange).map(toFill)
}
