import { NO_TRIPS, type TripTotals } from '@tidemark/sdk/analytics'
import type { Claim, FeeStream, Position as Holding, MarketUnits } from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'
import type { MakerKind, Position } from '../chain/events.ts'

/** A place on the chain, for ordering. */
export interface Place {
  readonly height: number
  readonly logIndex: number
}

/** A place and its time. */
export interface Moment extends Place {
  readonly timestamp: number
}

/** A block that holds at least one of our events. */
export interface BlockRecord {
  readonly height: number
  readonly hash: string
  readonly timestamp: number
}

/** Price of a market's last fill, as what was paid for how many lots: exact. No lots before the first fill. */
export interface Mark {
  readonly notional: bigint
  readonly size: bigint
}

export const NO_MARK: Mark = { notional: 0n, size: 0n }

/** Four rates and the three volumes (whole quote tokens) between them, from a rebate period on. */
export interface RebateTerms {
  readonly thresholds: readonly string[]
  readonly ratesBps: readonly number[]
  readonly fromPeriod: number
}

/** The exchange itself. */
export interface VenueRecord {
  readonly vaultFactory: Address | undefined
  readonly poolFactory: Address | undefined
  readonly guardian: Address | undefined
  readonly rebates: RebateTerms | undefined
  /** What comes after, once its period has begun. */
  readonly nextRebates: RebateTerms | undefined
}

/** Fee and pools' share of it from a rebate period on. */
export interface FeeTerms {
  readonly takerFeeBps: number
  readonly poolFeeShareBps: number
  readonly fromPeriod: number
}

/** A market as of the last event. Units hold the fee that is charged at that time. */
export interface MarketRecord {
  readonly id: number
  readonly base: Address
  readonly quote: Address
  readonly units: MarketUnits
  readonly poolFeeShareBps: number
  readonly nextFees: FeeTerms | undefined
  readonly oracle: Address
  readonly oracleBandBps: number
  readonly maxOracleAge: number
  readonly halted: boolean
  readonly created: Place
  readonly mark: Mark
  readonly fills: number
  readonly lots: bigint
  /** Sum of notionals, quote atoms. */
  readonly volume: bigint
  /** Sum of taker fees, quote atoms. */
  readonly fees: bigint
  readonly rebates: bigint
}

/** Prices and volume of a market over one hour or UTC day. */
export interface Candle {
  readonly market: number
  /** Length: an hour's or a day's. */
  readonly seconds: number
  /** Number of such lengths since 1970. */
  readonly start: number
  readonly open: Mark
  readonly high: Mark
  readonly low: Mark
  readonly close: Mark
  readonly fills: number
  readonly lots: bigint
  readonly volume: bigint
  /** The last fill so far. */
  readonly last: Place
}

/** What an account did in a market, on either side. */
export interface TraderRecord {
  readonly market: number
  readonly address: Address
  /** Last of the gapless sequence of its fills as maker. */
  readonly seq: number
  /** Streaming quotes below it were cancelled. */
  readonly nonce: bigint
  readonly makerVolume: bigint
  readonly rebates: bigint
  readonly takerFills: number
  readonly takerVolume: bigint
  readonly feesPaid: bigint
  /** Lots bought less lots sold, and quote atoms received less paid, fees and rebates included. */
  readonly lots: bigint
  readonly cash: bigint
  /** Fills that brought the position closer to none. */
  readonly trips: TripTotals
  /** Days since 1970 of the last fill. */
  readonly day: number | undefined
}

/** What an account had traded in a market when a UTC day on which it traded was over. */
export interface TraderDay extends Pick<TraderRecord, 'market' | 'address' | 'lots' | 'cash'> {
  /** Days since 1970. */
  readonly day: number
  /** The block that ended it: the account's first fill of a later day. */
  readonly height: number
}

/** What a maker made of a quote token in a rebate period: volume that counts for tiers. */
export interface MakerPeriod {
  readonly maker: Address
  readonly quote: Address
  readonly period: number
  readonly volume: bigint
  readonly rebates: bigint
}

/** A maker that the exchange knows: registered, or a signer who raised the epoch of his quotes. */
export interface MakerRecord {
  readonly address: Address
  readonly kind: MakerKind
  readonly market: number | undefined
  readonly epoch: number
  readonly since: Place
}

/** A standing quote that its maker withdrew. */
export interface CancelledQuote {
  readonly hash: Hex
  readonly maker: Address
  readonly at: Place
}

/** What a vault may do: its newest strategy. */
export interface StrategyTerms {
  /** Numbered as `StrategyKind` in Solidity. */
  readonly strategy: number
  readonly limits: Readonly<Record<string, string>>
  readonly mode: number
  readonly sizePerCell: bigint
  readonly referencePrice: bigint
  /** No prices: the manager signs quotes. */
  readonly prices: readonly bigint[]
}

/** Who a vault belongs to and what it may do. */
export interface VaultRecord {
  readonly address: Address
  readonly owner: Address
  readonly manager: Address
  readonly managerEpoch: number
  readonly marketId: number
  readonly profitShareBps: number
  readonly created: Position
  readonly terms: StrategyTerms
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
  readonly rebates: bigint
}

