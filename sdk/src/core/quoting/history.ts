import { TidemarkError } from '../errors.ts'
import { BPS } from '../market.ts'
import type { TickFraction } from '../quote.ts'

/** Why a quote was changed, or left as it was. */
export type QuoteReason =
  | 'REFRESH'
  | 'MOVE'
  | 'FILL'
  | 'SKEW'
  | 'STALE'
  | 'TTL'
  | 'RISK'
  | 'MANUAL'
  | 'CLAMPED_MIN'
  | 'CLAMPED_MAX'
  | 'INTERVAL'

/** One state of a quote. Prices in ticks, sizes in lots. */
export interface QuoteEntry {
  readonly quoteId: bigint
  /** Seconds. */
  readonly time: bigint
  readonly mid: TickFraction
  readonly bidPrice: bigint
  readonly bidSize: bigint
  readonly askPrice: bigint
  readonly askSize: bigint
  /** Base as a part of everything, WAD. */
  readonly inventoryWad: bigint
  readonly reason: QuoteReason
}

/** The last entries, a fixed number of them; older ones are overwritten. Plain data. */
export interface QuoteHistory {
  readonly capacity: number
  /** Entries ever recorded. */
  readonly recorded: number
  /** Entry n is at index n modulo the capacity. */
  readonly entries: readonly QuoteEntry[]
}

/** A history must hold something. */
export class HistoryCapacityError extends TidemarkError {
  constructor(capacity: number) {
    super('HistoryCapacity', `a history of ${capacity} entries is none`, { capacity, min: 1 })
  }
}

/**
 * An empty history of at most `capacity` entries.
 *
 * @throws {HistoryCapacityError}
 *
 * @example
 * startHistory(3).recorded // => 0
 */
export function startHistory(capacity: number): QuoteHistory {
  if (!Number.isInteger(capacity) || capacity < 1) throw new HistoryCapacityError(capacity)
  return { capacity, recorded: 0, entries: [] }
}

/**
 * Record one more entry; beyond the capacity it takes the place of the oldest.
 *
 * @example
 * recordQuote(startHistory(3), entry).recorded // => 1
 */
export function recordQuote({ capacity, recorded, entries }: QuoteHistory, entry: QuoteEntry): QuoteHistory {
  const next = recorded < capacity ? [...entries, entry] : entries.with(recorded % capacity, entry)
  return { capacity, recorded: recorded + 1, entries: next }
}

/**
 * Entries that are left, the oldest first.
 *
 * @example
 * historyEntries(recordQuote(startHistory(3), entry)).map(({ bidPrice }) => bidPrice) // => [99n]
 */
export function historyEntries({ capacity, recorded, entries }: QuoteHistory): QuoteEntry[] {
  if (recorded <= capacity) return [...entries]
  const oldest = recorded % capacity
  return [...entries.slice(oldest), ...entries.slice(0, oldest)]
}

/**
 * Spread of an entry in 1/10 000 of its mid, rounded down.
 *
 * @example
 * entrySpreadBps(entry) // => 200n
 */
export function entrySpreadBps({ bidPrice, askPrice, mid }: QuoteEntry): bigint {
  return ((askPrice - bidPrice) * BPS * mid.denominator) / mid.numerator
}
