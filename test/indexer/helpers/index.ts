import { execute, parse } from 'graphql'
import type { Hex } from 'viem'
import { requestContext } from '../../../indexer/src/api/context.ts'
import { buildSchema } from '../../../indexer/src/api/schema.ts'
import { Applier, type Blocks } from '../../../indexer/src/apply.ts'
import type { ChainEvent } from '../../../indexer/src/chain/events.ts'
import type { Deployment } from '../../../indexer/src/reducers/reduce.ts'
import { type Digest, digestIndex } from '../../../indexer/src/store/digest.ts'
import { readCursor } from '../../../indexer/src/store/read/meta.ts'
import type { Read, Reader } from '../../../indexer/src/store/read/read.ts'
import { type Connection, openFile } from '../../../indexer/src/store/sqlite/open.ts'
import { SqliteReader } from '../../../indexer/src/store/sqlite/reader.ts'
import { createIndex, SqliteWriter } from '../../../indexer/src/store/sqlite/writer.ts'
import type { Cursor, Identity, Writer } from '../../../indexer/src/store/store.ts'
import { EXCHANGE } from './events.ts'

export const IDENTITY: Identity = {
  chainId: 31_337,
  exchange: EXCHANGE,
  startBlock: 0,
  periodLength: 30 * 86_400,
  periodStart: 0,
}

export const DEPLOYMENT: Deployment = { exchange: EXCHANGE, periods: { length: IDENTITY.periodLength, start: 0 } }

/** An index in memory, with whoever reads and writes it. */
export interface MemoryIndex {
  readonly db: Connection
  readonly writer: SqliteWriter
  readonly reader: SqliteReader
}

/** An empty index in memory. */
export function memoryIndex(): MemoryIndex {
  const db = openFile(':memory:')
  createIndex(db, IDENTITY)
  const { chainId } = IDENTITY
  return { db, writer: new SqliteWriter(db, chainId), reader: new SqliteReader(db, chainId) }
}

/** Events of whole blocks as they come from the chain, up to and with block `height`. */
export function batchOf(events: readonly ChainEvent[], height: number): Blocks {
  const heights = [...new Set(events.map(({ at }) => at.height))]
  const blocks = heights.map((n) => ({
    height: n,
    hash: blockHash(n),
    timestamp: events.find(({ at }) => at.height === n)?.at.timestamp ?? 0,
  }))
  const timestamp = blocks.at(-1)?.timestamp ?? 0
  return { tip: { height, hash: blockHash(height), timestamp }, events, blocks, finalised: 0 }
}

/** Index the events into any store, whose batches end with the blocks in `ends`. */
export async function indexInto(
  writer: Writer,
  events: readonly ChainEvent[],
  ends: readonly number[] = [],
): Promise<Cursor> {
  const applier = new Applier(writer, DEPLOYMENT, await writer.cursor())
  const last = events.at(-1)?.at.height ?? 0
  for (const end of [...ends, last]) {
    const { height } = applier.cursor
    const batch = events.filter(({ at }) => at.height > height && at.height <= end)
    if (end > height) await applier.apply(batchOf(batch, end))
  }
  await applier.settled()
  return applier.cursor
}

/**
 * Index the events, whose batches end with the blocks in `ends`. In memory nothing waits: what suites index while they are
 * described is there when their tests run.
 */
export function indexEvents(
  { writer }: MemoryIndex,
  events: readonly ChainEvent[],
  ends: readonly number[] = [],
): Promise<Cursor> {
  return indexInto(writer, events, ends)
}

/** Go on to a block that holds nothing of ours. */
export async function skipTo({ writer }: MemoryIndex, height: number, timestamp: number): Promise<void> {
  const applier = new Applier(writer, DEPLOYMENT, await writer.cursor())
  await applier.apply({ tip: { height, hash: blockHash(height), timestamp }, events: [], blocks: [] })
  await applier.settled()
}

/** Read something. */
export function read<T>({ reader }: MemoryIndex, what: Read<T>): T {
  return reader.run(what)
}

export function digest(index: MemoryIndex): Digest {
  return read(index, digestIndex())
}

export function cursorOf(index: MemoryIndex): Cursor {
  return read(index, readCursor())
}

/** The hash of a block in these tests. */
export function blockHash(height: number): Hex {
  return `0x${height.toString(16).padStart(64, '0')}`
}

const SCHEMA = buildSchema()

/** Ask GraphQL without a server. Fails on errors. */
export function ask({ reader }: { readonly reader: Reader }, source: string): Record<string, unknown> {
  const contextValue = requestContext({ db: reader, identity: IDENTITY, now: () => 0 })
  const answer = execute({ schema: SCHEMA, document: parse(source), contextValue })
  if (answer instanceof Promise) throw new TypeError('a read from memory waited')
  const [error] = answer.errors ?? []
  if (error) throw error
  return JSON.parse(JSON.stringify(answer.data))
}
