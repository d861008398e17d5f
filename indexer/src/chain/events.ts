import type { Side } from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'

/** Where and when a log stands on the chain. */
export interface Position {
  readonly height: number
  readonly logIndex: number
  readonly txHash: Hex
  /** Block time, UTC seconds. */
  readonly timestamp: number
}

interface Placed {
  readonly at: Position
}

/** How a registered maker makes. Numbered as in Solidity. */
export const MakerKind = { Signer: 0, Vault: 1, Pool: 2 } as const
export type MakerKind = (typeof MakerKind)[keyof typeof MakerKind]

/** A market was opened. */
export interface MarketCreated extends Placed {
  readonly kind: 'market-created'
  readonly marketId: number
  readonly base: Address
  readonly quote: Address
  readonly lotSize: bigint
  readonly tickSize: bigint
  readonly takerFeeBps: number
  readonly poolFeeShareBps: number
  readonly oracle: Address
  readonly oracleBandBps: number
  readonly maxOracleAge: number
}

/** A market's fee changes with a rebate period. */
export interface FeesScheduled extends Placed {
  readonly kind: 'fees-scheduled'
  readonly marketId: number
  readonly takerFeeBps: number
  readonly poolFeeShareBps: number
  readonly fromPeriod: number
}

/** Fills of a market stopped. */
export interface MarketHalted extends Placed {
  readonly kind: 'market-halted'
  readonly marketId: number
  readonly by: Address
}

/** Fills of a market go on. */
export interface MarketResumed extends Placed {
  readonly kind: 'market-resumed'
  readonly marketId: number
}

/** Who may halt markets besides the governor. */
export interface GuardianSet extends Placed {
  readonly kind: 'guardian-set'
  readonly guardian: Address
}

/** Rebate rates and thresholds (whole quote tokens) change with a period. */
export interface RebatesScheduled extends Placed {
  readonly kind: 'rebates-scheduled'
  readonly thresholds: readonly bigint[]
  readonly ratesBps: readonly number[]
  readonly fromPeriod: number
}

/** Accrued fees left. */
export interface FeesCollected extends Placed {
  readonly kind: 'fees-collected'
  readonly token: Address
  readonly to: Address
  readonly amount: bigint
}

/** A maker withdrew one standing quote. */
export interface QuoteCancelled extends Placed {
  readonly kind: 'quote-cancelled'
  readonly maker: Address
  readonly hash: Hex
}

/** A maker retired every streaming quote below a nonce. */
export interface QuotesCancelledUpTo extends Placed {
  readonly kind: 'quotes-cancelled'
  readonly maker: Address
  readonly marketId: number
  readonly nonce: bigint
}

/** A maker retired every quote signed under an earlier epoch. */
export interface EpochRaised extends Placed {
  readonly kind: 'epoch-raised'
  readonly maker: Address
  readonly epoch: bigint
}

/** A leg of a partial route failed. */
export interface LegSkipped extends Placed {
  readonly kind: 'leg-skipped'
  readonly marketId: number
  readonly maker: Address
  readonly index: bigint
  readonly reason: Hex
}

/** The exchange named a factory whose vaults or pools it admits. */
export interface FactorySet extends Placed {
  readonly kind: 'factory-set'
  readonly makerKind: MakerKind
  readonly factory: Address
}

/** The exchange admitted a vault or pool. A factory's word of having made it comes next, in the same transaction. */
export interface MakerRegistered extends Placed {
  readonly kind: 'maker-registered'
  readonly maker: Address
  readonly marketId: number
  readonly makerKind: MakerKind
}

/** The factory made a vault; its strategy and its funding deposit follow. */
export interface VaultCreated extends Placed {
  readonly kind: 'vault-created'
  readonly vault: Address
  readonly owner: Address
  readonly manager: Address
  readonly marketId: number
  readonly profitShareBps: number
}

/** The factory made a pool, with its first deposit. */
export interface PoolCreated extends Placed {
  readonly kind: 'pool-created'
  readonly pool: Address
  readonly founder: Address
  readonly marketId: number
  readonly operator: Address
  readonly sizePerCell: bigint
  readonly referencePrice: bigint
  readonly cursor: bigint
  readonly prices: readonly bigint[]
  readonly base: bigint
  readonly quote: bigint
  readonly lp: bigint
}

/** One leg settled on the exchange. */
export interface Fill extends Placed {
  readonly kind: 'fill'
  readonly marketId: number
  readonly maker: Address
  readonly taker: Address
  readonly seq: bigint
  readonly side: Side
  readonly size: bigint
  readonly notional: bigint
  readonly fee: bigint
  readonly rebate: bigint
  readonly ref: Hex
}

/** Said by a vault about itself. */
interface Own extends Placed {
  readonly vault: Address
  /** Gapless per vault, from 1. */
  readonly eventSeq: number
}

/** What the vault trades from now on. No prices: its manager signs quotes. */
export interface StrategySet extends Own {
  readonly kind: 'strategy-set'
  readonly strategy: number
  readonly limits: Readonly<Record<string, string>>
  readonly mode: number
  readonly sizePerCell: bigint
  readonly referencePrice: bigint
  readonly cursor: bigint
  readonly prices: readonly bigint[]
}

/** The manager's share of future profit. */
export interface ProfitShareSet extends Own {
  readonly kind: 'profit-share-set'
  readonly shareBps: number
}

