import type { Address, Hex, TransactionReceipt } from 'viem'
import { exchangeAbi } from '../../abis/exchange.ts'
import type { Side } from '../../core/market.ts'
import { eventOf } from './event.ts'

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

/** One leg settled: `Fill`. Sizes in lots, money in quote atoms. */
export interface FillReturnType {
  readonly marketId: number
  /** Vault or signer whose order filled. */
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
  readonly rebate: bigint
  /** For a grid the cursor before the fill, for a quote its hash. */
  readonly ref: Hex
  readonly receipt: TransactionReceipt
}

/** The terms as Solidity's `Take`. */
export function toTake({ recipient, ...terms }: TakeTerms & { readonly recipient: Address }) {
  const { side, size, minSize = size, limitPrice, deadline = NO_DEADLINE } = terms
  return { side, size, minSize, limitPrice, recipient, deadline } as const
}

/** Decode the `Fill` of a take. @throws {MissingEventError} when there is none. */
export function fillOf(receipt: TransactionReceipt, exchange: Address): FillReturnType {
  const { side, ...fill } = eventOf(receipt, { abi: exchangeAbi, address: exchange, eventName: 'Fill' })
  return { ...fill, side: side as Side, receipt }
}
