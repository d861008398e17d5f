import { createPoolFunction, poolCreatedEvent } from '../../abis/poolFactory.ts'
import { unpackPrices } from '../../core/grid.ts'
import { ZERO_ADDRESS } from '../../core/quote.ts'
import type { Address, Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { PermitsOption } from '../tokens/permit.ts'
import { NO_DEADLINE } from '../trades/take.ts'
import type { Verb } from '../verb.ts'

/** What the founder chooses for a pool. */
export interface NewPoolTerms {
  readonly marketId: number
  /** May move the grid; nobody by default. */
  readonly operator?: Address
  /** Ticks, strictly increasing, 2 to 256 of them. */
  readonly prices: readonly bigint[]
  /** Lots per cell of the first deposit, at least 1 000. */
  readonly sizePerCell: bigint
  /** Ticks: cells whose buy price is at or below it start as bids. */
  readonly referencePrice: bigint
  /** Bounds for a price chosen earlier: on a market with an oracle the mark must lie between them. The reference price by default. */
  readonly minReferencePrice?: bigint
  readonly maxReferencePrice?: bigint
  /** Last second, inclusive, of chain time at which it may be created; never by default. */
  readonly deadline?: bigint
  /** Name and symbol of the LP token, at most 31 bytes each. */
  readonly name: string
  readonly symbol: string
  /** 32 bytes that distinguish a founder's pools of equal terms; zero by default. */
  readonly salt?: Hex
}

/** Which factory; the known deployment on the chain by default. */
export interface PoolFactoryArgs {
  readonly poolFactory: Address
}

/** Terms, where to create, and permits for the factory. */
export interface CreatePoolArgs extends NewPoolTerms, PoolFactoryArgs, PermitsOption {}

/** The pool that was created: `PoolCreated`, prices unpacked. */
export interface CreatePoolResult {
  readonly pool: Address
  readonly founder: Address
  readonly marketId: number
  readonly operator: Address
  readonly prices: bigint[]
  readonly sizePerCell: bigint
  readonly referencePrice: bigint
  /** Lots below the reference price, which start as bids. */
  readonly cursor: bigint
  /** Base atoms paid in. */
  readonly base: bigint
  /** Quote atoms paid in. */
  readonly quote: bigint
  /** LP units minted to the founder. */
  readonly lp: bigint
  /** LP units locked for good. */
  readonly locked: bigint
}

/** Where the factory comes from when left out. */
export const AT_POOL_FACTORY = { poolFactory: 'poolFactory' } as const

/** The terms as Solidity's `PoolParams`. */
export function toPoolParams(terms: NewPoolTerms) {
  const { marketId, operator = ZERO_ADDRESS, prices, sizePerCell, referencePrice, name, symbol } = terms
  const { minReferencePrice = referencePrice, maxReferencePrice = referencePrice, deadline = NO_DEADLINE } = terms
  const bounds = { minReferencePrice, maxReferencePrice, deadline }
  const salt: Hex = terms.salt ?? `0x${'0'.repeat(64)}`
  return { marketId, operator, prices, sizePerCell, referencePrice, ...bounds, name, symbol, salt } as const
}

/** Build the call that creates a pool with its sender's first deposit. */
export function createPoolCall({ poolFactory, ...terms }: CreatePoolArgs): Call<typeof createPoolFunction> {
  return callOf(createPoolFunction, poolFactory, [toPoolParams(terms)])
}

/** {@link createPoolCall}, and the event it leaves. */
export const createPoolVerb: Verb<CreatePoolArgs, CreatePoolResult, 'poolFactory'> = {
  call: createPoolCall,
  filled: AT_POOL_FACTORY,
  result: (events, { address }) => {
    const { packedPrices, priceWidth, ...created } = events.one(poolCreatedEvent, address)
    return { ...created, prices: unpackPrices(packedPrices, priceWidth) }
  },
}
