import { add, divDown, mul, sub } from '../u256.ts'

/** Seconds over which fees stream: a day. Mirrors `StreamLib.FEE_STREAM`. */
export const FEE_STREAM = 86_400n
/** The accumulator and its differences wrap at this many bits. Mirrors `StreamLib.WRAP`. */
const WRAP_BITS = 144

/** Fees on their way to providers. Mirrors the Solidity struct `Stream`. */
export interface FeeStream {
  /** Quote atoms earned per LP unit since the founding, Q128, modulo 2^144. Only differences mean anything. */
  readonly accumulator: bigint
  /** Quote atoms not yet streamed, in `duration` seconds from `updatedAt` (UTC seconds) on. */
  readonly remaining: bigint
  readonly duration: bigint
  readonly updatedAt: bigint
  /** Quote atoms that joined since, and the mean time at which they came (UTC seconds). */
  readonly pending: bigint
  readonly pendingAt: bigint
}

/**
 * Bring the stream to `time` (UTC seconds), pending fees included. `units` are the LP units that earn; while there are none it
 * stands still. Mirrors `StreamLib.advance`.
 *
 * @throws {OverflowError} when `time` is before the last update, or a product exceeds 2^256 - 1.
 */
export function advanceFees(stream: FeeStream, time: bigint, units: bigint): FeeStream {
  if (stream.pending === 0n) return run(stream, time, units)
  const met = run(stream, units === 0n ? time : stream.pendingAt, units)
  return run({ ...extendFees(met, stream.pending), pending: 0n }, time, units)
}

/**
 * Add `amount` quote atoms to a stream that is up to date. Its new length is the mean of what is left of it and
 * {@link FEE_STREAM}, weighted by amount and rounded down. Mirrors `StreamLib.extend`.
 *
 * @throws {OverflowError} when a product exceeds 2^256 - 1.
 */
export function extendFees(stream: FeeStream, amount: bigint): FeeStream {
  const remaining = add(stream.remaining, amount)
  if (remaining === 0n) return stream
  const weighted = add(mul(stream.remaining, stream.duration), mul(amount, FEE_STREAM))
  return { ...stream, remaining, duration: weighted / remaining }
}

/**
 * When pending fees came, on average, after `amount` more at `time` (UTC seconds), rounded down. Mirrors `StreamLib.pendingTime`.
 *
 * @throws {OverflowError} when a product exceeds 2^256 - 1.
 */
export function pendingTime(pending: bigint, pendingAt: bigint, amount: bigint, time: bigint): bigint {
  if (pending === 0n) return time
  return add(mul(pending, pendingAt), mul(amount, time)) / add(pending, amount)
}

/**
 * Quote atoms that `balance` LP units earned since `checkpoint`, rounded down, and the checkpoint that leaves the fraction of an
 * atom to be earned later. Mirrors `StreamLib.earnedDown`.
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

function run(stream: FeeStream, time: bigint, units: bigint): FeeStream {
  const { remaining, duration } = stream
  if (remaining === 0n || units === 0n) return { ...stream, updatedAt: time }
  const elapsed = sub(time, stream.updatedAt)
  const released = elapsed < duration ? divDown(mul(remaining, elapsed), duration) : remaining
  return {
    ...stream,
    updatedAt: time,
    remaining: remaining - released,
    duration: elapsed < duration ? duration - elapsed : 0n,
    accumulator: wrap(stream.accumulator + BigInt.asUintN(256, released << 128n) / units),
  }
}
