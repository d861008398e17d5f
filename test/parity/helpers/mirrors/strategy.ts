import {
  checkBand,
  checkDelta,
  checkFill,
  checkQuoteTerms,
  checkStrategy,
  deltaOf,
  type FillTerms,
  type Limits,
  lotsAfter,
  NO_LIMITS,
  outflowUp,
  pnlAt,
  type Quote,
  quoteSide,
  type Strategy,
  StrategyKind,
  ZERO_ADDRESS,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, EDGES, int, mostly, uint } from '../cases.ts'
import { mirror } from '../mirror.ts'
import { checkable, GOOD, GUARDS } from '../strategies.ts'
import { EDGE_POSITIONS, position } from './position.ts'

const harness = 'StrategyHarness'
const word = uint(256)
const MAX64 = (1n << 64n) - 1n

/** As the harness takes it: the taker matters to guards only. */
type Fill = FillTerms & { readonly taker: `0x${string}` }
const ANYONE = '0x0000000000000000000000000000000000cc0001'
const fillOf = (
  side: 0 | 1,
  [size, notional, lowPrice, highPrice, mark]: readonly [bigint, bigint, bigint, bigint, bigint],
): Fill => ({ side, size, notional, lowPrice, highPrice, mark, taker: ANYONE })
const sides = fc.constantFrom(0 as const, 1 as const)
const prices = fc.tuple(uint(64), uint(8)).map(([low, more]) => [low, low + more] as const)
const fill = fc
  .tuple(sides, mostly(uint(64), word), mostly(uint(160), word), prices, mostly(uint(128), word, 30))
  .map(([side, size, notional, [low, high], mark]) => fillOf(side, [size, notional, low, high, mark]))
const EDGE_FILLS = cross([0, 1], [0n, 1n, MAX64], [0n, 1n, 1n << 200n], [0n, 1n, MAX64], [0n, 1n, 1n << 64n]).map(
  ([side, size, notional, price, mark]) =>
    fillOf(side as 0 | 1, [size, notional, price, price, mark] as [bigint, bigint, bigint, bigint, bigint]),
)

/** A fill whose mark is at the edge of the band, or anywhere. */
const banded = fc
  .tuple(fill, uint(14), fc.bigInt({ min: -2n, max: 2n }), fc.nat(3))
  .map(([f, bandBps, off, kind]): [Fill, bigint] => {
    const scaled = (f.lowPrice << 64n) * 10_000n
    const edge = (kind === 1 ? scaled / (10_000n + bandBps) : scaled / (10_000n - (bandBps % 10_000n))) + off
    // Mostly one price, which the edge is drawn for.
    const highPrice = kind === 3 ? f.highPrice : f.lowPrice
    return [{ ...f, highPrice, mark: kind === 0 || edge < 0n ? f.mark : edge }, bandBps]
  })

/** Limits around a fill: each bound is absent, met exactly, or missed by one. */
const limited = fc
  .tuple(fill, uint(64), fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }), int(32), int(64), uint(64))
  .map(([f, lots, [a = 0, b = 0, c = 0, d = 0, e = 0], ratio, target, band]): [Limits, Fill, bigint] => {
    const bound = (kind: number, exact: bigint, missed: bigint) => {
      const value = kind < 2 ? 0n : kind < 5 ? exact : missed
      return value < 0n || value > MAX64 ? 0n : value
    }
    const after = f.side === 0 ? lots + f.size : lots
    return [
      {
        ...NO_LIMITS,
        minPrice: bound(a, f.lowPrice, f.lowPrice + 1n),
        maxPrice: bound(b, f.highPrice, f.highPrice - 1n),
        maxFillSize: bound(c, f.size, f.size - 1n),
        maxLots: bound(d, after, after - 1n),
        deltaRatioBps: e < 3 ? 0 : Number(ratio),
        deltaTarget: target,
        deltaBand: band,
      },
      f,
      lots,
    ]
  })
const EDGE_LIMITS: readonly Limits[] = [
  NO_LIMITS,
  ...Object.values(GOOD),
  { ...NO_LIMITS, deltaRatioBps: -(2 ** 31), deltaTarget: -(1n << 63n), deltaBand: MAX64 },
]

/** Delta's ratio and target, and lots before and after that lie near the edge of the band. */
const delta = fc
  .tuple(int(32), int(64), uint(64), uint(64), mostly(uint(64), word, 30))
  .map(([ratio, target, band, lots, any]): [Limits, bigint, bigint] => {
    const aimed = ratio === 0n ? any : ((target + band) * 10_000n) / ratio
    const now = lots % 2n === 0n && aimed >= 0n ? aimed : any
    return [{ ...NO_LIMITS, deltaRatioBps: Number(ratio), deltaTarget: target, deltaBand: band }, lots, now]
  })

