import { getVaultStats, makerVaultAbi } from '@tidemark/sdk'
import { winRate } from '@tidemark/sdk/analytics'
import type { VaultState } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { readContract } from 'viem/actions'
import type { DevnetClient } from './client.ts'
import type { Indexed } from './metrics.ts'

/** A vault's record, as one of the three that keep it says. Nothing where a value is undefined. */
export interface VaultRecord {
  readonly pnl: bigint
  readonly lots: bigint
  readonly cost: bigint
  readonly cursor: bigint
  readonly fills: bigint
  readonly winRate: bigint | undefined
}

/** One value, as the chain, the indexer and the SDK have it. */
export interface Comparison {
  readonly name: keyof VaultRecord
  readonly values: readonly [chain: bigint | undefined, indexer: bigint | undefined, sdk: bigint | undefined]
  readonly equal: boolean
}

/** What the vault itself says. */
export async function chainRecord(client: DevnetClient, vault: Address): Promise<VaultRecord> {
  const view = { address: vault, abi: makerVaultAbi } as const
  const { baseLots: lots, cost, cursor, fills } = await getVaultStats(client, { vault })
  const pnl = await readContract(client, { ...view, functionName: 'pnl' })
  const [defined, wad] = await readContract(client, { ...view, functionName: 'winRate' })
  return { pnl, lots, cost, cursor, fills, winRate: defined ? wad : undefined }
}

/** What the indexer says. */
export function indexerRecord({ vault }: Indexed): VaultRecord {
  return {
    pnl: BigInt(vault.realisedPnl),
    lots: BigInt(vault.baseLots),
    cost: BigInt(vault.cost),
    cursor: BigInt(vault.cursor),
    fills: BigInt(vault.fills),
    winRate: vault.winRate.value === null ? undefined : BigInt(vault.winRate.value),
  }
}

/** What the SDK's arithmetic makes of the fills. */
export function sdkRecord({ position, grid, seq }: VaultState): VaultRecord {
  const { trips, wins } = position
  const rate = winRate({ trips, wins, losses: 0n, grossProfit: 0n, grossLoss: 0n })
  return {
    pnl: position.realisedPnl,
    lots: position.lots,
    cost: position.cost,
    cursor: grid.cursor,
    fills: seq,
    winRate: rate.ok ? rate.value : undefined,
  }
}

/** Compare the three, value by value. */
export function compareRecords(chain: VaultRecord, indexer: VaultRecord, sdk: VaultRecord): Comparison[] {
  return (['pnl', 'lots', 'cost', 'cursor', 'fills', 'winRate'] as const).map((name) => {
    const values = [chain[name], indexer[name], sdk[name]] as const
    return { name, values, equal: values.every((value) => value === values[0]) }
  })
}
