import type pg from 'pg'
import type { Value } from '../table.ts'

/** As much of a table as writing it needs. */
export interface Target {
  readonly name: string
  readonly columns: Readonly<Record<string, string>>
  readonly key: readonly string[]
}

/** Rows of one statement at most: PostgreSQL holds its parameters in memory. */
const ROWS = 5_000

/** What needs quotes within an array's text. */
const SPECIAL = /[{}",\\\s]|^$|^null$/i

/** Write rows of a table: a statement with an array per column. */
export async function writeRows(
  client: pg.Client,
  chainId: number,
  table: Target,
  rows: readonly (readonly unknown[])[],
  verb: 'INSERT' | 'REPLACE',
): Promise<void> {
  const columns = Object.entries(table.columns)
  const names = columns.map(([name]) => name)
  const arrays = columns.map(
    ([, type], i) => `$${i + 1}::${type.startsWith('int') ? 'bigint' : type === 'bytes' ? 'bytea' : 'text'}[]`,
  )
  const rest = names.filter((name) => !table.key.includes(name)).map((name) => `${name} = excluded.${name}`)
  const onConflict =
    verb === 'INSERT'
      ? ''
      : ` ON CONFLICT (${['chain_id', ...table.key].join(', ')}) DO ${rest.length === 0 ? 'NOTHING' : `UPDATE SET ${rest.join(', ')}`}`
  const text = `INSERT INTO ${table.name} (chain_id, ${names.join(', ')})
    SELECT ${chainId}, * FROM unnest(${arrays.join(', ')})${onConflict}`
  for (let at = 0; at < rows.length; at += ROWS) {
    const part = rows.slice(at, at + ROWS)
    const values = columns.map(([, type], i) => (type === 'bytes' ? part.map((row) => row[i]) : arrayText(part, i)))
    await client.query({ name: `${verb} ${table.name} ${chainId}`, text, values })
  }
}

/** Delete rows of a table by their keys. */
export async function deleteRows(
  client: pg.Client,
  chainId: number,
  table: Target,
  keys: readonly (readonly Value[])[],
): Promise<void> {
  const arrays = table.key.map((column, i) => `$${i + 1}::${table.columns[column] === 'int' ? 'bigint' : 'text'}[]`)
  const match = table.key.map((column) => `t.${column} = gone.${column}`).join(' AND ')
  const text = `DELETE FROM ${table.name} t USING unnest(${arrays.join(', ')}) AS gone (${table.key.join(', ')})
    WHERE t.chain_id = ${chainId} AND ${match}`
  const values = table.key.map((_, i) => arrayText(keys, i))
  await client.query({ name: `DELETE ${table.name} ${chainId}`, text, values })
}

/** A column of rows as PostgreSQL writes arrays: most values are digits, which need no quotes. */
function arrayText(rows: readonly (readonly unknown[])[], column: number): string {
  let text = '{'
  for (const row of rows) {
    const value = row[column] as Value
    if (text.length > 1) text += ','
    if (value === null) text += 'NULL'
    else if (typeof value === 'number') text += value
    else if (SPECIAL.test(value)) text += `"${value.replaceAll(/["\\]/g, '\\$&')}"`
    else text += value
  }
  return `${text}}`
}
