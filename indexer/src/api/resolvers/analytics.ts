import type { Address } from 'viem'
import { thinCandles } from '../../analytics/candles.ts'
import { vaultMetrics } from '../../analytics/metrics.ts'
import { equitySeries, type SeriesPoint, thinSeries } from '../../analytics/series.ts'
import { DAY_SECONDS } from '../../reducers/market.ts'
import { type BlockRange, readCloses } from '../../store/read/closes.ts'
import { readCandles, readMarket } from '../../store/read/pages.ts'
import type { Read } from '../../store/read/read.ts'
import { readVault } from '../../store/read/vault.ts'
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
function* seriesOf({ series }: RequestContext, address: Address, range: BlockRange): Read<SeriesPoint[]> {
  const key = `${address}:${range.fromBlock}:${range.toBlock}`
  const known = series.get(key) ?? equitySeries(yield* readCloses(address, range))
  series.set(key, known)
  return known
}

function* readMetrics(args: RangeArguments & { vault: string }, context: RequestContext) {
  const range = yield* blockRange(args.fromBlock, args.toBlock)
  const address = vaultAddress(args.vault, context.identity.chainId)
  const after = address && (yield* readVault(address, range.toBlock))
  if (!after) return null
  const before = yield* readVault(address, range.fromBlock - 1)
  const metrics = vaultMetrics(before, after, yield* seriesOf(context, address, range))
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
}

export const analyticsQueries = {
  equityCurve: (_: unknown, args: RangeArguments & { vault: string; maxPoints: number }, context: RequestContext) => {
    const maxPoints = bounded('maxPoints', args.maxPoints, 2, MAX_POINTS)
    const address = vaultAddress(args.vault, context.identity.chainId)
    return context.db.run(
      (function* () {
        const range = yield* blockRange(args.fromBlock, args.toBlock)
        return address ? thinSeries(yield* seriesOf(context, address, range), maxPoints) : []
      })(),
    )
  },

  metrics: (_: unknown, args: RangeArguments & { vault: string }, context: RequestContext) =>
    context.db.run(readMetrics(args, context)),

  priceHistory: (_: unknown, args: RangeArguments & { market: number; maxPoints: number }, context: RequestContext) => {
    const maxPoints = bounded('maxPoints', args.maxPoints, 1, MAX_POINTS)
    return context.db.run(
      (function* () {
        const { fromBlock, toBlock } = yield* blockRange(args.fromBlock, args.toBlock)
        const market = yield* readMarket(args.market)
        if (market === undefined) return []
        const { price } = yield* marketView(market)
        const candles = yield* readCandles(market.id, fromBlock, toBlock)
        return thinCandles(candles, candles.length, maxPoints).map((candle) => ({
          timestamp: candle.start * DAY_SECONDS,
          open: price(candle.open),
          high: price(candle.high),
          low: price(candle.low),
          close: price(candle.close),
          fills: candle.fills,
          volume: candle.volume,
        }))
      })(),
    )
  },
}
