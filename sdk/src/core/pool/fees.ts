import { toUint } from '../errors.ts'
import { add } from '../u256.ts'
import { NobodyToReceiveError, NothingClaimableError, ZeroLiquidityError } from './errors.ts'
import { MIN_LIQUIDITY, type PoolAccount, type PoolState } from './state.ts'
import {
  accumulateFeesDown,
  advanceFees,
  carryFees,
  extendFees,
  feesEarnedDown,
  feesReleasedAt,
  giveBackFees,
  unsettledFees,
} from './stream.ts'

/**
 * Put `amount` quote atoms of a fill's fees on their way at `timestamp` (UTC seconds). Mirrors `PoolFees._earn`.
 *
 * @throws {CastOverflowError} when more than 2^103 - 1 atoms would stream.
 *
 * @example
 * earnFees(pool, 100n, 1_000n).stream.remaining // => 100n
 */
export function earnFees(pool: PoolState, amount: bigint, timestamp: bigint): PoolState {
  if (amount === 0n) return pool
  const stream = extendFees(advanceFees(pool.stream, timestamp), amount)
  toUint(stream.remaining, 103)
  return { ...pool, stream }
}

/** What of a pool its fees depend on. */
export type PoolFeeState = Pick<PoolState, 'supply' | 'stream' | 'settled' | 'accumulator'>

/**
 * Take up what the stream released until `timestamp` (UTC seconds). Mirrors `PoolFees._accrue`.
 *
 * @example
 * accrueFees(earnFees(pool, 100n, 1_000n), 1_000n + 86_400n).settled // => 100n
 */
export function accrueFees<P extends PoolFeeState>(pool: P, timestamp: bigint): P {
  const released = feesReleasedAt(pool.stream, timestamp)
  const amount = unsettledFees(released, pool.settled)
  if (amount === 0n) return pool
  const units = earningUnits(pool.supply)
  if (units === 0n) return { ...pool, stream: giveBackFees(advanceFees(pool.stream, timestamp), pool.settled) }
  return { ...pool, settled: released, accumulator: accumulateFeesDown(pool.accumulator, amount, units) }
}

/**
 * Give an account of an accrued pool `balance` LP units; what it earned so far stays its own. Mirrors `PoolFees._setBalance`.
 *
 * @example
 * setUnits(pool, founder, 50_000n).balance // => 50_000n
 */
export function setUnits(pool: PoolState, account: PoolAccount, balance: bigint): PoolAccount {
  const { checkpoint, spilled } = carryFees(pool.accumulator, account.checkpoint, account.balance, balance)
  return { ...account, owed: account.owed + spilled, balance, checkpoint: balance === 0n ? 0n : checkpoint }
}

/**
 * Anyone gives `amount` quote atoms to the providers, streamed over a day. Mirrors `PoolFees.distributeFees`.
 *
 * @throws {ZeroLiquidityError | NobodyToReceiveError}
 * @throws {CastOverflowError} when more than 2^103 - 1 atoms would stream.
 *
 * @example
 * poolFeesDistributed(pool, { amount: 100n, timestamp: 1_000n }).stream.remaining // => 100n
 */
export function poolFeesDistributed(
  pool: PoolState,
  { amount, timestamp }: { readonly amount: bigint; readonly timestamp: bigint },
): PoolState {
  if (amount === 0n) throw new ZeroLiquidityError()
  if (earningUnits(pool.supply) === 0n) throw new NobodyToReceiveError()
  return { ...earnFees(pool, amount, timestamp), events: pool.events + 1n }
}

/**
 * A provider takes its fees: `amount` quote atoms. Mirrors `PoolFees.claimFees`.
 *
 * @throws {NothingClaimableError}
 *
 * @example
 * const earning = poolFeesDistributed(pool, { amount: 99_000n, timestamp: 1_000n })
 * poolFeesClaimed(earning, founder, { provider: 'alice', timestamp: 1_000n + 86_400n }).amount // => 99_000n
 */
export function poolFeesClaimed(
  pool: PoolState,
  account: PoolAccount,
  { provider, timestamp }: { readonly provider: string; readonly timestamp: bigint },
): { readonly pool: PoolState; readonly account: PoolAccount; readonly amount: bigint } {
  const accrued = accrueFees(pool, timestamp)
  const { earned, checkpoint } = feesEarnedDown(accrued.accumulator, account.checkpoint, account.balance)
  const amount = add(earned, account.owed)
  if (amount === 0n) throw new NothingClaimableError(provider)
  return {
    pool: { ...accrued, events: accrued.events + 1n },
    account: { ...account, checkpoint, owed: 0n },
    amount,
  }
}

/**
 * Quote atoms that an account could claim at `timestamp` (UTC seconds), rounded down. Mirrors `PoolFees.claimable`.
 *
 * @example
 * claimableFees(poolFeesDistributed(pool, { amount: 99_000n, timestamp: 1_000n }), founder, 1_000n + 86_400n)
 * // => 99_000n
 */
export function claimableFees(pool: PoolFeeState, account: PoolAccount, timestamp: bigint): bigint {
  const { accumulator } = accrueFees(pool, timestamp)
  return feesEarnedDown(accumulator, account.checkpoint, account.balance).earned + account.owed
}

function earningUnits(supply: bigint): bigint {
  return supply > MIN_LIQUIDITY ? supply - MIN_LIQUIDITY : 0n
}
