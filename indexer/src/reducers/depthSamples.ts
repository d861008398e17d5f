import type { Grid } from '@tidemark/sdk/core'
import { MakerKind, type MakerRegistered } from '../chain/events.ts'
import { MARKET } from '../store/tables/market.ts'
import { DEPTH, MARKET_CLOCK, ROSTER } from '../store/tables/measures.ts'
import { POOL, POOL_STATE } from '../store/tables/pool.ts'
import { VAULT, VAULT_STATE } from '../store/tables/vault.ts'
import type { Records } from '../store/workingSet.ts'
import { DEPTH_BPS, type DepthMaker, type MarketClock, type RosterRecord } from './measures.ts'
import { lastTicks, offerWithin, poolGrid, vaultGrid } from './offers.ts'
import type { MarketRecord } from './records.ts'

/** Grids of a market that are looked at, the oldest of them, and makers that are kept of a sample, at most. */
const MAX_GRIDS = 500
const MAX_KEPT = 20

const HOUR_SECONDS = 3_600

/** Something is about to happen in a market: where an hour has passed since the last time, sample the depth it ended with. */
export function observeDepth(records: Records, market: number, height: number, time: number): void {
  const clock = clockOf(records, market)
  const hour = Math.floor(time / HOUR_SECONDS)
  // Where times go back, an hour that was sampled stays so.
  if (clock.hour !== undefined && hour <= clock.hour) return
  if (clock.hour !== undefined) sample(records, clock, clock.hour, height)
  records.put(MARKET_CLOCK, { ...clock, hour }, market)
}

/** One more vault or pool of a market. */
export function enrol(records: Records, { marketId: market, maker, makerKind: kind }: MakerRegistered): void {
  const clock = clockOf(records, market)
  const n = clock.makers
  records.get(ROSTER, market, n)
  records.put(ROSTER, { market, n, maker, kind }, market, n)
  records.put(MARKET_CLOCK, { ...clock, makers: n + 1 }, market)
}

function clockOf(records: Records, market: number): MarketClock {
  return records.get(MARKET_CLOCK, market) ?? { market, hour: undefined, makers: 0 }
}

function sample(records: Records, { market: id, makers }: MarketClock, hour: number, height: number): void {
  const market = records.get(MARKET, id)
  const price = market && lastTicks(market)
  if (market === undefined || price === undefined) return
  const grids: { maker: RosterRecord; grid: Grid }[] = []
  for (let n = 0; n < Math.min(makers, MAX_GRIDS); n++) {
    const maker = records.get(ROSTER, id, n)
    const grid = maker && gridOf(records, maker)
    if (maker !== undefined && grid !== undefined) grids.push({ maker, grid })
  }
  for (const bps of DEPTH_BPS) {
    const offers = deepestFirst(grids.map(({ maker, grid }) => offerOf(maker, grid, market, bps)))
    const sums = sumOf(offers)
    const where = { market: id, bps, hour, height, price }
    const kept = { count: offers.length, makers: offers.slice(0, MAX_KEPT), isComplete: makers <= MAX_GRIDS }
    records.put(DEPTH, { ...where, ...sums, ...kept })
  }
}

function gridOf(records: Records, { maker, kind }: RosterRecord): Grid | undefined {
  if (kind === MakerKind.Vault) {
    const vault = records.get(VAULT, maker)
    const status = records.get(VAULT_STATE, maker)
    return vault && status && vaultGrid(vault, status)
  }
  const pool = records.get(POOL, maker)
  const status = records.get(POOL_STATE, maker)
  return pool && status && poolGrid(pool, status)
}

function offerOf({ maker, kind }: RosterRecord, grid: Grid, market: MarketRecord, bps: number): DepthMaker {
  return { maker, kind, ...offerWithin(grid, market, bps) }
}

/** Makers who offer anything, those with most in money first, equal ones by address. */
export function deepestFirst<O extends DepthMaker>(offers: readonly O[]): O[] {
  return offers
    .filter(({ bidLots, askLots }) => bidLots + askLots > 0n)
    .sort((a, b) => {
      const less = b.bidNotional + b.askNotional - a.bidNotional - a.askNotional
      return less > 0n ? 1 : less < 0n ? -1 : a.maker < b.maker ? -1 : 1
    })
}

/** All offers together. */
export function sumOf(offers: readonly DepthMaker[]) {
  const sum = (of: 'bidLots' | 'bidNotional' | 'askLots' | 'askNotional') =>
    offers.reduce((total, offer) => total + offer[of], 0n)
  return {
    bidLots: sum('bidLots'),
    bidNotional: sum('bidNotional'),
    askLots: sum('askLots'),
    askNotional: sum('askNotional'),
  }
}
