import { type Markouts, observeMid } from '@tidemark/sdk/analytics'
import { WAD } from '@tidemark/sdk/core'
import type { Fill } from '../chain/events.ts'
import { MARKOUT, MARKOUT_GROUP, MARKOUT_TAPE } from '../store/tables/measures.ts'
import type { Records } from '../store/workingSet.ts'
import { type GroupedTrade, MARKOUT_SECONDS, type MarkoutGroup, type MarkoutTape, NOT_JUDGED } from './measures.ts'

/**
 * A fill waits for the prices that judge it, and judges those that wait: there is no mid on chain, so each is judged by the
 * price of its market's first fill at least so many seconds later. Fills of one second, maker and side count as one.
 * Those that have all their prices are forgotten.
 */
export function observeMarkouts(records: Records, fill: Fill): void {
  const { marketId: market, at } = fill
  const time = at.timestamp
  const tape = records.get(MARKOUT_TAPE, market) ?? {
    market,
    last: undefined,
    waiting: MARKOUT_SECONDS.map(() => undefined),
  }
  const group = records.get(MARKOUT_GROUP, market, time)
  if (group === undefined) openGroup(records, tape, fill)
  else records.put(MARKOUT_GROUP, { ...group, trades: addTrade(group.trades, fill) }, market, time)
}

/** The first fill of a second: it judges, and begins a group of its own. */
function openGroup(records: Records, tape: MarkoutTape, fill: Fill): void {
  const { market, last } = tape
  const time = fill.at.timestamp
  const price = priceOf(fill)
  // All that are due are at hand before the first is judged: one that must be loaded begins the event anew.
  const due = MARKOUT_SECONDS.map((_, i) => dueAt(records, tape, i, time))
  for (const [i, { groups }] of due.entries()) {
    for (const each of groups) for (const trade of each.trades) judgeTrade(records, each, trade, i, time, price)
  }
  const waiting = due.map(({ oldest }) => oldest ?? time)
  if (last !== undefined) {
    const before = records.get(MARKOUT_GROUP, market, last)
    if (before !== undefined) records.put(MARKOUT_GROUP, { ...before, next: time }, market, last)
  }
  // What has been judged after the longest time is not waited for any more.
  for (const { time: judged } of due.at(-1)?.groups ?? []) records.remove(MARKOUT_GROUP, market, judged)
  records.put(MARKOUT_GROUP, { market, time, next: undefined, trades: addTrade([], fill) }, market, time)
  records.put(MARKOUT_TAPE, { market, last: time, waiting }, market)
}

/** What has waited long enough for a horizon, and the oldest group that goes on waiting, if one does. */
function dueAt(records: Records, tape: MarkoutTape, horizon: number, time: number) {
  const seconds = MARKOUT_SECONDS[horizon] ?? 0
  const groups: MarkoutGroup[] = []
  let oldest = tape.waiting[horizon]
  while (oldest !== undefined && oldest + seconds <= time) {
    const group = records.get(MARKOUT_GROUP, tape.market, oldest)
    if (group === undefined) throw new Error(`market ${tape.market} has no fills at ${oldest} that wait for a price`)
    groups.push(group)
    oldest = group.next
  }
  return { groups, oldest }
}

function judgeTrade(
  records: Records,
  { market, time: since }: MarkoutGroup,
  { maker, side, size, notional }: GroupedTrade,
  horizon: number,
  time: number,
  mid: bigint,
): void {
  const known = records.get(MARKOUT, market, maker)?.judged ?? MARKOUT_SECONDS.map(() => NOT_JUDGED)
  const price = priceOf({ notional, size })
  const before: Markouts = {
    ...(known[horizon] ?? NOT_JUDGED),
    horizon: BigInt(MARKOUT_SECONDS[horizon] ?? 0),
    pending: [{ time: BigInt(since), side, size, price, mid: price }],
  }
  const { gain, volume, fills } = observeMid(before, BigInt(time), mid)
  records.put(MARKOUT, { market, maker, judged: known.with(horizon, { gain, volume, fills }) }, market, maker)
}

function addTrade(trades: readonly GroupedTrade[], { maker, side, size, notional }: Fill): GroupedTrade[] {
  const at = trades.findIndex((trade) => trade.maker === maker && trade.side === side)
  const same = trades[at]
  if (same === undefined) return [...trades, { maker, side, size, notional }]
  return trades.with(at, { maker, side, size: same.size + size, notional: same.notional + notional })
}

/** Quote atoms per lot, WAD, rounded down. */
function priceOf({ notional, size }: { readonly notional: bigint; readonly size: bigint }): bigint {
  return (notional * WAD) / size
}
