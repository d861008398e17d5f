import type { Address } from 'viem'
import { makerVaultAbi } from '../abis/makerVault.ts'
import type { Grid } from '../core/grid.ts'
import { getVaultStats } from './getVaultStats.ts'
import type { TidemarkClient } from './internal/client.ts'
import { type ReadOptions, read } from './internal/read.ts'

/** Which vault to read. */
export type GetVaultGridParameters = { readonly vault: Address } & ReadOptions

/** A grid as `core` takes it, and what it was created around. */
export interface GetVaultGridReturnType extends Grid {
  /** Ticks: entry price of base deposited while flat. */
  readonly referencePrice: bigint
  /** Whether the grid refuses fills. */
  readonly halted: boolean
}

/**
 * Read a vault's grid with its cursor: pass it to `askTicks`, `bidsWithin` and the like to price a take off chain.
 * Two calls; give a `blockNumber` where others trade at the same time.
 */
export async function getVaultGrid(
  client: TidemarkClient,
  { vault, ...options }: GetVaultGridParameters,
): Promise<GetVaultGridReturnType> {
  const [{ grid }, { cursor, halted }] = await Promise.all([
    read(client, { abi: makerVaultAbi, address: vault, functionName: 'strategy' }, options),
    getVaultStats(client, { vault, ...options }),
  ])
  const { prices, sizePerCell, referencePrice } = grid
  return { prices, sizePerCell, cursor, referencePrice, halted }
}
