import { add, divDown, mul, sub } from '../u256.ts'

/** Seconds over which fees stream: a day. Mirrors `StreamLib.FEE_STREAM`. */
export const FEE_STREAM = 86_400n
/** Most quote atoms that can be on their way at once. Mirrors `StreamLib.MOST`. */
export const MOST_STREAMED = (1n << 103n) - 1n
/** The accumulator and its differences wrap at this many bits, what was released at these, time at these. */
const WRAP_BITS = 144
const RELEASED_BITS = 104
const TIME_BITS = 32

/** Fees on their way to providers. Mirrors the Solidity struct `Stream`. */
export interface FeeStream {
  /** Quote atoms not yet released at `updatedAt`; they are over `duration` seconds, evenly. */
  readonly remaining: bigint
  /** Quote atoms released by `updatedAt`, since the founding, modulo 2^104. Only differences mean anything. */
  readonly released: bigint
  /** UTC seconds modulo 2^32. */
  readonly updatedAt: bigint
  /** Seconds, at most {@link FEE_STREAM}. */
  readonly duration: bigint
}

/** Nothing has ever streamed. */
export const NO_FEES: FeeStream = { remaining: 0n, released: 0n, updatedAt: 0n, duration: 0n }

/**
 * Quote atoms of `remaining` released in the first `elapsed` of `duration` seconds, rounded down. Mirrors `StreamLib.dueDown`.
 *
 * @example
 * feesDueDown(100n, 1n, 3n) // => 33n
 */
export function feesDueDown(remaining: bigint, elapsed: bigint, duration: bigint): bigint {
  return elapsed < duration ? (remaining * elapsed) / duration : remaining
}

/**
 * What a stream will have released by `time` (UTC seconds), modulo 2^104. Mirrors `StreamLib.releasedAt`.
 *
 * @example
 * feesReleasedAt({ remaining: 100n, released: 5n, updatedAt: 0n, duration: 10n }, 4n) // => 45n
 */
export function feesReleasedAt({ remaining, released, updatedAt, duration }: FeeStream, time: bigint): bigint {
  // Time is meant to wrap, and so is what was released.
  const elapsed = BigInt.asUintN(TIME_BITS, time - updatedAt)
  return BigInt.asUintN(RELEASED_BITS, released + feesDueDown(remaining, elapsed, duration))
}

/**
 * Bring a stream to `time` (UTC seconds): release what is due, rounded down. Mirrors `StreamLib.advance`.
 *
 * @example
 * advanceFees({ remaining: 100n, released: 5n, updatedAt: 0n, duration: 10n }, 4n)
 * // => { remaining: 60n, released: 45n, updatedAt: 4n, duration: 6n }
 */
export function advanceFees(stream: FeeStream, time: bigint): FeeStream {
  const { remaining, updatedAt, duration } = stream
  const elapsed = BigInt.asUintN(TIME_BITS, time - updatedAt)
  return {
    remaining: remaining - feesDueDown(remaining, elapsed, duration),
    released: feesReleasedAt(stream, time),
    updatedAt: BigInt.asUintN(TIME_BITS, time),
    duration: elapsed < duration ? duration - elapsed : 0n,
  }
}

/**
 * Add `amount` quote atoms to a stream that is up to date. Its new length is the mean of what is left of it and
 * {@link FEE_STREAM}, weighted by amount and rounded down. Mirrors `StreamLib.extend`.
 *
 * @throws {OverflowError} when a product exceeds 2^256 - 1.
 *
 * @example
 * extendFees({ remaining: 0n, released: 0n, updatedAt: 0n, duration: 0n }, 100n).remaining // => 100n
 */
export function extendFees(stream: FeeStream, amount: bigint): FeeStream {
  const remaining = add(stream.remaining, amount)
  if (remaining === 0n) return stream
  const weighted = add(mul(stream.remaining, stream.duration), mul(amount, FEE_STREAM))
  return { ...stream, remaining, duration: weighted / remaining }
}

