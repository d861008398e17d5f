import { addTrip, netProfit } from '@tidemark/sdk/analytics'
import { costOfDown, costOfUp, mulDivDown, mulDivUp } from '@tidemark/sdk/core'
import type { Position } from '../chain/events.ts'
import { TRADER_DAY } from '../store/tables/trader.ts'
import type { Records } from '../store/workingSet.ts'
import { dayOf } from './market.ts'
import type { TraderRecord } from './records.ts'

/** What of a trader's record its position follows from. */
type Traded = Pick<TraderRecord, 'lots' | 'cash' | 'rebates' | 'trips'>

/** Realised so far, quote atoms: what round trips made, fees included, and rebates. */
export function realisedOf({ trips, rebates }: Pick<Traded, 'trips' | 'rebates'>): bigint {
  return netProfit(trips) + rebates
}

/**
 * What the lots of an open position cost, or brought where it is short, fees included: quote atoms. Cash that came in is what
 * was realised and what open lots brought; cash that went out, what they cost.
 */
export function costOf(trader: Traded): bigint {
  const open = realisedOf(trader) - trader.cash
  return trader.lots < 0n ? -open : open
}

/** A trader after `lots` were bought (+) or sold (-) for `value` quote atoms, fee included, and what that closed of its position. */
export function traded(trader: Traded, lots: bigint, value: bigint): Pick<Traded, 'lots' | 'cash' | 'trips'> {
  const closed = resultOf(trader, lots, value)
  return {
    lots: trader.lots + lots,
    cash: lots < 0n ? trader.cash + value : trader.cash - value,
    trips: closed === undefined ? trader.trips : addTrip(trader.trips, closed),
  }
}

/**
 * What a round trip made: the part of a trade that brings the position closer to none, against average cost as a vault's;
 * nothing where all of it opens. Of a trade that turns the position the rest opens the other side. Rounded against the trader.
 */
function resultOf(trader: Traded, lots: bigint, value: bigint): bigint | undefined {
  const isSale = lots < 0n
  const held = isSale ? trader.lots : -trader.lots
  const size = isSale ? -lots : lots
  if (held <= 0n || size === 0n) return undefined
  const closed = size < held ? size : held
  const position = { lots: held, cost: costOf(trader) }
  // Most trades turn nothing.
  const part = (mulDiv: typeof mulDivDown) => (closed === size ? value : mulDiv(value, closed, size))
  return isSale ? part(mulDivDown) - costOfUp(position, closed) : costOfDown(position, closed) - part(mulDivUp)
}

/** The day that a trader is about to trade on; where it is a new one, write down how the last one ended. */
export function startTraderDay(
  records: Records,
  { market, address, lots, cash, day: last }: TraderRecord,
  { height, timestamp }: Position,
): number {
  const day = dayOf(timestamp)
  if (last === undefined || last === day) return day
  // Where times go back, what is over stays so.
  if (last > day) return last
  records.put(TRADER_DAY, { market, address, day: last, height, lots, cash })
  return day
}
