import type { Markouts } from '@tidemark/sdk/analytics'
import type { Side } from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'
import type { MakerKind } from '../chain/events.ts'
import type { Offer } from './offers.ts'
import type { Moment } from './records.ts'

/** Seconds after a fill at which the market's price judges it. */
export const MARKOUT_SECONDS = [60, 300, 3_600] as const

/** What a maker's fills of one second and side came to. */
export interface GroupedTrade {
  readonly maker: Address
  readonly side: Side
  readonly size: bigint
  readonly notional: bigint
}

/** A market's fills of one second, which wait for the prices that judge them. */
export interface MarkoutGroup {
  readonly market: number
  readonly time: number
  /** Time of the group behind it. */
  readonly next: number | undefined
  readonly trades: readonly GroupedTrade[]
}

/** Where a market's groups begin and end. */
export interface MarkoutTape {
  readonly market: number
  /** The newest group. */
  readonly last: number | undefined
  /** By horizon: the oldest group that waits. */
  readonly waiting: readonly (number | undefined)[]
}

/** Sums over judged fills, as the SDK's: prices are quote atoms per lot in WAD. */
export type Judged = Pick<Markouts, 'gain' | 'volume' | 'fills'>

export const NOT_JUDGED: Judged = { gain: 0n, volume: 0n, fills: 0n }

/** How a market moved after a maker's fills. */
export interface MarkoutRecord {
  readonly market: number
  readonly maker: Address
  /** By horizon. */
  readonly judged: readonly Judged[]
}

/** How long a grid has offered both sides. Seconds. */
export interface UptimeRecord {
  readonly maker: Address
  /** Since when it has a grid. */
  readonly start: number
  /** Up to when the sums go. */
  readonly time: number
  /** At any spread, and at no more than {@link TIGHT_BPS}. */
  readonly quoted: number
  readonly tight: number
}

/** Best bid and ask this far apart at most, of the bid, are a tight quote. */
export const TIGHT_BPS = 100

/** Up to which hour a market's depth is sampled, and how many makers it has had. */
export interface MarketClock {
  readonly market: number
  /** Hours since 1970 of the last event. */
  readonly hour: number | undefined
  readonly makers: number
}

/** The n-th vault or pool of a market, from 0. */
export interface RosterRecord {
  readonly market: number
  readonly n: number
  readonly maker: Address
  readonly kind: MakerKind
}

/** Distances from the last price at which depth is sampled, in bps. */
export const DEPTH_BPS = [50, 100, 500] as const

/** What one maker offered. */
export interface DepthMaker extends Offer {
  readonly maker: Address
  readonly kind: MakerKind
}

/** What the grids of a market offered within a distance at the end of an hour in which something happened. */
export interface DepthRecord extends Offer {
  readonly market: number
  readonly bps: number
  /** Hours since 1970. */
  readonly hour: number
  /** The block that ended it: the first of a later hour. */
  readonly height: number
  /** The last price, ticks, rounded down. */
  readonly price: bigint
  /** Makers with anything in the range, and the deepest of them. */
  readonly count: number
  readonly makers: readonly DepthMaker[]
  /** Whether all grids were looked at. */
  readonly isComplete: boolean
}

/** What providers moved into a pool and out of it, each at the price of the moment: quote atoms. */
export interface PoolFlow {
  readonly pool: Address
  /** Worth of the first deposit. */
  readonly first: bigint
  /** Deposits less withdrawals; fees that were claimed are in neither. */
  readonly netFlow: bigint
  /** The same in atoms of both tokens. */
  readonly base: bigint
  readonly quote: bigint
  /** Days since 1970 of the last event. */
  readonly day: number
}

/** What a pool held when a UTC day on which something happened to it was over. */
export interface PoolDay {
  readonly pool: Address
  /** Days since 1970. */
  readonly day: number
  /** The block that ended it: the first event of a later day. */
  readonly height: number
  readonly reserveBase: bigint
  readonly reserveQuote: bigint
  /** Fees, rebates and gifts ever credited to providers, and what of it they claimed. */
  readonly income: bigint
  readonly claimed: bigint
  readonly netFlow: bigint
}

/** A signed quote that was filled. */
export interface QuoteRecord {
  readonly hash: Hex
  readonly maker: Address
  readonly market: number
  readonly bidLots: bigint
  readonly bidNotional: bigint
  readonly askLots: bigint
  readonly askNotional: bigint
  readonly fills: number
  readonly first: Moment
  readonly last: Moment
}
