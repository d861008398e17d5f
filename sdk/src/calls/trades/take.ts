import type { Side } from '../../core/market.ts'
import type { Address } from '../abi.ts'

/** Never: the latest `uint64` second. */
export const NO_DEADLINE = (1n << 64n) - 1n

/** What a taker asks of a maker. */
export interface TakeTerms {
  /** The maker's side: `Side.Ask` to buy base, `Side.Bid` to sell it. */
  readonly side: Side
  /** Most lots to take. */
  readonly size: bigint
  /** Fewest lots to accept, else the call reverts; all of `size` by default. */
  readonly minSize?: bigint
  /** Worst price in ticks for every lot, fee not included. */
  readonly limitPrice: bigint
  /** Last second, inclusive, of chain time at which it may execute; never by default. */
  readonly deadline?: bigint
}

/** Where a take goes, and who receives what it buys. */
export interface TakePlace {
  /** The known deployment on the chain by default. */
  readonly exchange: Address
  /** The sender by default. */
  readonly recipient: Address
}

/** Where {@link TakePlace} comes from when left out. */
export const TAKE_PLACE = { exchange: 'exchange', recipient: 'sender' } as const

/** The terms as Solidity's `Take`. */
export function toTake({ recipient, ...terms }: TakeTerms & { readonly recipient: Address }) {
  const { side, size, minSize = size, limitPrice, deadline = NO_DEADLINE } = terms
  return { side, size, minSize, limitPrice, recipient, deadline } as const
}
