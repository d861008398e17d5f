import type { Address } from 'viem'
import { thinCandles } from '../../analytics/candles.ts'
import { vaultMetrics } from '../../analytics/metrics.ts'
import { equitySeries, type SeriesPoint, thinSeries } from '../../analytics/series.ts'
import { DAY_SECONDS } from '../../reducers/market.ts'
import { type BlockRange, readCloses } from '../../store/closes.ts'
import { readCandles, readMarket } from '../../store/pages.ts'
import { readVault } from '../../store/view.ts'
import { blockRange, bounded, vaultAddress } from '../arguments.ts'
import type { RequestContext } from '../context.ts'
import { marketView } from './market.ts'
import { metricView } from './metric.ts'

interface RangeArguments {
  readonly fromBlock?: number | null
  readonly toBlock?: number | null
}

/** Points of a curve at most. */
const MAX_POINTS = 1_000

/** Daily equity over a range, which metrics and curve of one request share. */
function seriesOf({ db, series }: RequestContext, address: Address, range: BlockRange): SeriesPoint[] {
  const key = `${address}:${range.fromBlock}:${range.toBlock}`
  const known = series.get(key) ?? equitySeries(readCloses(db, address, range))
  series.set(key, known)
  return known
}

export const analyticsQueries = {
  equityCurve: (_: unknown, args: RangeArguments & { vault: string; maxPoints: number }, context: RequestContext) => {
    const maxPoints = bounded('maxPoints', args.maxPoints, 2, MAX_POINTS)
    const range = blockRange(context.db, args.fromBlock, args.toBlock)
    const address = vaultAddress(args.vault, context.identity.chainId)
    return address ? thinSeries(seriesOf(context, address, range), maxPoints) : []
  },

  metrics: (_: unknown, args: RangeArguments & { vault: string }, context: RequestContext) => {
    const range = blockRange(context.db, args.fromBlock, args.toBlock)
    const address = vaultAddress(args.vault, context.identity.chainId)
    const after = address && readVault(context.db, address, range.toBlock)
    if (!after) return null
    const before = readVault(context.db, address, range.fromBlock - 1)
    const metrics = vaultMetrics(before, after, seriesOf(context, address, range))
    return {
      ...range,
      ...metrics,
      roi: metricView(metrics.roi),
      winRate: metricView(metrics.winRate),
      profitFactor: metricView(metrics.profitFactor),
      sharpe: metricView(metrics.sharpe),
      maxDrawdown: metricView(metrics.maxDrawdown),
      maxDrawdownWad: metricView(metrics.maxDrawdownWad),
      equityStart: metricView(metrics.equityStart),
      equityEnd: metricView(metrics.equityEnd),
    }
  },

  priceHistory: (_: unknown, args: RangeArguments & { market: number; maxPoints: number }, context: RequestContext) => {
    const maxPoints = bounded('maxPoints', args.maxPoints, 1, MAX_POINTS)
    const { fromBlock, toBlock } = blockRange(context.db, args.fromBlock, args.toBlock)
    const market = readMarket(context.db, args.market)
    if (market === undefined) return []
    const { price } = marketView(context, market)
    const { candles, count } = readCandles(context.db, market.id, fromBlock, toBlock)
    return thinCandles(candles, count, maxPoints).map((candle) => ({
      timestamp: candle.day * DAY_SECONDS,
      open: price(candle.open),
      high: price(candle.high),
      low: price(candle.low),
      close: price(candle.close),
      fills: candle.fills,
      volume: candle.volume,
    }))
  },
}
