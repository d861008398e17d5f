import { isBeyond } from './fraction.ts'

/** Whether a maker quotes: `STALE` has no fresh price yet keeps its quotes for the grace, `PULLED` has none out. */
export type FeedStatus = 'ACTIVE' | 'STALE' | 'PULLED'

/** When prices are not to be trusted. Seconds, and parts per million of the price trusted last. */
export interface StalenessTerms {
  readonly maxAge: bigint
  readonly maxDeviationPpm: number
  /** How long a price that is merely old is put up with before quotes are pulled. */
  readonly grace: bigint
  /** How long prices must have been good before quotes return. */
  readonly cooldown: bigint
}

/** A feed's state; plain data. */
export interface FeedState {
  readonly status: FeedStatus
  /** When the status became so, or in `PULLED` when prices became good; absent while they are bad. */
  readonly since?: bigint
  /** The last price that was trusted; 0 before the first. */
  readonly price: bigint
}

/** What a feed says at `now`. */
export interface FeedReading {
  readonly now: bigint
  /** In any one unit; 0 is no price. */
  readonly price: bigint
  /** When the price was observed. */
  readonly observed: bigint
  readonly isHalted?: boolean
}

/** Why quotes are pulled. */
export type FeedReason = 'NO_PRICE' | 'HALTED' | 'DEVIATION' | 'AGE' | 'COOLDOWN'

/** Nothing has been read: no quotes until a price has been good for the cooldown. */
export const NEW_FEED: FeedState = { status: 'PULLED', price: 0n }

/**
 * Take a reading. No price, a halt or a jump pulls quotes at once; age does after the grace. A jump is measured against the last
 * trusted price, so a market that really moved is trusted again once the new price has held for the cooldown.
 *
 * @example
 * readFeed(NEW_FEED, stale, { now: 100n, price: 95n, observed: 99n }).reason // => 'COOLDOWN'
 */
export function readFeed(
  state: FeedState,
  terms: StalenessTerms,
  reading: FeedReading,
): { readonly state: FeedState; readonly shouldPull: boolean; readonly reason?: FeedReason } {
  const { now, price, observed } = reading
  const stay = { price: state.price }
  if (price <= 0n) return pulled(stay, 'NO_PRICE')
  if (reading.isHalted === true) return pulled(stay, 'HALTED')
  const isOld = now - observed > terms.maxAge
  const jumped = state.price > 0n && isBeyond(state.price, price, terms.maxDeviationPpm)
  if (state.status === 'PULLED') {
    if (isOld) return pulled(stay, 'AGE')
    // The clock of the cooldown starts anew with every jump.
    const since = state.since === undefined || jumped ? now : state.since
    if (now - since < terms.cooldown) return pulled({ price, since }, 'COOLDOWN')
    return { state: { status: 'ACTIVE', since: now, price }, shouldPull: false }
  }
  if (jumped && !isOld) return pulled(stay, 'DEVIATION')
  if (!isOld) {
    const since = state.status === 'ACTIVE' ? (state.since ?? now) : now
    return { state: { status: 'ACTIVE', since, price }, shouldPull: false }
  }
  const since = state.status === 'STALE' ? (state.since ?? now) : now
  if (now - since >= terms.grace) return pulled(stay, 'AGE')
  return { state: { status: 'STALE', since, price: state.price }, shouldPull: false, reason: 'AGE' }
}

function pulled(state: Omit<FeedState, 'status'>, reason: FeedReason) {
  return { state: { status: 'PULLED' as const, ...state }, shouldPull: true, reason }
}
