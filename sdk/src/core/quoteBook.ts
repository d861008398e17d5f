import { TidemarkError } from './errors.ts'
import { Side } from './market.ts'
import { type Quote, quoteSide, ZERO_ADDRESS } from './quote.ts'
import { checked } from './u256.ts'

/** How far a streaming nonce may run ahead of the last one filled. Mirrors `QuoteLib.MAX_NONCE_JUMP`. */
export const MAX_NONCE_JUMP = 1n << 42n

/** Lots of one nonce or one standing quote that are filled on each side. */
export interface FilledLots {
  readonly bidFilled: bigint
  readonly askFilled: bigint
}

/** Streaming quotes of one maker in one market. Mirrors the Solidity struct of the same name. */
export interface StreamState extends FilledLots {
  /** Newest nonce that filled, or that older ones were cancelled up to. */
  readonly nonce: bigint
  /** All of the maker's quote fills in this market. */
  readonly seq: bigint
}

/** One standing quote. Mirrors the Solidity struct of the same name. */
export interface StandingState extends FilledLots {
  readonly cancelled: boolean
}

/** A maker who never filled in a market. */
export const EMPTY_STREAM: StreamState = { nonce: 0n, bidFilled: 0n, askFilled: 0n, seq: 0n }

/** A standing quote that never filled. */
export const EMPTY_STANDING: StandingState = { bidFilled: 0n, askFilled: 0n, cancelled: false }

/** A newer nonce has filled, or older ones were cancelled. */
export class QuoteRetiredError extends TidemarkError {
  constructor(nonce: bigint, current: bigint) {
    super('QuoteRetired', `nonce ${nonce} is retired, its maker is at ${current}`, { nonce, current })
  }
}

/** The nonce is further ahead than one step may go. */
export class NonceJumpTooLargeError extends TidemarkError {
  constructor(nonce: bigint, current: bigint) {
    super('NonceJumpTooLarge', `nonce ${nonce} is more than ${MAX_NONCE_JUMP} ahead of ${current}`, {
      nonce,
      current,
      maxJump: MAX_NONCE_JUMP,
    })
  }
}

/** The quote's last second has passed. */
export class QuoteExpiredError extends TidemarkError {
  constructor(expiry: bigint, timestamp: bigint) {
    super('QuoteExpired', `the quote expired at ${expiry}, the time is ${timestamp}`, { expiry, timestamp })
  }
}

/** The quote names another taker. */
export class QuoteNotForTakerError extends TidemarkError {
  constructor(taker: string, caller: string) {
    super('QuoteNotForTaker', `the quote is for ${taker} only, not for ${caller}`, { taker, caller })
  }
}

/** The maker has raised the epoch since signing. */
export class QuoteEpochMismatchError extends TidemarkError {
  constructor(epoch: bigint, current: bigint) {
    super('QuoteEpochMismatch', `the quote was signed in epoch ${epoch}, its maker is in ${current}`, {
      epoch,
      current,
    })
  }
}

/** The maker withdrew this standing quote. */
export class CancelledQuoteError extends TidemarkError {
  constructor(hash: string) {
    super('CancelledQuote', `the maker cancelled quote ${hash}`, { hash })
  }
}

/** The side has lots and no price. */
export class ZeroPriceError extends TidemarkError {
  constructor(maker: string) {
    super('ZeroPrice', `the quote of ${maker} names no price for that side`, { maker })
  }
}

/**
 * Move to `nonce`: an older one is refused, a newer one starts with nothing filled. Mirrors `QuoteBook._advanced`.
 *
 * @throws {QuoteRetiredError} when `nonce` is older than the current one.
 * @throws {NonceJumpTooLargeError} when it is more than {@link MAX_NONCE_JUMP} ahead.
 *
 * @example
 * advanceStream({ nonce: 4n, bidFilled: 2n, askFilled: 0n, seq: 9n }, 5n)
 * // => { nonce: 5n, bidFilled: 0n, askFilled: 0n, seq: 9n }
 */
