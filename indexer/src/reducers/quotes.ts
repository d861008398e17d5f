import { Side } from '@tidemark/sdk/core'
import type { Fill } from '../chain/events.ts'
import { QUOTE } from '../store/tables/measures.ts'
import type { Records } from '../store/workingSet.ts'

/** A signed quote was filled: what of it is. */
export function observeQuote(records: Records, { ref: hash, maker, marketId, side, size, notional, at }: Fill): void {
  const { height, logIndex, timestamp } = at
  const last = { height, logIndex, timestamp }
  const none = { hash, maker, market: marketId, bidLots: 0n, bidNotional: 0n, askLots: 0n, askNotional: 0n, fills: 0 }
  const before = records.get(QUOTE, hash) ?? { ...none, first: last }
  const [bids, asks] = side === Side.Bid ? [1n, 0n] : [0n, 1n]
  const next = {
    ...before,
    bidLots: before.bidLots + bids * size,
    bidNotional: before.bidNotional + bids * notional,
    askLots: before.askLots + asks * size,
    askNotional: before.askNotional + asks * notional,
    fills: before.fills + 1,
    last,
  }
  records.put(QUOTE, next, hash)
}
