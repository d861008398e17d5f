import { isBeyond } from './fraction.ts'

/** When a quote may and must be replaced. Bounds of 0 do not apply. */
export interface GateTerms {
  /** Least seconds between two updates. */
  readonly minInterval: bigint
  /** Moves of both prices and sizes within these parts per million are no reason to update. */
  readonly priceTolerancePpm: number
  readonly sizeTolerancePpm: number
  /** Seconds a quote lives, and how many before its end it is renewed. */
  readonly ttl: bigint
  readonly renewBefore: bigint
}

/** What one side of a maker quotes, and since when. */
export interface GateSide {
  readonly price: bigint
  readonly size: bigint
  readonly time: bigint
}

/** What to do with a quote, and why. */
export type GateVerdict =
  | { readonly update: true; readonly reason: 'REFRESH' | 'MOVE' | 'TTL' | 'CANCEL' }
  | { readonly update: false; readonly reason: 'TOLERANCE' | 'INTERVAL' }

/**
 * Whether one side may go from what it quotes, if anything, to `price` and `size` at `now`. Taking it down (a size of 0) is never
 * limited; renewing it before it runs out is not held back by tolerance, and nothing but a cancel by the interval.
 *
 * @example
 * judgeUpdate(gate, { price: 1_000n, size: 5n, time: 0n }, { price: 1_010n, size: 5n, now: 3n })
 * // => { update: false, reason: 'INTERVAL' }
 */
export function judgeUpdate(
  terms: GateTerms,
  current: GateSide | undefined,
  { price, size, now }: { readonly price: bigint; readonly size: bigint; readonly now: bigint },
): GateVerdict {
  if (current === undefined) return { update: true, reason: 'REFRESH' }
  if (size === 0n) {
    return current.size === 0n ? { update: false, reason: 'TOLERANCE' } : { update: true, reason: 'CANCEL' }
  }
  const age = now - current.time
  const isEnding = terms.ttl > 0n && age + terms.renewBefore >= terms.ttl
  const isMoved =
    isBeyond(current.price, price, terms.priceTolerancePpm) || isBeyond(current.size, size, terms.sizeTolerancePpm)
  if (!isMoved && !isEnding) return { update: false, reason: 'TOLERANCE' }
  // A quote that is about to run out would leave the side empty, which no interval asks for.
  if (age < terms.minInterval && !isEnding) return { update: false, reason: 'INTERVAL' }
  return { update: true, reason: isMoved ? 'MOVE' : 'TTL' }
}
