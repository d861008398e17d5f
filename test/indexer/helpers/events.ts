import type { Side } from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'
import {
  type ChainEvent,
  type Deposited,
  type Fill,
  MakerKind,
  type Position,
  type StrategySet,
  type VaultOwnEvent,
  type Withdrawn,
} from '../../../indexer/src/chain/events.ts'
import { GRID, UNITS } from './venue.ts'

export const DAY = 86_400

/** An event of the vault's own, without what a script knows. */
type Own = {
  [K in VaultOwnEvent['kind']]: Optional<Extract<VaultOwnEvent, { kind: K }>, 'at' | 'vault' | 'eventSeq'>
}[VaultOwnEvent['kind']]
type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>

/** Addresses in place of real ones. */
export const EXCHANGE = address(0xe)
export const VAULT = address(0x1a)
export const OWNER = address(0x2b)
export const TAKER = address(0x3c)
export const QUOTER = address(0x4d)

/** Places events one behind the other, and dates them. */
export class Script {
  readonly events: ChainEvent[] = []
  #height: number
  #timestamp: number

  constructor(height = 1, timestamp = 0) {
    this.#height = height
    this.#timestamp = timestamp
  }

  /** Events from here on are in the next block, at `timestamp`. */
  block(timestamp: number): this {
    this.#height++
    this.#timestamp = timestamp
    return this
  }

  market(): this {
    const tokens = { base: address(0xb), quote: address(0xc) }
    const terms = { poolFeeShareBps: 0, oracle: address(0), oracleBandBps: 0, maxOracleAge: 0 }
    return this.#add({ kind: 'market-created', at: this.#at(), marketId: 1, ...tokens, ...UNITS, ...terms })
  }

  /** A vault and its strategy: three events. */
  vault(change: Partial<StrategySet> = {}): this {
    this.#add({ kind: 'maker-registered', at: this.#at(), maker: VAULT, marketId: 1, makerKind: MakerKind.Vault })
    const ids = { vault: VAULT, owner: OWNER, manager: address(0), marketId: 1, profitShareBps: 0 }
    this.#add({ kind: 'vault-created', at: this.#at(), ...ids })
    const grid = { strategy: 0, limits: {}, mode: 0, ...GRID, cursor: 11_000n }
    return this.own({ kind: 'strategy-set', ...grid, ...change })
  }

  /** An event of the vault's own, numbered after the last one unless it says otherwise. */
  own(event: Own): this {
    const eventSeq = this.events.filter((other) => 'eventSeq' in other).length + 1
    return this.#add({ at: this.#at(), vault: VAULT, eventSeq, ...event } as VaultOwnEvent)
  }

  deposit(baseAmount: bigint, quoteAmount: bigint, lots: bigint, cost: bigint, change: Partial<Deposited> = {}): this {
    return this.own({ kind: 'deposited', baseAmount, quoteAmount, lots, cost, entry: 2, ...change })
  }

  withdraw(baseAmount: bigint, quoteAmount: bigint, lots: bigint, cost: bigint, change: Partial<Withdrawn> = {}): this {
    const amounts = { baseAmount, quoteAmount, lots, cost }
    return this.own({ kind: 'withdrawn', to: OWNER, ...amounts, ...change })
  }

  /** A fill of the vault; its amounts are the caller's claim. */
  fill(
    seq: bigint,
    side: Side,
    size: bigint,
    notional: bigint,
    fee: bigint,
    cursor: bigint,
    change: Partial<Fill> = {},
  ): this {
    const ref: Hex = `0x${cursor.toString(16).padStart(64, '0')}`
    const ids = { marketId: 1, maker: VAULT, taker: TAKER, seq }
    return this.#add({ kind: 'fill', at: this.#at(), ...ids, side, size, notional, fee, rebate: 0n, ref, ...change })
  }

  #add(event: ChainEvent): this {
    this.events.push(event)
    return this
  }

  #at(): Position {
    const logIndex = this.events.filter(({ at }) => at.height === this.#height).length
    return { height: this.#height, logIndex, txHash: `0x${'ab'.repeat(32)}`, timestamp: this.#timestamp }
  }
}

function address(n: number): Address {
  return `0x${n.toString(16).padStart(40, '0')}`
}
