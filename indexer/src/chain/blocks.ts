import type { Blocks } from '../apply.ts'
import type { RawBlock } from '../store/store.ts'
import { decode } from './decode.ts'
import type { RawLog } from './logs.ts'
import { checkPairs } from './pairs.ts'
import { packLogs } from './raw.ts'
import type { Rpc } from './rpc.ts'
import type { Registry } from './select.ts'
import { addTransfers, type RangeRead } from './source.ts'

/**
 * What a range that was read means to the index: the events of our contracts. The registry learns of those it names, so
 * ranges are to be given in order.
 *
 * @throws {InvariantBroken} when a creation is told by half, or an event does not decode.
 */
export async function toBlocks(rpc: Rpc, read: RangeRead, registry: Registry, finalised: number): Promise<Blocks> {
  let whole = read
  let ours = registry.select(whole.logs)
  const unread = registry.pools.filter((pool) => !read.pools.has(pool))
  if (unread.length > 0) {
    whole = await addTransfers(rpc, read, unread)
    // Pools are known by now; the same logs are ours again, and their transfers with them.
    ours = registry.select(whole.logs)
  }
  const heights: number[] = []
  for (const { height } of ours) if (heights.at(-1) !== height) heights.push(height)
  const timeOf = (height: number) => whole.times.get(height) ?? whole.tip
  const events = ours.map((log) => decode(log, timeOf(log.height).timestamp))
  checkPairs(events)
  const blocks = heights.map((height) => ({ height, hash: timeOf(height).hash, timestamp: timeOf(height).timestamp }))
  return { tip: whole.tip, events, blocks, headers: whole.headers, raw: packBlocks(ours, timeOf), finalised }
}

type TimeOf = (height: number) => { readonly height: number; readonly hash: string; readonly timestamp: number }

/** Compressed beside what follows; a failure is its reader's. */
function packBlocks(logs: readonly RawLog[], timeOf: TimeOf): Promise<RawBlock[]> {
  const packed: Promise<RawBlock>[] = []
  for (let at = 0; at < logs.length; ) {
    const height = logs[at]?.height ?? 0
    let end = at
    while (logs[end]?.height === height) end++
    const { hash, timestamp } = timeOf(height)
    packed.push(packLogs(logs.slice(at, end)).then((bytes) => ({ height, hash, timestamp, logs: bytes })))
    at = end
  }
  const all = Promise.all(packed)
  // Nobody may come to read it.
  all.catch(() => undefined)
  return all
}
