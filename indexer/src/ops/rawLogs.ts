import type { Hex } from 'viem'
import { Applier } from '../apply.ts'
import { decode } from '../chain/decode.ts'
import { checkPairs } from '../chain/pairs.ts'
import { unpackLogs } from '../chain/raw.ts'
import { InvariantBroken } from '../errors.ts'
import { many, type Read } from '../store/read/read.ts'
import type { Cursor, Identity, RawBlock, Writer } from '../store/store.ts'

/** Blocks reduced and written at once. */
const BLOCKS = 500

/** Reads a chain's index, in one go. */
export type Run = <T>(read: Read<T>) => T | Promise<T>

/**
 * Index stored raw logs up to a cursor into an empty index, or one that went part of the way: the chain is not asked.
 *
 * @throws {InvariantBroken} when they cannot be read, or do not add up.
 */
export async function replayLogs(
  run: Run,
  into: Writer,
  { exchange, periodLength, periodStart }: Identity,
  until: Cursor,
  onProgress: (height: number) => void = () => {},
): Promise<void> {
  const deployment = {
    exchange: exchange as Hex,
    periods: { length: periodLength, start: periodStart },
  }
  const applier = new Applier(into, deployment, await into.cursor())
  while (until.hash !== '' && applier.cursor.height < until.height) {
    const stored = await run(rawLogs(applier.cursor.height, until.height))
    const events = stored.flatMap((block) => eventsOf(block))
    checkPairs(events)
    const blocks = stored.map(({ height, hash, timestamp }) => ({ height, hash: hash as Hex, timestamp }))
    // Behind the last of them nothing happened up to the end.
    const tip = stored.length === BLOCKS ? blocks.at(-1) : undefined
    const end = { height: until.height, hash: until.hash, timestamp: until.timestamp }
    await applier.apply({ tip: tip ?? end, events, blocks })
    onProgress(applier.cursor.height)
  }
  await applier.settled()
}

function* rawLogs(after: number, until: number): Read<RawBlock[]> {
  const sql = `SELECT height, hash, ts, logs FROM raw_log WHERE chain_id = @chain AND height > ? AND height <= ?
    ORDER BY height LIMIT ${BLOCKS}`
  const rows = yield* many(sql, after, until)
  return rows.map((row) => ({
    height: row.height as number,
    hash: row.hash as string,
    timestamp: row.ts as number,
    logs: row.logs as unknown as Uint8Array,
  }))
}

function eventsOf({ height, hash, timestamp, logs }: RawBlock) {
  try {
    return unpackLogs({ height, hash: hash as Hex, timestamp, logs }).map((log) => decode(log, timestamp))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InvariantBroken(`the raw logs of block ${height} cannot be read: ${reason}`, { cause: error })
  }
}
