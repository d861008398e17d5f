import type { TableShape } from '../table.ts'
import { CANDLE, MARKET } from './market.ts'
import {
  DEPTH,
  MARKET_CLOCK,
  MARKOUT,
  MARKOUT_GROUP,
  MARKOUT_TAPE,
  POOL_DAY,
  POOL_FLOW,
  QUOTE,
  ROSTER,
  UPTIME,
} from './measures.ts'
import { POOL, POOL_STATE, PROVIDER } from './pool.ts'
import { CANCELLED_QUOTE, FILL, MAKER, MAKER_PERIOD, TRADER, TRADER_DAY } from './trader.ts'
import { MANAGER_CLAIM, VAULT, VAULT_DAY, VAULT_STATE } from './vault.ts'
import { BLOCK, EVENT, VENUE } from './venue.ts'

/** Every table that is a function of the chain: what digests cover, what a reorganisation undoes. */
export const TABLES: readonly TableShape[] = [
  ...[BLOCK, EVENT, FILL, VENUE, MARKET, CANDLE, TRADER, TRADER_DAY, MAKER, MAKER_PERIOD, CANCELLED_QUOTE],
  ...[VAULT, VAULT_STATE, VAULT_DAY, MANAGER_CLAIM, POOL, POOL_STATE, PROVIDER],
  ...[QUOTE, MARKOUT, MARKOUT_GROUP, MARKOUT_TAPE, UPTIME, MARKET_CLOCK, ROSTER, DEPTH, POOL_FLOW, POOL_DAY],
]

/** A table by its name. */
export function tableNamed(name: string): TableShape {
  const table = TABLES.find((candidate) => candidate.name === name)
  if (table === undefined) throw new RangeError(`there is no table ${name}`)
  return table
}
