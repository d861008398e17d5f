import { liquidityPoolAbi, makerVaultAbi } from '@tidemark/sdk/abis'
import { type Address, decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import { isKnownMode } from '../reducers/compose.ts'
import type { PoolStatus, VaultRecord, VaultStatus } from '../reducers/records.ts'
import type { Compared } from '../store/tables/audit.ts'
import type { Rpc } from './rpc.ts'

const STATS = encodeFunctionData({ abi: makerVaultAbi, functionName: 'stats' })
const STATE = encodeFunctionData({ abi: liquidityPoolAbi, functionName: 'state' })

/** What a vault or pool says of itself beside what is indexed, field by field. */
export interface Comparison {
  readonly kind: 'vault' | 'pool'
  readonly maker: Address
  readonly fields: readonly Compared[]
}

/** The first field in which they differ; nothing when they agree. */
export function differenceIn({ fields }: Comparison): Compared | undefined {
  return fields.find(({ indexed, actual }) => indexed !== actual)
}

/**
 * A vault's own record at the end of a block beside ours.
 *
 * @throws when the node does not answer, which it need not: it may not keep the state of that block.
 */
export async function compareVault(
  rpc: Rpc,
  { terms }: Pick<VaultRecord, 'terms'>,
  status: VaultStatus,
  at: Hex | undefined,
): Promise<Comparison> {
  const data = await rpc.call(status.vault, STATS, at)
  const actual = decodeFunctionResult({ abi: makerVaultAbi, functionName: 'stats', data })
  return { kind: 'vault', maker: status.vault, fields: compare({ ...actual }, vaultFields(terms, status)) }
}

/** What the index says a vault's `stats()` are, as far as it can tell. */
export function vaultFields(
  terms: VaultRecord['terms'],
  { position, contributed, fills, events, halted, cursor, bidCursor }: VaultStatus,
): Fields {
  return {
    ...{ baseLots: position.lots, cost: position.cost, realisedPnl: position.realisedPnl, contributed },
    ...{ trips: position.trips, wins: position.wins, fills, events, halted },
    ...(isKnownMode(terms) && { cursor, bidCursor }),
  }
}

/** The same of a pool. */
export async function comparePool(rpc: Rpc, status: PoolStatus, at: Hex | undefined): Promise<Comparison> {
  const data = await rpc.call(status.pool, STATE, at)
  const actual = decodeFunctionResult({ abi: liquidityPoolAbi, functionName: 'state', data })
  return { kind: 'pool', maker: status.pool, fields: compare({ ...actual }, poolFields(status)) }
}

/** What the index says a pool's `state()` is. */
export function poolFields(status: PoolStatus): Fields {
  const { cursor, sizePerCell, reserveBase, reserveQuote, supply, fills, events } = status
  return { cursor, sizePerCell, reserveBase, reserveQuote, supply, fills, events }
}

type Fields = Readonly<Record<string, bigint | boolean | number>>

function compare(actual: Fields, indexed: Fields): Compared[] {
  return Object.entries(indexed).map(([field, ours]) => ({
    ...{ field, indexed: String(ours), actual: String(actual[field]) },
  }))
}
