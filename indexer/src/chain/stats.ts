import { liquidityPoolAbi, makerVaultAbi } from '@tidemark/sdk/abis'
import { type Address, decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import type { PoolStatus, VaultStatus } from '../reducers/records.ts'
import type { Rpc } from './rpc.ts'

const STATS = encodeFunctionData({ abi: makerVaultAbi, functionName: 'stats' })
const STATE = encodeFunctionData({ abi: liquidityPoolAbi, functionName: 'state' })

/** A number or flag that a vault or pool and its record should agree on. */
export interface Difference {
  readonly maker: Address
  readonly field: string
  readonly actual: string
  readonly expected: string
}

/**
 * The first thing in which a vault's own record at the end of a block differs from ours; nothing when they agree.
 *
 * @throws when the node does not answer, which it need not: it may not keep the state of that block.
 */
export async function compareVault(
  rpc: Rpc,
  status: VaultStatus,
  at: Hex | undefined,
): Promise<Difference | undefined> {
  const data = await rpc.call(status.vault, STATS, at)
  const actual = decodeFunctionResult({ abi: makerVaultAbi, functionName: 'stats', data })
  const { position, contributed, fills, events, cursor, bidCursor, halted } = status
  return compare(
    status.vault,
    { ...actual },
    {
      baseLots: position.lots,
      cost: position.cost,
      realisedPnl: position.realisedPnl,
      contributed,
      trips: position.trips,
      wins: position.wins,
      fills,
      events,
      cursor,
      bidCursor,
      halted,
    },
  )
}

/** The same of a pool. */
export async function comparePool(rpc: Rpc, status: PoolStatus, at: Hex | undefined): Promise<Difference | undefined> {
  const data = await rpc.call(status.pool, STATE, at)
  const actual = decodeFunctionResult({ abi: liquidityPoolAbi, functionName: 'state', data })
  const { cursor, sizePerCell, reserveBase, reserveQuote, supply, fills, events } = status
  return compare(status.pool, { ...actual }, { cursor, sizePerCell, reserveBase, reserveQuote, supply, fills, events })
}

type Fields = Readonly<Record<string, bigint | boolean | number>>

function compare(maker: Address, actual: Fields, expected: Fields): Difference | undefined {
  for (const [field, ours] of Object.entries(expected)) {
    const theirs = actual[field]
    if (String(ours) !== String(theirs)) return { maker, field, actual: String(theirs), expected: String(ours) }
  }
  return undefined
}
