import type { Address } from 'viem'
import { SourceError } from '../errors.ts'
import { mayContain } from './bloom.ts'
import { looksCapped } from './limits.ts'
import { orderLogs, type RawLog } from './logs.ts'
import type { Header, LogFilter, Rpc } from './rpc.ts'
import { EXCHANGE_TOPICS, TOPICS, TRANSFER } from './signatures.ts'

/** A block and when it was made. */
export type BlockTime = Pick<Header, 'height' | 'hash' | 'timestamp'>

/** Blocks as a node sent them, found consistent in themselves. */
export interface RangeRead {
  readonly from: number
  readonly tip: Header
  /** Hash of the block before the first. */
  readonly parentHash: string
  readonly logs: readonly RawLog[]
  /** Pools whose transfers are among the logs. */
  readonly pools: ReadonlySet<Address>
  /** Headers of all blocks, when they may still be reorganised. */
  readonly headers: readonly Header[]
  /** Times of the blocks with logs. */
  readonly times: ReadonlyMap<number, BlockTime>
}

/**
 * Read final blocks `from` … `to`. The range is bracketed: its last block must have the same hash before and after its
 * logs were read.
 *
 * @throws {SourceError} when the node contradicts itself, which it may do while its chain changes.
 */
export async function readFinal(rpc: Rpc, from: number, to: number, pools: readonly Address[]): Promise<RangeRead> {
  const [first, tip] = await Promise.all([needHeader(rpc, from), needHeader(rpc, to)])
  const logs = await readLogs(rpc, from, to, pools)
  const after = await needHeader(rpc, to)
  if (after.hash !== tip.hash) throw new SourceError(`block ${to} changed from ${tip.hash} to ${after.hash} meanwhile`)
  const last = logs.at(-1)
  if (last?.height === to && last.blockHash !== tip.hash) {
    throw new SourceError(`logs of block ${to} are of ${last.blockHash}, its header is ${tip.hash}`)
  }
  const times = await readTimes(rpc, logs, tip)
  return { from, tip, parentHash: first.parentHash, logs, pools: new Set(pools), headers: [], times }
}

/**
 * Read blocks that may still be reorganised, each with its header, linked to the one before.
 *
 * @throws {SourceError} when links are broken, or logs do not belong to the headers.
 */
export async function readRecent(
  rpc: Rpc,
  from: number,
  to: number,
  pools: readonly Address[],
  exchange: Address,
): Promise<RangeRead> {
  const heights = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const headers = await Promise.all(heights.map((height) => needHeader(rpc, height)))
  for (const [i, header] of headers.entries()) {
    const parent = headers[i - 1]
    if (parent !== undefined && header.parentHash !== parent.hash) {
      throw new SourceError(`block ${header.height} does not follow block ${parent.height} (${parent.hash})`)
    }
  }
  const [first, tip] = [headers.at(0), headers.at(-1)]
  if (first === undefined || tip === undefined) throw new RangeError(`no blocks from ${from} to ${to}`)
  const logs = await readLogs(rpc, from, to, pools)
  const byHeight = new Map<number, RawLog[]>()
  for (const log of logs) byHeight.set(log.height, [...(byHeight.get(log.height) ?? []), log])
  for (const header of headers) await checkBlock(rpc, header, byHeight.get(header.height) ?? [], exchange)
  const after = await needHeader(rpc, to)
  if (after.hash !== tip.hash) throw new SourceError(`block ${to} changed from ${tip.hash} to ${after.hash} meanwhile`)
  const times = new Map<number, BlockTime>(headers.map((header) => [header.height, header]))
  return { from, tip, parentHash: first.parentHash, logs, pools: new Set(pools), headers, times }
}

/** The logs of a block must be of this very block and in its bloom filter, and be there if that says so. */
async function checkBlock(rpc: Rpc, header: Header, logs: readonly RawLog[], exchange: Address): Promise<void> {
  const { height, hash, bloom } = header
  for (const log of logs) {
    if (log.blockHash !== hash) {
      throw new SourceError(`logs of block ${height} are of ${log.blockHash}, its header is ${hash}`)
    }
    if (bloom !== undefined && !(mayContain(bloom, log.address) && mayContain(bloom, log.topics[0]))) {
      throw new SourceError(`log ${log.logIndex} of block ${height} is not in the block's bloom filter`)
    }
  }
  if (bloom === undefined || logs.length > 0 || !mayContain(bloom, exchange)) return
  if (!EXCHANGE_TOPICS.some((topic) => mayContain(bloom, topic))) return
  // A filter's yes may be an accident: asked for by its hash, the block's logs are there or not.
  const again = await rpc.logsOf(hash, { topics: TOPICS })
  if (again.length > 0)
    throw new SourceError(`the node sent no logs of block ${height} for a range, and some by its hash`)
}

