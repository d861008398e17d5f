import { asksWithin, askTicks, BPS, bidsWithin, bidTicks } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { isKnownMode, toGrid } from '../reducers/compose.ts'
import type { MarketRecord, StrategyTerms, VaultStatus } from '../reducers/records.ts'

/** What a maker offers within a distance of the last price: lots, and quote atoms that they cost. */
export interface Offer {
  readonly bidLots: bigint
  readonly bidNotional: bigint
  readonly askLots: bigint
  readonly askNotional: bigint
}

/** A maker's grid. */
export interface Offering {
  readonly maker: Address
  readonly kind: number
  readonly terms: StrategyTerms
  readonly status: Pick<VaultStatus, 'cursor' | 'bidCursor'>
}

/** The last price of a market in ticks, rounded down; nothing before the first fill. */
export function lastTicks({ mark, units }: MarketRecord): bigint | undefined {
  return mark.size === 0n ? undefined : mark.notional / (mark.size * units.tickSize)
}

/** What a grid offers at prices within `bps` of the market's last one: bids down to it rounded up, asks up to it rounded down. */
export function offerWithin({ terms, status }: Offering, { mark, units }: MarketRecord, bps: number): Offer {
  const none = { bidLots: 0n, bidNotional: 0n, askLots: 0n, askNotional: 0n }
  if (terms.prices.length === 0 || !isKnownMode(terms) || terms.sizePerCell === 0n || mark.size === 0n) return none
  const scale = mark.size * units.tickSize * BPS
  const lowest = -((-mark.notional * (BPS - BigInt(bps))) / scale)
  const highest = (mark.notional * (BPS + BigInt(bps))) / scale
  const grid = toGrid(terms, status)
  const bidLots = bidsWithin(grid, lowest)
  const askLots = asksWithin(grid, highest)
  return {
    bidLots,
    bidNotional: bidLots === 0n ? 0n : bidTicks(grid, bidLots) * units.tickSize,
    askLots,
    askNotional: askLots === 0n ? 0n : askTicks(grid, askLots) * units.tickSize,
  }
}
