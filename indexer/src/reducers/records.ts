import { NO_TRIPS, type TripTotals } from '@tidemark/sdk/analytics'
import type { MarketUnits, VaultState } from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'
import type { Position } from '../chain/events.ts'

/** A place on the chain, for ordering. */
export interface Place {
  readonly height: number
  readonly logIndex: number
}

/** Price of a market's last fill, as what was paid for how many lots: exact. No lots before the first fill. */
export interface Mark {
  readonly notional: bigint
  readonly size: bigint
}

export const NO_MARK: Mark = { notional: 0n, size: 0n }

/** A market as of the last event. */
export interface MarketRecord {
  readonly id: number
  readonly base: Address
  readonly quote: Address
  readonly units: MarketUnits
  readonly created: Place
  readonly mark: Mark
  readonly fills: number
  /** Sum of notionals, quote atoms. */
  readonly volume: bigint
  /** Sum of taker fees, quote atoms. */
  readonly fees: bigint
}

/** Prices and volume of a market over one UTC day. */
export interface Candle {
  readonly market: number
  /** Days since 1970. */
  readonly day: number
  readonly open: Mark
  readonly high: Mark
  readonly low: Mark
  readonly close: Mark
  readonly fills: number
  readonly lots: bigint
  readonly volume: bigint
  /** The day's last fill so far. */
  readonly last: Place
}

/** What an account did in a market, on either side. */
export interface TraderRecord {
  readonly market: number
  readonly address: Address
  /** Last of the gapless sequence of its fills as maker. */
  readonly seq: number
  readonly makerVolume: bigint
  readonly rebates: bigint
  readonly takerFills: number
  readonly takerVolume: bigint
  readonly feesPaid: bigint
}

/** Running totals of a vault. Any range of blocks is the difference of two of these. */
export interface VaultTotals {
  readonly trips: TripTotals
  /** Deposits less withdrawals, each at the mark of its moment. */
  readonly netFlow: bigint
  /** Sum of notionals. */
  readonly makerVolume: bigint
  /** Fees its takers paid. */
  readonly takerFees: bigint
}

export const NO_TOTALS: VaultTotals = { trips: NO_TRIPS, netFlow: 0n, makerVolume: 0n, takerFees: 0n }

/** A vault as of its last event. */
export interface VaultRecord {
  readonly address: Address
  readonly owner: Address
  readonly manager: Address
  readonly marketId: number
  readonly created: Position
  readonly state: VaultState
  readonly halted: boolean
  /** Last of the gapless sequence of its own events. */
  readonly events: number
  readonly totals: VaultTotals
}

/** What happened to a vault. */
export type VaultEventKind =
  | 'created'
  | 'strategy'
  | 'deposit'
  | 'withdraw'
  | 'fill'
  | 'hedge'
  | 'halt'
  | 'resume'
  | 'manager'
  | 'profit-share'
  | 'crystallise'
  | 'claim'

/** One event of a vault with the record after it and the market's mark at that moment. */
export interface VaultEventRecord {
  readonly at: Position
  readonly kind: VaultEventKind
  /** What the event itself carried beyond its effect on the record. */
  readonly detail: Readonly<Record<string, string>> | undefined
  readonly vault: VaultRecord
  readonly mark: Mark
}

/** A fill with what it realised, which only a vault's record can tell. */
export interface FillRecord {
  readonly at: Position
  readonly market: number
  readonly maker: Address
  readonly taker: Address
  readonly seq: number
  readonly side: number
  readonly size: bigint
  readonly notional: bigint
  readonly fee: bigint
  readonly rebate: bigint
  readonly ref: Hex
  readonly realised: bigint | undefined
}
