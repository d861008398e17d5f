import type pg from 'pg'

/**
 * Tables that grow with the chain, cut by chain and height: what is written falls into the newest part, whose indexes stay
 * small, and a chain's oldest blocks can be moved to other disks or dropped as files.
 */
export const PARTITIONED: ReadonlySet<string> = new Set(['fill', 'event', 'raw_log', 'undo'])

/** Blocks of a part: four years of blocks 12 seconds apart, a month of blocks four times a second. */
export const PARTITION_BLOCKS = 10_000_000

/**
 * Make the parts of a chain's tables that blocks `from` … `to` fall into, unless they are there. Readers go on meanwhile:
 * a part is made by itself and attached.
 */
export async function addPartitions(
  client: Pick<pg.Client, 'query'>,
  chainId: number,
  from: number,
  to: number,
): Promise<void> {
  // Tables of earlier versions that were filled before this is how they are made stay whole.
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class JOIN pg_partitioned_table ON partrelid = oid
      WHERE relname = ANY ($1) AND pg_table_is_visible(oid) ORDER BY relname`,
    [[...PARTITIONED]],
  )
  for (const { name } of rows) {
    for (let start = firstOf(from); start <= to; start += PARTITION_BLOCKS) {
      const part = `${name}_${chainId}_${start}`
      const there = await client.query(
        `SELECT 1 FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = $1::regclass AND relname = $2`,
        [name, part],
      )
      if (there.rowCount !== 0) continue
      await client.query(`CREATE TABLE ${part} (LIKE ${name} INCLUDING ALL)`)
      await client.query(
        `ALTER TABLE ${name} ATTACH PARTITION ${part}
          FOR VALUES FROM (${chainId}, ${start}) TO (${chainId}, ${start + PARTITION_BLOCKS})`,
      )
    }
  }
}

/** The height up to which parts are there once that of `height` is. */
export function lastOf(height: number): number {
  return firstOf(height) + PARTITION_BLOCKS - 1
}

function firstOf(height: number): number {
  return Math.max(0, Math.floor(height / PARTITION_BLOCKS)) * PARTITION_BLOCKS
}
