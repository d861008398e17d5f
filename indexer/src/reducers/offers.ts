import { ceilDiv } from '@tidemark/sdk/analytics'
import {
  askPriceOf,
  asksWithin,
  askTicks,
  BPS,
  bidCursorOf,
  bidPriceOf,
  bidsWithin,
  bidTicks,
  cellsOf,
  type Grid,
  type Quote,
} from '@tidemark/sdk/core'
import { isKnownMode, toGrid } from './compose.ts'
import type { MarketRecord, PoolRecord, PoolStatus, VaultRecord, VaultStatus } from './records.ts'

/** What a maker offers within a distance of the last price: lots, and quote atoms that they cost. */
export interface Offer {
  readonly bidLots: bigint
  readonly bidNotional: bigint
  readonly askLots: bigint
  readonly askNotional: bigint
}

const NOTHING: Offer = { bidLots: 0n, bidNotional: 0n, askLots: 0n, askNotional: 0n }

/** The grid that a vault trades; nothing while it is halted, where its manager signs quotes, or of a mode not known here. */
export function vaultGrid({ terms }: Pick<VaultRecord, 'terms'>, status: VaultStatus): Grid | undefined {
  return status.halted || terms.prices.length === 0 || !isKnownMode(terms) ? undefined : toGrid(terms, status)
}

/** The grid of a pool; nothing while it is dormant. */
export function poolGrid({ prices }: Pick<PoolRecord, 'prices'>, status: PoolStatus): Grid | undefined {
  return status.sizePerCell === 0n ? undefined : { prices, sizePerCell: status.sizePerCell, cursor: status.cursor }
}

/** The last price of a market in ticks, rounded down; nothing before the first fill. */
export function lastTicks({ mark, units }: MarketRecord): bigint | undefined {
  return mark.size === 0n ? undefined : mark.notional / (mark.size * units.tickSize)
}

/**
 * What a grid offers at prices within `bps` of the market's last one: bids down to it rounded up, asks up to it rounded
 * down. Nothing while the market is halted.
 */
export function offerWithin(grid: Grid, { mark, units, halted }: MarketRecord, bps: number): Offer {
  if (halted || mark.size === 0n) return NOTHING
  const scale = mark.size * units.tickSize * BPS
  const lowest = ceilDiv(mark.notional * (BPS - BigInt(bps)), scale)
  const highest = (mark.notional * (BPS + BigInt(bps))) / scale
  const bidLots = bidsWithin(grid, lowest)
  const askLots = asksWithin(grid, highest)
  return {
    bidLots,
    bidNotional: bidLots === 0n ? 0n : bidTicks(grid, bidLots) * units.tickSize,
    askLots,
    askNotional: askLots === 0n ? 0n : askTicks(grid, askLots) * units.tickSize,
  }
}

/** A grid's best prices and all lots that rest on either side, as one quote. */
export function quoteOf(grid: Grid): Pick<Quote, 'bidPrice' | 'bidSize' | 'askPrice' | 'askSize'> {
  const bidSize = bidCursorOf(grid)
  const askSize = BigInt(cellsOf(grid)) * grid.sizePerCell - grid.cursor
  return {
    bidPrice: bidSize === 0n ? 0n : bidPriceOf(grid, bidSize - 1n),
    bidSize,
    askPrice: askSize === 0n ? 0n : askPriceOf(grid, grid.cursor),
    askSize,
  }
}
