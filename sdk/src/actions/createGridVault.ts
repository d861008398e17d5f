import type { Address, Hash, Hex, TransactionReceipt } from 'viem'
import { vaultFactoryAbi } from '../abis/vaultFactory.ts'
import { unpackPrices } from '../core/grid.ts'
import { ZERO_ADDRESS } from '../core/quote.ts'
import type { VaultFactoryCall } from './internal/call.ts'
import { type TidemarkClient, type VaultFactoryOption, vaultFactoryOf } from './internal/client.ts'
import { eventOf } from './internal/event.ts'
import { type SyncOptions, type WriteOptions, write, writeSync } from './internal/write.ts'

/** What the owner chooses for a grid vault, for good. */
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
  /** 32 bytes that distinguish an owner's vaults; zero by default. */
  readonly salt?: Hex
}

/** Terms, where to create, and how to send. */
export type CreateGridVaultParameters = GridVaultTerms & VaultFactoryOption & WriteOptions

/** The vault that was created: `VaultCreated`, its prices unpacked. */
export interface CreateGridVaultSyncReturnType {
  readonly vault: Address
  readonly owner: Address
  readonly marketId: number
  readonly manager: Address
  readonly prices: bigint[]
  readonly sizePerCell: bigint
  readonly referencePrice: bigint
  /** Lots below the reference price, which start as bids. */
  readonly cursor: bigint
  readonly receipt: TransactionReceipt
}

/** The terms as Solidity's `GridVaultParams`. */
export function toGridVaultParams({ manager = ZERO_ADDRESS, salt = ZERO_SALT, ...terms }: GridVaultTerms) {
  const { marketId, prices, sizePerCell, referencePrice } = terms
  return { marketId, manager, prices, sizePerCell, referencePrice, salt } as const
}
const ZERO_SALT = `0x${'0'.repeat(64)}` as const

/** Build the call that creates a grid vault for its sender. */
export function createGridVaultCall({
  vaultFactory,
  ...terms
}: GridVaultTerms & Required<VaultFactoryOption>): VaultFactoryCall<'createGridVault'> {
  return {
    abi: vaultFactoryAbi,
    address: vaultFactory,
    functionName: 'createGridVault',
    args: [toGridVaultParams(terms)],
  }
}

/**
 * Create a grid vault owned by the sender and fund it with exactly what its resting orders need, out of the sender's
 * allowances to the factory: see `getRequiredFunds` and `approveGridVaultSync`. Mirrors `VaultFactory.createGridVault`.
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
  const event = eventOf(receipt, { abi: vaultFactoryAbi, address, eventName: 'VaultCreated' })
  const { packedPrices, priceWidth, ...rest } = event
  return { ...rest, prices: unpackPrices(packedPrices, priceWidth), receipt }
}
