import type { Hex } from 'viem'
import { ChainDiverged, SourceError } from '../errors.ts'
import { decode, TOPICS } from './decode.ts'
import type { ChainEvent } from './events.ts'
import { orderLogs, type RawLog } from './logs.ts'
import { checkPairs } from './pairs.ts'
import type { Header, Rpc } from './rpc.ts'
import { type Known, selectOurs } from './select.ts'

/** The last indexed block, to be extended. Its hash is empty when nothing was indexed yet. */
export interface Base {
  readonly height: number
  readonly hash: Hex | ''
}

/** A range of blocks, read and found consistent. */
export interface Batch {
  /** The last block of the range. */
  readonly tip: Header
  readonly events: readonly ChainEvent[]
  /** Blocks that hold events. */
  readonly blocks: readonly BlockTime[]
  /** All logs the node sent, ours or not. */
  readonly logCount: number
}

/** A block and when it was made. */
export type BlockTime = Pick<Header, 'height' | 'hash' | 'timestamp'>

/**
 * Read the blocks after `base` up to `to`.
 *
 * The range is bracketed: its last block must have the same hash before and after its logs were read, and `base` must
 * still be what was indexed, so the logs belong to one chain that extends the index.
 *
 * @throws {ChainDiverged} when `base` has another hash now.
 * @throws {InvariantBroken} when a vault's creation is told by half.
 * @throws {SourceError} when the node contradicts itself, which it may do while its chain changes.
 */
export async function readBatch(rpc: Rpc, base: Base, to: number, known: Known): Promise<Batch> {
  const from = base.height + 1
  const [tip] = await Promise.all([needHeader(rpc, to), checkBase(rpc, base)])
  const raw = await rpc.logs(from, to, TOPICS)
  const [after] = await Promise.all([needHeader(rpc, to), checkBase(rpc, base)])
  if (after.hash !== tip.hash) throw new SourceError(`block ${to} changed from ${tip.hash} to ${after.hash} meanwhile`)
  if (to === from && base.hash !== '' && tip.parentHash !== base.hash) {
    throw new SourceError(`block ${to} does not follow block ${base.height} (${base.hash})`)
  }
  const logs = orderLogs(raw, from, to)
  const last = logs.at(-1)
  if (last?.height === to && last.blockHash !== tip.hash) {
    throw new SourceError(`logs of block ${to} are of ${last.blockHash}, its header is ${tip.hash}`)
  }
  const ours = selectOurs(logs, known)
  const blocks = await readTimes(rpc, ours, tip)
  const times = new Map(blocks.map(({ height, timestamp }) => [height, timestamp]))
  const events = ours.map((log) => decode(log, times.get(log.height) ?? tip.timestamp))
  checkPairs(events)
  return { tip, events, blocks, logCount: logs.length }
}

/** @throws {ChainDiverged} when `base` has another hash now. A node that does not have the block is behind, no more. */
export async function checkBase(rpc: Rpc, { height, hash }: Base): Promise<void> {
  if (hash === '') return
  const header = await rpc.header(height)
  if (header === undefined) throw new SourceError(`the node does not have block ${height} yet`)
  if (header.hash !== hash) throw new ChainDiverged(height, hash, header.hash)
}

async function needHeader(rpc: Rpc, height: number): Promise<Header> {
  const header = await rpc.header(height)
  if (header === undefined) throw new SourceError(`the node does not have block ${height} yet`)
  return header
}

/** The blocks of these logs with their times: from the logs where they carry them, else from their headers. */
async function readTimes(rpc: Rpc, logs: readonly RawLog[], tip: Header): Promise<BlockTime[]> {
  const byHeight = new Map(logs.map((log) => [log.height, log]))
  return Promise.all(
    [...byHeight.values()].map(async ({ height, blockHash, timestamp }): Promise<BlockTime> => {
      if (height === tip.height) return tip
      if (timestamp !== undefined) return { height, hash: blockHash, timestamp }
      const header = await needHeader(rpc, height)
      if (header.hash !== blockHash) {
        throw new SourceError(`logs of block ${height} are of ${blockHash}, its header is ${header.hash}`)
      }
      return header
    }),
  )
}
