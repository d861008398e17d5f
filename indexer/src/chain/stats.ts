import { makerVaultAbi } from '@tidemark/sdk/abis'
import { type Address, decodeFunctionResult, encodeFunctionData } from 'viem'
import type { VaultRecord } from '../reducers/records.ts'
import type { Rpc } from './rpc.ts'

const CALL = encodeFunctionData({ abi: makerVaultAbi, functionName: 'stats' })

/** A number or flag that a vault and its record should agree on. */
export interface Difference {
  readonly vault: Address
  readonly field: string
  readonly actual: string
  readonly expected: string
}

/**
 * The first thing in which a vault's own record at the end of block `height` differs from ours; nothing when they agree.
 *
 * @throws when the node does not answer, which it need not: it may not keep the state of that block.
 */
export async function compareStats(rpc: Rpc, record: VaultRecord, height: number): Promise<Difference | undefined> {
  const data = await rpc.call(record.address, CALL, height)
  const actual = decodeFunctionResult({ abi: makerVaultAbi, functionName: 'stats', data })
  const { position, contributed, seq, grid } = record.state
  const expected = {
    baseLots: position.lots,
    cost: position.cost,
    realisedPnl: position.realisedPnl,
    contributed,
    trips: position.trips,
    wins: position.wins,
    fills: seq,
    events: BigInt(record.events),
    cursor: grid.cursor,
    halted: record.halted,
  }
  for (const field of Object.keys(expected) as (keyof typeof expected)[]) {
    const [ours, theirs] = [String(expected[field]), String(actual[field])]
    if (ours !== theirs) return { vault: record.address, field, actual: theirs, expected: ours }
  }
  return undefined
}
