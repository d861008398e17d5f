import { graphqlSync } from 'graphql'
import type { Hex } from 'viem'
import { requestContext } from '../../../indexer/src/api/context.ts'
import { buildSchema } from '../../../indexer/src/api/schema.ts'
import { applyBatch } from '../../../indexer/src/apply.ts'
import type { ChainEvent } from '../../../indexer/src/chain/events.ts'
import type { Batch } from '../../../indexer/src/chain/source.ts'
import { readCursor } from '../../../indexer/src/store/cursor.ts'
import { type Connection, createIndex, type Identity, openWriter } from '../../../indexer/src/store/open.ts'
import { EXCHANGE } from './events.ts'

export const IDENTITY: Identity = { chainId: 31_337, exchange: EXCHANGE, startBlock: 0 }

/** An empty index in memory. */
export function memoryIndex(): Connection {
  const db = openWriter(':memory:')
  createIndex(db, IDENTITY)
  return db
}

/** Events of whole blocks as they come from the chain, up to and with block `height`. */
export function batchOf(events: readonly ChainEvent[], height: number): Batch {
  const heights = [...new Set(events.map(({ at }) => at.height))]
  const blocks = heights.map((n) => ({
    height: n,
    hash: blockHash(n),
    timestamp: events.find(({ at }) => at.height === n)?.at.timestamp ?? 0,
  }))
  const timestamp = blocks.at(-1)?.timestamp ?? 0
  const tip = { height, hash: blockHash(height), parentHash: blockHash(height - 1), timestamp }
  return { tip, events, blocks, logCount: events.length }
}

/** Index the events, whose batches end with the blocks in `ends`. */
export function indexEvents(db: Connection, events: readonly ChainEvent[], ends: readonly number[] = []): void {
  const last = events.at(-1)?.at.height ?? 0
  for (const end of [...ends, last]) {
    const cursor = readCursor(db)
    const batch = events.filter(({ at }) => at.height > cursor.height && at.height <= end)
    if (end > cursor.height) applyBatch(db, cursor, batchOf(batch, end))
  }
}

/** The hash of a block in these tests. */
export function blockHash(height: number): Hex {
  return `0x${height.toString(16).padStart(64, '0')}`
}

const SCHEMA = buildSchema()

/** Ask GraphQL without a server. Fails on errors. */
export function ask(db: Connection, source: string): Record<string, unknown> {
  const contextValue = requestContext({ db, identity: IDENTITY, now: () => 0 })
  const { data, errors } = graphqlSync({ schema: SCHEMA, source, contextValue })
  const [error] = errors ?? []
  if (error) throw error
  return JSON.parse(JSON.stringify(data))
}
