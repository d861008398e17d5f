import { poolFunction, poolsFunction } from '../../abis/lens.ts'
import { stateFunction } from '../../abis/liquidityPool.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { LensArgs } from '../markets/reads.ts'
import type { Query } from '../verb.ts'
import type { PoolArgs } from './liquidity.ts'

/** Grid and reserves of a pool. */
export interface PoolRecord {
  /** Lots sold since the bottom of the grid; while dormant, cells below the cursor. */
  readonly cursor: bigint
  /** Lots per cell; zero while dormant: too little is left for one lot per cell, so nothing rests. */
  readonly sizePerCell: bigint
  /** Atoms that belong to the shares, fees not included. */
  readonly reserveBase: bigint
  readonly reserveQuote: bigint
  /** LP units, the locked ones included. */
  readonly supply: bigint
  /** Fills so far, the last `seq`. */
  readonly fills: bigint
  /** Events of its own so far, the last `eventSeq`. */
  readonly events: bigint
}

/** Build the read of a pool's state. */
export function getPoolStateCall({ pool }: PoolArgs): Call<typeof stateFunction> {
  return callOf(stateFunction, pool, [])
}

/** Grid and reserves of a pool in one call. */
export const getPoolStateQuery: Query<PoolArgs, typeof stateFunction, PoolRecord> = {
  call: getPoolStateCall,
  result: (state) => state,
}

/** A pool, and what one provider has in it, all of one block. Money in atoms. */
export interface PoolSummary {
  readonly pool: Address
  /** Whether it is a registered pool that answers; if not, everything else is empty. */
  readonly known: boolean
  readonly marketId: number
  /** May move the grid; the zero address for nobody. */
  readonly operator: Address
  /** What resting orders need of the reserves. */
  readonly baseNeeded: bigint
  readonly quoteNeeded: bigint
  /** Quote of fees not yet streamed, and when the last of them will be, UTC seconds. */
  readonly streaming: bigint
  readonly streamEnd: bigint
  /** LP units of the provider, and what they give now, rounded down. */
  readonly lp: bigint
  readonly baseShare: bigint
  readonly quoteShare: bigint
  /** Quote of fees that the provider may claim now. */
  readonly claimable: bigint
  /** Set aside for the provider. */
  readonly baseSetAside: bigint
  readonly quoteSetAside: bigint
  readonly state: PoolRecord
  /** Ticks, ascending. */
  readonly prices: readonly bigint[]
}

/** Which pool, by which lens. */
export interface GetPoolArgs extends PoolArgs, LensArgs {
  /** Whose part of it; the sender's by default. */
  readonly provider: Address
}

/** Build the read of a pool. */
export function getPoolCall({ lens, pool, provider }: GetPoolArgs): Call<typeof poolFunction> {
  return callOf(poolFunction, lens, [pool, provider])
}

/** Everything about one pool and one provider in one call. */
export const getPoolQuery: Query<GetPoolArgs, typeof poolFunction, PoolSummary, 'lens' | 'provider'> = {
  call: getPoolCall,
  filled: { lens: 'lens', provider: 'sender' },
  result: (view) => view,
}

/** Which pools, by which lens. */
export interface GetPoolsArgs extends LensArgs {
  readonly pools: readonly Address[]
  /** Whose part of them; the sender's by default. */
  readonly provider: Address
}

/** Build the read of pools. */
export function getPoolsCall({ lens, pools, provider }: GetPoolsArgs): Call<typeof poolsFunction> {
  return callOf(poolsFunction, lens, [pools, provider])
}

/** Everything about many pools in one call, in the order asked. Fails because of none of them. */
export const getPoolsQuery: Query<GetPoolsArgs, typeof poolsFunction, readonly PoolSummary[], 'lens' | 'provider'> = {
  call: getPoolsCall,
  filled: { lens: 'lens', provider: 'sender' },
  result: (views) => views,
}
