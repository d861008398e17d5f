import { arithmeticSeries, fibonacciSeries, geometricSeries, linearSeries, Side } from '@tidemark/sdk/core'
import {
  avellanedaReservationWad,
  avellanedaSpreadWad,
  capLadder,
  fraction,
  glftQuotes,
  inventorySkew,
  type LeverageTerms,
  ladderOrders,
  leverageOrders,
  linearReservation,
  skewedSize,
  spreadQuote,
  vaultSpreadPpm,
} from '@tidemark/sdk/quoting'
import { expect } from 'chai'
import { decimal, everything, expectNear } from '../../helpers/published.ts'

const WAD = 10n ** 18n

/** `1253/1200` or `2` as a fraction. */
function ratio(text: string) {
  const [numerator = '0', denominator = '1'] = text.split('/')
  return fraction(BigInt(numerator), BigInt(denominator))
}

describe('published quoting', () => {
  for (const { src, in: input, bid, ask } of everything.inventorySkew) {
    it(`size skew of ${input.join(', ')} (${src})`, () => {
      const [base, quote, price, target, range] = input.map((value) => decimal(value))
      if (base === undefined || quote === undefined || price === undefined || target === undefined)
        throw new Error('five')
      const skew = inventorySkew({
        baseValue: base * price,
        quoteValue: quote * WAD,
        target: fraction(target, WAD),
        rangeValue: (range ?? 0n) * price,
      })
      expect(skew).to.deep.equal({ bid: ratio(bid), ask: ratio(ask) })
    })
  }

  it('size skew after a sale, cut to lots (hummingbot test_pmm inventory skew)', () => {
    // 498.5 base at 100 and 5151.5 quote, target 0.9; sizes of 1 to six places. They print .651349, one lot less.
    const skew = inventorySkew({
      baseValue: decimal('498.5') * 100n,
      quoteValue: decimal('5151.5'),
      target: fraction(9n, 10n),
      rangeValue: 1_000n * WAD,
    })
    expect(skew).to.deep.equal({ bid: ratio('13027/20000'), ask: ratio('26973/20000') })
    expect([skewedSize(1_000_000n, skew.bid), skewedSize(1_000_000n, skew.ask)]).to.deep.equal([651_350n, 1_348_650n])
  })

  it('two prices around a mid of 100, 1 % away (hummingbot test_pmm)', () => {
    expect(spreadQuote(10_000n, { spreadBps: 200 })).to.deep.include({ bidPrice: 9_900n, askPrice: 10_100n })
    // 0.5 % for the bid, 1.3 % and 1.1 % for its levels.
    const mid = { numerator: 10_000n, denominator: 1n }
    const prices = [50, 130, 110].map(
      (bidBps) => ladderOrders({ mid, bidBps, askBps: bidBps, stepBps: 0, sizes: [1n] })[0]?.price,
    )
    expect(prices).to.deep.equal([9_950n, 9_870n, 9_890n])
  })

  it('three levels a per cent apart, of sizes 1, 2 and 3 (hummingbot test_pmm)', () => {
    const mid = { numerator: 100n, denominator: 1n }
    const orders = ladderOrders({ mid, bidBps: 100, askBps: 100, stepBps: 100, sizes: arithmeticSeries(3, 1n, 1n) })
    expect(orders.map(({ side, price, size }) => [side, price, size])).to.deep.equal([
      [Side.Bid, 99n, 1n],
      [Side.Ask, 101n, 1n],
      [Side.Bid, 98n, 2n],
      [Side.Ask, 102n, 2n],
      [Side.Bid, 97n, 3n],
      [Side.Ask, 103n, 3n],
    ])
  })

  it('series of sizes and distances (hummingbot Distributions)', () => {
    expect(linearSeries(5, 0n, 100n)).to.deep.equal([0n, 25n, 50n, 75n, 100n])
    expect(fibonacciSeries(5, 1n)).to.deep.equal([1n, 2n, 3n, 5n, 8n])
    expect(arithmeticSeries(5, 1n, 2n)).to.deep.equal([1n, 3n, 5n, 7n, 9n])
    expect(geometricSeries(5, 1n, 2n * WAD)).to.deep.equal([1n, 2n, 4n, 8n, 16n])
  })

  for (const vector of everything.skewedVaultQuotes) {
    it(`leverage skew ${vector.name} (dydxprotocol/v4-chain vault_orders_test.go)`, () => {
      const tick = BigInt(vector.tick)
      const atoms = (name: 'asset' | 'inv_base' | 'price' | 'step') => BigInt(vector[name])
      const unit = 10n ** BigInt(vector.base_exp)
      // Inventory in base quantums, price in quote quantums per 10^base_exp of them: equity in quote quantums.
      const equity = atoms('asset') + (atoms('inv_base') * atoms('price')) / unit
      const terms: LeverageTerms = {
        mid: { numerator: BigInt(vector.oracle), denominator: tick },
        // One quantum at one tick costs price / (oracle / tick) / unit quote quantums: scaled up to be whole.
        tickSize: 1n,
        lots: atoms('inv_base'),
        equity: (equity * unit * BigInt(vector.oracle)) / (atoms('price') * tick),
        spreadPpm: vaultSpreadPpm(Number(vector.smin), Number(vector.sbuf), Number(vector.minchg)),
        skewPpm: Number(vector.f),
        sizePpm: Number(vector.pct),
        layers: Number(vector.orders.at(-1)?.layer) + 1,
        sizeStep: atoms('step'),
      }
      const ours = leverageOrders(terms).map(({ side, level, price, size, isPostOnly }) => ({
        side: side === Side.Ask ? 'S' : 'B',
        layer: level,
        subticks: price * tick,
        quantums: size,
        postOnly: isPostOnly,
      }))
      const theirs = vector.orders.map((order) => ({
        ...order,
        layer: Number(order.layer),
        subticks: BigInt(order.subticks),
        quantums: BigInt(order.quantums),
      }))
      if (vector.name === 'A flat') {
        // Theirs counts flat as long, so its second ask skews linearly. Ours mirrors the bid: 500 000 + 1 739.3, up to the tick.
        const [ask1] = theirs.splice(2, 1)
        expect(ask1?.subticks).to.equal(501_650n)
        const [ours1] = ours.splice(2, 1)
        expect(ours1?.subticks).to.equal(501_740n)
      }
      expect(ours).to.deep.equal(theirs)
    })
  }

  it('leverage skew of a long of three (dydxprotocol/v4-chain vault_orders_test.go, D)', () => {
    // Inventory of 1 at 3 000 against a debt of 2 000; 1e9 quantums; a tick is 1 000 subticks.
    const orders = leverageOrders({
      mid: { numerator: 3_000_000_000n, denominator: 1_000n },
      tickSize: 1n,
      lots: 1_000_000_000n,
      equity: 1_000_000_000n * 1_000_000n,
      spreadPpm: 3_000,
      skewPpm: 500_000,
      sizePpm: 1_000_000,
      layers: 2,
      sizeStep: 1_000n,
    })
    expect(orders.map(({ price, size, isPostOnly }) => [price * 1_000n, size, isPostOnly])).to.deep.equal([
      [2_995_500_000n, 333_333_000n, false],
      [2_943_750_000n, 333_333_000n, true],
      [3_000_000_000n, 333_333_000n, false],
      [2_919_000_000n, 333_333_000n, true],
    ])
  })

  it('closes a position and no more (dydxprotocol/v4-chain vault_orders_test.go, E)', () => {
    // Inventory of 0.5 at 3 000 and 1 000 of quote: equity 2 500, leverage 0.6; sells of 0.41666 and what is left.
    const orders = leverageOrders({
      mid: { numerator: 3_000_000_000n, denominator: 1_000n },
      tickSize: 1n,
      lots: 500_000_000n,
      equity: 2_500_000_000n * 1_000_000n,
      spreadPpm: 7_654,
      skewPpm: 1_234_000,
      sizePpm: 500_000,
      layers: 2,
      sizeStep: 1_000n,
    }).filter(({ side }) => side === Side.Ask)
    expect(capLadder(orders, Side.Ask, 500_000_000n).map(({ price, size }) => [price * 1_000n, size])).to.deep.equal([
      [3_005_961_000n, 416_666_000n],
      [3_020_129_000n, 83_334_000n],
    ])
  })

  it('spread with a buffer (dydxprotocol/v4-chain vault params)', () => {
    expect(vaultSpreadPpm(1_000, 200, 500)).to.equal(1_000)
    expect(vaultSpreadPpm(1_000, 600, 500)).to.equal(1_100)
    expect(vaultSpreadPpm(1_000, 400, 600)).to.equal(1_000)
  })

  it(`Guéant, Lehalle, Fernandez-Tapia (${everything.glft.src})`, () => {
    const { A, k, gamma, xi, delta, sigma, c1, c2, halfSpread, skew } = everything.glft
    const quotes = glftQuotes({
      intensity: decimal(A),
      kappa: decimal(k),
      gamma: decimal(gamma),
      xi: decimal(xi),
      delta: decimal(delta),
      sigma: decimal(sigma),
    })
    expectNear(quotes.c1, c1)
    expectNear(quotes.c2, c2)
    expectNear(quotes.halfSpread, halfSpread)
    expectNear(quotes.skew, skew)
  })

  it('Avellaneda, Stoikov: the spread at first, and its mean over the day', () => {
    const { params, spread_t0, meanSpreadOverT } = everything.avellaneda
    const terms = { gamma: decimal(params.gamma), sigma: decimal(params.sigma), kappa: decimal(params.k) }
    const at = (timeLeft: bigint) => avellanedaSpreadWad({ ...terms, timeLeft })
    expectNear(at(decimal(params.T)), spread_t0)
    const steps = decimal(params.T) / decimal(params.dt)
    let sum = 0n
    for (let i = 0n; i < steps; i++) sum += at(decimal(params.T) - i * decimal(params.dt))
    expectNear(sum / steps, meanSpreadOverT)
    // 100 less one unit held at γσ² = 0.4 until the end of it.
    expect(avellanedaReservationWad(100n * WAD, WAD, { ...terms, timeLeft: WAD })).to.equal(decimal('99.6'))
    const tilted = linearReservation({ numerator: 100n, denominator: 1n }, 1n, fraction(2n, 5n))
    expect(tilted).to.deep.equal({ numerator: 498n, denominator: 5n })
  })
})
