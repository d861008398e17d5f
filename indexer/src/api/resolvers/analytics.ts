import { defined, undefinedBecause } from '@tidemark/sdk/analytics'
import type { Address } from 'viem'
import { thinCandles } from '../../analytics/candles.ts'
import { equityOf, type HoldMetrics, holdMetrics, vaultMetrics, vaultTotals } from '../../analytics/metrics.ts'
import { Risk } from '../../analytics/risk.ts'
import { equitySeries, type SeriesPoint, thinSeries } from '../../analytics/series.ts'
import { type Window, windowRange } from '../../analytics/windows.ts'
import { MakerKind } from '../../chain/events.ts'
import type { Candle } from '../../reducers/records.ts'
import { CANDLES } from '../../store/read/catalogue.ts'
import { readCloses } from '../../store/read/closes.ts'
import { readExtremes, readLotFlows } from '../../store/read/flows.ts'
import { readCursor } from '../../store/read/meta.ts'
import { readCandles, readMarket } from '../../store/read/pages.ts'
import type { BlockRange, Over } from '../../store/read/range.ts'
import type { Read } from '../../store/read/read.ts'
import { readVaultOver, type VaultAt } from '../../store/read/vault.ts'
import { is } from '../../store/read/where.ts'
import { badInput, blockRange, bounded, vaultAddress } from '../arguments.ts'
import { type AtInput, heightAt } from '../at.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import { type MarketView, marketById, marketView } from './market.ts'
import { uptimeFields, vaultMarkoutField } from './measures.ts'
import { metricView, metricViews, riskFields } from './metric.ts'
import { mapAwaitable, once } from './once.ts'

/** A range as it is asked for. */
export interface RangeArguments {
  readonly fromBlock?: number | null
  readonly toBlock?: number | null
  readonly window?: Window | null
  readonly at?: AtInput | null
}

/** Points of a curve at most. */
export const MAX_POINTS = 1_000

/** The blocks asked for, by their numbers or as a window that ends somewhere. */
export function* rangeOf({ fromBlock, toBlock, window, at }: RangeArguments): Read<BlockRange> {
  if (window == null && at == null) return yield* blockRange(fromBlock, toBlock)
  if (fromBlock != null || toBlock != null) throw badInput('fromBlock and toBlock exclude window and at')
  const end = (yield* heightAt(at)) ?? Math.max(0, (yield* readCursor()).height)
  return yield* windowRange(window ?? 'ALL', end)
}

/** Daily equity over a range, which metrics and curve of one request share. */
function* seriesOf(
  { series, known: before }: RequestContext,
  over: Over<VaultAt>,
  range: BlockRange,
): Read<SeriesPoint[]> {
  const key = `${over.after.address}:${range.fromBlock}:${range.toBlock}`
  const known = series.get(key) ?? equitySeries(yield* readCloses(over, range, before))
  series.set(key, known)
  return known
}

/** How a vault did over a range; nothing if there was none by its end. */
export function* readVaultMetrics(context: RequestContext, address: Address, range: BlockRange) {
  const over = yield* readVaultOver(address, range, context.known)
  if (over === undefined) return undefined
  const series = yield* seriesOf(context, over, range)
  return vaultMetrics(over, series, yield* readLotFlows(over.after, over.after.market, range))
}

function* metricsView(args: RangeArguments & { vault: string }, context: RequestContext) {
  const { db } = context
  const address = vaultAddress(args.vault, context.identity.chainId)
  const range = yield* rangeOf(args)
  const over = address && (yield* readVaultOver(address, range, context.known))
  if (!over) return null
  const totals = vaultTotals(over)
  // What nobody selects is neither read nor worked out.
  const series = once(() => db.run(seriesOf(context, over, range)))
  const risk = once(() => mapAwaitable(series(), (points) => new Risk(points)))
  const held = once(() =>
    mapAwaitable(risk(), (found) =>
      mapAwaitable(db.run(readLotFlows(over.after, over.after.market, range)), (flows) =>
        holdMetrics(over, flows, found),
      ),
    ),
  )
  const extremes = once(() => db.run(readExtremes(address, range)))
  const extreme = (of: 'largestWin' | 'largestLoss') => () =>
    mapAwaitable(extremes(), (found) => {
      if (found === undefined) return null
      const none = of === 'largestWin' ? 'NO_WINS' : 'NO_LOSSES'
      const count = of === 'largestWin' ? totals.wins : totals.losses
      return metricView(count === 0 ? undefinedBecause(none) : defined(found[of]))
    })
  const equity = (i: 0 | -1) => () => mapAwaitable(series(), (points) => metricView(equityOf(points.at(i))))
  const hold = (of: keyof HoldMetrics) => () => mapAwaitable(held(), (found) => metricView(found[of]))
  return {
    ...range,
    ...metricViews(totals),
    ...riskFields(risk),
    equityStart: equity(0),
    equityEnd: equity(-1),
    holdProfit: hold('holdProfit'),
    excessOverHold: hold('excessOverHold'),
    largestWin: extreme('largestWin'),
    largestLoss: extreme('largestLoss'),
    markouts: vaultMarkoutField(context, address, range),
    ...uptimeFields(context, address, MakerKind.Vault, range),
  }
}

function candleView({ price }: MarketView, candle: Candle) {
  const { start, seconds, open, high, low, close, fills, lots, volume } = candle
  const prices = { open: price(open), high: price(high), low: price(low), close: price(close) }
  return { timestamp: start * seconds, ...prices, fills, lots, volume }
}

const INTERVALS = { HOUR: 3_600, DAY: 86_400 } as const

export const analyticsQueries = {
  equityCurve: (_: unknown, args: RangeArguments & { vault: string; maxPoints: number }, context: RequestContext) => {
    const maxPoints = bounded('maxPoints', args.maxPoints, 2, MAX_POINTS)
    const address = vaultAddress(args.vault, context.identity.chainId)
    return context.db.run(
      (function* () {
        const range = yield* rangeOf(args)
        const over = address && (yield* readVaultOver(address, range, context.known))
        return over ? thinSeries(yield* seriesOf(context, over, range), maxPoints) : []
      })(),
    )
  },

  metrics: (_: unknown, args: RangeArguments & { vault: string }, context: RequestContext) =>
    context.db.run(metricsView(args, context)),

  candles: (
    _: unknown,
    { market, interval, ...args }: PageArguments & { market: number; interval: keyof typeof INTERVALS },
    context: RequestContext,
  ) => {
    const seconds = INTERVALS[interval]
    const list = { ...CANDLES, always: [is('market', 'eq', market), is('seconds', 'eq', seconds)] }
    const fields = {
      start: { column: 'start', type: 'plain', scale: seconds },
      fills: { column: 'fills', type: 'plain' },
      volume: { column: 'volume', type: 'uint' },
    } as const
    const name = `candles ${market} ${interval}`
    return connection({ name, list, fields }, args, context, function* (candle) {
      return candleView(yield* marketById(context, market), candle)
    })
  },

  priceHistory: (_: unknown, args: RangeArguments & { market: number; maxPoints: number }, context: RequestContext) => {
    const maxPoints = bounded('maxPoints', args.maxPoints, 1, MAX_POINTS)
    return context.db.run(
      (function* () {
        const { fromBlock, toBlock } = yield* blockRange(args.fromBlock, args.toBlock)
        const market = yield* readMarket(args.market)
        if (market === undefined) return []
        const view = yield* marketView(market)
        const candles = yield* readCandles(market.id, fromBlock, toBlock)
        return thinCandles(candles, candles.length, maxPoints).map((candle) => candleView(view, candle))
      })(),
    )
  },
}
