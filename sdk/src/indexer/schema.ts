// Generated from indexer/src/api/schema.graphql by scripts/maintain/generate-client.ts.

/** A block, by its number or by its hash: one that was reorganised away is refused. */
export interface At {
  readonly block?: number | null | undefined
  readonly hash?: `0x${string}` | null | undefined
}

/** A comparison of the index with the chain. */
export interface Audit {
  /** `chainId:number`, in the order in which they were made. */
  readonly id: string
  readonly kind: AuditKind
  /** Vault, pool or exchange. */
  readonly subject: `0x${string}`
  /** The block that the index was complete to, whose state was asked for. */
  readonly block: number
  readonly hash: `0x${string}` | null
  readonly timestamp: number
  readonly equal: boolean
  readonly fields: readonly AuditField[]
  /** What was wrong with logs, or that it no longer is. */
  readonly message: string | null
}

/** A page of the list of `Audit`. */
export interface AuditConnection {
  readonly edges: readonly AuditEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `Audit`. */
export interface AuditEdge {
  readonly cursor: string
  readonly node: Audit
}

/** A number or flag as it is indexed, and as the contract has it. */
export interface AuditField {
  readonly name: string
  readonly indexed: string
  readonly actual: string
  readonly equal: boolean
}

/** Which comparisons. All fields given hold at once; no name is equality. */
export interface AuditFilter {
  readonly and?: readonly AuditFilter[] | null | undefined
  readonly or?: readonly AuditFilter[] | null | undefined
  readonly not?: AuditFilter | null | undefined
  readonly kind?: AuditKind | null | undefined
  readonly kind_ne?: AuditKind | null | undefined
  readonly kind_in?: readonly AuditKind[] | null | undefined
  readonly subject?: `0x${string}` | null | undefined
  readonly subject_ne?: `0x${string}` | null | undefined
  readonly subject_in?: readonly `0x${string}`[] | null | undefined
  readonly equal?: boolean | null | undefined
  readonly block?: number | null | undefined
  readonly block_ne?: number | null | undefined
  readonly block_in?: readonly number[] | null | undefined
  readonly block_gt?: number | null | undefined
  readonly block_gte?: number | null | undefined
  readonly block_lt?: number | null | undefined
  readonly block_lte?: number | null | undefined
  readonly timestamp?: number | null | undefined
  readonly timestamp_ne?: number | null | undefined
  readonly timestamp_in?: readonly number[] | null | undefined
  readonly timestamp_gt?: number | null | undefined
  readonly timestamp_gte?: number | null | undefined
  readonly timestamp_lt?: number | null | undefined
  readonly timestamp_lte?: number | null | undefined
}

/** `AuditKind` of the GraphQL schema, whole. */
export type AuditKind = 'VAULT' | 'POOL' | 'LOGS'

/** By what to order the list of `Audit`. */
export type AuditOrder = 'MADE'

/** `Block` of the GraphQL schema, whole. */
export interface Block {
  readonly number: number
  readonly hash: `0x${string}`
  readonly timestamp: number
}

/**
 * What a leaderboard ranks by. Of MAX_DRAWDOWN the smallest is the best; SCORE is the Sharpe ratio, less so the fewer its returns.
 * MARKOUT is the `spread` of markouts after that many seconds.
 */
export type BoardMetric = 'PNL' | 'PROFIT' | 'EQUITY' | 'ROI' | 'TOTAL_RETURN' | 'FILLS' | 'MAKER_VOLUME' | 'REBATES' | 'EXCESS_OVER_HOLD' | 'WIN_RATE' | 'PROFIT_FACTOR' | 'EXPECTANCY' | 'SHARPE' | 'SORTINO' | 'CALMAR' | 'MAX_DRAWDOWN' | 'SCORE' | 'MARKOUT_60' | 'MARKOUT_300' | 'MARKOUT_3600' | 'QUOTE_UPTIME' | 'TIGHT_UPTIME'

/** `CancelledQuote` of the GraphQL schema, whole. */
export interface CancelledQuote {
  readonly hash: `0x${string}`
  readonly maker: `0x${string}`
  readonly block: number
}

/** A page of the list of `CancelledQuote`. */
export interface CancelledQuoteConnection {
  readonly edges: readonly CancelledQuoteEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `CancelledQuote`. */
export interface CancelledQuoteEdge {
  readonly cursor: string
  readonly node: CancelledQuote
}

/** Which cancelled quotes. All fields given hold at once; no name is equality. */
export interface CancelledQuoteFilter {
  readonly and?: readonly CancelledQuoteFilter[] | null | undefined
  readonly or?: readonly CancelledQuoteFilter[] | null | undefined
  readonly not?: CancelledQuoteFilter | null | undefined
  readonly maker?: `0x${string}` | null | undefined
  readonly maker_ne?: `0x${string}` | null | undefined
  readonly maker_in?: readonly `0x${string}`[] | null | undefined
  readonly hash?: `0x${string}` | null | undefined
  readonly hash_ne?: `0x${string}` | null | undefined
  readonly hash_in?: readonly `0x${string}`[] | null | undefined
  readonly block?: number | null | undefined
  readonly block_ne?: number | null | undefined
  readonly block_in?: readonly number[] | null | undefined
  readonly block_gt?: number | null | undefined
  readonly block_gte?: number | null | undefined
  readonly block_lt?: number | null | undefined
  readonly block_lte?: number | null | undefined
}

/** `Candle` of the GraphQL schema, whole. */
export interface Candle {
  /** Start of the hour or UTC day, Unix seconds. */
  readonly timestamp: number
  readonly open: string | null
  readonly high: string | null
  readonly low: string | null
  readonly close: string | null
  readonly fills: number
  readonly lots: string
  /** Quote atoms. */
  readonly volume: string
}

/** A page of the list of `Candle`. */
export interface CandleConnection {
  readonly edges: readonly CandleEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `Candle`. */
export interface CandleEdge {
  readonly cursor: string
  readonly node: Candle
}

/** Which candles. All fields given hold at once; no name is equality. */
export interface CandleFilter {
  readonly and?: readonly CandleFilter[] | null | undefined
  readonly or?: readonly CandleFilter[] | null | undefined
  readonly not?: CandleFilter | null | undefined
  readonly start?: number | null | undefined
  readonly start_ne?: number | null | undefined
  readonly start_in?: readonly number[] | null | undefined
  readonly start_gt?: number | null | undefined
  readonly start_gte?: number | null | undefined
  readonly start_lt?: number | null | undefined
  readonly start_lte?: number | null | undefined
  readonly fills?: number | null | undefined
  readonly fills_ne?: number | null | undefined
  readonly fills_in?: readonly number[] | null | undefined
  readonly fills_gt?: number | null | undefined
  readonly fills_gte?: number | null | undefined
  readonly fills_lt?: number | null | undefined
  readonly fills_lte?: number | null | undefined
  readonly volume?: string | bigint | null | undefined
  readonly volume_ne?: string | bigint | null | undefined
  readonly volume_in?: readonly (string | bigint)[] | null | undefined
  readonly volume_gt?: string | bigint | null | undefined
  readonly volume_gte?: string | bigint | null | undefined
  readonly volume_lt?: string | bigint | null | undefined
  readonly volume_lte?: string | bigint | null | undefined
}

/** By what to order the list of `Candle`. */
export type CandleOrder = 'START'

/** The place on the chain: block, then log. */
export type ChainOrder = 'BLOCK'

/** `Depth` of the GraphQL schema, whole. */
export interface Depth {
  /** The last price, ticks, rounded down. */
  readonly price: string
  readonly bidLots: string
  readonly bidNotional: string
  readonly askLots: string
  readonly askNotional: string
  /** Makers with anything in the range, at most 200. */
  readonly makers: readonly MakerDepth[]
  /** Whether all grids of the market were looked at. */
  readonly isComplete: boolean
}

/** Which samples: `start` is that of the hour. All fields given hold at once; no name is equality. */
export interface DepthFilter {
  readonly and?: readonly DepthFilter[] | null | undefined
  readonly or?: readonly DepthFilter[] | null | undefined
  readonly not?: DepthFilter | null | undefined
  readonly start?: number | null | undefined
  readonly start_ne?: number | null | undefined
  readonly start_in?: readonly number[] | null | undefined
  readonly start_gt?: number | null | undefined
  readonly start_gte?: number | null | undefined
  readonly start_lt?: number | null | undefined
  readonly start_lte?: number | null | undefined
  readonly bidNotional?: string | bigint | null | undefined
  readonly bidNotional_ne?: string | bigint | null | undefined
  readonly bidNotional_in?: readonly (string | bigint)[] | null | undefined
  readonly bidNotional_gt?: string | bigint | null | undefined
  readonly bidNotional_gte?: string | bigint | null | undefined
  readonly bidNotional_lt?: string | bigint | null | undefined
  readonly bidNotional_lte?: string | bigint | null | undefined
  readonly askNotional?: string | bigint | null | undefined
  readonly askNotional_ne?: string | bigint | null | undefined
  readonly askNotional_in?: readonly (string | bigint)[] | null | undefined
  readonly askNotional_gt?: string | bigint | null | undefined
  readonly askNotional_gte?: string | bigint | null | undefined
  readonly askNotional_lt?: string | bigint | null | undefined
  readonly askNotional_lte?: string | bigint | null | undefined
  readonly makerCount?: number | null | undefined
  readonly makerCount_ne?: number | null | undefined
  readonly makerCount_in?: readonly number[] | null | undefined
  readonly makerCount_gt?: number | null | undefined
  readonly makerCount_gte?: number | null | undefined
  readonly makerCount_lt?: number | null | undefined
  readonly makerCount_lte?: number | null | undefined
}

/** By what to order the list of `Depth`. */
export type DepthOrder = 'START'

/** Depth of a market at the end of an hour. */
export interface DepthSample {
  /** The hour's end, Unix seconds. */
  readonly timestamp: number
  readonly bps: number
  /** The block that ended it: the first event of a later hour. */
  readonly block: number
  /** The last price, ticks, rounded down. */
  readonly price: string
  /** Lots, and what they cost, quote atoms. */
  readonly bidLots: string
  readonly bidNotional: string
  readonly askLots: string
  readonly askNotional: string
  readonly makerCount: number
  /** The deepest of them, at most 20. */
  readonly makers: readonly MakerDepth[]
  /** Whether all grids of the market were looked at. */
  readonly isComplete: boolean
}

/** A page of the list of `DepthSample`. */
export interface DepthSampleConnection {
  readonly edges: readonly DepthSampleEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `DepthSample`. */
export interface DepthSampleEdge {
  readonly cursor: string
  readonly node: DepthSample
}

/** `EquityPoint` of the GraphQL schema, whole. */
export interface EquityPoint {
  /** Unix seconds: the first point's own time, then ends of UTC days, the last of which may not be over. */
  readonly timestamp: number
  /** Quote atoms. */
  readonly equity: string
  /** What the owner moved in (+) or out (-) since the point before, at the prices of those moments. */
  readonly netFlow: string
}

/** `Event` of the GraphQL schema, whole. */
export interface Event {
  /** `chainId:block:logIndex` */
  readonly id: string
  readonly kind: EventKind
  /** Vault, pool, maker or exchange that it is about. */
  readonly subject: `0x${string}`
  readonly actor: `0x${string}` | null
  readonly market: number | null
  /** What the vault or pool numbered it. */
  readonly seq: number | null
  /** What else it said, amounts as decimal text. */
  readonly detail: readonly EventDetail[]
  readonly block: number
  readonly logIndex: number
  readonly timestamp: number
  readonly txHash: `0x${string}`
}

/** A page of the list of `Event`. */
export interface EventConnection {
  readonly edges: readonly EventEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** `EventDetail` of the GraphQL schema, whole. */
export interface EventDetail {
  readonly name: string
  readonly value: string
}

/** One place, with its cursor, in the list of `Event`. */
export interface EventEdge {
  readonly cursor: string
  readonly node: Event
}

/** Which events. All fields given hold at once; no name is equality. */
export interface EventFilter {
  readonly and?: readonly EventFilter[] | null | undefined
  readonly or?: readonly EventFilter[] | null | undefined
  readonly not?: EventFilter | null | undefined
  readonly kind?: EventKind | null | undefined
  readonly kind_ne?: EventKind | null | undefined
  readonly kind_in?: readonly EventKind[] | null | undefined
  readonly subject?: `0x${string}` | null | undefined
  readonly subject_ne?: `0x${string}` | null | undefined
  readonly subject_in?: readonly `0x${string}`[] | null | undefined
  readonly actor?: `0x${string}` | null | undefined
  readonly actor_ne?: `0x${string}` | null | undefined
  readonly actor_in?: readonly `0x${string}`[] | null | undefined
  readonly market?: number | null | undefined
  readonly market_ne?: number | null | undefined
  readonly market_in?: readonly number[] | null | undefined
  readonly market_gt?: number | null | undefined
  readonly market_gte?: number | null | undefined
  readonly market_lt?: number | null | undefined
  readonly market_lte?: number | null | undefined
  readonly block?: number | null | undefined
  readonly block_ne?: number | null | undefined
  readonly block_in?: readonly number[] | null | undefined
  readonly block_gt?: number | null | undefined
  readonly block_gte?: number | null | undefined
  readonly block_lt?: number | null | undefined
  readonly block_lte?: number | null | undefined
  readonly timestamp?: number | null | undefined
  readonly timestamp_ne?: number | null | undefined
  readonly timestamp_in?: readonly number[] | null | undefined
  readonly timestamp_gt?: number | null | undefined
  readonly timestamp_gte?: number | null | undefined
  readonly timestamp_lt?: number | null | undefined
  readonly timestamp_lte?: number | null | undefined
}

/** `EventKind` of the GraphQL schema, whole. */
export type EventKind = 'MARKET_CREATED' | 'FEES_SCHEDULED' | 'MARKET_HALTED' | 'MARKET_RESUMED' | 'GUARDIAN_SET' | 'FACTORY_SET' | 'REBATES_SCHEDULED' | 'FEES_COLLECTED' | 'QUOTE_CANCELLED' | 'QUOTES_CANCELLED' | 'EPOCH_RAISED' | 'LEG_SKIPPED' | 'VAULT_CREATED' | 'STRATEGY' | 'DEPOSIT' | 'WITHDRAW' | 'HEDGE' | 'HALT' | 'RESUME' | 'MANAGER' | 'PROFIT_SHARE' | 'CRYSTALLISE' | 'CLAIM' | 'POOL_CREATED' | 'JOIN' | 'LEAVE' | 'TRANSFER' | 'SET_ASIDE' | 'SET_ASIDE_CLAIM' | 'DISTRIBUTE' | 'FEES_CLAIM' | 'MOVE_PROPOSED' | 'MOVE_CANCELLED' | 'MOVED' | 'OPERATOR'

/** `Fill` of the GraphQL schema, whole. */
export interface Fill {
  /** `chainId:block:logIndex` */
  readonly id: string
  readonly market: Market
  readonly maker: `0x${string}`
  /** The maker, when it is a vault. */
  readonly vault: Vault | null
  readonly taker: `0x${string}`
  /** Gapless per maker and market, from 1. */
  readonly seq: number
  readonly side: Side
  /** Lots. */
  readonly size: string
  /** Whole base tokens. */
  readonly sizeDecimal: string | null
  /** Quote atoms, before the fee. */
  readonly notional: string
  /** Whole quote tokens per whole base token, averaged over the lots, before the fee. */
  readonly price: string | null
  /** Quote atoms. */
  readonly fee: string
  readonly rebate: string
  /** What of the fee a pool kept as maker, quote atoms; null for others. */
  readonly poolFee: string | null
  /** For a vault the cursor before the fill, for a quote its hash. */
  readonly ref: `0x${string}`
  /** Realised by the vault in this fill, quote atoms; null when the maker is no vault. */
  readonly realised: string | null
  /** Whether it reduced a vault's position. */
  readonly isTrip: boolean
  readonly block: number
  readonly logIndex: number
  readonly timestamp: number
  readonly txHash: `0x${string}`
}

/** A page of the list of `Fill`. */
export interface FillConnection {
  readonly edges: readonly FillEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `Fill`. */
export interface FillEdge {
  readonly cursor: string
  readonly node: Fill
}

/** Which fills. All fields given hold at once; no name is equality. */
export interface FillFilter {
  readonly and?: readonly FillFilter[] | null | undefined
  readonly or?: readonly FillFilter[] | null | undefined
  readonly not?: FillFilter | null | undefined
  /** The maker, when it is a vault: `chainId:address` or plain address. */
  readonly vault?: string | null | undefined
  readonly maker?: `0x${string}` | null | undefined
  readonly maker_ne?: `0x${string}` | null | undefined
  readonly maker_in?: readonly `0x${string}`[] | null | undefined
  readonly taker?: `0x${string}` | null | undefined
  readonly taker_ne?: `0x${string}` | null | undefined
  readonly taker_in?: readonly `0x${string}`[] | null | undefined
  readonly market?: number | null | undefined
  readonly market_ne?: number | null | undefined
  readonly market_in?: readonly number[] | null | undefined
  readonly market_gt?: number | null | undefined
  readonly market_gte?: number | null | undefined
  readonly market_lt?: number | null | undefined
  readonly market_lte?: number | null | undefined
  readonly side?: Side | null | undefined
  readonly block?: number | null | undefined
  readonly block_ne?: number | null | undefined
  readonly block_in?: readonly number[] | null | undefined
  readonly block_gt?: number | null | undefined
  readonly block_gte?: number | null | undefined
  readonly block_lt?: number | null | undefined
  readonly block_lte?: number | null | undefined
  readonly timestamp?: number | null | undefined
  readonly timestamp_ne?: number | null | undefined
  readonly timestamp_in?: readonly number[] | null | undefined
  readonly timestamp_gt?: number | null | undefined
  readonly timestamp_gte?: number | null | undefined
  readonly timestamp_lt?: number | null | undefined
  readonly timestamp_lte?: number | null | undefined
  readonly size?: string | bigint | null | undefined
  readonly size_ne?: string | bigint | null | undefined
  readonly size_in?: readonly (string | bigint)[] | null | undefined
  readonly size_gt?: string | bigint | null | undefined
  readonly size_gte?: string | bigint | null | undefined
  readonly size_lt?: string | bigint | null | undefined
  readonly size_lte?: string | bigint | null | undefined
  readonly notional?: string | bigint | null | undefined
  readonly notional_ne?: string | bigint | null | undefined
  readonly notional_in?: readonly (string | bigint)[] | null | undefined
  readonly notional_gt?: string | bigint | null | undefined
  readonly notional_gte?: string | bigint | null | undefined
  readonly notional_lt?: string | bigint | null | undefined
  readonly notional_lte?: string | bigint | null | undefined
  readonly fee?: string | bigint | null | undefined
  readonly fee_ne?: string | bigint | null | undefined
  readonly fee_in?: readonly (string | bigint)[] | null | undefined
  readonly fee_gt?: string | bigint | null | undefined
  readonly fee_gte?: string | bigint | null | undefined
  readonly fee_lt?: string | bigint | null | undefined
  readonly fee_lte?: string | bigint | null | undefined
  readonly rebate?: string | bigint | null | undefined
  readonly rebate_ne?: string | bigint | null | undefined
  readonly rebate_in?: readonly (string | bigint)[] | null | undefined
  readonly rebate_gt?: string | bigint | null | undefined
  readonly rebate_gte?: string | bigint | null | undefined
  readonly rebate_lt?: string | bigint | null | undefined
  readonly rebate_lte?: string | bigint | null | undefined
  /** A fill that realised nothing is none of these. */
  readonly realised?: string | bigint | null | undefined
  readonly realised_gt?: string | bigint | null | undefined
  readonly realised_gte?: string | bigint | null | undefined
  readonly realised_lt?: string | bigint | null | undefined
  readonly realised_lte?: string | bigint | null | undefined
  /** Whether it reduced a vault's position. */
  readonly isTrip?: boolean | null | undefined
  readonly ref?: `0x${string}` | null | undefined
  readonly ref_ne?: `0x${string}` | null | undefined
  readonly ref_in?: readonly `0x${string}`[] | null | undefined
  readonly txHash?: `0x${string}` | null | undefined
  readonly txHash_ne?: `0x${string}` | null | undefined
  readonly txHash_in?: readonly `0x${string}`[] | null | undefined
  /** Both ends belong to the range: `block_gte` and `block_lte`, but refused where not indexed. */
  readonly fromBlock?: number | null | undefined
  readonly toBlock?: number | null | undefined
}

/** `FillsEvent` of the GraphQL schema, whole. */
export interface FillsEvent {
  readonly op: NewsKind
  readonly cursor: string
  readonly block: number
  readonly fills: readonly Fill[]
}

/** `GridMode` of the GraphQL schema, whole. */
export type GridMode = 'ADJACENT' | 'SAME_LEVEL' | 'ONE_SHOT'

/** `HeadEvent` of the GraphQL schema, whole. */
export interface HeadEvent {
  readonly op: NewsKind
  readonly cursor: string
  readonly generation: number
  readonly block: number
  readonly hash: `0x${string}`
}

/** `Interval` of the GraphQL schema, whole. */
export type Interval = 'HOUR' | 'DAY'

/** `Leaderboard` of the GraphQL schema, whole. */
export interface Leaderboard {
  readonly fromBlock: number
  readonly toBlock: number
  readonly metric: BoardMetric
  /** Vaults that have a rank. */
  readonly ranked: number
  /** Vaults that were looked at, at most 500: those that have traded most by now, then the oldest; the market may have more. */
  readonly considered: number
  readonly isComplete: boolean
  readonly entries: readonly LeaderboardEntry[]
}

/** `LeaderboardEntry` of the GraphQL schema, whole. */
export interface LeaderboardEntry {
  readonly rank: number
  readonly vault: string
  readonly address: `0x${string}`
  readonly owner: `0x${string}`
  readonly value: string
  readonly samples: number
}

/** `LeaderboardEvent` of the GraphQL schema, whole. */
export interface LeaderboardEvent {
  readonly op: NewsKind
  readonly cursor: string
  readonly block: number
  readonly board: Leaderboard
}

/** `Maker` of the GraphQL schema, whole. */
export interface Maker {
  readonly address: `0x${string}`
  readonly kind: MakerKind
  /** Of a vault or pool. */
  readonly market: number | null
  /** Quotes of earlier epochs are void. */
  readonly epoch: number
  readonly sinceBlock: number
}

/** A page of the list of `Maker`. */
export interface MakerConnection {
  readonly edges: readonly MakerEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** `MakerDepth` of the GraphQL schema, whole. */
export interface MakerDepth {
  readonly maker: `0x${string}`
  readonly kind: MakerKind
  /** Lots, and what they cost, quote atoms. */
  readonly bidLots: string
  readonly bidNotional: string
  readonly askLots: string
  readonly askNotional: string
}

/** One place, with its cursor, in the list of `Maker`. */
export interface MakerEdge {
  readonly cursor: string
  readonly node: Maker
}

/** Which makers. All fields given hold at once; no name is equality. */
export interface MakerFilter {
  readonly and?: readonly MakerFilter[] | null | undefined
  readonly or?: readonly MakerFilter[] | null | undefined
  readonly not?: MakerFilter | null | undefined
  readonly address?: `0x${string}` | null | undefined
  readonly address_ne?: `0x${string}` | null | undefined
  readonly address_in?: readonly `0x${string}`[] | null | undefined
  readonly kind?: MakerKind | null | undefined
  readonly kind_ne?: MakerKind | null | undefined
  readonly kind_in?: readonly MakerKind[] | null | undefined
  readonly market?: number | null | undefined
  readonly market_ne?: number | null | undefined
  readonly market_in?: readonly number[] | null | undefined
  readonly market_gt?: number | null | undefined
  readonly market_gte?: number | null | undefined
  readonly market_lt?: number | null | undefined
  readonly market_lte?: number | null | undefined
  readonly epoch?: number | null | undefined
  readonly epoch_ne?: number | null | undefined
  readonly epoch_in?: readonly number[] | null | undefined
  readonly epoch_gt?: number | null | undefined
  readonly epoch_gte?: number | null | undefined
  readonly epoch_lt?: number | null | undefined
  readonly epoch_lte?: number | null | undefined
}

/** `MakerKind` of the GraphQL schema, whole. */
export type MakerKind = 'SIGNER' | 'VAULT' | 'POOL'

/** `MakerMarkouts` of the GraphQL schema, whole. */
export interface MakerMarkouts {
  readonly market: Market
  readonly maker: `0x${string}`
  /** By seconds. */
  readonly horizons: readonly Markout[]
}

/** A page of the list of `MakerMarkouts`. */
export interface MakerMarkoutsConnection {
  readonly edges: readonly MakerMarkoutsEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `MakerMarkouts`. */
export interface MakerMarkoutsEdge {
  readonly cursor: string
  readonly node: MakerMarkouts
}

/** By what to order the list of `Maker`. */
export type MakerOrder = 'ADDRESS'

/** What a maker made of one quote token in a rebate period. */
export interface MakerPeriod {
  readonly maker: `0x${string}`
  readonly quote: `0x${string}`
  readonly period: number
  /** Volume that counts for tiers, quote atoms. */
  readonly volume: string
  readonly rebates: string
  /** 0 to 3; null while the token's decimals or the schedule are unknown. */
  readonly tier: number | null
  /** Bronze, Silver, Gold or Platinum. */
  readonly tierName: string | null
}

/** A page of the list of `MakerPeriod`. */
export interface MakerPeriodConnection {
  readonly edges: readonly MakerPeriodEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `MakerPeriod`. */
export interface MakerPeriodEdge {
  readonly cursor: string
  readonly node: MakerPeriod
}

/** Which makers and periods. All fields given hold at once; no name is equality. */
export interface MakerPeriodFilter {
  readonly and?: readonly MakerPeriodFilter[] | null | undefined
  readonly or?: readonly MakerPeriodFilter[] | null | undefined
  readonly not?: MakerPeriodFilter | null | undefined
  readonly maker?: `0x${string}` | null | undefined
  readonly maker_ne?: `0x${string}` | null | undefined
  readonly maker_in?: readonly `0x${string}`[] | null | undefined
  readonly quote?: `0x${string}` | null | undefined
  readonly quote_ne?: `0x${string}` | null | undefined
  readonly quote_in?: readonly `0x${string}`[] | null | undefined
  readonly period?: number | null | undefined
  readonly period_ne?: number | null | undefined
  readonly period_in?: readonly number[] | null | undefined
  readonly period_gt?: number | null | undefined
  readonly period_gte?: number | null | undefined
  readonly period_lt?: number | null | undefined
  readonly period_lte?: number | null | undefined
  readonly volume?: string | bigint | null | undefined
  readonly volume_ne?: string | bigint | null | undefined
  readonly volume_in?: readonly (string | bigint)[] | null | undefined
  readonly volume_gt?: string | bigint | null | undefined
  readonly volume_gte?: string | bigint | null | undefined
  readonly volume_lt?: string | bigint | null | undefined
  readonly volume_lte?: string | bigint | null | undefined
  readonly rebates?: string | bigint | null | undefined
  readonly rebates_ne?: string | bigint | null | undefined
  readonly rebates_in?: readonly (string | bigint)[] | null | undefined
  readonly rebates_gt?: string | bigint | null | undefined
  readonly rebates_gte?: string | bigint | null | undefined
  readonly rebates_lt?: string | bigint | null | undefined
  readonly rebates_lte?: string | bigint | null | undefined
}

/** By what to order the list of `MakerPeriod`. */
export type MakerPeriodOrder = 'MAKER' | 'VOLUME'

/** `Market` of the GraphQL schema, whole. */
export interface Market {
  readonly id: number
  readonly base: Token
  readonly quote: Token
  /** Base atoms per lot. */
  readonly lotSize: string
  /** Quote atoms per lot per tick. */
  readonly tickSize: string
  readonly takerFeeBps: number
  readonly poolFeeShareBps: number
  readonly oracle: `0x${string}`
  readonly halted: boolean
  readonly createdBlock: number
  /** Price of the last fill, whole quote tokens per whole base token. */
  readonly lastPrice: string | null
  readonly fills: number
  /** Sum of lots. */
  readonly lots: string
  /** Sum of notionals, quote atoms. */
  readonly volume: string
  /** Sum of taker fees, quote atoms. */
  readonly fees: string
  /** Sum of makers' rebates, quote atoms. */
  readonly rebates: string
}

/** A page of the list of `Market`. */
export interface MarketConnection {
  readonly edges: readonly MarketEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `Market`. */
export interface MarketEdge {
  readonly cursor: string
  readonly node: Market
}

/** Which markets. All fields given hold at once; no name is equality. */
export interface MarketFilter {
  readonly and?: readonly MarketFilter[] | null | undefined
  readonly or?: readonly MarketFilter[] | null | undefined
  readonly not?: MarketFilter | null | undefined
  readonly id?: number | null | undefined
  readonly id_ne?: number | null | undefined
  readonly id_in?: readonly number[] | null | undefined
  readonly id_gt?: number | null | undefined
  readonly id_gte?: number | null | undefined
  readonly id_lt?: number | null | undefined
  readonly id_lte?: number | null | undefined
  readonly base?: `0x${string}` | null | undefined
  readonly base_ne?: `0x${string}` | null | undefined
  readonly base_in?: readonly `0x${string}`[] | null | undefined
  readonly quote?: `0x${string}` | null | undefined
  readonly quote_ne?: `0x${string}` | null | undefined
  readonly quote_in?: readonly `0x${string}`[] | null | undefined
  readonly halted?: boolean | null | undefined
  readonly fills?: number | null | undefined
  readonly fills_ne?: number | null | undefined
  readonly fills_in?: readonly number[] | null | undefined
  readonly fills_gt?: number | null | undefined
  readonly fills_gte?: number | null | undefined
  readonly fills_lt?: number | null | undefined
  readonly fills_lte?: number | null | undefined
  readonly volume?: string | bigint | null | undefined
  readonly volume_ne?: string | bigint | null | undefined
  readonly volume_in?: readonly (string | bigint)[] | null | undefined
  readonly volume_gt?: string | bigint | null | undefined
  readonly volume_gte?: string | bigint | null | undefined
  readonly volume_lt?: string | bigint | null | undefined
  readonly volume_lte?: string | bigint | null | undefined
}

/** By what to order the list of `Market`. */
export type MarketOrder = 'ID'

/**
 * How a market moved after fills, in the maker's favour: each is judged by the price of the market's first fill at least
 * `seconds` later. Fills of one second and side count as one; those that wait for their price count nowhere.
 */
export interface Markout {
  readonly seconds: number
  /** Gain over volume, WAD, signed: what the maker's spread came to. */
  readonly spread: Metric
  /** Quote atoms, signed. */
  readonly gain: string
  /** Notional of the fills that were judged, quote atoms. */
  readonly volume: string
  readonly fills: number
}

/** Which makers. All fields given hold at once; no name is equality. */
export interface MarkoutFilter {
  readonly and?: readonly MarkoutFilter[] | null | undefined
  readonly or?: readonly MarkoutFilter[] | null | undefined
  readonly not?: MarkoutFilter | null | undefined
  readonly market?: number | null | undefined
  readonly market_ne?: number | null | undefined
  readonly market_in?: readonly number[] | null | undefined
  readonly market_gt?: number | null | undefined
  readonly market_gte?: number | null | undefined
  readonly market_lt?: number | null | undefined
  readonly market_lte?: number | null | undefined
  readonly maker?: `0x${string}` | null | undefined
  readonly maker_ne?: `0x${string}` | null | undefined
  readonly maker_in?: readonly `0x${string}`[] | null | undefined
}

/** By what to order the list of `Markout`. */
export type MarkoutOrder = 'MARKET'

/** `Meta` of the GraphQL schema, whole. */
export interface Meta {
  readonly chainId: number
  readonly exchange: `0x${string}`
  readonly startBlock: number
  /** The last complete block; null before the first. */
  readonly block: Block | null
  /** Blocks up to here are never undone. */
  readonly finalisedBlock: number
  /** How often blocks were undone. */
  readonly generation: number
  /** Newest block the node has named; null before it has. */
  readonly headBlock: number | null
  /** Blocks between the two. */
  readonly lagBlocks: number | null
  /** Blocks that the index stays behind the head on purpose. */
  readonly finality: number | null
  readonly status: SyncStatus
  /** What is wrong, when something is. */
  readonly message: string | null
}

/** A value, or the reason why there is none: exactly one of them is null. */
export interface Metric {
  readonly value: string | null
  readonly reason: UndefinedReason | null
}

/** `Metrics` of the GraphQL schema, whole. */
export interface Metrics {
  readonly fromBlock: number
  readonly toBlock: number
  /** Realised over the range, quote atoms. */
  readonly pnl: string
  /** That over everything contributed by the end of the range, WAD. */
  readonly roi: Metric
  /** Change of what the position is worth less its cost, quote atoms, signed; undefined without a price. */
  readonly unrealisedPnl: Metric
  /** Change of equity, owner's flows taken out, quote atoms: realised and unrealised, and the profit share that was paid. */
  readonly profit: Metric
  readonly fills: number
  /** Fills and hedges that reduced the position, won or lost as if there were no rebates. */
  readonly trips: number
  readonly wins: number
  readonly losses: number
  /** Wins over trips, WAD. */
  readonly winRate: Metric
  readonly grossProfit: string
  readonly grossLoss: string
  /** Gross profit over gross loss, WAD. */
  readonly profitFactor: Metric
  /** Of a trip, quote atoms in WAD. */
  readonly expectancy: Metric
  /** Expectancy over average loss, WAD. */
  readonly expectancyRatio: Metric
  /** Quote atoms in WAD. */
  readonly averageWin: Metric
  readonly averageLoss: Metric
  /** Average win over average loss, WAD. */
  readonly payoff: Metric
  /** Share of capital that maximises growth, WAD. */
  readonly kelly: Metric
  /**
   * Best and worst trip, positive quote atoms, counted as wins and losses are; undefined over a range with more than 100,000 fills
   * or 10,000 hedges.
   */
  readonly largestWin: Metric
  readonly largestLoss: Metric
  /** Daily returns that the ratios below come from, days without change included. */
  readonly returns: number
  /** Change of the worth of a share of the vault, owner's flows taken out, WAD. */
  readonly totalReturn: Metric
  /** That per year, compounded, WAD; from 30 days on. */
  readonly cagr: Metric
  /** Of daily returns, annualised (365 days), WAD. */
  readonly volatility: Metric
  /** Annualised (365 days) from daily returns, owner's flows taken out, WAD. */
  readonly sharpe: Metric
  /** As the Sharpe ratio, by the deviation below zero alone, WAD. */
  readonly sortino: Metric
  /** Gains over losses of daily returns, WAD. */
  readonly omega: Metric
  /** Annual growth over the deepest fall, WAD. */
  readonly calmar: Metric
  /** Deepest fall of daily equity from a peak, owner's flows taken out, quote atoms. */
  readonly maxDrawdown: Metric
  /** Deepest fall as a share of its peak, WAD. */
  readonly maxDrawdownWad: Metric
  /** Longest time below a peak, seconds, still lasting or not. */
  readonly maxDrawdownSeconds: Metric
  /** Profit over the deepest fall, WAD. */
  readonly recoveryFactor: Metric
  /** How the market moved after the fills that were judged within the range, after 60, 300 and 3600 seconds. */
  readonly markouts: readonly Markout[]
  /** Share of the time in which the grid had a bid and an ask, WAD; undefined where the manager signs quotes. */
  readonly quoteUptime: Metric
  /** The same, the two no more than 100 bps of the bid apart. */
  readonly tightUptime: Metric
  /** What the same funds would have come to if nobody had traded them, and profit over that, quote atoms. */
  readonly holdProfit: Metric
  readonly excessOverHold: Metric
  /** Sum of notionals, quote atoms. */
  readonly makerVolume: string
  /** Fees that the vault's takers paid, quote atoms. */
  readonly takerFees: string
  /** Rebates it earned, quote atoms. */
  readonly rebates: string
  /** Deposits less withdrawals at the prices of their moments, quote atoms; the first deposit included. */
  readonly netFlow: string
  readonly equityStart: Metric
  readonly equityEnd: Metric
}

/** `NewsKind` of the GraphQL schema, whole. */
export type NewsKind = 'APPLY' | 'UNDO'

/** `OrderDirection` of the GraphQL schema, whole. */
export type OrderDirection = 'ASC' | 'DESC'

/** `PageInfo` of the GraphQL schema, whole. */
export interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor: string | null
  readonly endCursor: string | null
}

/** `Pool` of the GraphQL schema, whole. */
export interface Pool {
  /** `chainId:address` */
  readonly id: string
  readonly address: `0x${string}`
  readonly founder: `0x${string}`
  readonly operator: `0x${string}`
  readonly market: Market
  /** Ticks, ascending. */
  readonly prices: readonly string[]
  readonly referencePrice: string
  readonly createdBlock: number
  readonly createdAt: number
  /** When the move that its operator announced can be made; null without one. */
  readonly moveExecutableAt: number | null
  readonly cursor: string
  readonly sizePerCell: string
  /** Base and quote atoms. */
  readonly reserveBase: string
  readonly reserveQuote: string
  /** LP units. */
  readonly supply: string
  readonly fills: number
  readonly makerVolume: string
  readonly takerFees: string
  /** Its share of those, quote atoms. */
  readonly poolFees: string
  readonly rebates: string
  /** What others gave its providers, and what those claimed, quote atoms. */
  readonly distributed: string
  readonly claimed: string
  /** Reserves at the market's last price, before its first fill at the reference price; quote atoms. */
  readonly value: string | null
}

/** What a leaderboard of pools ranks by: of MAX_DRAWDOWN the smallest is the best. UNIT_RETURN is without fees, TOTAL_RETURN with them. */
export type PoolBoardMetric = 'PROFIT' | 'TOTAL_RETURN' | 'UNIT_RETURN' | 'FEE_YIELD' | 'VALUE' | 'FILLS' | 'MAKER_VOLUME' | 'POOL_FEES' | 'SHARPE' | 'SORTINO' | 'CALMAR' | 'MAX_DRAWDOWN' | 'SCORE' | 'EXCESS_OVER_HOLD' | 'MARKOUT_60' | 'MARKOUT_300' | 'MARKOUT_3600' | 'QUOTE_UPTIME' | 'TIGHT_UPTIME'

/** A page of the list of `Pool`. */
export interface PoolConnection {
  readonly edges: readonly PoolEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `Pool`. */
export interface PoolEdge {
  readonly cursor: string
  readonly node: Pool
}

/** Which pools. All fields given hold at once; no name is equality. */
export interface PoolFilter {
  readonly and?: readonly PoolFilter[] | null | undefined
  readonly or?: readonly PoolFilter[] | null | undefined
  readonly not?: PoolFilter | null | undefined
  readonly founder?: `0x${string}` | null | undefined
  readonly founder_ne?: `0x${string}` | null | undefined
  readonly founder_in?: readonly `0x${string}`[] | null | undefined
  readonly operator?: `0x${string}` | null | undefined
  readonly operator_ne?: `0x${string}` | null | undefined
  readonly operator_in?: readonly `0x${string}`[] | null | undefined
  readonly market?: number | null | undefined
  readonly market_ne?: number | null | undefined
  readonly market_in?: readonly number[] | null | undefined
  readonly market_gt?: number | null | undefined
  readonly market_gte?: number | null | undefined
  readonly market_lt?: number | null | undefined
  readonly market_lte?: number | null | undefined
  readonly createdBlock?: number | null | undefined
  readonly createdBlock_ne?: number | null | undefined
  readonly createdBlock_in?: readonly number[] | null | undefined
  readonly createdBlock_gt?: number | null | undefined
  readonly createdBlock_gte?: number | null | undefined
  readonly createdBlock_lt?: number | null | undefined
  readonly createdBlock_lte?: number | null | undefined
  readonly createdAt?: number | null | undefined
  readonly createdAt_ne?: number | null | undefined
  readonly createdAt_in?: readonly number[] | null | undefined
  readonly createdAt_gt?: number | null | undefined
  readonly createdAt_gte?: number | null | undefined
  readonly createdAt_lt?: number | null | undefined
  readonly createdAt_lte?: number | null | undefined
}

/** `PoolLeaderboard` of the GraphQL schema, whole. */
export interface PoolLeaderboard {
  readonly fromBlock: number
  readonly toBlock: number
  readonly metric: PoolBoardMetric
  /** Pools that have a rank. */
  readonly ranked: number
  /** Pools that were looked at, chosen as vaults are; the market may have more. */
  readonly considered: number
  readonly isComplete: boolean
  readonly entries: readonly PoolLeaderboardEntry[]
}

/** `PoolLeaderboardEntry` of the GraphQL schema, whole. */
export interface PoolLeaderboardEntry {
  readonly rank: number
  readonly address: `0x${string}`
  /** Its founder. */
  readonly owner: `0x${string}`
  readonly value: string
  readonly samples: number
}

/** How a pool did between two blocks. Amounts in quote atoms. */
export interface PoolMetrics {
  readonly fromBlock: number
  readonly toBlock: number
  readonly fills: number
  readonly makerVolume: string
  readonly takerFees: string
  readonly poolFees: string
  readonly rebates: string
  readonly distributed: string
  readonly claimed: string
  /** How the market moved after the fills that were judged within the range, after 60, 300 and 3600 seconds. */
  readonly markouts: readonly Markout[]
  /** Share of the time in which the grid had a bid and an ask, WAD. */
  readonly quoteUptime: Metric
  /** The same, the two no more than 100 bps of the bid apart. */
  readonly tightUptime: Metric
  /** Reserves at the market's last price, before its first fill at the pool's reference price. */
  readonly valueStart: Metric
  readonly valueEnd: Metric
  /** Change of the worth of an LP unit's reserves, WAD; undefined for a pool younger than the window. Fees are paid out beside it. */
  readonly unitReturn: Metric
  /** Fees, rebates and distributions of the range over the worth at its end, WAD. */
  readonly feeYield: Metric
  /** What the tokens that providers put in would have made by being held, each from its own moment on, and profit over that. */
  readonly holdProfit: Metric
  readonly excessOverHold: Metric
  /** What providers put in less what they took out, fees not included, at the prices of those moments; the founding included. */
  readonly netFlow: string
  /**
   * From here on of `poolEquityCurve`, fees included: its change, what providers moved taken out; and as of the same names of
   * a vault.
   */
  readonly profit: Metric
  readonly returns: number
  readonly totalReturn: Metric
  readonly cagr: Metric
  readonly volatility: Metric
  readonly sharpe: Metric
  readonly sortino: Metric
  readonly omega: Metric
  readonly calmar: Metric
  readonly maxDrawdown: Metric
  readonly maxDrawdownWad: Metric
  readonly maxDrawdownSeconds: Metric
  readonly recoveryFactor: Metric
}

/** By what to order the list of `Pool`. */
export type PoolOrder = 'CREATED'

/** A holder of a pool's LP units. Amounts in atoms. */
export interface Position {
  readonly pool: `0x${string}`
  readonly provider: `0x${string}`
  readonly units: string
  /** Of all units, WAD, rounded down. */
  readonly share: Metric
  readonly baseIn: string
  readonly quoteIn: string
  readonly baseOut: string
  readonly quoteOut: string
  /** Streamed fees that it took, and that it can take: of a past block without events at the time of the last one with. */
  readonly claimed: string
  readonly claimable: string
  readonly baseAside: string
  readonly quoteAside: string
}

/** A page of the list of `Position`. */
export interface PositionConnection {
  readonly edges: readonly PositionEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `Position`. */
export interface PositionEdge {
  readonly cursor: string
  readonly node: Position
}

/** Which holders of LP units. All fields given hold at once; no name is equality. */
export interface PositionFilter {
  readonly and?: readonly PositionFilter[] | null | undefined
  readonly or?: readonly PositionFilter[] | null | undefined
  readonly not?: PositionFilter | null | undefined
  readonly pool?: `0x${string}` | null | undefined
  readonly pool_ne?: `0x${string}` | null | undefined
  readonly pool_in?: readonly `0x${string}`[] | null | undefined
  readonly provider?: `0x${string}` | null | undefined
  readonly provider_ne?: `0x${string}` | null | undefined
  readonly provider_in?: readonly `0x${string}`[] | null | undefined
  readonly units?: string | bigint | null | undefined
  readonly units_ne?: string | bigint | null | undefined
  readonly units_in?: readonly (string | bigint)[] | null | undefined
  readonly units_gt?: string | bigint | null | undefined
  readonly units_gte?: string | bigint | null | undefined
  readonly units_lt?: string | bigint | null | undefined
  readonly units_lte?: string | bigint | null | undefined
}

/** By what to order the list of `Position`. */
export type PositionOrder = 'POOL' | 'UNITS'

/** `ProfitPoint` of the GraphQL schema, whole. */
export interface ProfitPoint {
  /** Unix seconds, the end of a UTC day; the last of them may not be over. */
  readonly timestamp: number
  /** Quote atoms, signed. */
  readonly profit: string
}

/** `Protocol` of the GraphQL schema, whole. */
export interface Protocol {
  readonly fromBlock: number
  readonly toBlock: number
  readonly markets: number
  readonly vaults: number
  readonly pools: number
  readonly fills: number
  /** Per quote token, by its address: amounts of different tokens do not add up. */
  readonly quotes: readonly QuoteTotals[]
}

/** A signed quote that was filled. */
export interface Quote {
  readonly hash: `0x${string}`
  readonly maker: `0x${string}`
  readonly market: Market
  /** What was filled of its bid and its ask: lots, and quote atoms. */
  readonly bidLots: string
  readonly bidNotional: string
  readonly askLots: string
  readonly askNotional: string
  readonly fills: number
  /** Of the first fill. */
  readonly block: number
  readonly timestamp: number
  readonly lastBlock: number
  readonly lastTimestamp: number
  /** Where its maker withdrew the rest; null where he did not. */
  readonly cancelledBlock: number | null
}

/** A page of the list of `Quote`. */
export interface QuoteConnection {
  readonly edges: readonly QuoteEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `Quote`. */
export interface QuoteEdge {
  readonly cursor: string
  readonly node: Quote
}

/** Which quotes. All fields given hold at once; no name is equality. */
export interface QuoteFilter {
  readonly and?: readonly QuoteFilter[] | null | undefined
  readonly or?: readonly QuoteFilter[] | null | undefined
  readonly not?: QuoteFilter | null | undefined
  readonly maker?: `0x${string}` | null | undefined
  readonly maker_ne?: `0x${string}` | null | undefined
  readonly maker_in?: readonly `0x${string}`[] | null | undefined
  readonly market?: number | null | undefined
  readonly market_ne?: number | null | undefined
  readonly market_in?: readonly number[] | null | undefined
  readonly market_gt?: number | null | undefined
  readonly market_gte?: number | null | undefined
  readonly market_lt?: number | null | undefined
  readonly market_lte?: number | null | undefined
  readonly hash?: `0x${string}` | null | undefined
  readonly hash_ne?: `0x${string}` | null | undefined
  readonly hash_in?: readonly `0x${string}`[] | null | undefined
  readonly fills?: number | null | undefined
  readonly fills_ne?: number | null | undefined
  readonly fills_in?: readonly number[] | null | undefined
  readonly fills_gt?: number | null | undefined
  readonly fills_gte?: number | null | undefined
  readonly fills_lt?: number | null | undefined
  readonly fills_lte?: number | null | undefined
  readonly block?: number | null | undefined
  readonly block_ne?: number | null | undefined
  readonly block_in?: readonly number[] | null | undefined
  readonly block_gt?: number | null | undefined
  readonly block_gte?: number | null | undefined
  readonly block_lt?: number | null | undefined
  readonly block_lte?: number | null | undefined
  readonly timestamp?: number | null | undefined
  readonly timestamp_ne?: number | null | undefined
  readonly timestamp_in?: readonly number[] | null | undefined
  readonly timestamp_gt?: number | null | undefined
  readonly timestamp_gte?: number | null | undefined
  readonly timestamp_lt?: number | null | undefined
  readonly timestamp_lte?: number | null | undefined
  readonly lastBlock?: number | null | undefined
  readonly lastBlock_ne?: number | null | undefined
  readonly lastBlock_in?: readonly number[] | null | undefined
  readonly lastBlock_gt?: number | null | undefined
  readonly lastBlock_gte?: number | null | undefined
  readonly lastBlock_lt?: number | null | undefined
  readonly lastBlock_lte?: number | null | undefined
}

/** `QuoteTotals` of the GraphQL schema, whole. */
export interface QuoteTotals {
  readonly quote: Token
  readonly markets: number
  readonly fills: number
  readonly volume: string
  readonly fees: string
  readonly rebates: string
}

/** `ReorgEvent` of the GraphQL schema, whole. */
export interface ReorgEvent {
  readonly cursor: string
  readonly generation: number
  /** The last block that stayed. */
  readonly ancestor: number
  /** Blocks that went. */
  readonly depth: number
}

/** The maker's side: a BID buys base, an ASK sells it. */
export type Side = 'BID' | 'ASK'

/** `Strategy` of the GraphQL schema, whole. */
export type Strategy = 'GRID_TRADING' | 'TWO_SIDED_QUOTES' | 'DELTA_NEUTRAL' | 'CUSTOM'

/** `SyncStatus` of the GraphQL schema, whole. */
export type SyncStatus = 'SYNCING' | 'LIVE' | 'RETRYING' | 'HALTED' | 'STOPPED'

/** `Tier` of the GraphQL schema, whole. */
export interface Tier {
  readonly tier: number
  readonly name: string
  readonly rateBps: number
  /** Volume from which it holds, quote atoms. */
  readonly from: string
  readonly makers: number
}

/** `TierDistribution` of the GraphQL schema, whole. */
export interface TierDistribution {
  readonly period: number
  readonly quote: `0x${string}`
  readonly tiers: readonly Tier[]
}

/** `Token` of the GraphQL schema, whole. */
export interface Token {
  readonly address: `0x${string}`
  /** As the token presents itself: not unique, not trustworthy. */
  readonly symbol: string | null
  readonly decimals: number | null
}

/** What an account did in a market. Amounts in quote atoms. */
export interface Trader {
  readonly market: Market
  readonly address: `0x${string}`
  readonly makerFills: number
  readonly takerFills: number
  readonly makerVolume: string
  readonly takerVolume: string
  readonly feesPaid: string
  readonly rebates: string
  /** Lots bought less lots sold; negative where more were sold than bought, whatever the account had from elsewhere. */
  readonly netLots: string
  /** Quote received less quote paid, fees and rebates included. */
  readonly netCash: string
  /** What those lots cost at average, or brought where they are short, fees included. */
  readonly cost: string
  /** What round trips made, fees included, and rebates; signed. */
  readonly realisedPnl: string
  /** Fills that brought the position closer to none. */
  readonly trips: number
  readonly wins: number
  readonly losses: number
  /** Streaming quotes below it were cancelled. */
  readonly nonce: string
}

/**
 * What a leaderboard of traders ranks by: of MAX_DRAWDOWN, here in quote atoms, the smallest is the best. What they trade with is
 * not on the exchange, so nothing is a share of it.
 */
export type TraderBoardMetric = 'PNL' | 'PROFIT' | 'FILLS' | 'VOLUME' | 'MAKER_VOLUME' | 'TAKER_VOLUME' | 'FEES_PAID' | 'REBATES' | 'WIN_RATE' | 'PROFIT_FACTOR' | 'EXPECTANCY' | 'SHARPE' | 'SORTINO' | 'MAX_DRAWDOWN' | 'RECOVERY_FACTOR' | 'SCORE' | 'MARKOUT_60' | 'MARKOUT_300' | 'MARKOUT_3600'

/** A page of the list of `Trader`. */
export interface TraderConnection {
  readonly edges: readonly TraderEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `Trader`. */
export interface TraderEdge {
  readonly cursor: string
  readonly node: Trader
}

/** Which traders. All fields given hold at once; no name is equality. */
export interface TraderFilter {
  readonly and?: readonly TraderFilter[] | null | undefined
  readonly or?: readonly TraderFilter[] | null | undefined
  readonly not?: TraderFilter | null | undefined
  readonly market?: number | null | undefined
  readonly market_ne?: number | null | undefined
  readonly market_in?: readonly number[] | null | undefined
  readonly market_gt?: number | null | undefined
  readonly market_gte?: number | null | undefined
  readonly market_lt?: number | null | undefined
  readonly market_lte?: number | null | undefined
  readonly address?: `0x${string}` | null | undefined
  readonly address_ne?: `0x${string}` | null | undefined
  readonly address_in?: readonly `0x${string}`[] | null | undefined
  readonly makerFills?: number | null | undefined
  readonly makerFills_ne?: number | null | undefined
  readonly makerFills_in?: readonly number[] | null | undefined
  readonly makerFills_gt?: number | null | undefined
  readonly makerFills_gte?: number | null | undefined
  readonly makerFills_lt?: number | null | undefined
  readonly makerFills_lte?: number | null | undefined
  readonly takerFills?: number | null | undefined
  readonly takerFills_ne?: number | null | undefined
  readonly takerFills_in?: readonly number[] | null | undefined
  readonly takerFills_gt?: number | null | undefined
  readonly takerFills_gte?: number | null | undefined
  readonly takerFills_lt?: number | null | undefined
  readonly takerFills_lte?: number | null | undefined
  readonly makerVolume?: string | bigint | null | undefined
  readonly makerVolume_ne?: string | bigint | null | undefined
  readonly makerVolume_in?: readonly (string | bigint)[] | null | undefined
  readonly makerVolume_gt?: string | bigint | null | undefined
  readonly makerVolume_gte?: string | bigint | null | undefined
  readonly makerVolume_lt?: string | bigint | null | undefined
  readonly makerVolume_lte?: string | bigint | null | undefined
  readonly takerVolume?: string | bigint | null | undefined
  readonly takerVolume_ne?: string | bigint | null | undefined
  readonly takerVolume_in?: readonly (string | bigint)[] | null | undefined
  readonly takerVolume_gt?: string | bigint | null | undefined
  readonly takerVolume_gte?: string | bigint | null | undefined
  readonly takerVolume_lt?: string | bigint | null | undefined
  readonly takerVolume_lte?: string | bigint | null | undefined
}

/** `TraderLeaderboard` of the GraphQL schema, whole. */
export interface TraderLeaderboard {
  readonly fromBlock: number
  readonly toBlock: number
  readonly metric: TraderBoardMetric
  /** Traders that have a rank. */
  readonly ranked: number
  /** Traders that were looked at; the market may have more. */
  readonly considered: number
  readonly isComplete: boolean
  readonly entries: readonly TraderLeaderboardEntry[]
}

/** `TraderLeaderboardEntry` of the GraphQL schema, whole. */
export interface TraderLeaderboardEntry {
  readonly rank: number
  readonly address: `0x${string}`
  /** A vault or pool is listed for its trades alone; what it was given to trade with is in a leaderboard of its own. */
  readonly kind: MakerKind
  readonly value: string
  readonly samples: number
}

/** How an account did in a market between two blocks. Amounts in quote atoms. */
export interface TraderMetrics {
  readonly fromBlock: number
  readonly toBlock: number
  readonly makerFills: number
  readonly takerFills: number
  readonly makerVolume: string
  readonly takerVolume: string
  /** Maker volume over all volume, WAD. */
  readonly makerShare: Metric
  readonly feesPaid: string
  readonly rebates: string
  /** Lots bought less lots sold. */
  readonly netLots: string
  /** Quote received less quote paid, fees and rebates included. */
  readonly netCash: string
  /** How the market moved after the fills as maker that were judged within the range, after 60, 300 and 3600 seconds. */
  readonly markouts: readonly Markout[]
  /** What trading made: cash, and lots at the market's last price at both ends. */
  readonly profit: Metric
  /**
   * Of that realised: what round trips made against average cost, fees included, and rebates. Base from elsewhere that is sold
   * counts as short. A fill that turns the position closes all of it and opens the rest.
   */
  readonly pnl: string
  /** The rest of profit: change of what open lots are worth less what they cost. */
  readonly unrealisedPnl: Metric
  /** Fills that brought the position closer to none, won or lost as if there were no rebates; and what follows, as of a vault. */
  readonly trips: number
  readonly wins: number
  readonly losses: number
  readonly winRate: Metric
  readonly grossProfit: string
  readonly grossLoss: string
  readonly profitFactor: Metric
  readonly expectancy: Metric
  readonly expectancyRatio: Metric
  readonly averageWin: Metric
  readonly averageLoss: Metric
  readonly payoff: Metric
  readonly kelly: Metric
  /** Days that what is below comes from, since the first fill, those without change included. */
  readonly returns: number
  /** Of daily profit, a year's (365 days), quote atoms. */
  readonly volatility: Metric
  /**
   * Mean over deviation of daily profit, annualised (365 days), WAD. The capital that returns would be of is not on the exchange;
   * in a ratio of two of them it cancels out.
   */
  readonly sharpe: Metric
  /** The same by the deviation below zero alone, WAD. */
  readonly sortino: Metric
  /** Gains over losses of days, WAD. */
  readonly omega: Metric
  /** Deepest fall of `profitCurve`, quote atoms. */
  readonly maxDrawdown: Metric
  /** Longest time below a peak, seconds, still lasting or not. */
  readonly maxDrawdownSeconds: Metric
  /** Profit over the deepest fall, WAD. */
  readonly recoveryFactor: Metric
}

/** By what to order the list of `Trader`. */
export type TraderOrder = 'MARKET' | 'VOLUME'

/** Why a metric has no value. */
export type UndefinedReason = 'NO_DATA' | 'TOO_FEW_SAMPLES' | 'ZERO_VARIANCE' | 'NO_DOWNSIDE' | 'NO_LOSSES' | 'NO_WINS' | 'NO_DRAWDOWN' | 'NON_POSITIVE_EQUITY' | 'PERIOD_TOO_SHORT'

/** `Vault` of the GraphQL schema, whole. */
export interface Vault {
  /** `chainId:address` */
  readonly id: string
  readonly address: `0x${string}`
  readonly owner: `0x${string}`
  readonly manager: `0x${string}`
  readonly managerEpoch: number
  readonly market: Market
  readonly strategy: Strategy
  readonly mode: GridMode
  /** Prices of the grid in ticks, ascending; none where the manager signs quotes. */
  readonly prices: readonly string[]
  /** Lots per cell. */
  readonly sizePerCell: string
  /** Ticks. */
  readonly referencePrice: string
  readonly createdBlock: number
  readonly createdAt: number
  /** Lots sold since the bottom of the grid. */
  readonly cursor: string
  /** Of a one-shot grid: lots bought since the bottom. */
  readonly bidCursor: string
  readonly halted: boolean
  readonly baseLots: string
  /** What those lots cost, quote atoms. */
  readonly cost: string
  /** Quote atoms, donations not included. */
  readonly quoteHeld: string
  /** Quote atoms, signed. */
  readonly realisedPnl: string
  /** Worth of the position less its cost, quote atoms, signed. */
  readonly unrealisedPnl: string
  /** Quote atoms ever deposited, base at its entry cost. */
  readonly contributed: string
  /** The manager's share of profit, in bps, what of it waits for him and what he took, quote atoms. */
  readonly profitShareBps: number
  readonly profitShareOwed: string
  readonly profitSharePaid: string
  readonly highWaterMark: string
  readonly fills: number
  /** Fills and hedges that reduced the position. */
  readonly trips: number
  readonly wins: number
  readonly makerVolume: string
  readonly takerFees: string
  readonly rebates: string
  /** Quote held plus the position at the market's last price. */
  readonly equity: string
  /** Realised PnL over contributed cost, WAD, as the vault's own `roi()`. */
  readonly roi: Metric
  /** WAD, as the vault's own `winRate()`. */
  readonly winRate: Metric
}

/** A page of the list of `Vault`. */
export interface VaultConnection {
  readonly edges: readonly VaultEdge[]
  readonly pageInfo: PageInfo
  /** Rows on all pages, counted up to 100,000. */
  readonly totalCount: number
  /** False when there are more than were counted. */
  readonly totalCountIsExact: boolean
}

/** One place, with its cursor, in the list of `Vault`. */
export interface VaultEdge {
  readonly cursor: string
  readonly node: Vault
}

/** `VaultEvent` of the GraphQL schema, whole. */
export interface VaultEvent {
  readonly op: NewsKind
  readonly cursor: string
  readonly block: number
  readonly vault: Vault | null
}

/** Which vaults. All fields given hold at once; no name is equality. */
export interface VaultFilter {
  readonly and?: readonly VaultFilter[] | null | undefined
  readonly or?: readonly VaultFilter[] | null | undefined
  readonly not?: VaultFilter | null | undefined
  readonly owner?: `0x${string}` | null | undefined
  readonly owner_ne?: `0x${string}` | null | undefined
  readonly owner_in?: readonly `0x${string}`[] | null | undefined
  readonly manager?: `0x${string}` | null | undefined
  readonly manager_ne?: `0x${string}` | null | undefined
  readonly manager_in?: readonly `0x${string}`[] | null | undefined
  readonly market?: number | null | undefined
  readonly market_ne?: number | null | undefined
  readonly market_in?: readonly number[] | null | undefined
  readonly market_gt?: number | null | undefined
  readonly market_gte?: number | null | undefined
  readonly market_lt?: number | null | undefined
  readonly market_lte?: number | null | undefined
  readonly strategy?: Strategy | null | undefined
  readonly strategy_ne?: Strategy | null | undefined
  readonly strategy_in?: readonly Strategy[] | null | undefined
  readonly mode?: GridMode | null | undefined
  readonly mode_ne?: GridMode | null | undefined
  readonly mode_in?: readonly GridMode[] | null | undefined
  readonly profitShareBps?: number | null | undefined
  readonly profitShareBps_ne?: number | null | undefined
  readonly profitShareBps_in?: readonly number[] | null | undefined
  readonly profitShareBps_gt?: number | null | undefined
  readonly profitShareBps_gte?: number | null | undefined
  readonly profitShareBps_lt?: number | null | undefined
  readonly profitShareBps_lte?: number | null | undefined
  readonly createdBlock?: number | null | undefined
  readonly createdBlock_ne?: number | null | undefined
  readonly createdBlock_in?: readonly number[] | null | undefined
  readonly createdBlock_gt?: number | null | undefined
  readonly createdBlock_gte?: number | null | undefined
  readonly createdBlock_lt?: number | null | undefined
  readonly createdBlock_lte?: number | null | undefined
  readonly createdAt?: number | null | undefined
  readonly createdAt_ne?: number | null | undefined
  readonly createdAt_in?: readonly number[] | null | undefined
  readonly createdAt_gt?: number | null | undefined
  readonly createdAt_gte?: number | null | undefined
  readonly createdAt_lt?: number | null | undefined
  readonly createdAt_lte?: number | null | undefined
}

/** By what to order the list of `Vault`. */
export type VaultOrder = 'CREATED'

/** A time that ends with the block asked for. ALL begins with the index. */
export type Window = 'H24' | 'D7' | 'D30' | 'D90' | 'ALL'

/** What can be asked for: arguments and result of each field. */
export interface QueryFields {
  /**
   * The last block at or before a time that holds an event; turns dates into ranges of blocks. A range after a date starts
   * with the block behind it, `number + 1`, or at the beginning if there is none; a range up to a date ends with `number`.
   */
  readonly blockAt: { readonly args: { readonly time: number }; readonly result: Block | null }
  /**
   * What is indexed, and how the indexer is doing. With `minBlock` the whole request is refused (`BLOCK_NOT_INDEXED`) where less
   * than that block is indexed: replicas lag, and whoever saw a block does not want to be told of the state before it.
   */
  readonly _meta: { readonly args: { readonly minBlock?: number | null | undefined }; readonly result: Meta }
  readonly market: { readonly args: { readonly id: number; readonly at?: At | null | undefined }; readonly result: Market | null }
  /** All markets, by id. */
  readonly markets: { readonly args: Record<never, never>; readonly result: readonly Market[] }
  readonly marketList: { readonly args: { readonly where?: MarketFilter | null | undefined; readonly orderBy?: MarketOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: MarketConnection }
  /** A vault by `chainId:address` or plain address. */
  readonly vault: { readonly args: { readonly id: string; readonly at?: At | null | undefined }; readonly result: Vault | null }
  /** Vaults of all strategies by creation, oldest first. */
  readonly vaults: { readonly args: { readonly where?: VaultFilter | null | undefined; readonly orderBy?: VaultOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: VaultConnection }
  readonly pool: { readonly args: { readonly address: `0x${string}`; readonly at?: At | null | undefined }; readonly result: Pool | null }
  /** Pools by creation, oldest first. */
  readonly pools: { readonly args: { readonly where?: PoolFilter | null | undefined; readonly orderBy?: PoolOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: PoolConnection }
  /** A provider's LP units and what became of them. */
  readonly position: { readonly args: { readonly pool: `0x${string}`; readonly provider: `0x${string}`; readonly at?: At | null | undefined }; readonly result: Position | null }
  /** Holders of LP units. `UNITS` needs `where.pool`. */
  readonly positions: { readonly args: { readonly where?: PositionFilter | null | undefined; readonly orderBy?: PositionOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: PositionConnection }
  /** What an account did in a market, on both sides. */
  readonly trader: { readonly args: { readonly market: number; readonly address: `0x${string}`; readonly at?: At | null | undefined }; readonly result: Trader | null }
  /** Whoever has traded. `VOLUME`, that of both sides, needs `where.market`. */
  readonly traders: { readonly args: { readonly where?: TraderFilter | null | undefined; readonly orderBy?: TraderOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: TraderConnection }
  /** Registered vaults and pools, and signers who raised the epoch of their quotes. */
  readonly makers: { readonly args: { readonly where?: MakerFilter | null | undefined; readonly orderBy?: MakerOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: MakerConnection }
  /** What makers made per quote token and rebate period. `VOLUME` needs `where.period` and `where.quote`. */
  readonly makerPeriods: { readonly args: { readonly where?: MakerPeriodFilter | null | undefined; readonly orderBy?: MakerPeriodOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: MakerPeriodConnection }
  /** Makers per rebate tier of a period, by default the present one; null until the exchange has a schedule. */
  readonly tiers: { readonly args: { readonly quote: `0x${string}`; readonly period?: number | null | undefined }; readonly result: TierDistribution | null }
  /** A standing quote that its maker withdrew; null for one he did not. */
  readonly cancelledQuote: { readonly args: { readonly hash: `0x${string}`; readonly at?: At | null | undefined }; readonly result: CancelledQuote | null }
  readonly cancelledQuotes: { readonly args: { readonly where?: CancelledQuoteFilter | null | undefined; readonly orderBy?: ChainOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: CancelledQuoteConnection }
  /** A signed quote that was filled; null for one that was not. */
  readonly quote: { readonly args: { readonly hash: `0x${string}`; readonly at?: At | null | undefined }; readonly result: Quote | null }
  /** Signed quotes that were filled, by their first fill, newest first unless asked otherwise. */
  readonly quotes: { readonly args: { readonly where?: QuoteFilter | null | undefined; readonly orderBy?: ChainOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: QuoteConnection }
  /** Fills by chain order, newest first unless asked otherwise. */
  readonly fills: { readonly args: { readonly where?: FillFilter | null | undefined; readonly orderBy?: ChainOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: FillConnection }
  /** Round trips: fills that reduced a vault's position. What each made is its `realised`. */
  readonly trades: { readonly args: { readonly where?: FillFilter | null | undefined; readonly orderBy?: ChainOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: FillConnection }
  /** Everything that happened but fills. */
  readonly events: { readonly args: { readonly where?: EventFilter | null | undefined; readonly orderBy?: ChainOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: EventConnection }
  /**
   * Equity of a vault at the start of a range of blocks, at the close of each UTC day on which it changed, and at its end.
   * The start is the close of the day before the range's first block, or a later change before that block.
   * The range is everything indexed unless narrowed. With more points than `maxPoints` (at most 1000), each is the last
   * of a run of days and carries the run's flows. Empty before the vault's first deposit.
   */
  readonly equityCurve: { readonly args: { readonly vault: string; readonly fromBlock?: number | null | undefined; readonly toBlock?: number | null | undefined; readonly window?: Window | null | undefined; readonly at?: At | null | undefined; readonly maxPoints?: number | undefined }; readonly result: readonly EquityPoint[] }
  /**
   * How a vault did over a range of blocks, both ends included, or over a window of time that ends with `at`; everything
   * indexed unless narrowed.
   */
  readonly metrics: { readonly args: { readonly vault: string; readonly fromBlock?: number | null | undefined; readonly toBlock?: number | null | undefined; readonly window?: Window | null | undefined; readonly at?: At | null | undefined }; readonly result: Metrics | null }
  /**
   * What all providers of a pool had together: its reserves at the market's last price, before the first fill at the pool's
   * reference price, and the fees that wait for them. Points are as those of `equityCurve`.
   */
  readonly poolEquityCurve: { readonly args: { readonly pool: `0x${string}`; readonly fromBlock?: number | null | undefined; readonly toBlock?: number | null | undefined; readonly window?: Window | null | undefined; readonly at?: At | null | undefined; readonly maxPoints?: number | undefined }; readonly result: readonly EquityPoint[] }
  /** How a pool did. */
  readonly poolMetrics: { readonly args: { readonly pool: `0x${string}`; readonly window?: Window | undefined; readonly at?: At | null | undefined }; readonly result: PoolMetrics | null }
  /** How markets moved after each maker's fills, of all that were judged so far. */
  readonly markouts: { readonly args: { readonly where?: MarkoutFilter | null | undefined; readonly orderBy?: MarkoutOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: MakerMarkoutsConnection }
  /** How an account did in a market, as maker and taker. */
  readonly traderMetrics: { readonly args: { readonly market: number; readonly address: `0x${string}`; readonly window?: Window | undefined; readonly at?: At | null | undefined }; readonly result: TraderMetrics | null }
  /**
   * What an account's trading in a market had made, cash and lots at the market's last price: at the end of the day before the
   * range or before its first fill, at the close of each UTC day on which its position or the price changed, and at the range's
   * end. With more points than `maxPoints` (at most 1000), each is the last of a run of days. Empty before its first fill.
   */
  readonly profitCurve: { readonly args: { readonly market: number; readonly address: `0x${string}`; readonly fromBlock?: number | null | undefined; readonly toBlock?: number | null | undefined; readonly window?: Window | null | undefined; readonly at?: At | null | undefined; readonly maxPoints?: number | undefined }; readonly result: readonly ProfitPoint[] }
  /**
   * Vaults of a market, best first by a metric; equal ones by address. Those with fewer than `minSamples` trips (for metrics of
   * trips), daily returns (for metrics of returns), judged fills (for markouts) or hours (for uptime) are left out, as are those
   * for which the metric is undefined.
   */
  readonly leaderboard: { readonly args: { readonly market: number; readonly metric?: BoardMetric | undefined; readonly window?: Window | undefined; readonly at?: At | null | undefined; readonly first?: number | undefined; readonly minSamples?: number | undefined }; readonly result: Leaderboard }
  /** Pools of a market, likewise: with fewer than `minSamples` fills, daily returns, judged fills or hours, they are left out. */
  readonly poolLeaderboard: { readonly args: { readonly market: number; readonly metric?: PoolBoardMetric | undefined; readonly window?: Window | undefined; readonly at?: At | null | undefined; readonly first?: number | undefined; readonly minSamples?: number | undefined }; readonly result: PoolLeaderboard }
  /**
   * Accounts that traded in a market, vaults and pools among them, likewise: with fewer than `minSamples` trips, fills, days or
   * judged fills they are left out. Compared are those 500 that traded most, on both sides and as of the newest block.
   */
  readonly traderLeaderboard: { readonly args: { readonly market: number; readonly metric?: TraderBoardMetric | undefined; readonly window?: Window | undefined; readonly at?: At | null | undefined; readonly first?: number | undefined; readonly minSamples?: number | undefined }; readonly result: TraderLeaderboard }
  /**
   * How the index was compared with the chain: each vault and pool that events moved, with what it says of itself by `eth_call`
   * at the very block. The newest come first; 100,000 are kept.
   */
  readonly audits: { readonly args: { readonly where?: AuditFilter | null | undefined; readonly orderBy?: AuditOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: AuditConnection }
  /** What happened on the exchange as a whole. */
  readonly protocol: { readonly args: { readonly window?: Window | undefined; readonly at?: At | null | undefined }; readonly result: Protocol }
  /** Prices and volume of a market by hour or UTC day. */
  readonly candles: { readonly args: { readonly market: number; readonly interval?: Interval | undefined; readonly where?: CandleFilter | null | undefined; readonly orderBy?: CandleOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: CandleConnection }
  /** Prices of a market by UTC day. With more days than `maxPoints` (at most 1000), each candle covers a run of days. */
  readonly priceHistory: { readonly args: { readonly market: number; readonly fromBlock?: number | null | undefined; readonly toBlock?: number | null | undefined; readonly maxPoints?: number | undefined }; readonly result: readonly Candle[] }
  /**
   * Who offers how much within `bps` of a market's last price, grids of vaults and pools: the deepest first. Signed quotes are
   * off chain until they are filled, and so not in it.
   */
  readonly depth: { readonly args: { readonly market: number; readonly bps?: number | undefined; readonly at?: At | null | undefined }; readonly result: Depth | null }
  /**
   * Depth as it was at the end of each hour in which something happened in the market, within 50, 100 or 500 `bps` of its last
   * price: that of the grids of vaults and pools. Signed quotes are off chain until they are filled, and so not in it. An hour's
   * sample comes with the first event of a later hour; with `at`, what was there at that block.
   */
  readonly depthHistory: { readonly args: { readonly market: number; readonly bps?: number | undefined; readonly at?: At | null | undefined; readonly where?: DepthFilter | null | undefined; readonly orderBy?: DepthOrder | undefined; readonly orderDirection?: OrderDirection | undefined; readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly last?: number | null | undefined; readonly before?: string | null | undefined }; readonly result: DepthSampleConnection }
}

/** What can be listened to, likewise. */
export interface SubscriptionFields {
  /** The newest complete block: the present one first, then every commit. */
  readonly head: { readonly args: { readonly after?: string | null | undefined }; readonly result: HeadEvent }
  /** Reorganisations alone. */
  readonly reorg: { readonly args: { readonly after?: string | null | undefined }; readonly result: ReorgEvent }
  /** New fills, all that one block range brought, at most 200 an item. */
  readonly fills: { readonly args: { readonly maker?: `0x${string}` | null | undefined; readonly taker?: `0x${string}` | null | undefined; readonly market?: number | null | undefined; readonly after?: string | null | undefined }; readonly result: FillsEvent }
  /** A vault whenever it changed: the present state first. */
  readonly vault: { readonly args: { readonly id: string; readonly after?: string | null | undefined }; readonly result: VaultEvent }
  /** A leaderboard whenever it changed: the present one first. */
  readonly leaderboard: { readonly args: { readonly market: number; readonly metric?: BoardMetric | undefined; readonly window?: Window | undefined; readonly first?: number | undefined; readonly minSamples?: number | undefined; readonly after?: string | null | undefined }; readonly result: LeaderboardEvent }
}

/** Types of the arguments, as variables of an operation are declared. */
export const ARGUMENTS = {
  query: {
    blockAt: { time: 'Timestamp!' },
    _meta: { minBlock: 'Int' },
    market: { id: 'Int!', at: 'At' },
    marketList: { where: 'MarketFilter', orderBy: 'MarketOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    vault: { id: 'ID!', at: 'At' },
    vaults: { where: 'VaultFilter', orderBy: 'VaultOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    pool: { address: 'Address!', at: 'At' },
    pools: { where: 'PoolFilter', orderBy: 'PoolOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    position: { pool: 'Address!', provider: 'Address!', at: 'At' },
    positions: { where: 'PositionFilter', orderBy: 'PositionOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    trader: { market: 'Int!', address: 'Address!', at: 'At' },
    traders: { where: 'TraderFilter', orderBy: 'TraderOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    makers: { where: 'MakerFilter', orderBy: 'MakerOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    makerPeriods: { where: 'MakerPeriodFilter', orderBy: 'MakerPeriodOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    tiers: { quote: 'Address!', period: 'Int' },
    cancelledQuote: { hash: 'Bytes32!', at: 'At' },
    cancelledQuotes: { where: 'CancelledQuoteFilter', orderBy: 'ChainOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    quote: { hash: 'Bytes32!', at: 'At' },
    quotes: { where: 'QuoteFilter', orderBy: 'ChainOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    fills: { where: 'FillFilter', orderBy: 'ChainOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    trades: { where: 'FillFilter', orderBy: 'ChainOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    events: { where: 'EventFilter', orderBy: 'ChainOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    equityCurve: { vault: 'ID!', fromBlock: 'Int', toBlock: 'Int', window: 'Window', at: 'At', maxPoints: 'Int!' },
    metrics: { vault: 'ID!', fromBlock: 'Int', toBlock: 'Int', window: 'Window', at: 'At' },
    poolEquityCurve: { pool: 'Address!', fromBlock: 'Int', toBlock: 'Int', window: 'Window', at: 'At', maxPoints: 'Int!' },
    poolMetrics: { pool: 'Address!', window: 'Window!', at: 'At' },
    markouts: { where: 'MarkoutFilter', orderBy: 'MarkoutOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    traderMetrics: { market: 'Int!', address: 'Address!', window: 'Window!', at: 'At' },
    profitCurve: { market: 'Int!', address: 'Address!', fromBlock: 'Int', toBlock: 'Int', window: 'Window', at: 'At', maxPoints: 'Int!' },
    leaderboard: { market: 'Int!', metric: 'BoardMetric!', window: 'Window!', at: 'At', first: 'Int!', minSamples: 'Int!' },
    poolLeaderboard: { market: 'Int!', metric: 'PoolBoardMetric!', window: 'Window!', at: 'At', first: 'Int!', minSamples: 'Int!' },
    traderLeaderboard: { market: 'Int!', metric: 'TraderBoardMetric!', window: 'Window!', at: 'At', first: 'Int!', minSamples: 'Int!' },
    audits: { where: 'AuditFilter', orderBy: 'AuditOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    protocol: { window: 'Window!', at: 'At' },
    candles: { market: 'Int!', interval: 'Interval!', where: 'CandleFilter', orderBy: 'CandleOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
    priceHistory: { market: 'Int!', fromBlock: 'Int', toBlock: 'Int', maxPoints: 'Int!' },
    depth: { market: 'Int!', bps: 'Int!', at: 'At' },
    depthHistory: { market: 'Int!', bps: 'Int!', at: 'At', where: 'DepthFilter', orderBy: 'DepthOrder!', orderDirection: 'OrderDirection!', first: 'Int', after: 'String', last: 'Int', before: 'String' },
  },
  subscription: {
    head: { after: 'String' },
    reorg: { after: 'String' },
    fills: { maker: 'Address', taker: 'Address', market: 'Int', after: 'String' },
    vault: { id: 'ID!', after: 'String' },
    leaderboard: { market: 'Int!', metric: 'BoardMetric!', window: 'Window!', first: 'Int!', minSamples: 'Int!', after: 'String' },
  },
} as const