/** Profit was shared: booked, not moved. */
export interface Crystallised extends Own {
  readonly kind: 'crystallised'
  readonly manager: Address
  readonly highWaterMark: bigint
  readonly accrued: bigint
  readonly setAside: bigint
}

/** A manager took quote that was set aside for him. */
export interface ProfitShareClaimed extends Own {
  readonly kind: 'profit-share-claimed'
  readonly manager: Address
  readonly to: Address
  readonly amount: bigint
}

/** The vault traded as taker. */
export interface Hedged extends Own {
  readonly kind: 'hedged'
  readonly marketId: number
  readonly bought: boolean
  readonly lots: bigint
  readonly notional: bigint
  readonly fee: bigint
  readonly cost: bigint
}

/** Funds entered a vault; `lots` of base at `cost`. */
export interface Deposited extends Own {
  readonly kind: 'deposited'
  readonly baseAmount: bigint
  readonly quoteAmount: bigint
  readonly lots: bigint
  readonly cost: bigint
  /** Where the cost came from, numbered as `EntryPrice` in Solidity. */
  readonly entry: number
}

/** Funds left a vault; `lots` of base with `cost` of their cost. */
export interface Withdrawn extends Own {
  readonly kind: 'withdrawn'
  readonly to: Address
  readonly baseAmount: bigint
  readonly quoteAmount: bigint
  readonly lots: bigint
  readonly cost: bigint
}

/** A vault stopped filling. */
export interface Halted extends Own {
  readonly kind: 'halted'
  readonly by: Address
}

/** A vault fills again. */
export interface Resumed extends Own {
  readonly kind: 'resumed'
}

/** A vault has another manager. */
export interface ManagerChanged extends Own {
  readonly kind: 'manager-changed'
  readonly manager: Address
  readonly managerEpoch: number
}

/** Events that a vault emits about itself. */
export type VaultOwnEvent =
  | StrategySet
  | ProfitShareSet
  | Crystallised
  | ProfitShareClaimed
  | Hedged
  | Deposited
  | Withdrawn
  | Halted
  | Resumed
  | ManagerChanged

/** Said by a pool about itself. */
interface OfPool extends Placed {
  readonly pool: Address
}

/** The same, numbered: gapless per pool, from 1. */
interface PoolOwn extends OfPool {
  readonly eventSeq: number
}

/** A provider joined or left; the grid was refitted. */
export interface LiquidityChanged extends PoolOwn {
  readonly kind: 'liquidity-added' | 'liquidity-removed'
  readonly provider: Address
  readonly to: Address
  readonly lp: bigint
  readonly base: bigint
  readonly quote: bigint
  readonly sizePerCell: bigint
  readonly cursor: bigint
}

/** Atoms of a token wait for a provider who left without them. */
export interface SetAside extends PoolOwn {
  readonly kind: 'set-aside'
  readonly provider: Address
  readonly token: Address
  readonly amount: bigint
}

/** A provider took what was set aside. */
export interface SetAsideClaimed extends PoolOwn {
  readonly kind: 'set-aside-claimed'
  readonly provider: Address
  readonly token: Address
  readonly to: Address
  readonly amount: bigint
}

/** Quote atoms began to stream to providers. */
export interface FeesDistributed extends PoolOwn {
  readonly kind: 'fees-distributed'
  readonly from: Address
  readonly amount: bigint
}

/** A provider took streamed fees. */
export interface FeesClaimed extends PoolOwn {
  readonly kind: 'fees-claimed'
  readonly provider: Address
  readonly to: Address
  readonly amount: bigint
}

/** The operator wants to move the grid. */
export interface MoveProposed extends PoolOwn {
  readonly kind: 'move-proposed'
  readonly prices: readonly bigint[]
  readonly referencePrice: bigint
  readonly executableAt: bigint
}

/** The proposal was withdrawn. */
export interface MoveCancelled extends PoolOwn {
  readonly kind: 'move-cancelled'
}

/** The grid moved. */
export interface GridMoved extends PoolOwn {
  readonly kind: 'grid-moved'
  readonly referencePrice: bigint
  readonly sizePerCell: bigint
  readonly cursor: bigint
  readonly prices: readonly bigint[]
}

/** The operator handed the role over. */
export interface OperatorChanged extends PoolOwn {
  readonly kind: 'operator-changed'
  readonly operator: Address
}

/** LP units changed hands; from or to nobody (0) when they were made or burnt. Carries no number. */
export interface Transfer extends OfPool {
  readonly kind: 'transfer'
  readonly from: Address
  readonly to: Address
  readonly amount: bigint
}

/** Events that a pool emits about itself and numbers. */
export type PoolOwnEvent =
  | LiquidityChanged
  | SetAside
  | SetAsideClaimed
  | FeesDistributed
  | FeesClaimed
  | MoveProposed
  | MoveCancelled
  | GridMoved
  | OperatorChanged

/** Events of the exchange that change terms. */
export type VenueEvent =
  | FeesScheduled
  | MarketHalted
  | MarketResumed
  | GuardianSet
  | RebatesScheduled
  | FeesCollected
  | QuoteCancelled
  | QuotesCancelledUpTo
  | EpochRaised
  | LegSkipped
  | FactorySet
  | MakerRegistered
  | MarketCreated

/** Everything the index follows, decoded. Addresses are lower case. */
export type ChainEvent = VenueEvent | VaultCreated | PoolCreated | Fill | VaultOwnEvent | PoolOwnEvent | Transfer
