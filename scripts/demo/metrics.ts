import type { Address } from 'viem'
import { graphql } from './indexer.ts'

/** A metric as GraphQL has it: a value, or why there is none. */
export interface Metric {
  readonly value: string | null
  readonly reason: string | null
}

/** What the indexer says about the vault. */
export interface Indexed {
  readonly vault: {
    readonly realisedPnl: string
    readonly baseLots: string
    readonly cost: string
    readonly cursor: string
    readonly fills: number
    readonly winRate: Metric
  }
  readonly metrics: {
    readonly makerVolume: string
    readonly sharpe: Metric
    readonly profitFactor: Metric
    readonly maxDrawdown: Metric
    readonly maxDrawdownWad: Metric
  }
}

const query = `query ($vault: ID!, $toBlock: Int!) {
  vault(id: $vault) { realisedPnl baseLots cost cursor fills winRate { value reason } }
  metrics(vault: $vault, toBlock: $toBlock) {
    makerVolume
    sharpe { value reason }
    profitFactor { value reason }
    maxDrawdown { value reason }
    maxDrawdownWad { value reason }
  }
}`

/** Read the vault's record and its metrics up to a block. */
export async function readIndexed(url: string, vault: Address, toBlock: bigint): Promise<Indexed> {
  return graphql<Indexed>(url, query, { vault, toBlock: Number(toBlock) })
}