/**
 * Let the quote atoms that an up to date stream released since `settled` stream again, as nobody was there to earn it; what exceeds
 * {@link MOST_STREAMED} stays in the pool. Mirrors `StreamLib.giveBack`.
 *
 * @throws {OverflowError} when more than the most is streaming.
 *
 * @example
 * giveBackFees({ remaining: 60n, released: 40n, updatedAt: 0n, duration: 10n }, 30n)
 * // => { remaining: 70n, released: 30n, updatedAt: 0n, duration: 12_351n }
 */
export function giveBackFees(stream: FeeStream, settled: bigint): FeeStream {
  const amount = unsettledFees(stream.released, settled)
  const room = sub(MOST_STREAMED, stream.remaining)
  return extendFees({ ...stream, released: settled }, amount > room ? room : amount)
}

/**
 * Quote atoms released since `settled`, both modulo 2^104. Mirrors `StreamLib.unsettled`.
 *
 * @example
 * unsettledFees(40n, 30n) // => 10n
 */
export function unsettledFees(released: bigint, settled: bigint): bigint {
  return BigInt.asUintN(RELEASED_BITS, released - settled)
}

/**
 * The accumulator (quote atoms earned per LP unit since the founding, Q128, modulo 2^144) after `amount`, of at most 104 bits, was
 * earned by `units`; rounded down. Mirrors `StreamLib.accumulateDown`.
 *
 * @throws {DivisionByZeroError} when there are no units.
 *
 * @example
 * accumulateFeesDown(0n, 3n, 2n) >> 127n // => 3n
 */
export function accumulateFeesDown(accumulator: bigint, amount: bigint, units: bigint): bigint {
  return wrap(accumulator + divDown(amount << 128n, units))
}

/**
 * Quote atoms that `balance` LP units earned since `checkpoint`, rounded down, and the checkpoint that leaves the fraction of an
 * atom to be earned later. Mirrors `StreamLib.earnedDown`.
 *
 * @example
 * feesEarnedDown(3n << 127n, 0n, 3n).earned // => 4n
 */
export function feesEarnedDown(
  accumulator: bigint,
  checkpoint: bigint,
  balance: bigint,
): { readonly earned: bigint; readonly checkpoint: bigint } {
  if (balance === 0n) return { earned: 0n, checkpoint: accumulator }
  const product = productOf(accumulator, checkpoint, balance)
  const fraction = BigInt.asUintN(128, product) / balance
  return { earned: product >> 128n, checkpoint: wrap(accumulator - fraction) }
}

/**
 * Move what `balance` LP units earned since `checkpoint` onto `newBalance`: the checkpoint from which it would have earned as much,
 * rounded in the pool's favour; where there is none, `spilled` atoms are owed instead. Mirrors `StreamLib.carry`.
 *
 * @example
 * carryFees(3n << 127n, 0n, 2n, 4n).spilled // => 0n
 */
export function carryFees(
  accumulator: bigint,
  checkpoint: bigint,
  balance: bigint,
  newBalance: bigint,
): { readonly checkpoint: bigint; readonly spilled: bigint } {
  const product = productOf(accumulator, checkpoint, balance)
  if (product === 0n) return { checkpoint: accumulator, spilled: 0n }
  const difference = newBalance === 0n ? undefined : product / newBalance
  if (difference === undefined || difference >> BigInt(WRAP_BITS) !== 0n) {
    return { checkpoint: accumulator, spilled: product >> 128n }
  }
  return { checkpoint: wrap(accumulator - difference), spilled: 0n }
}

/** Unchecked on chain: differences of the accumulator are meant to wrap. */
function productOf(accumulator: bigint, checkpoint: bigint, balance: bigint): bigint {
  return BigInt.asUintN(256, balance * wrap(accumulator - checkpoint))
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(WRAP_BITS, value)
}
