import type { MarketUnits } from '@tidemark/sdk/core'
import { formatPrice } from '../../analytics/units.ts'
import type { TokenInfo } from '../../chain/tokens.ts'
import type { Mark, MarketRecord } from '../../reducers/records.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import { MARKETS } from '../../store/read/catalogue.ts'
import { readOnce } from '../../store/read/known.ts'
import { readToken } from '../../store/read/meta.ts'
import { readMarket, readMarkets } from '../../store/read/pages.ts'
import type { Read } from '../../store/read/read.ts'
import { MARKET } from '../../store/tables/market.ts'
import { badInput } from '../arguments.ts'
import { type AtInput, heightAt } from '../at.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { ApiContext, RequestContext } from '../context.ts'

/** A market as the schema shows it, with the functions to show amounts of it to people. */
export function* marketView(market: MarketRecord): Read<MarketView> {
  const base = yield* readToken(market.base)
  const quote = yield* readToken(market.quote)
  const price = (mark: Mark) => formatPrice(mark, market.units.lotSize, base.decimals, quote.decimals)
  return {
    ...market,
    ...market.units,
    base,
    quote,
    price,
    createdBlock: market.created.height,
    lastPrice: price(market.mark),
  }
}

/** A market with its tokens. */
export interface MarketView extends Omit<MarketRecord, 'base' | 'quote'>, MarketUnits {
  readonly base: TokenInfo
  readonly quote: TokenInfo
  readonly createdBlock: number
  readonly price: (mark: Mark) => string | undefined
  readonly lastPrice: string | undefined
}

/** A market that a row refers to, read once per state of the index. */
export function* marketById(context: RequestContext, id: number): Read<MarketView> {
  const { markets, known } = context
  const before = markets.get(id)
  if (before !== undefined) return before
  // Its tokens are described some time after the block that brought it, which no cursor tells of.
  const sizeOf = (view: MarketView) => (isDescribed(view) ? 1 : undefined)
  const view = yield* readOnce(known.moments, `view ${id}`, () => readView(id), sizeOf)
  markets.set(id, view)
  return view
}

function* readView(id: number): Read<MarketView> {
  const market = yield* readMarket(id)
  if (market === undefined) throw badInput(`there is no market ${id}`, 'NOT_FOUND')
  return yield* marketView(market)
}

function isDescribed({ base, quote }: MarketView): boolean {
  return base.decimals !== undefined && quote.decimals !== undefined
}

const MARKET_LIST = {
  name: 'markets',
  list: MARKETS,
  fields: {
    id: { column: 'id', type: 'plain' },
    base: { column: 'base', type: 'plain' },
    quote: { column: 'quote', type: 'plain' },
    halted: { column: 'halted', type: 'flag' },
    fills: { column: 'fills', type: 'plain' },
    volume: { column: 'volume', type: 'uint' },
  },
} as const

export const marketQueries = {
  market: (_: unknown, { id, at }: { id: number; at?: AtInput | null }, { db }: ApiContext) =>
    db.run(
      (function* () {
        const market = yield* rowAsOf(MARKET, [id], yield* heightAt(at))
        return market && (yield* marketView(market))
      })(),
    ),
  markets: (_: unknown, _args: unknown, { db }: ApiContext) =>
    db.run(
      (function* () {
        const views: MarketView[] = []
        for (const market of yield* readMarkets()) views.push(yield* marketView(market))
        return views
      })(),
    ),
  marketList: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(MARKET_LIST, args, context, marketView),
}
