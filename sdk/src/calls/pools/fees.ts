import {
  claimFeesFunction,
  distributeFeesFunction,
  feesClaimedEvent,
  feesDistributedEvent,
} from '../../abis/liquidityPool.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import type { PoolArgs } from './liquidity.ts'

/** A gift to a pool's providers. */
export interface DistributeFeesArgs extends PoolArgs {
  /** Quote atoms. */
  readonly amount: bigint
}

/** What streams from now on: `FeesDistributed`. */
export interface DistributeFeesResult {
  readonly from: Address
  /** Number of the pool's event, gapless from 1. */
  readonly eventSeq: number
  /** Quote atoms. */
  readonly amount: bigint
}

/** Build the call that gives quote to a pool's providers. */
export function distributeFeesCall({ pool, amount }: DistributeFeesArgs): Call<typeof distributeFeesFunction> {
  return callOf(distributeFeesFunction, pool, [amount])
}

/** {@link distributeFeesCall}, and the event it leaves. */
export const distributeFeesVerb: Verb<DistributeFeesArgs, DistributeFeesResult> = {
  call: distributeFeesCall,
  result: (events, { address }) => events.one(feesDistributedEvent, address),
}

/** Fees of which pool go where. */
export interface ClaimFeesArgs extends PoolArgs {
  /** The sender by default. */
  readonly to: Address
}

/** What a provider took: `FeesClaimed`. */
export interface ClaimFeesResult {
  readonly provider: Address
  readonly to: Address
  /** Number of the pool's event, gapless from 1. */
  readonly eventSeq: number
  /** Quote atoms. */
  readonly amount: bigint
}

/** Build the call by which a provider takes streamed fees. */
export function claimFeesCall({ pool, to }: ClaimFeesArgs): Call<typeof claimFeesFunction> {
  return callOf(claimFeesFunction, pool, [to])
}

/** {@link claimFeesCall}, and the event it leaves. */
export const claimFeesVerb: Verb<ClaimFeesArgs, ClaimFeesResult, 'to'> = {
  call: claimFeesCall,
  filled: { to: 'sender' },
  result: (events, { address }) => events.one(feesClaimedEvent, address),
}
