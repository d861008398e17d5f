import type { Address, Hash, Hex, TransactionReceipt } from 'viem'
import { makerVaultAbi } from '../abis/makerVault.ts'
import { vaultFactoryAbi } from '../abis/vaultFactory.ts'
import { unpackPrices } from '../core/grid.ts'
import { ZERO_ADDRESS } from '../core/quote.ts'
import { GridMode, NO_LIMITS, StrategyKind } from '../core/strategy.ts'
import type { VaultFactoryCall } from './internal/call.ts'
import { type TidemarkClient, type VaultFactoryOption, vaultFactoryOf } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** What the owner chooses for a grid vault. */
export interface GridVaultTerms {
  readonly marketId: number
  /** Ticks, strictly increasing, 2 to 256 of them. */
  readonly prices: readonly bigint[]
  /** Lots per cell. */
  readonly sizePerCell: bigint
  /** Ticks: cells whose buy price is at or below it start as bids, the others as asks. */
  readonly referencePrice: bigint
  /** May halt the grid besides the owner; nobody by default. */
  readonly manager?: Address
  /** The manager's share of profit in 1/10 000; none by default. */
  readonly profitShareBps?: number
  /** 32 bytes that distinguish an owner's vaults; zero by default. */
  readonly salt?: Hex
}

/** Terms, where to create, and how to send. */
export type CreateGridVaultParameters = GridVaultTerms & VaultFactoryOption & WriteOptions

/** The vault that was created: `VaultCreated` with its `StrategySet`, prices unpacked. */
export interface CreateGridVaultSyncReturnType {
  readonly vault: Address
  readonly owner: Address
  readonly marketId: number
  readonly manager: Address
  readonly profitShareBps: number
  readonly prices: bigint[]
  readonly sizePerCell: bigint
  readonly referencePrice: bigint
  /** Lots below the reference price, which start as bids. */
  readonly cursor: bigint
  readonly receipt: TransactionReceipt
}

/** The terms as Solidity's `VaultParams`: an `Adjacent` grid without limits, funded with what it needs. */
export function toVaultParams({
  manager = ZERO_ADDRESS,
  profitShareBps = 0,
  salt = ZERO_SALT,
  ...terms
}: GridVaultTerms) {
  const { marketId, prices, sizePerCell, referencePrice } = terms
  const grid = { mode: GridMode.Adjacent, sizePerCell, referencePrice, minStepBps: 0, prices }
  const strategy = { kind: StrategyKind.GridTrading, limits: NO_LIMITS, grid }
  return { marketId, manager, profitShareBps, strategy, baseAmount: 0n, quoteAmount: 0n, salt } as const
}
const ZERO_SALT = `0x${'0'.repeat(64)}` as const

/** Build the call that creates a grid vault for its sender. */
export function createGridVaultCall({
  vaultFactory,
  ...terms
}: GridVaultTerms & Required<VaultFactoryOption>): VaultFactoryCall<'createVault'> {
  return {
    abi: vaultFactoryAbi,
    address: vaultFactory,
    functionName: 'createVault',
    args: [toVaultParams(terms)],
  }
}

/**
 * Create a grid vault owned by the sender and fund it with exactly what its resting orders need, out of the sender's
 * allowances to the factory: see `getRequiredFunds` and `approveGridVaultSync`. Mirrors `VaultFactory.createVault`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`,
 * `ERC20InsufficientAllowance`, `ERC20InsufficientBalance`, or `FailedDeployment` when the salt is used.
 */
export async function createGridVault(client: TidemarkClient, parameters: CreateGridVaultParameters): Promise<Hash> {
  const vaultFactory = await vaultFactoryOf(client, parameters)
  return write(client, createGridVaultCall({ ...parameters, vaultFactory }), parameters)
}

/**
 * Create a grid vault as {@link createGridVault} does and wait until it exists.
 *
 * @throws {RevertError} as {@link createGridVault}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export async function createGridVaultSync(
  client: TidemarkClient,
  parameters: CreateGridVaultParameters & SyncOptions,
): Promise<CreateGridVaultSyncReturnType> {
  const address = await vaultFactoryOf(client, parameters)
  const receipt = await writeSync(client, createGridVaultCall({ ...parameters, vaultFactory: address }), parameters)
  const created = eventOf(receipt, { abi: vaultFactoryAbi, address, eventName: 'VaultCreated' })
  const strategy = eventOf(receipt, { abi: makerVaultAbi, address: created.vault, eventName: 'StrategySet' })
  const { sizePerCell, referencePrice, cursor } = strategy
  const prices = unpackPrices(strategy.packedPrices, strategy.priceWidth)
  return { ...created, prices, sizePerCell, referencePrice, cursor, receipt }
}
