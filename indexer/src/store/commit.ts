import type { Address } from 'viem'
import { dayOf } from '../reducers/market.ts'
import { type Cursor, moveCursor, type Tip } from './cursor.ts'
import type { Connection } from './open.ts'
import { fillRow, traderRow } from './rows/fill.ts'
import { candleRow, marketRow } from './rows/market.ts'
import { vaultEventRow, vaultRow } from './rows/vault.ts'
import { putRow } from './statements.ts'
import type { Changes } from './view.ts'

/** A block that holds at least one of our events. */
export interface BlockRecord {
  readonly height: number
  readonly hash: string
  readonly timestamp: number
}

/**
 * Write a batch: its rows and the new cursor in one transaction, or nothing.
 *
 * @throws {CursorMoved} when the cursor is no longer at `from`.
 */
export function commitBatch(
  db: Connection,
  from: Cursor,
  to: Tip,
  blocks: readonly BlockRecord[],
  changes: Changes,
): Cursor {
  const factory: Address | undefined = changes.factory ?? from.factory
  const cursor: Cursor = { ...to, factory }
  const write = db.transaction(() => {
    moveCursor(db, from, cursor)
    for (const { height, hash, timestamp } of blocks) putRow(db, 'block', { height, hash, ts: timestamp })
    for (const market of changes.markets) putRow(db, 'market', marketRow(market), 'REPLACE')
    for (const trader of changes.traders) putRow(db, 'trader', traderRow(trader), 'REPLACE')
    for (const candle of changes.candles) putRow(db, 'candle', candleRow(candle), 'REPLACE')
    for (const vault of changes.vaults) putRow(db, 'vault', vaultRow(vault), 'REPLACE')
    for (const fill of changes.fills) putRow(db, 'fill', fillRow(fill))
    for (const event of changes.vaultEvents) {
      const row = vaultEventRow(event)
      putRow(db, 'vault_event', row)
      const { vault, at } = event
      const day = { vault: vault.address, day: dayOf(at.timestamp), height: at.height, log_index: at.logIndex }
      putRow(db, 'vault_day', day, 'REPLACE')
    }
  })
  write.immediate()
  return cursor
}