/** Logs of our events, and transfers of the pools, in chain order. */
async function readLogs(rpc: Rpc, from: number, to: number, pools: readonly Address[]): Promise<RawLog[]> {
  const [events, transfers] = await Promise.all([
    readWhole(rpc, from, to, { topics: TOPICS }),
    pools.length === 0 ? [] : readWhole(rpc, from, to, { topics: [TRANSFER], addresses: pools }),
  ])
  return pools.length === 0 ? events : mergeLogs(events, transfers)
}

/** Transfers of pools that were not known when the range was read: they were made in it, or shortly before. */
export async function addTransfers(rpc: Rpc, read: RangeRead, pools: readonly Address[]): Promise<RangeRead> {
  const more = await readWhole(rpc, read.from, read.tip.height, { topics: [TRANSFER], addresses: pools })
  for (const { height, blockHash } of more) {
    const known = read.times.get(height)?.hash ?? blockHash
    if (known !== blockHash)
      throw new SourceError(`transfers of block ${height} are of ${blockHash}, its logs of ${known}`)
  }
  const times = new Map(read.times)
  for (const [height, time] of await readTimes(rpc, more, read.tip)) times.set(height, time)
  return { ...read, times, logs: mergeLogs(read.logs, more), pools: new Set([...read.pools, ...pools]) }
}

/** The most logs that each node has sent at once, and how often just so many were all there were. */
const MOST = new WeakMap<Rpc, { readonly logs: number; readonly whole: number }>()

/** Answers of one length that were whole, after which it is no bound of the node's. */
const COINCIDENCES = 4

/**
 * Logs of a range; asked for again by halves where the answer may be cut off, which some nodes do without a word: where it is
 * as long as the longest one so far, or as providers are known to send at most.
 *
 * @throws {SourceError} when it was.
 */
async function readWhole(rpc: Rpc, from: number, to: number, filter: LogFilter): Promise<RawLog[]> {
  const logs = orderLogs(await rpc.logs(from, to, filter), from, to)
  const { length } = logs
  const most = MOST.get(rpc) ?? { logs: 0, whole: 0 }
  const isShort = length < most.logs || (length === most.logs && most.whole >= COINCIDENCES)
  // No node cuts an answer off to nothing.
  if (from === to || length === 0 || (isShort && !looksCapped(length))) return logs
  if (length > most.logs) MOST.set(rpc, { logs: length, whole: 0 })
  const middle = Math.floor((from + to) / 2)
  const [low, high] = await Promise.all([readWhole(rpc, from, middle, filter), readWhole(rpc, middle + 1, to, filter)])
  const halves = low.length + high.length
  if (halves < length) {
    throw new SourceError(`the node sent ${length} logs of blocks ${from}–${to}, and ${halves} of their halves`)
  }
  if (halves > length) {
    throw new SourceError(`the node sends ${length} logs at most: query returned more than ${length} results`)
  }
  const now = MOST.get(rpc)
  if (now?.logs === length) MOST.set(rpc, { logs: length, whole: now.whole + 1 })
  return logs
}

function mergeLogs(a: readonly RawLog[], b: readonly RawLog[]): RawLog[] {
  return [...a, ...b].sort((x, y) => x.height - y.height || x.logIndex - y.logIndex)
}

/** A block's header. @throws {SourceError} when the node does not have it. */
export async function needHeader(rpc: Rpc, height: number): Promise<Header> {
  const header = await rpc.header(height)
  if (header === undefined) throw new SourceError(`the node does not have block ${height} yet`)
  return header
}

/** The blocks of these logs with their times: from the logs where they carry them, else from their headers. */
async function readTimes(rpc: Rpc, logs: readonly RawLog[], tip: Header): Promise<Map<number, BlockTime>> {
  const times = new Map<number, BlockTime>([[tip.height, tip]])
  const wanted: RawLog[] = []
  for (const log of logs) {
    const { height, blockHash: hash, timestamp } = log
    if (times.has(height)) continue
    times.set(height, { height, hash, timestamp: timestamp ?? -1 })
    if (timestamp === undefined) wanted.push(log)
  }
  await Promise.all(
    wanted.map(async ({ height, blockHash }) => {
      const header = await needHeader(rpc, height)
      if (header.hash !== blockHash) {
        throw new SourceError(`logs of block ${height} are of ${blockHash}, its header is ${header.hash}`)
      }
      times.set(height, header)
    }),
  )
  return times
}
