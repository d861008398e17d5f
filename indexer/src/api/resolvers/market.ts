import { formatPrice } from '../../analytics/units.ts'
import type { Mark, MarketRecord } from '../../reducers/records.ts'
import { readMarket, readMarkets } from '../../store/pages.ts'
import { readToken } from '../../store/tokens.ts'
import { badInput } from '../arguments.ts'
import type { ApiContext, RequestContext } from '../context.ts'

/** A market as the schema shows it, with the functions to show amounts of it to people. */
export function marketView({ db }: ApiContext, market: MarketRecord) {
  const base = readToken(db, market.base)
  const quote = readToken(db, market.quote)
  const price = (mark: Mark) => formatPrice(mark, market.units.lotSize, base.decimals, quote.decimals)
  return { ...market, ...market.units, base, quote, price, lastPrice: price(market.mark) }
}

export type MarketView = ReturnType<typeof marketView>

/** A market that a row refers to, read once per request. */
export function marketById(context: RequestContext, id: number): MarketView {
  const known = context.markets.get(id)
  if (known !== undefined) return known
  const market = readMarket(context.db, id)
  if (market === undefined) throw badInput(`there is no market ${id}`, 'NOT_FOUND')
  const view = marketView(context, market)
  context.markets.set(id, view)
  return view
}

export const marketQueries = {
  market: (_: unknown, { id }: { id: number }, context: ApiContext) => {
    const market = readMarket(context.db, id)
    return market && marketView(context, market)
  },
  markets: (_: unknown, _args: unknown, context: ApiContext) =>
    readMarkets(context.db).map((market) => marketView(context, market)),
}
