import { claimableFunction, previewAddFunction, previewRemoveFunction } from '../../abis/liquidityPool.ts'
import { predictPoolFunction, previewCreateFunction } from '../../abis/poolFactory.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Query } from '../verb.ts'
import { AT_POOL_FACTORY, type NewPoolTerms, type PoolFactoryArgs, toPoolParams } from './createPool.ts'
import type { PoolArgs } from './liquidity.ts'

/** LP units of which pool. */
export interface PreviewLiquidityArgs extends PoolArgs {
  /** LP units. */
  readonly lp: bigint
}

/** Both tokens, in atoms. */
export interface Amounts {
  readonly base: bigint
  readonly quote: bigint
}

/** Build the read of what joining asks for. */
export function previewJoinPoolCall({ pool, lp }: PreviewLiquidityArgs): Call<typeof previewAddFunction> {
  return callOf(previewAddFunction, pool, [lp])
}

/** Atoms that `joinPool` would ask for now, rounded up. */
export const previewJoinPoolQuery: Query<PreviewLiquidityArgs, typeof previewAddFunction, Amounts> = {
  call: previewJoinPoolCall,
  result: ([base, quote]) => ({ base, quote }),
}

/** Build the read of what leaving gives. */
export function previewLeavePoolCall({ pool, lp }: PreviewLiquidityArgs): Call<typeof previewRemoveFunction> {
  return callOf(previewRemoveFunction, pool, [lp])
}

/** Atoms that `leavePool` would give now, rounded down. */
export const previewLeavePoolQuery: Query<PreviewLiquidityArgs, typeof previewRemoveFunction, Amounts> = {
  call: previewLeavePoolCall,
  result: ([base, quote]) => ({ base, quote }),
}

/** Whose fees of which pool. */
export interface GetClaimableFeesArgs extends PoolArgs {
  /** The sender by default. */
  readonly provider: Address
}

/** Build the read of claimable fees. */
export function getClaimableFeesCall({ pool, provider }: GetClaimableFeesArgs): Call<typeof claimableFunction> {
  return callOf(claimableFunction, pool, [provider])
}

/** Quote atoms that `claimFees` would give now. */
export const getClaimableFeesQuery: Query<GetClaimableFeesArgs, typeof claimableFunction, bigint, 'provider'> = {
  call: getClaimableFeesCall,
  filled: { provider: 'sender' },
  result: (atoms) => atoms,
}

/** Terms of a pool to come, and where. */
export interface PreviewCreatePoolArgs extends NewPoolTerms, PoolFactoryArgs {}

/** What founding pulls and mints. */
export interface PreviewCreatePoolResult extends Amounts {
  /** LP units for the founder. */
  readonly lp: bigint
}

/** Build the read of what founding pulls and mints. */
export function previewCreatePoolCall(args: PreviewCreatePoolArgs): Call<typeof previewCreateFunction> {
  return callOf(previewCreateFunction, args.poolFactory, [toPoolParams(args)])
}

/** Atoms that `createPool` will pull, and LP units it will mint to the founder. */
export const previewCreatePoolQuery: Query<
  PreviewCreatePoolArgs,
  typeof previewCreateFunction,
  PreviewCreatePoolResult,
  'poolFactory'
> = {
  call: previewCreatePoolCall,
  filled: AT_POOL_FACTORY,
  result: ([base, quote, lp]) => ({ base, quote, lp }),
}

/** Terms of a pool to come, where, and by whom. */
export interface PredictPoolArgs extends PreviewCreatePoolArgs {
  /** The sender by default. */
  readonly founder: Address
}

/** Build the read of a pool's address to come. */
export function predictPoolCall(args: PredictPoolArgs): Call<typeof predictPoolFunction> {
  return callOf(predictPoolFunction, args.poolFactory, [args.founder, toPoolParams(args)])
}

/** Address that a pool with these terms will have. */
export const predictPoolQuery: Query<PredictPoolArgs, typeof predictPoolFunction, Address, 'poolFactory' | 'founder'> =
  {
    call: predictPoolCall,
    filled: { poolFactory: 'poolFactory', founder: 'sender' },
    result: (pool) => pool,
  }
