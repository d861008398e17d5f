import type { GateTerms } from '../core/quoting/gate.ts'
import type { QuoteEntry, QuoteHistory, QuoteReason } from '../core/quoting/history.ts'
import { amount, count, flag, listOf, oneOf, optional, recordOf, text } from './codec.ts'
import { numbered } from './collection.ts'
import { snapshotOf } from './snapshot.ts'

/** A maker's offer on both sides of a price. Prices in ticks, sizes in lots, times in seconds. */
export interface ManagedQuote {
  readonly id: number
  readonly user: string
  readonly asset: string
  /** As last told; the prices below may stand where it was before, within the gate's tolerance. */
  readonly midPrice: bigint
  /** Distance from bid to ask in 1/10 000 of mid, as last told. */
  readonly spreadBps: number
  /** Lots that each side started with. */
  readonly size: bigint
  readonly bidPrice: bigint
  readonly bidSize: bigint
  readonly askPrice: bigint
  readonly askSize: bigint
  readonly createdAt: bigint
  readonly updatedAt: bigint
  readonly updates: number
  readonly isActive: boolean
  /** Orders at a venue that stand for this quote, in the order they were linked. */
  readonly orderIds: readonly string[]
}

/** What to post. */
export type QuoteTerms = Pick<ManagedQuote, 'user' | 'asset' | 'midPrice' | 'spreadBps' | 'size'> & {
  readonly timestamp: bigint
}

/** What every quote is held to. */
export interface QuoteRules {
  /** 0 and 10 000 by default. */
  readonly minSpreadBps?: number
  readonly maxSpreadBps?: number
  /** Least seconds between two updates of a quote; 0 by default. Cancelling is never held back. */
  readonly minUpdateInterval?: bigint
  /** Entries kept per asset; 1000 by default. */
  readonly historySize?: number
  /**
   * Which updates are worth making, and how long a quote lives since its last one. Without it every update is made, and quotes
   * live until they are cancelled.
   */
  readonly gate?: QuoteGate
}

/** Tolerances and lifetime of quotes; bounds of 0 do not apply. What is within both tolerances changes nothing. */
export type QuoteGate = Omit<GateTerms, 'minInterval'>

/** Rules, those with a default filled in. */
export type KnownQuoteRules = Required<Omit<QuoteRules, 'gate'>> & Pick<QuoteRules, 'gate'>

interface State {
  readonly rules: KnownQuoteRules
  readonly quotes: readonly ManagedQuote[]
  readonly histories: readonly (QuoteHistory & { readonly asset: string })[]
}

const quoteCodec = recordOf<ManagedQuote>({
  id: count,
  user: text,
  asset: text,
  midPrice: amount,
  spreadBps: count,
  size: amount,
  bidPrice: amount,
  bidSize: amount,
  askPrice: amount,
  askSize: amount,
  createdAt: amount,
  updatedAt: amount,
  updates: count,
  isActive: flag,
  orderIds: listOf(text),
})

const REASONS = [
  'REFRESH',
  'MOVE',
  'FILL',
  'SKEW',
  'STALE',
  'TTL',
  'RISK',
  'MANUAL',
  'CLAMPED_MIN',
  'CLAMPED_MAX',
  'INTERVAL',
] as const

const entryCodec = recordOf<QuoteEntry>({
  quoteId: amount,
  time: amount,
  mid: recordOf<QuoteEntry['mid']>({ numerator: amount, denominator: amount }),
  bidPrice: amount,
  bidSize: amount,
  askPrice: amount,
  askSize: amount,
  inventoryWad: amount,
  reason: oneOf<QuoteReason>(...REASONS),
})

/** Snapshots of a quote manager. */
export const quoteSnapshots = snapshotOf(
  'tidemark.quotes',
  recordOf<State>({
    rules: recordOf<KnownQuoteRules>({
      minSpreadBps: count,
      maxSpreadBps: count,
      minUpdateInterval: amount,
      historySize: count,
      gate: optional(
        recordOf<QuoteGate>({
          priceTolerancePpm: count,
          sizeTolerancePpm: count,
          ttl: amount,
          renewBefore: amount,
        }),
      ),
    }),
    quotes: numbered(quoteCodec),
    histories: listOf(
      recordOf<State['histories'][number]>({
        asset: text,
        capacity: count,
        recorded: count,
        entries: listOf(entryCodec),
      }),
    ),
  }),
)
