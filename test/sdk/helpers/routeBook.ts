import {
  askTicks,
  bidTicks,
  feeUp,
  GridMode,
  type GridSource,
  type MarketUnits,
  notional,
  offeredLots,
  type QuoteSource,
  type RouteSource,
  Side,
  twoSidedQuote,
} from '@tidemark/sdk/core'
import fc from 'fast-check'

type Address = `0x${string}`

/** An address that ends in `n`. */
export const address = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`

/** A standing quote of maker `n` with one price on both sides, its salt telling it from the maker's others. */
export function quoteSource(n: number, price: bigint, size: bigint, remaining = size, nonce = 0n): QuoteSource {
  const terms = { maker: address(n), marketId: 1, bidSize: size, askSize: size, expiry: 10n ** 10n, nonce }
  const quote = { ...twoSidedQuote({ ...terms, mid: 1_000n, spreadBps: 0 }), bidPrice: price, askPrice: price }
  return { quote: { ...quote, salt: price }, signature: `0x${'ab'.repeat(65)}`, remaining }
}

/** The grid of maker `n`. */
export function gridSource(n: number, prices: readonly bigint[], sizePerCell: bigint, cursor: bigint): GridSource {
  return { maker: address(n), grid: { prices, sizePerCell, cursor } }
}

/** Ticks of the first `size` lots of a source, by other means than the router's. */
export function ticksOf(source: RouteSource, side: Side, size: bigint): bigint {
  if ('quote' in source) return (side === Side.Ask ? source.quote.askPrice : source.quote.bidPrice) * size
  return side === Side.Ask ? askTicks(source.grid, size) : bidTicks(source.grid, size)
}

/** What a taker pays for, or with a minus receives for, `size` lots of one source: less is better. */
export function costOf(
  { tickSize, takerFeeBps }: Pick<MarketUnits, 'tickSize' | 'takerFeeBps'>,
  side: Side,
  source: RouteSource,
  size: bigint,
): bigint {
  const value = notional(ticksOf(source, side, size), tickSize, 1n)
  const fee = feeUp(value, takerFeeBps)
  return side === Side.Ask ? value + fee : fee - value
}

/** Least cost of each number of lots, by trying every split between the sources. */
export function bestCosts(
  market: Pick<MarketUnits, 'tickSize' | 'takerFeeBps'>,
  side: Side,
  sources: readonly RouteSource[],
): bigint[] {
  const limit = side === Side.Ask ? 10n ** 18n : 0n
  let costs: bigint[] = [0n]
  for (const source of sources) {
    const own = Array.from({ length: Number(offeredLots(source, side, limit)) + 1 }, (_, lots) =>
      costOf(market, side, source, BigInt(lots)),
    )
    const sums: bigint[] = []
    for (const [a, before] of costs.entries()) {
      for (const [b, added] of own.entries()) {
        const known = sums[a + b]
        if (known === undefined || before + added < known) sums[a + b] = before + added
      }
    }
    costs = sums
  }
  return costs
}

/** Books of a few sources, with close and often equal prices, and fees that often round. */
export function book(maxLots: bigint): fc.Arbitrary<{
  market: { tickSize: bigint; takerFeeBps: number }
  sources: RouteSource[]
}> {
  const price = fc.oneof(fc.bigInt({ min: 10n, max: 14n }), fc.bigInt({ min: 1n, max: 3_000n }))
  const lots = fc.bigInt({ min: 1n, max: maxLots })
  const quotes = fc.tuple(price, lots, lots)
  const grids = fc.record({
    prices: fc.uniqueArray(price, { minLength: 2, maxLength: 5 }),
    size: fc.bigInt({ min: 1n, max: maxLots / 2n + 1n }),
    place: fc.nat(1_000),
    mode: fc.constantFrom(GridMode.Adjacent, GridMode.SameLevel, GridMode.OneShot),
  })
  return fc.record({
    market: fc.record({
      tickSize: fc.oneof(fc.constant(1n), fc.constant(2n), fc.bigInt({ min: 3n, max: 5_000n })),
      takerFeeBps: fc.oneof(fc.constant(0), fc.constant(5), fc.integer({ min: 1, max: 500 })),
    }),
    sources: fc.array(fc.oneof(quotes, grids), { minLength: 1, maxLength: 5 }).map((items) =>
      items.map((item, n) => {
        if (Array.isArray(item)) return quoteSource(n + 1, item[0], item[1], item[2])
        const prices = item.prices.sort((a, b) => (a < b ? -1 : 1))
        const all = BigInt(prices.length - 1) * item.size
        return gridSource(n + 1, prices, item.size, BigInt(item.place) % (all + 1n))
      }),
    ),
  })
}
