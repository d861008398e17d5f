import type { TripTotals } from '@tidemark/sdk/analytics'
import type { Hex } from 'viem'
import type { Position } from '../../chain/events.ts'
import type { Mark } from '../../reducers/records.ts'
import { decodeInt, decodeUint, encodeUint } from '../lenhex.ts'
import type { Row, Value } from '../table.ts'

export const text = (row: Row, column: string) => row[column] as string
export const number = (row: Row, column: string) => row[column] as number
export const uint = (row: Row, column: string) => decodeUint(row[column] as string)
export const int = (row: Row, column: string) => decodeInt(row[column] as string)
export const flag = (row: Row, column: string) => row[column] === 1

/** The value of a column, or nothing. */
export function optional<T>(row: Row, column: string, read: (row: Row, column: string) => T): T | undefined {
  return row[column] === null ? undefined : read(row, column)
}

/** The mark in the columns that start with `prefix`. */
export function toMark(row: Row, prefix = 'mark'): Mark {
  return { notional: uint(row, `${prefix}_notional`), size: uint(row, `${prefix}_size`) }
}

/** Columns of sums over round trips. */
export const TRIP_COLUMNS = {
  trips: 'int',
  wins: 'int',
  losses: 'int',
  gross_profit: 'amount',
  gross_loss: 'amount',
} as const

export function tripValues({ trips, wins, losses, grossProfit, grossLoss }: TripTotals): Value[] {
  return [Number(trips), Number(wins), Number(losses), encodeUint(grossProfit), encodeUint(grossLoss)]
}

export function toTrips(row: Row): TripTotals {
  return {
    trips: BigInt(number(row, 'trips')),
    wins: BigInt(number(row, 'wins')),
    losses: BigInt(number(row, 'losses')),
    grossProfit: uint(row, 'gross_profit'),
    grossLoss: uint(row, 'gross_loss'),
  }
}

export function toPosition(row: Row): Position {
  return {
    height: number(row, 'height'),
    logIndex: number(row, 'log_index'),
    txHash: text(row, 'tx_hash') as Hex,
    timestamp: number(row, 'ts'),
  }
}

/** Prices, sizes and the like as JSON: a list that no query looks into. */
export function toBigints(row: Row, column: string): readonly bigint[] {
  const json = text(row, column)
  const found = LISTS.get(json)
  if (found !== undefined) return found
  const values = (JSON.parse(json) as string[]).map(BigInt)
  LISTS.set(json, values)
  const [oldest] = LISTS.keys()
  if (LISTS.size > MAX_LISTS && oldest !== undefined) LISTS.delete(oldest)
  return values
}

/** Lists by their text: grids stay as they are, and are read over and over. */
const LISTS = new Map<string, readonly bigint[]>()
const MAX_LISTS = 500

export function bigintsText(values: readonly bigint[]): string {
  return JSON.stringify(values.map(String))
}
