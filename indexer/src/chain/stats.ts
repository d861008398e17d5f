import { liquidityPoolAbi, makerVaultAbi } from '@tidemark/sdk/abis'
import { decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import { isKnownMode } from '../reducers/compose.ts'
import type { PoolStatus, VaultRecord, VaultStatus } from '../reducers/records.ts'
import type { Rpc } from './rpc.ts'

const STATS = encodeFunctionData({ abi: makerVaultAbi, functionName: 'stats' })
const STATE = encodeFunctionData({ abi: liquidityPoolAbi, functionName: 'state' })

/** A number or flag that a vault or pool and its record should agree on. */
export interface Difference {
  /** Which of the two it is, and its address. */
  readonly of: string
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
  { terms }: Pick<VaultRecord, 'terms'>,
  status: VaultStatus | undefined,
  at: Hex | undefined,
): Promise<Difference | undefined> {
  if (status === undefined) return undefined
  const data = await rpc.call(status.vault, STATS, at)
  const actual = decodeFunctionResult({ abi: makerVaultAbi, functionName: 'stats', data })
  const { position, contributed, fills, events, cursor, bidCursor, halted } = status
  return compare(
    `vault ${status.vault}`,
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
      halted,
      ...(isKnownMode(terms) && { cursor, bidCursor }),
    },
  )
}

/** The same of a pool. */
export async function comparePool(rpc: Rpc, status: PoolStatus, at: Hex | undefined): Promise<Difference | undefined> {
  const data = await rpc.call(status.pool, STATE, at)
  const actual = decodeFunctionResult({ abi: liquidityPoolAbi, functionName: 'state', data })
  const { cursor, sizePerCell, reserveBase, reserveQuote, supply, fills, events } = status
  return compare(
    `pool ${status.pool}`,
    { ...actual },
    { cursor, sizePerCell, reserveBase, reserveQuote, supply, fills, events },
  )
}

type Fields = Readonly<Record<string, bigint | boolean | number>>

function compare(of: string, actual: Fields, expected: Fields): Difference | undefined {
  for (const [field, ours] of Object.entries(expected)) {
    const theirs = actual[field]
    if (String(ours) !== String(theirs)) return { of, field, actual: String(theirs), expected: String(ours) }
  }
  return undefined
}
