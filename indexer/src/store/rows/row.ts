import type { Hex } from 'viem'
import type { Position } from '../../chain/events.ts'
import type { Mark } from '../../reducers/records.ts'
import { decodeInt, decodeUint, encodeUint } from '../lenhex.ts'

/** A row as SQLite gives and takes it. */
export type Row = Record<string, string | number | null>

export const text = (row: Row, column: string) => row[column] as string
export const number = (row: Row, column: string) => row[column] as number
export const uint = (row: Row, column: string) => decodeUint(text(row, column))
export const int = (row: Row, column: string) => decodeInt(text(row, column))

/** The mark in the columns that start with `prefix`. */
export function toMark(row: Row, prefix = 'mark'): Mark {
  return { notional: uint(row, `${prefix}_notional`), size: uint(row, `${prefix}_size`) }
}

export function markRow(prefix: string, { notional, size }: Mark): Row {
  return { [`${prefix}_notional`]: encodeUint(notional), [`${prefix}_size`]: encodeUint(size) }
}

export function toPosition(row: Row): Position {
  return {
    height: number(row, 'height'),
    logIndex: number(row, 'log_index'),
    txHash: text(row, 'tx_hash') as Hex,
    timestamp: number(row, 'ts'),
  }
}
