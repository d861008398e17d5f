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

/** A market was opened. */
export interface MarketCreated extends Placed {
  readonly kind: 'market-created'
  readonly marketId: number
  readonly base: Address
  readonly quote: Address
  readonly lotSize: bigint
  readonly tickSize: bigint
  readonly takerFeeBps: number
}

/** The exchange named a factory whose vaults or pools it admits. */
export interface FactorySet extends Placed {
  readonly kind: 'factory-set'
  readonly makerKind: MakerKind
  readonly factory: Address
}

/** The exchange admitted a vault or pool. A factory's word of having made a vault comes next, in the same transaction. */
export interface MakerRegistered extends Placed {
  readonly kind: 'maker-registered'
  readonly maker: Address
  readonly marketId: number
  readonly makerKind: MakerKind
}

/** How a registered maker makes. Numbered as in Solidity. */
export const MakerKind = { Signer: 0, Vault: 1, Pool: 2 } as const
export type MakerKind = (typeof MakerKind)[keyof typeof MakerKind]

/** The factory made a vault; its strategy and its funding deposit follow. */
export interface VaultCreated extends Placed {
  readonly kind: 'vault-created'
  readonly vault: Address
  readonly owner: Address
  readonly manager: Address
  readonly marketId: number
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

/** A vault's grid stopped filling. */
export interface Halted extends Own {
  readonly kind: 'halted'
  readonly by: Address
}

/** A vault's grid fills again. */
export interface Resumed extends Own {
  readonly kind: 'resumed'
}

/** A vault has another manager. */
export interface ManagerChanged extends Own {
  readonly kind: 'manager-changed'
  readonly manager: Address
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

/** Everything the index follows, decoded. Addresses are lower case. */
export type ChainEvent = MarketCreated | FactorySet | MakerRegistered | VaultCreated | Fill | VaultOwnEvent
