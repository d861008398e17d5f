import { bestRoute, offeredLots, type RouteRequest, type RouteSource, Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../../helpers/expectError.ts'
import { bestCosts, book, costOf, gridSource, quoteSource } from '../../helpers/routeBook.ts'

type Market = RouteRequest['market']

const ANY = { [Side.Ask]: 10n ** 18n, [Side.Bid]: 0n }
const offeredBy = (sources: readonly RouteSource[], side: Side) =>
  sources.reduce((sum, source) => sum + offeredLots(source, side, ANY[side]), 0n)
const sides = fc.constantFrom(Side.Bid, Side.Ask)

/** Lots per source. */
function sizesOf(legs: readonly { index: number; size: bigint }[], count: number): bigint[] {
  const sizes = Array.from({ length: count }, () => 0n)
  for (const { index, size } of legs) sizes[index] = size
  return sizes
}

/** Most quote atoms that lots moved from one source to another would gain. */
function bestMove(market: Market, side: Side, sources: readonly RouteSource[], sizes: readonly bigint[]): bigint {
  let best = 0n
  for (const [i, from] of sources.entries()) {
    for (const [j, to] of sources.entries()) {
      const [give, get] = [sizes[i] ?? 0n, sizes[j] ?? 0n]
      const room = offeredLots(to, side, ANY[side]) - get
      const before = costOf(market, side, from, give) + costOf(market, side, to, get)
      for (let moved = 1n; i !== j && moved <= give && moved <= room; moved++) {
        const after = costOf(market, side, from, give - moved) + costOf(market, side, to, get + moved)
        if (before - after > best) best = before - after
      }
    }
  }
  return best
}

describe('core route', () => {
  const market = { tickSize: 100n, takerFeeBps: 5 }
  // Sells 10 lots at 1010, 1020 and 1030; of the cell below, 4 of its 10 lots are left, at 1000.
  const grid = gridSource(1, [990n, 1_000n, 1_010n, 1_020n, 1_030n], 10n, 6n)
  const cheap = quoteSource(2, 1_005n, 8n)

  it('buys from the cheapest first, across grids and quotes', () => {
    const plan = bestRoute({ market, side: Side.Ask, amount: 20n, sources: [grid, cheap] })
    // 4 at 1000, 8 at 1005, 8 at 1010. Grid: (4,000 + 8,080) ticks = 1,208,000 atoms, fee 604. Quote: 804,000, fee 402.
    expect(plan.legs.map(({ index, size, notional, fee }) => [index, size, notional, fee])).to.deep.equal([
      [0, 12n, 1_208_000n, 604n],
      [1, 8n, 804_000n, 402n],
    ])
    expect([plan.size, plan.notional, plan.fee, plan.total]).to.deep.equal([20n, 2_012_000n, 1_006n, 2_013_006n])
  })

  it('sells to the highest first', () => {
    const bids = gridSource(1, [990n, 1_000n, 1_010n], 10n, 13n)
    const plan = bestRoute({ market, side: Side.Bid, amount: 10n, sources: [bids, quoteSource(2, 995n, 5n)] })
    // 3 at 1000 and 2 at 990 of the grid, 5 at 995: 498,000 + 497,500 atoms; fees 249 and ceil(248.75) = 249.
    expect(plan.legs.map(({ size, notional, fee }) => [size, notional, fee])).to.deep.equal([
      [5n, 498_000n, 249n],
      [5n, 497_500n, 249n],
    ])
    expect(plan.total).to.equal(498_000n + 497_500n - 498n)
  })

  it('spends a budget to the last lot it buys', () => {
    const request = { market, side: Side.Ask, exactNotional: true, sources: [grid, cheap] } as const
    // 5 lots: 4 x 100,000 + 200 of fee, and 100,500 + ceil(50.25): 400,200 + 100,551.
    const plan = bestRoute({ ...request, amount: 500_751n })
    expect([plan.size, plan.total]).to.deep.equal([5n, 500_751n])
    expect(bestRoute({ ...request, amount: 500_750n }).size).to.equal(4n)
    expectThrow(() => bestRoute({ ...request, amount: 100_049n }), 'NothingToTake', { size: 0n })
    expect(bestRoute({ ...request, amount: 10n ** 12n }).size).to.equal(42n)
  })

  it('sells as few lots as bring an amount', () => {
    const request = { market, side: Side.Bid, exactNotional: true, sources: [quoteSource(1, 1_000n, 9n)] } as const
    // A lot brings 100,000 - 50.
    expect(bestRoute({ ...request, amount: 299_850n }).size).to.equal(3n)
    expect(bestRoute({ ...request, amount: 299_851n }).size).to.equal(4n)
    expectThrow(() => bestRoute({ ...request, amount: 900_000n }), 'AmountNotFilled', {
      filled: 899_550n,
      amount: 900_000n,
    })
    expect(bestRoute({ ...request, amount: 900_000n, partial: true }).size).to.equal(9n)
  })

  it('does without a lot that rounding makes needless', () => {
    // At 2 ticks of 2 atoms, fee 30.68 %: 5 lots bring 20 - 7 and 4 bring 16 - 5, but so do 4 and 4: 22.
    const sources = [quoteSource(1, 2n, 4n), quoteSource(2, 2n, 5n)]
    const request = { side: Side.Bid, exactNotional: true, amount: 22n, sources } as const
    const plan = bestRoute({ ...request, market: { tickSize: 2n, takerFeeBps: 3_068 } })
    expect([plan.size, plan.total]).to.deep.equal([8n, 22n])
  })

  it('takes equal prices where no leg is added, then where most is offered', () => {
    const quotes = [quoteSource(2, 1_010n, 3n), quoteSource(3, 1_010n, 30n)]
    const plan = bestRoute({ market, side: Side.Ask, amount: 20n, sources: [...quotes, grid] })
    expect(plan.legs.map(({ index, size }) => [index, size])).to.deep.equal([
      [2, 14n],
      [1, 6n],
    ])
  })

  it('prefers a leg that is there to one that offers more, in whatever order they are given', () => {
    const more = quoteSource(2, 1_010n, 100n)
    for (const sources of [
      [grid, more],
      [more, grid],
    ]) {
      // 4 of the grid at 1000 come first; its 10 at 1010 are enough for the rest.
      const { legs } = bestRoute({ market, side: Side.Ask, amount: 10n, sources })
      expect(legs.map(({ source, size }) => [source, size])).to.deep.equal([[grid, 10n]])
    }
  })

  it('refuses a grid of cells that hold nothing', () => {
    const none = gridSource(1, [990n, 1_000n], 0n, 0n)
    expectThrow(() => bestRoute({ market, side: Side.Ask, amount: 1n, sources: [none] }), 'ZeroCellSize', {})
    expectThrow(() => offeredLots(none, Side.Bid, 0n), 'ZeroCellSize', {})
  })

  it('splits equal prices where the fees round least', () => {
    // Half an atom of fee per lot: 7 and 3 lots would pay 4 + 2, 6 and 4 pay 3 + 2.
    const sources = [quoteSource(1, 10n, 7n), quoteSource(2, 10n, 6n)]
    const plan = bestRoute({ market, side: Side.Ask, amount: 10n, sources })
    expect(plan.fee).to.equal(5n)
    expect(plan.legs.map(({ size }) => size)).to.deep.equal([6n, 4n])
  })

  it('keeps within the limit price, and says what is there', () => {
    const request = { market, side: Side.Ask, limitPrice: 1_010n, sources: [grid, cheap] } as const
    expectThrow(() => bestRoute({ ...request, amount: 23n }), 'InsufficientLiquidity', { available: 22n, size: 23n })
    expect(bestRoute({ ...request, amount: 23n, partial: true }).size).to.equal(22n)
    expect(bestRoute({ ...request, amount: 22n }).size).to.equal(22n)
  })

  it('takes no more from a maker than it may fill', () => {
    const sources = [{ ...grid, maxSize: 5n }, cheap]
    const plan = bestRoute({ market, side: Side.Ask, amount: 13n, sources })
    expect(sizesOf(plan.legs, 2)).to.deep.equal([5n, 8n])
    expectThrow(() => bestRoute({ market, side: Side.Ask, amount: 14n, sources }), 'InsufficientLiquidity', {
      available: 13n,
      size: 14n,
    })
  })

  it('refuses nothing, the same source twice, and a cursor beyond a grid', () => {
    expectThrow(() => bestRoute({ market, side: Side.Ask, amount: 0n, sources: [grid] }), 'NothingToTake')
    for (const sources of [
      [grid, { ...grid }],
      [cheap, { ...cheap }],
      [quoteSource(5, 10n, 1n, 1n, 7n), quoteSource(5, 11n, 1n, 1n, 7n)],
    ]) {
      expectThrow(() => bestRoute({ market, side: Side.Ask, amount: 1n, sources }), 'DuplicateSource')
    }
    const others = [quoteSource(5, 10n, 1n), quoteSource(5, 11n, 1n), quoteSource(5, 11n, 1n, 1n, 7n)]
    expect(bestRoute({ market, side: Side.Ask, amount: 3n, sources: others }).size).to.equal(3n)
    const broken = gridSource(1, [1n, 2n], 5n, 6n)
    expectThrow(() => bestRoute({ market, side: Side.Ask, amount: 1n, sources: [broken] }), 'CursorOutOfRange')
  })

  it('no move of lots between two legs improves a route, in any random book', () => {
    fc.assert(
      fc.property(book(40n), sides, fc.nat(1_000), ({ market: units, sources }, side, share) => {
        const offered = offeredBy(sources, side)
        fc.pre(offered > 0n)
        const amount = 1n + (BigInt(share) * (offered - 1n)) / 1_000n
        const plan = bestRoute({ market: units, side, amount, sources })
        expect(plan.size).to.equal(amount)
        const gain = bestMove(units, side, sources, sizesOf(plan.legs, sources.length))
        // The one exception, of which the documentation speaks.
        expect(gain <= (side === Side.Bid && units.tickSize === 1n ? 1n : 0n)).to.equal(true)
      }),
      { numRuns: 400 },
    )
  })

  it('is what trying every split finds, but for less than an atom per leg', () => {
    let exact = 0
    let runs = 0
    fc.assert(
      fc.property(book(6n), sides, ({ market: units, sources }, side) => {
        const costs = bestCosts(units, side, sources)
        const free = bestCosts({ ...units, takerFeeBps: 0 }, side, sources)
        for (let lots = 1; lots < costs.length; lots++) {
          const plan = bestRoute({ market: units, side, amount: BigInt(lots), sources })
          const sign = side === Side.Ask ? 1n : -1n
          expect(plan.notional * sign).to.equal(free[lots])
          const excess = plan.total * sign - (costs[lots] ?? 0n)
          expect(excess >= 0n && excess < BigInt(plan.legs.length)).to.equal(true)
          runs++
          if (excess === 0n) exact++
        }
      }),
      { numRuns: 300 },
    )
    expect(exact / runs).to.be.greaterThan(0.9)
  })

  it('spends no more than the budget, and no leg could add a lot', () => {
    fc.assert(
      fc.property(book(40n), fc.bigInt({ min: 1n, max: 10n ** 7n }), ({ market: units, sources }, amount) => {
        const request = { market: units, side: Side.Ask, exactNotional: true, amount, sources }
        let plan: ReturnType<typeof bestRoute>
        try {
          plan = bestRoute(request)
        } catch {
          // Not even one lot.
          for (const source of sources) {
            if (offeredLots(source, Side.Ask, ANY[Side.Ask]) === 0n) continue
            expect(costOf(units, Side.Ask, source, 1n) > amount).to.equal(true)
          }
          return
        }
        expect(plan.total <= amount).to.equal(true)
        const sizes = sizesOf(plan.legs, sources.length)
        for (const [i, source] of sources.entries()) {
          const size = sizes[i] ?? 0n
          if (size === offeredLots(source, Side.Ask, ANY[Side.Ask])) continue
          const more = costOf(units, Side.Ask, source, size + 1n) - costOf(units, Side.Ask, source, size)
          expect(plan.total + more > amount).to.equal(true)
        }
        expect(bestMove(units, Side.Ask, sources, sizes)).to.equal(0n)
      }),
      { numRuns: 300 },
    )
  })

  it('brings at least the amount, and no leg could do without a lot', () => {
    fc.assert(
      fc.property(book(40n), fc.nat(1_000), ({ market: units, sources }, share) => {
        const offered = offeredBy(sources, Side.Bid)
        fc.pre(offered > 0n)
        const all = bestRoute({ market: units, side: Side.Bid, amount: offered, sources })
        fc.pre(all.total > 0n)
        const amount = 1n + (BigInt(share) * (all.total - 1n)) / 1_000n
        const plan = bestRoute({ market: units, side: Side.Bid, exactNotional: true, amount, sources })
        expect(plan.total >= amount).to.equal(true)
        const sizes = sizesOf(plan.legs, sources.length)
        for (const [i, source] of sources.entries()) {
          const size = sizes[i] ?? 0n
          if (size === 0n || units.tickSize === 1n) continue
          const loss = costOf(units, Side.Bid, source, size - 1n) - costOf(units, Side.Bid, source, size)
          expect(plan.total - loss < amount).to.equal(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})