export const NO_TOTALS: VaultTotals = { trips: NO_TRIPS, netFlow: 0n, makerVolume: 0n, takerFees: 0n, rebates: 0n }

/** The manager's share of profit, quote atoms. */
export interface ShareStatus {
  readonly highWaterMark: bigint
  /** Set aside for managers, present and former, and not yet taken. */
  readonly owed: bigint
  /** Accrued for them and not yet covered. */
  readonly carried: bigint
  readonly paid: bigint
}

/** What of a vault's profit one manager, present or former, has earned and not taken: quote atoms. */
export interface ManagerClaim extends Claim {
  readonly vault: Address
  readonly manager: Address
}

export const NO_SHARE: ShareStatus = { highWaterMark: 0n, owed: 0n, carried: 0n, paid: 0n }

/** What a vault holds and did, as of its last event. */
export interface VaultStatus {
  readonly vault: Address
  readonly last: Moment
  readonly position: Holding
  readonly quoteHeld: bigint
  readonly contributed: bigint
  readonly cursor: bigint
  /** Of a `OneShot` grid: lots bought since the bottom. */
  readonly bidCursor: bigint
  readonly halted: boolean
  /** Last of the gapless sequence of its fills. */
  readonly fills: bigint
  /** Last of the gapless sequence of its own events. */
  readonly events: number
  readonly totals: VaultTotals
  readonly share: ShareStatus
}

/** That at the end of a UTC day. */
export interface VaultDay extends VaultStatus {
  /** Days since 1970. */
  readonly day: number
}

/** Who runs a pool and which grid it trades. */
export interface PoolRecord {
  readonly address: Address
  readonly founder: Address
  readonly operator: Address
  readonly marketId: number
  readonly referencePrice: bigint
  readonly prices: readonly bigint[]
  /** Lots per cell and LP units at the founding, or the last move: their ratio stays. */
  readonly anchorSize: bigint
  readonly anchorSupply: bigint
  /** A move that its operator announced. */
  readonly proposal:
    | { readonly prices: readonly string[]; readonly referencePrice: string; readonly executableAt: number }
    | undefined
  readonly created: Position
}

/** What a pool holds and did, as of its last event. */
export interface PoolStatus {
  readonly pool: Address
  readonly last: Moment
  readonly cursor: bigint
  readonly sizePerCell: bigint
  /** Cost of all resting bids, ticks times lots. */
  readonly bidTicks: bigint
  readonly reserveBase: bigint
  readonly reserveQuote: bigint
  readonly supply: bigint
  readonly fills: bigint
  readonly events: number
  readonly makerVolume: bigint
  readonly takerFees: bigint
  /** Its share of those. */
  readonly poolFees: bigint
  readonly rebates: bigint
  readonly distributed: bigint
  readonly claimed: bigint
  /** Fees on their way to providers, and how much of what it released the accumulator took up. */
  readonly stream: FeeStream
  readonly settled: bigint
  /** Quote atoms earned per LP unit, Q128, modulo 2^144. */
  readonly accumulator: bigint
}

/** A holder of a pool's LP units. Amounts in atoms. */
export interface ProviderRecord {
  readonly pool: Address
  readonly address: Address
  readonly lp: bigint
  readonly baseIn: bigint
  readonly quoteIn: bigint
  readonly baseOut: bigint
  readonly quoteOut: bigint
  readonly claimed: bigint
  /** Accumulator from which on its units earn, and quote atoms earned by units it no longer has. */
  readonly checkpoint: bigint
  readonly owed: bigint
  readonly baseAside: bigint
  readonly quoteAside: bigint
}

/** Everything that can happen but a fill. */
export type EventKind =
  | 'market-created'
  | 'fees-scheduled'
  | 'market-halted'
  | 'market-resumed'
  | 'guardian-set'
  | 'factory-set'
  | 'rebates-scheduled'
  | 'fees-collected'
  | 'quote-cancelled'
  | 'quotes-cancelled'
  | 'epoch-raised'
  | 'leg-skipped'
  | 'vault-created'
  | 'strategy'
  | 'deposit'
  | 'withdraw'
  | 'hedge'
  | 'halt'
  | 'resume'
  | 'manager'
  | 'profit-share'
  | 'crystallise'
  | 'claim'
  | 'pool-created'
  | 'join'
  | 'leave'
  | 'transfer'
  | 'set-aside'
  | 'set-aside-claim'
  | 'distribute'
  | 'fees-claim'
  | 'move-proposed'
  | 'move-cancelled'
  | 'moved'
  | 'operator'

/** One event, as lists show it. */
export interface EventRecord {
  readonly at: Position
  readonly kind: EventKind
  /** Vault, pool, maker or exchange that it is about. */
  readonly subject: Address
  readonly actor: Address | undefined
  readonly market: number | undefined
  /** What the vault or pool numbered it. */
  readonly seq: number | undefined
  /** What else it said; amounts as decimal text. */
  readonly detail: Readonly<Record<string, string>>
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
  /** What of the fee a pool kept as maker. */
  readonly poolFee: bigint | undefined
  readonly ref: Hex
  readonly realised: bigint | undefined
  /** Whether it reduced a vault's position. */
  readonly isTrip: boolean
}
