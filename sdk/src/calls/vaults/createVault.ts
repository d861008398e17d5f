import { strategySetEvent } from '../../abis/makerVault.ts'
import { createVaultFunction, vaultCreatedEvent } from '../../abis/vaultFactory.ts'
import { unpackPrices } from '../../core/grid.ts'
import { ZERO_ADDRESS } from '../../core/quote.ts'
import type { GridMode, Limits, Strategy, StrategyKind } from '../../core/strategy.ts'
import type { Address, EventArgs, Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { PermitsOption } from '../tokens/permit.ts'
import type { Events, Verb } from '../verb.ts'
import { type GridStrategyTerms, gridStrategy } from './strategy.ts'

/** What the owner chooses besides the strategy. */
export interface VaultOptions {
  readonly marketId: number
  /** Signs quotes, hedges, and may halt; nobody by default. */
  readonly manager?: Address
  /** The manager's share of profit in 1/10 000; none by default. */
  readonly profitShareBps?: number
  /** Base atoms to start with: at least these, and what a grid's resting orders need if that is more. */
  readonly baseAmount?: bigint
  /** Quote atoms, likewise. */
  readonly quoteAmount?: bigint
  /** 32 bytes that distinguish an owner's vaults of equal terms; zero by default. */
  readonly salt?: Hex
}

/** What the owner chooses for a vault. */
export interface NewVaultTerms extends VaultOptions {
  /** What the vault may do: `gridStrategy`, `quoteStrategy`, `deltaNeutralStrategy` and `customStrategy` make one. */
  readonly strategy: Strategy
}

/** What the owner chooses for a grid vault. */
export interface GridVaultTerms extends VaultOptions, GridStrategyTerms {}

/** Which factory; the known deployment on the chain by default. */
export interface VaultFactoryArgs {
  readonly vaultFactory: Address
}

/** Where the factory comes from when left out. */
export const AT_VAULT_FACTORY = { vaultFactory: 'vaultFactory' } as const

/** Terms, where to create, and permits for the factory. */
export interface CreateVaultArgs extends NewVaultTerms, VaultFactoryArgs, PermitsOption {}

/** Terms of a grid vault, where to create, and permits for the factory. */
export interface CreateGridVaultArgs extends GridVaultTerms, VaultFactoryArgs, PermitsOption {}

/** A strategy as its vault announced it: `StrategySet`, prices unpacked. */
export interface StrategyRecord {
  readonly kind: StrategyKind
  readonly limits: Limits
  readonly mode: GridMode
  /** Ticks; none for a vault that fills quotes. */
  readonly prices: bigint[]
  readonly sizePerCell: bigint
  readonly referencePrice: bigint
  /** Lots below the reference price, which start as bids. */
  readonly cursor: bigint
}

/** The vault that was created: `VaultCreated` with its `StrategySet`. */
export interface CreateVaultResult extends StrategyRecord {
  readonly vault: Address
  readonly owner: Address
  readonly marketId: number
  readonly manager: Address
  readonly profitShareBps: number
}

/** The terms as Solidity's `VaultParams`. */
export function toVaultParams(terms: NewVaultTerms) {
  const { marketId, manager = ZERO_ADDRESS, profitShareBps = 0, strategy, baseAmount = 0n, quoteAmount = 0n } = terms
  return {
    marketId,
    manager,
    profitShareBps,
    strategy,
    baseAmount,
    quoteAmount,
    salt: terms.salt ?? ZERO_SALT,
  } as const
}
const ZERO_SALT = `0x${'0'.repeat(64)}` as const

/** Terms of a grid vault as those of any. */
export function withStrategy<terms extends GridVaultTerms>(terms: terms): terms & NewVaultTerms {
  return { ...terms, strategy: gridStrategy(terms) }
}

/** Build the call that creates a vault for its sender. */
export function createVaultCall({ vaultFactory, ...terms }: CreateVaultArgs): Call<typeof createVaultFunction> {
  return callOf(createVaultFunction, vaultFactory, [toVaultParams(terms)])
}

/** Build the call that creates a grid vault for its sender. */
export function createGridVaultCall(args: CreateGridVaultArgs): Call<typeof createVaultFunction> {
  return createVaultCall(withStrategy(args))
}

/** {@link createVaultCall}, and the events it leaves. */
export const createVaultVerb: Verb<CreateVaultArgs, CreateVaultResult, 'vaultFactory'> = {
  call: createVaultCall,
  filled: AT_VAULT_FACTORY,
  result: (events, { address }) => createdIn(events, address),
}

/** {@link createGridVaultCall}, and the events it leaves. */
export const createGridVaultVerb: Verb<CreateGridVaultArgs, CreateVaultResult, 'vaultFactory'> = {
  call: createGridVaultCall,
  filled: AT_VAULT_FACTORY,
  result: (events, { address }) => createdIn(events, address),
}

function createdIn(events: Events, factory: Address): CreateVaultResult {
  const created = events.one(vaultCreatedEvent, factory)
  return { ...created, ...toStrategyRecord(events.one(strategySetEvent, created.vault)) }
}

/** A decoded `StrategySet`. */
export function toStrategyRecord(event: EventArgs<typeof strategySetEvent>): StrategyRecord {
  const { kind, limits, mode, sizePerCell, referencePrice, cursor, packedPrices, priceWidth } = event
  const prices = unpackPrices(packedPrices, priceWidth)
  return { kind: kind as StrategyKind, limits, mode: mode as GridMode, prices, sizePerCell, referencePrice, cursor }
}
