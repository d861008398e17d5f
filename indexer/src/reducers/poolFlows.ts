import type { ChainEvent } from '../chain/events.ts'
import { MARKET } from '../store/tables/market.ts'
import { POOL_DAY, POOL_FLOW } from '../store/tables/measures.ts'
import type { Records } from '../store/workingSet.ts'
import { dayOf } from './market.ts'
import type { MarketRecord, PoolRecord, PoolStatus } from './records.ts'

/**
 * What reserves are worth, quote atoms, rounded down: base at the market's last price, before its first fill at the pool's
 * reference price.
 */
export function reservesWorth(
  { base, quote }: { readonly base: bigint; readonly quote: bigint },
  { referencePrice }: Pick<PoolRecord, 'referencePrice'>,
  { mark, units }: Pick<MarketRecord, 'mark' | 'units'>,
): bigint {
  const { notional, size } = mark.size > 0n ? mark : { notional: referencePrice * units.tickSize, size: 1n }
  return (base * notional) / (size * units.lotSize) + quote
}

/** A pool is being founded: its first deposit is its first flow. */
export function openPoolFlow(records: Records, event: Extract<ChainEvent, { kind: 'pool-created' }>): void {
  const { pool, marketId, base, quote } = event
  const market = records.get(MARKET, marketId)
  if (market === undefined) return
  records.get(POOL_FLOW, pool)
  const first = reservesWorth(event, event, market)
  records.put(POOL_FLOW, { pool, first, netFlow: first, base, quote, day: dayOf(event.at.timestamp) }, pool)
}

/** Something is about to happen to a pool: on a new day, write down how the last one ended; count what comes and goes. */
export function observePoolFlow(records: Records, event: ChainEvent, pool: PoolRecord, status: PoolStatus): void {
  const flow = records.get(POOL_FLOW, pool.address)
  const market = records.get(MARKET, pool.marketId)
  if (flow === undefined || market === undefined) return
  // Where times go back, what is over stays so.
  const day = Math.max(dayOf(event.at.timestamp), flow.day)
  if (day > flow.day) {
    const { reserveBase, reserveQuote, poolFees, rebates, distributed, claimed } = status
    const sums = { income: poolFees + rebates + distributed, claimed, netFlow: flow.netFlow }
    records.put(POOL_DAY, {
      pool: pool.address,
      day: flow.day,
      height: event.at.height,
      reserveBase,
      reserveQuote,
      ...sums,
    })
  }
  const { base, quote } = movedBy(event)
  if (day === flow.day && base === 0n && quote === 0n) return
  const netFlow = flow.netFlow + reservesWorth({ base, quote }, pool, market)
  records.put(POOL_FLOW, { ...flow, day, netFlow, base: flow.base + base, quote: flow.quote + quote }, pool.address)
}

/** Atoms that a provider puts in (+) or takes out (-). */
function movedBy(event: ChainEvent): { readonly base: bigint; readonly quote: bigint } {
  if (event.kind === 'liquidity-added') return event
  return event.kind === 'liquidity-removed' ? { base: -event.base, quote: -event.quote } : { base: 0n, quote: 0n }
}
