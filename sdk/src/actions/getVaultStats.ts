import type { Address } from 'viem'
import { makerVaultAbi } from '../abis/makerVault.ts'
import type { TidemarkClient } from './internal/client.ts'
import { type ReadOptions, read } from './internal/read.ts'

/** Which vault to read. */
export type GetVaultStatsParameters = { readonly vault: Address } & ReadOptions

/** Everything a vault knows about its record. Money in quote atoms, sizes in lots. */
export interface GetVaultStatsReturnType {
  /** Lots held by the position. */
  readonly baseLots: bigint
  /** What those lots cost. */
  readonly cost: bigint
  /** Proceeds less average cost over everything sold, and rebates; signed. */
  readonly realisedPnl: bigint
  /** Ever deposited, base at its entry cost. */
  readonly contributed: bigint
  /** Fills that reduced the position; `wins` of them at a profit. */
  readonly trips: bigint
  readonly wins: bigint
  /** Fills of the grid on either side, the last `seq`. */
  readonly fills: bigint
  /** Events of its own so far, the last `eventSeq`. */
  readonly events: bigint
  /** Lots sold since the bottom of the grid. */
  readonly cursor: bigint
  /** `OneShot` grids: lots below it are still bid for. */
  readonly bidCursor: bigint
  /** Whether the vault refuses fills. */
  readonly halted: boolean
}

/** Read a vault's record in one call. Mirrors `MakerVault.stats`. */
export async function getVaultStats(
  client: TidemarkClient,
  { vault, ...options }: GetVaultStatsParameters,
): Promise<GetVaultStatsReturnType> {
  return read(client, { abi: makerVaultAbi, address: vault, functionName: 'stats' }, options)
}