const quote = fc.tuple(uint(64), uint(64), uint(64), uint(64), uint(64)).map(
  ([bidPrice, bidSize, askPrice, askSize, expiry]): Quote => ({
    ...{ maker: ANYONE, marketId: 1, bidPrice, bidSize, askPrice, askSize },
    ...{ nonce: 0n, epoch: 0n, expiry, taker: ZERO_ADDRESS, salt: 0n },
  }),
)
/** A quote whose ask is at the least spread, or one tick off it, and whose expiry is at the latest second, or one off. */
const quoted = fc
  .tuple(quote, uint(16), mostly(uint(32), fc.constant(0n), 5), fc.bigInt({ min: -1n, max: 1n }), fc.nat(3))
  .map(([q, spread, ttl, off, kind]): [Limits, Quote, bigint] => {
    const ask = (q.bidPrice * (10_000n + spread)) / 10_000n + off
    const askPrice = kind === 0 || ask < 0n || ask > MAX64 ? q.askPrice : ask
    const timestamp = q.expiry - ttl + off
    const limits = { ...NO_LIMITS, minSpreadBps: Number(spread), maxTtl: Number(ttl) }
    return [limits, { ...q, askPrice }, kind === 1 || timestamp < 0n ? q.salt : timestamp]
  })
const EDGE_QUOTES = cross([0n, 1n, MAX64], [0n, 1n], [0n, 1n, MAX64], [0n, 1n]).map(
  ([bidPrice, bidSize, askPrice, askSize]) =>
    ({
      ...{ maker: ANYONE, marketId: 1, bidPrice, bidSize, askPrice, askSize },
      ...{ nonce: 0n, epoch: 0n, expiry: 100n, taker: ZERO_ADDRESS, salt: 0n },
    }) as Quote,
)
const EDGE_QUOTE_LIMITS = cross([0, 1, 65_535], [0, 1, 2 ** 32 - 1]).map(([minSpreadBps, maxTtl]) => ({
  ...NO_LIMITS,
  ...{ minSpreadBps, maxTtl },
}))

/** What a strategy demands of itself, and of a fill. */
export const strategy = [
  mirror(checkStrategy, 'StrategyLib.check', {
    harness,
    edges: cross(
      Object.values(StrategyKind).map((kind) => ({
        kind,
        limits: GOOD[kind],
        grid: {
          ...{ mode: 0, sizePerCell: 0n, referencePrice: 1n, minStepBps: 0 },
          prices: kind === StrategyKind.GridTrading ? [1n, 2n] : [],
        },
      })),
      [false, true],
    ),
    random: fc.tuple(checkable, fc.boolean()),
    compute: (s: Strategy, hasOracle: boolean) =>
      checkStrategy(s, { hasOracle, guardHasCode: s.limits.guard === GUARDS[0] }),
  }),
  mirror(checkBand, 'StrategyLib.checkBand', {
    harness,
    edges: cross(EDGE_FILLS, [0n, 1n, 10_000n, 65_535n]),
    random: banded,
  }),
  mirror(checkFill, 'StrategyLib.checkFill', {
    harness,
    edges: cross(EDGE_LIMITS, EDGE_FILLS, [0n, 1n, MAX64]),
    random: limited,
  }),
  mirror(checkDelta, 'StrategyLib.checkDelta', {
    harness,
    edges: cross(EDGE_LIMITS, EDGES, EDGES),
    random: delta,
  }),
  mirror(deltaOf, 'StrategyLib.deltaOf', {
    harness,
    edges: cross(EDGE_LIMITS, EDGES),
    random: delta.map(([limits, , lots]) => [limits, lots]),
  }),
  mirror(lotsAfter, 'StrategyLib.lotsAfter', {
    harness,
    edges: cross(EDGE_FILLS, EDGES),
    random: fc.tuple(fill, mostly(uint(65), word)),
  }),
  mirror(outflowUp, 'StrategyLib.outflowUp', {
    harness,
    edges: cross(EDGE_FILLS, EDGE_POSITIONS.slice(0, 12), [0n, 1n, 1n << 72n]),
    random: fc
      .tuple(fill, position, uint(72), fc.boolean())
      .map(([f, p, tickSize, marked]) => [marked ? f : { ...f, mark: 0n, size: f.size % (p.lots + 1n) }, p, tickSize]),
  }),
  mirror(pnlAt, 'StrategyLib.pnlAt', {
    harness,
    edges: cross(EDGE_POSITIONS, [0n, 1n, 1n << 72n, 1n << 250n], [0n, 1n, 1n << 64n, 1n << 127n, (1n << 256n) - 1n]),
    random: fc.tuple(position, uint(72), mostly(uint(128), word)),
  }),
  mirror(checkQuoteTerms, 'StrategyLib.checkQuote', {
    harness,
    edges: cross(EDGE_QUOTE_LIMITS, EDGE_QUOTES, [0n, 99n, 100n, 101n]),
    random: quoted,
  }),
  mirror(quoteSide, 'QuoteLib.sideOf', {
    harness,
    edges: cross(EDGE_QUOTES, [0, 1]),
    random: fc.tuple(quote, sides),
    compute: (q: Quote, side: 0 | 1) => {
      const { price, size } = quoteSide(q, side)
      return [price, size]
    },
  }),
]