export function advanceStream(state: StreamState, nonce: bigint): StreamState {
  if (nonce < state.nonce) throw new QuoteRetiredError(nonce, state.nonce)
  if (nonce === state.nonce) return state
  if (nonce - state.nonce > MAX_NONCE_JUMP) throw new NonceJumpTooLargeError(nonce, state.nonce)
  return { nonce, bidFilled: 0n, askFilled: 0n, seq: state.seq }
}

/**
 * Lots that `filled` leaves of a quote on the maker's `side`; never below 0. Whole lots, exact.
 *
 * @example
 * remainingLots(quote, Side.Bid, { bidFilled: 15n, askFilled: 0n }) // => 5n
 */
export function remainingLots(quote: Quote, side: Side, filled: FilledLots): bigint {
  const { size } = quoteSide(quote, side)
  const before = side === Side.Bid ? filled.bidFilled : filled.askFilled
  return size > before ? size - before : 0n
}

/** Everything the chain knows about a quote when it is filled. */
export interface QuoteRecord {
  /** The maker's current epoch. */
  readonly epoch: bigint
  readonly stream: StreamState
  /** Of this quote's hash; only a standing quote reads it. */
  readonly standing: StandingState
}

/** Who fills a quote, when, and under which id. */
export interface QuoteTake {
  readonly side: Side
  /** Most lots to take. */
  readonly size: bigint
  readonly caller: string
  /** Chain time in seconds. */
  readonly timestamp: bigint
  /** EIP-712 hash of the quote. */
  readonly hash: string
}

/**
 * Check that a quote is live and book up to `size` lots of it as filled; `filled` is 0 when the side is exhausted, which
 * the exchange refuses. The signature is not checked. Mirrors `QuoteBook._checkLive`, `QuoteBook._book` and the check of the price in
 * `Settlement._bookQuote`, in the same order.
 *
 * @throws {QuoteExpiredError | QuoteNotForTakerError | QuoteEpochMismatchError}
 * @throws {CancelledQuoteError} when it is standing and was cancelled.
 * @throws {QuoteRetiredError | NonceJumpTooLargeError} when it is streaming and its nonce is out of reach.
 * @throws {ZeroPriceError} when lots would fill at a price of zero.
 *
 * @example
 * const taken = { side: Side.Ask, size: 8n, caller: ZERO_ADDRESS, timestamp: 50n, hash: `0x${'00'.repeat(32)}` } as const
 * consumeQuote(record, quote, taken).filled // => 8n
 */
export function consumeQuote(
  record: QuoteRecord,
  quote: Quote,
  { side, size, caller, timestamp, hash }: QuoteTake,
): { record: QuoteRecord; filled: bigint; seq: bigint } {
  if (timestamp > quote.expiry) throw new QuoteExpiredError(quote.expiry, timestamp)
  if (quote.taker !== ZERO_ADDRESS && quote.taker.toLowerCase() !== caller.toLowerCase()) {
    throw new QuoteNotForTakerError(quote.taker, caller)
  }
  if (quote.epoch !== record.epoch) throw new QuoteEpochMismatchError(quote.epoch, record.epoch)
  if (quote.nonce === 0n) {
    if (record.standing.cancelled) throw new CancelledQuoteError(hash)
    const { state: standing, filled } = bookLots(record.standing, quote, side, size)
    const stream = countFill(record.stream)
    return { record: { ...record, standing, stream }, filled, seq: stream.seq }
  }
  const { state, filled } = bookLots(advanceStream(record.stream, quote.nonce), quote, side, size)
  const stream = countFill(state)
  return { record: { ...record, stream }, filled, seq: stream.seq }
}

/** As `QuoteBook._fill`. */
function bookLots<State extends FilledLots>(
  state: State,
  quote: Quote,
  side: Side,
  size: bigint,
): { state: State; filled: bigint } {
  const left = remainingLots(quote, side, state)
  const filled = size < left ? size : left
  if (filled > 0n && quoteSide(quote, side).price === 0n) throw new ZeroPriceError(quote.maker)
  return {
    filled,
    state:
      side === Side.Bid
        ? { ...state, bidFilled: state.bidFilled + filled }
        : { ...state, askFilled: state.askFilled + filled },
  }
}

function countFill(state: StreamState): StreamState {
  return { ...state, seq: checked(state.seq + 1n, 64) }
}
