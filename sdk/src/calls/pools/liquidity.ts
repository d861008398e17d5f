import {
  addLiquidityFunction,
  claimSetAsideFunction,
  liquidityAddedEvent,
  liquidityRemovedEvent,
  removeLiquidityFunction,
  removeLiquidityOneTokenFunction,
  setAsideClaimedEvent,
  setAsideEvent,
} from '../../abis/liquidityPool.ts'
import { MAX_U256 } from '../../core/u256.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import { NO_DEADLINE } from '../trades/take.ts'
import type { Verb } from '../verb.ts'

/** Which pool. */
export interface PoolArgs {
  readonly pool: Address
}

/** What a provider accepts. Which mix a pool asks for depends on its cursor, so a bound left out is a risk taken. */
export interface LiquidityBoundsArgs {
  /** Base atoms: fewest (0 by default) and most (any by default). */
  readonly minBase?: bigint
  readonly maxBase?: bigint
  /** Quote atoms, likewise. */
  readonly minQuote?: bigint
  readonly maxQuote?: bigint
  /** `cursor x 1e18 / sizePerCell`, rounded down: lowest (0 by default) and highest (any by default). */
  readonly minCursor?: bigint
  readonly maxCursor?: bigint
  /** Last second, inclusive, of chain time at which it may execute; never by default. */
  readonly deadline?: bigint
}

/** LP units, and what is accepted for them. */
export interface LiquidityArgs extends PoolArgs, LiquidityBoundsArgs {
  /** LP units. */
  readonly lp: bigint
  /** The sender by default. */
  readonly to: Address
}

/** What a provider paid or received, and the grid after it. */
export interface LiquidityResult {
  readonly provider: Address
  readonly to: Address
  /** Number of the pool's event, gapless from 1. */
  readonly eventSeq: number
  /** LP units. */
  readonly lp: bigint
  /** Base atoms: paid, rounded up, or received, rounded down. */
  readonly base: bigint
  /** Quote atoms, likewise. */
  readonly quote: bigint
  /** Lots per cell from now on. */
  readonly sizePerCell: bigint
  readonly cursor: bigint
}

/** The bounds as Solidity's `LiquidityBounds`. */
export function toLiquidityBounds(bounds: LiquidityBoundsArgs) {
  const { minBase = 0n, maxBase = MAX_U256, minQuote = 0n, maxQuote = MAX_U256 } = bounds
  const { minCursor = 0n, maxCursor = MAX_U256, deadline = NO_DEADLINE } = bounds
  return { minBase, maxBase, minQuote, maxQuote, minCursor, maxCursor, deadline } as const
}

/** Build the call that joins a pool. */
export function joinPoolCall({ pool, lp, to, ...bounds }: LiquidityArgs): Call<typeof addLiquidityFunction> {
  return callOf(addLiquidityFunction, pool, [lp, toLiquidityBounds(bounds), to])
}

/** {@link joinPoolCall}, and the event it leaves: `LiquidityAdded`. */
export const joinPoolVerb: Verb<LiquidityArgs, LiquidityResult, 'to'> = {
  call: joinPoolCall,
  filled: { to: 'sender' },
  result: (events, { address }) => events.one(liquidityAddedEvent, address),
}

/** Build the call that leaves a pool. */
export function leavePoolCall({ pool, lp, to, ...bounds }: LiquidityArgs): Call<typeof removeLiquidityFunction> {
  return callOf(removeLiquidityFunction, pool, [lp, toLiquidityBounds(bounds), to])
}

/** {@link leavePoolCall}, and the event it leaves: `LiquidityRemoved`. */
export const leavePoolVerb: Verb<LiquidityArgs, LiquidityResult, 'to'> = {
  call: leavePoolCall,
  filled: { to: 'sender' },
  result: (events, { address }) => events.one(liquidityRemovedEvent, address),
}

/** LP units, and the one token that shall move. */
export interface LeavePoolOneTokenArgs extends LiquidityArgs {
  readonly token: 'base' | 'quote'
}

/** What left the reserves, and what of it waits for the provider. */
export interface LeavePoolOneTokenResult extends LiquidityResult {
  /** Atoms of the other token that were set aside: `claimSetAside` takes them. */
  readonly setAside: bigint
}

/** Build the call that leaves a pool by one token. */
export function leavePoolOneTokenCall(args: LeavePoolOneTokenArgs): Call<typeof removeLiquidityOneTokenFunction> {
  const { pool, lp, to, token, ...bounds } = args
  return callOf(removeLiquidityOneTokenFunction, pool, [lp, toLiquidityBounds(bounds), token === 'base', to])
}

/** {@link leavePoolOneTokenCall}, and the events it leaves. */
export const leavePoolOneTokenVerb: Verb<LeavePoolOneTokenArgs, LeavePoolOneTokenResult, 'to'> = {
  call: leavePoolOneTokenCall,
  filled: { to: 'sender' },
  result: (events, { address }) => ({
    ...events.one(liquidityRemovedEvent, address),
    setAside: events.all(setAsideEvent, address)[0]?.amount ?? 0n,
  }),
}

/** Which of what was set aside goes where. */
export interface ClaimSetAsideArgs extends PoolArgs {
  readonly token: 'base' | 'quote'
  /** The sender by default. */
  readonly to: Address
}

/** What a provider took: `SetAsideClaimed`. */
export interface ClaimSetAsideResult {
  readonly provider: Address
  readonly token: Address
  readonly to: Address
  /** Number of the pool's event, gapless from 1. */
  readonly eventSeq: number
  /** Atoms. */
  readonly amount: bigint
}

/** Build the call that takes what was set aside. */
export function claimSetAsideCall({ pool, token, to }: ClaimSetAsideArgs): Call<typeof claimSetAsideFunction> {
  return callOf(claimSetAsideFunction, pool, [token === 'base', to])
}

/** {@link claimSetAsideCall}, and the event it leaves. */
export const claimSetAsideVerb: Verb<ClaimSetAsideArgs, ClaimSetAsideResult, 'to'> = {
  call: claimSetAsideCall,
  filled: { to: 'sender' },
  result: (events, { address }) => events.one(setAsideClaimedEvent, address),
}
