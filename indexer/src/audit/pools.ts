import { liquidityPoolAbi } from '@tidemark/sdk/abis'
import { advanceFees, giveBackFees, MIN_LIQUIDITY, type PoolState, poolRequiredFunds } from '@tidemark/sdk/core'
import type { Abi } from 'viem'
import { poolFields } from '../chain/stats.ts'
import { claimableOf, toPoolState } from '../reducers/poolState.ts'
import { rowsAsOf } from '../store/read/asOf.ts'
import type { Read } from '../store/read/read.ts'
import { MARKET } from '../store/tables/market.ts'
import { POOL, POOL_STATE, PROVIDER } from '../store/tables/pool.ts'
import type { AuditBlock, Claim } from './audit.ts'

const CONTRACT = { kind: 'pool', abi: liquidityPoolAbi as Abi } as const

/** What the index says of every pool, and of everybody who ever held units of it, at the end of a block. */
export function* poolClaims({ height, timestamp }: AuditBlock): Read<Claim[]> {
  const statuses = new Map((yield* rowsAsOf(POOL_STATE, height)).map((status) => [status.pool, status]))
  const markets = new Map((yield* rowsAsOf(MARKET, height)).map((market) => [market.id, market]))
  const claims: Claim[] = []
  const now = BigInt(timestamp)
  for (const pool of yield* rowsAsOf(POOL, height)) {
    const { address: of, prices, operator } = pool
    const status = statuses.get(of)
    const market = markets.get(pool.marketId)
    if (status === undefined || market === undefined) throw new TypeError(`pool ${of} has no state`)
    const state = toPoolState(pool, status, market)
    const needed = poolRequiredFunds(state)
    claims.push(
      { ...CONTRACT, of, call: 'state', expected: poolFields(status) },
      { ...CONTRACT, of, call: 'requiredFunds', expected: [needed.base, needed.quote] },
      { ...CONTRACT, of, call: 'stream', expected: streamAt(state, now) },
      { ...CONTRACT, of, call: 'prices', expected: prices },
      { ...CONTRACT, of, call: 'operator', expected: operator },
    )
  }
  for (const provider of yield* rowsAsOf(PROVIDER, height)) {
    const { pool: of, address, lp, baseAside, quoteAside } = provider
    const status = statuses.get(of)
    if (status === undefined) throw new TypeError(`pool ${of} of provider ${address} is unknown`)
    const args = [address]
    const claimable = claimableOf(provider, status, now)
    claims.push(
      { ...CONTRACT, of, call: 'balanceOf', args, expected: lp },
      { ...CONTRACT, of, call: 'claimable', args, expected: claimable },
      { ...CONTRACT, of, call: 'setAsideFor', args, expected: [baseAside, quoteAside] },
    )
  }
  return claims
}

/** What of the fees is still on its way, and until when, as the pool's view has it. */
function streamAt({ stream, supply, settled }: PoolState, now: bigint): bigint[] {
  const advanced = advanceFees(stream, now)
  const { remaining, duration } = supply > MIN_LIQUIDITY ? advanced : giveBackFees(advanced, settled)
  return [remaining, now + duration]
}
