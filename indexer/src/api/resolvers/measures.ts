import type { Address, Hex } from 'viem'
import { type Markout, markoutsBetween } from '../../analytics/markouts.ts'
import type { MakerKind } from '../../chain/events.ts'
import type { MarkoutRecord, QuoteRecord } from '../../reducers/measures.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import { MARKOUTS, QUOTES } from '../../store/read/catalogue.ts'
import { readMarkouts, readUptime } from '../../store/read/measures.ts'
import type { BlockRange } from '../../store/read/range.ts'
import type { Read } from '../../store/read/read.ts'
import { QUOTE } from '../../store/tables/measures.ts'
import { CANCELLED_QUOTE } from '../../store/tables/trader.ts'
import { VAULT } from '../../store/tables/vault.ts'
import { type AtInput, heightAt } from '../at.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import { type MarketView, marketById } from './market.ts'
import { metricView } from './metric.ts'
import { mapAwaitable, once } from './once.ts'

function markoutView({ spread, ...sums }: Markout) {
  return { ...sums, spread: metricView(spread) }
}

/** Markouts of a maker over a range, read when they are asked for. */
export function markoutField({ db }: RequestContext, market: number, maker: Address, range: BlockRange) {
  return once(() => mapAwaitable(db.run(readMarkouts(market, maker, range)), (found) => found.map(markoutView)))
}

/** The same of a vault, which trades in one market. */
export function vaultMarkoutField({ db }: RequestContext, vault: Address, range: BlockRange) {
  function* read() {
    const record = yield* rowAsOf(VAULT, [vault])
    return record ? (yield* readMarkouts(record.marketId, vault, range)).map(markoutView) : []
  }
  return once(() => db.run(read()))
}

/** Quote uptime of a vault or pool over a range, read when it is asked for. */
export function uptimeFields({ db, known }: RequestContext, maker: Address, kind: MakerKind, range: BlockRange) {
  const found = once(() => db.run(readUptime(maker, kind, range, known)))
  const field = (of: 'quoteUptime' | 'tightUptime') => () => mapAwaitable(found(), (metrics) => metricView(metrics[of]))
  return { quoteUptime: field('quoteUptime'), tightUptime: field('tightUptime') }
}

function* makerMarkoutsView(context: RequestContext, { market, maker, judged }: MarkoutRecord) {
  const horizons = markoutsBetween(undefined, judged).map(markoutView)
  return { market: yield* marketById(context, market), maker, horizons }
}

/** A quote with its market as it is now. */
function* quoteView(context: RequestContext, { first, last, ...quote }: QuoteRecord, height?: number) {
  const market: MarketView = yield* marketById(context, quote.market)
  const cancelled = yield* rowAsOf(CANCELLED_QUOTE, [quote.hash], height)
  return {
    ...{ ...quote, market, block: first.height, timestamp: first.timestamp },
    ...{ lastBlock: last.height, lastTimestamp: last.timestamp, cancelledBlock: cancelled?.at.height },
  }
}

const MARKOUT_LIST = {
  name: 'markouts',
  list: MARKOUTS,
  fields: { market: { column: 'market', type: 'plain' }, maker: { column: 'maker', type: 'plain' } },
} as const

const QUOTE_LIST = {
  name: 'quotes',
  list: QUOTES,
  fields: {
    maker: { column: 'maker', type: 'plain' },
    market: { column: 'market', type: 'plain' },
    hash: { column: 'hash', type: 'plain' },
    fills: { column: 'fills', type: 'plain' },
    block: { column: 'height', type: 'plain' },
    timestamp: { column: 'ts', type: 'plain' },
    lastBlock: { column: 'last_height', type: 'plain' },
  },
} as const

export const measureQueries = {
  markouts: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(MARKOUT_LIST, args, context, (record) => makerMarkoutsView(context, record)),
  quote: (_: unknown, { hash, at }: { hash: Hex; at?: AtInput | null }, context: RequestContext) =>
    context.db.run(
      (function* (): Read<unknown> {
        const height = yield* heightAt(at)
        const quote = yield* rowAsOf(QUOTE, [hash], height)
        return quote && (yield* quoteView(context, quote, height))
      })(),
    ),
  quotes: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(QUOTE_LIST, args, context, (quote) => quoteView(context, quote)),
}
