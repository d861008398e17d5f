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

/** The exchange named the factory whose vaults it admits. */
export interface FactorySet extends Placed {
  readonly kind: 'factory-set'
  readonly factory: Address
}

/** The exchange admitted a vault. The factory's word of having made it comes next, in the same transaction. */
export interface VaultRegistered extends Placed {
  readonly kind: 'vault-registered'
  readonly vault: Address
  readonly marketId: number
}

/** The factory made a vault; its funding deposit follows. */
export interface VaultCreated extends Placed {
  readonly kind: 'vault-created'
  readonly vault: Address
  readonly owner: Address
  readonly manager: Address
  readonly marketId: number
  readonly sizePerCell: bigint
  readonly referencePrice: bigint
  readonly cursor: bigint
  readonly prices: readonly bigint[]
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

/** Funds entered a vault; `lots` of base at `cost`. */
export interface Deposited extends Placed {
  readonly kind: 'deposited'
  readonly vault: Address
  readonly baseAmount: bigint
  readonly quoteAmount: bigint
  readonly lots: bigint
  readonly cost: bigint
}

/** Funds left a vault; `lots` of base with `cost` of their cost. */
export interface Withdrawn extends Placed {
  readonly kind: 'withdrawn'
  readonly vault: Address
  readonly to: Address
  readonly baseAmount: bigint
  readonly quoteAmount: bigint
  readonly lots: bigint
  readonly cost: bigint
}

/** A vault's grid stopped filling. */
export interface Halted extends Placed {
  readonly kind: 'halted'
  readonly vault: Address
  readonly by: Address
}

/** A vault's grid fills again. */
export interface Resumed extends Placed {
  readonly kind: 'resumed'
  readonly vault: Address
}

/** A vault has another manager. */
export interface ManagerChanged extends Placed {
  readonly kind: 'manager-changed'
  readonly vault: Address
  readonly manager: Address
}

/** Events that a vault emits about itself. */
export type VaultOwnEvent = Deposited | Withdrawn | Halted | Resumed | ManagerChanged

/** Everything the index follows, decoded. Addresses are lower case. */
export type ChainEvent = MarketCreated | FactorySet | VaultRegistered | VaultCreated | Fill | VaultOwnEvent
