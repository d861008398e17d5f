import type { Address, Hex } from 'viem'
import type { TokenInfo } from '../../chain/tokens.ts'
import type { Cursor, Identity, SyncState, SyncStatus } from '../store.ts'
import type { Row } from '../table.ts'
import { many, one, type Read } from './read.ts'

/** Blocks behind the newest one that still count as up to date: the chain moves while one looks. */
export const LIVE_LAG = 10

/** A writer that has not been heard of for this long is gone. */
const HEARTBEAT_LIMIT_MS = 15_000

/** What the index is of. */
export function* readIdentity(): Read<Identity | undefined> {
  const row = yield* one('SELECT * FROM chain WHERE chain_id = @chain')
  return row && toIdentity(row)
}

export function toIdentity(row: Row): Identity {
  return {
    chainId: row.chain_id as number,
    exchange: row.exchange as string,
    startBlock: row.start_block as number,
    periodLength: row.period_length as number,
    periodStart: row.period_start as number,
  }
}

/** Up to where the index is complete. */
export function* readCursor(): Read<Cursor> {
  return toCursor(yield* one('SELECT * FROM cursor WHERE chain_id = @chain'))
}

export function toCursor(row: Row | undefined): Cursor {
  if (row === undefined) throw new TypeError('the index has no cursor')
  return {
    height: row.height as number,
    hash: row.hash as Cursor['hash'],
    timestamp: row.ts as number,
    finalised: row.finalised as number,
    generation: row.generation as number,
  }
}

/** Names the state of the index. The hash tells branches apart that have one generation, as a failover may lose a rollback. */
export function stateKey({ generation, height, hash }: Cursor): string {
  return `${generation} ${height} ${hash}`
}

/** How the writer is doing; nothing before it first reported. `now` in milliseconds. */
export function* readSync(now: number): Read<SyncState | undefined> {
  const row = yield* one('SELECT * FROM sync WHERE chain_id = @chain')
  if (row === undefined) return undefined
  const silent = now - (row.heartbeat as number) > HEARTBEAT_LIMIT_MS
  return {
    head: row.head as number,
    finality: row.finality as number,
    // A halted writer lives on to say so; one that fell silent says nothing any more.
    status: silent ? 'STOPPED' : (row.status as SyncStatus),
    message: (row.message ?? undefined) as string | undefined,
  }
}

/** What is known of a token. */
export function* readToken(address: Address): Read<TokenInfo> {
  const row = yield* one('SELECT symbol, decimals FROM token WHERE chain_id = @chain AND address = ?', address)
  return {
    address,
    symbol: (row?.symbol ?? undefined) as string | undefined,
    decimals: (row?.decimals ?? undefined) as number | undefined,
  }
}

/** Something that commits did, for subscribers. */
export interface News {
  readonly seq: number
  readonly generation: number
  /** `APPLY`: blocks after `fromHeight` up to `height` are new. `UNDO`: those after `height` are gone. */
  readonly op: 'APPLY' | 'UNDO'
  readonly fromHeight: number
  readonly height: number
  readonly hash: Hex | ''
}

/** What happened after `seq`, oldest first. */
export function* readNews(seq: number, limit: number): Read<News[]> {
  const rows = yield* many('SELECT * FROM outbox WHERE chain_id = @chain AND seq > ? ORDER BY seq LIMIT ?', seq, limit)
  return rows.map((row) => ({
    seq: row.seq as number,
    generation: row.generation as number,
    op: row.op as News['op'],
    fromHeight: row.from_height as number,
    height: row.height as number,
    hash: row.hash as News['hash'],
  }))
}

/** The last block with an event at or before a time. Block times never decrease, so it is also the highest. */
export function* readBlockAt(time: number): Read<{ number: number; hash: string; timestamp: number } | undefined> {
  const sql = `SELECT height, hash, ts FROM block WHERE chain_id = @chain AND ts <= ? ORDER BY ts DESC, height DESC LIMIT 1`
  const row = yield* one(sql, time)
  return row && { number: row.height as number, hash: row.hash as string, timestamp: row.ts as number }
}
