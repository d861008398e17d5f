import { defined, type Metric, totalReturnWad, undefinedBecause } from '@tidemark/sdk/analytics'
import { ratioWadFloor } from '@tidemark/sdk/core'
import { reservesWorth } from '../reducers/poolFlows.ts'
import type { PoolStatus } from '../reducers/records.ts'
import type { PoolAt } from '../store/read/poolSeries.ts'
import type { Over } from '../store/read/range.ts'
import { Risk } from './risk.ts'
import type { SeriesPoint } from './series.ts'
import { metricOf } from './units.ts'

/** What a pool's records tell of a range of blocks. Amounts in quote atoms, ratios in WAD. */
interface PoolTotals {
  readonly fills: number
  readonly makerVolume: bigint
  readonly takerFees: bigint
  readonly poolFees: bigint
  readonly rebates: bigint
  readonly distributed: bigint
  readonly claimed: bigint
  readonly netFlow: bigint
  readonly valueStart: Metric
  readonly valueEnd: Metric
  /** Change of the worth of a unit's reserves. */
  readonly unitReturn: Metric
  /** Income of the range over the worth at its end. */
  readonly feeYield: Metric
  /** What its providers' tokens would have made by being held. */
  readonly holdProfit: Metric
}

/** How a pool did over a range of blocks. */
export interface PoolMetrics extends PoolTotals {
  /** Profit over what holding would have made. */
  readonly excessOverHold: Metric
  /** Of all that its providers had together. */
  readonly risk: Risk
}

/** Metrics of a pool over a range. */
export function poolMetrics(over: Over<PoolAt>, series: readonly SeriesPoint[]): PoolMetrics {
  const risk = new Risk(series)
  return { ...poolTotals(over), excessOverHold: excessOverHold(over, risk), risk }
}

/** Profit over what holding would have made. */
export function excessOverHold(over: Over<PoolAt>, { profit }: Pick<Risk, 'profit'>): Metric {
  return profit.ok ? defined(profit.value - poolHoldProfit(over)) : profit
}

/** What is known without a series of equity. */
export function poolTotals({ before, after }: Over<PoolAt>): PoolTotals {
  const { status } = after
  const [valueBefore, value] = [before && worthOf(before), worthOf(after)]
  const change = (read: (of: PoolStatus) => bigint) => read(status) - (before ? read(before.status) : 0n)
  const shares = valueBefore === undefined ? 0n : (before?.status.supply ?? 0n)
  const income = change(({ poolFees, rebates, distributed }) => poolFees + rebates + distributed)
  return {
    fills: Number(change(({ fills }) => fills)),
    makerVolume: change(({ makerVolume }) => makerVolume),
    takerFees: change(({ takerFees }) => takerFees),
    poolFees: change(({ poolFees }) => poolFees),
    rebates: change(({ rebates }) => rebates),
    distributed: change(({ distributed }) => distributed),
    claimed: change(({ claimed }) => claimed),
    netFlow: after.holdings.netFlow - (before?.holdings.netFlow ?? 0n),
    valueStart: metricOf(valueBefore),
    valueEnd: defined(value),
    unitReturn:
      status.supply === 0n
        ? undefinedBecause('NO_DATA')
        : totalReturnWad({ equity: valueBefore ?? 0n, shares }, { equity: value, shares: status.supply }),
    feeYield: value <= 0n ? undefinedBecause('NON_POSITIVE_EQUITY') : defined(ratioWadFloor(income, value)),
    holdProfit: defined(poolHoldProfit({ before, after })),
  }
}

/**
 * What the tokens that were in a pool, and those that providers moved since, would have made by being held: their worth at the
 * end less what they were worth when they came. Fees wait in quote, which makes nothing.
 */
function poolHoldProfit({ before, after }: Over<PoolAt>): bigint {
  const start = before ? heldBy(before) : { base: 0n, quote: 0n }
  const moved = (of: 'base' | 'quote' | 'netFlow') => after.flow[of] - (before?.flow[of] ?? 0n)
  const held = { base: start.base + moved('base'), quote: start.quote + moved('quote') }
  return reservesWorth(held, after, after.market) - (before ? worthOf(before) : 0n) - moved('netFlow')
}

/** What a pool had in the grid. */
function heldBy({ status }: PoolAt): { readonly base: bigint; readonly quote: bigint } {
  return { base: status.reserveBase, quote: status.reserveQuote }
}

function worthOf(pool: PoolAt): bigint {
  return reservesWorth(heldBy(pool), pool, pool.market)
}
