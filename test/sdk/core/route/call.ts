import { takeRouteCall } from '@tidemark/sdk/actions'
import { bestRoute, encodeQuoteLeg, type RoutePlan, Side, toRoute, toRouteOrder } from '@tidemark/sdk/core'
import { expect } from 'chai'
import { concat, decodeAbiParameters, encodeAbiParameters, parseAbiParameters } from 'viem'
import { expectThrow } from '../../helpers/expectError.ts'
import { address, gridSource, quoteSource } from '../../helpers/routeBook.ts'

const QUOTE = parseAbiParameters(
  'address maker, uint32 marketId, uint64 bidPrice, uint64 bidSize, uint64 askPrice, uint64 askSize, uint64 nonce, uint64 epoch, uint64 expiry, address taker, uint256 salt',
)

describe('core route calls', () => {
  const market = { tickSize: 100n, takerFeeBps: 5 }
  const grid = gridSource(1, [990n, 1_000n, 1_010n], 10n, 10n)
  const dear = quoteSource(2, 1_020n, 8n)
  const terms = { marketId: 1, recipient: address(9) }
  const plan = (request: object): RoutePlan =>
    bestRoute({ market, side: Side.Ask, amount: 13n, sources: [dear, grid], ...request })

  it('buys an exact size for at most what was planned, slippage added', () => {
    // 10 at 1010, 3 at 1020: 1,010,000 + 505 and 306,000 + 153.
    const { route, legs } = toRoute(plan({}), { ...terms, slippageBps: 10, deadline: 7n, minSize: 12n })
    expect(route).to.deep.equal({
      marketId: 1,
      side: Side.Ask,
      exactNotional: false,
      partialFill: false,
      amount: 13n,
      // 1,316,658 and 10 bps of it, rounded down.
      limit: 1_317_974n,
      minSize: 12n,
      recipient: address(9),
      deadline: 7n,
    })
    const quote = encodeQuoteLeg(dear.quote, dear.signature)
    expect(legs).to.deep.equal([
      { maker: address(1), size: 10n, limitPrice: (1n << 64n) - 1n, quote: '0x' },
      { maker: address(2), size: 3n, limitPrice: (1n << 64n) - 1n, quote },
    ])
  })

  it('sells for at least what was planned, slippage taken off', () => {
    const bids = [gridSource(1, [990n, 1_000n, 1_010n], 10n, 20n)]
    const { route, legs } = toRoute(plan({ side: Side.Bid, amount: 10n, sources: bids, limitPrice: 990n }), {
      ...terms,
      slippageBps: 1,
    })
    // 1,000,000 - 500, less 99.95, rounded up.
    expect([route.limit, route.minSize, route.deadline]).to.deep.equal([999_401n, 0n, (1n << 64n) - 1n])
    expect(legs[0]?.limitPrice).to.equal(990n)
  })

  it('spends and receives exact amounts: the last leg may make good what others lack', () => {
    const spent = toRoute(plan({ exactNotional: true, amount: 1_112_561n }), { ...terms, slippageBps: 100 })
    // 10 lots at 1010 and one at 1020: 1,010,505 + 102,051 of 1,112,561; of 11 lots at least 10.89.
    expect([spent.route.amount, spent.route.limit]).to.deep.equal([1_112_561n, 11n])
    expect(spent.legs.map(({ size }) => size)).to.deep.equal([10n, 8n])
    const bids = [gridSource(1, [990n, 1_000n, 1_010n], 10n, 20n)]
    const sold = plan({ side: Side.Bid, exactNotional: true, amount: 300_000n, sources: bids })
    // A lot at 1000 brings 99,950.
    expect(sold.size).to.equal(4n)
    const { route, legs } = toRoute(sold, { ...terms, slippageBps: 5_000 })
    expect([route.limit, legs[0]?.size]).to.deep.equal([6n, 20n])
  })

  it('asks for no more than a partial plan found', () => {
    const all = plan({ amount: 100n, partial: true })
    expect(toRoute(all, terms).route.amount).to.equal(18n)
    const bids = { side: Side.Bid, exactNotional: true, partial: true, amount: 10n ** 9n, sources: [dear] }
    const sold = plan(bids)
    expect(toRoute(sold, terms).route.amount).to.equal(sold.total)
    const spent = plan({ exactNotional: true, amount: 10n ** 9n })
    expect(toRoute(spent, terms).route.amount).to.equal(10n ** 9n)
  })

  it('refuses a limit that the plan misses, and quotes of another market', () => {
    expectThrow(() => toRoute(plan({}), { ...terms, limit: 1_316_657n }), 'LimitExceeded', {
      total: 1_316_658n,
      limit: 1_316_657n,
    })
    expect(toRoute(plan({}), { ...terms, limit: 1_316_658n }).route.limit).to.equal(1_316_658n)
    const sold = plan({ side: Side.Bid, amount: 1n, sources: [dear] })
    expectThrow(() => toRoute(sold, { ...terms, limit: 101_950n }), 'LimitExceeded')
    expectThrow(() => toRoute(plan({}), { ...terms, marketId: 2 }), 'WrongMarket', { maker: address(2), marketId: 1 })
  })

  it('puts legs of one maker in a row, older nonces first', () => {
    const sources = [
      quoteSource(5, 10n, 1n, 1n, 9n),
      quoteSource(6, 11n, 1n),
      quoteSource(5, 12n, 1n, 1n, 3n),
      quoteSource(5, 13n, 1n),
    ]
    const { legs } = plan({ amount: 4n, sources })
    expect(legs.map(({ index }) => index)).to.deep.equal([3, 2, 0, 1])
  })

  it('is what the action sends', () => {
    const { route, legs } = toRoute(plan({}), { ...terms, slippageBps: 10 })
    const order = toRouteOrder(plan({}), { marketId: 1, slippageBps: 10 })
    const call = takeRouteCall({ exchange: address(8), recipient: terms.recipient, ...order })
    expect(call.args).to.deep.equal([route, legs])
  })

  it('encodes a quote as the ABI does, its signature behind', () => {
    const { quote, signature } = quoteSource(0xabcdef, 77n, 5n, 5n, 6n)
    const { maker, marketId, bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry, taker, salt } = quote
    const values = [maker, marketId, bidPrice, bidSize, askPrice, askSize, nonce, epoch, expiry, taker, salt] as const
    const encoded = encodeQuoteLeg(quote, signature)
    expect(encoded).to.equal(concat([encodeAbiParameters(QUOTE, values), signature]))
    expect(decodeAbiParameters(QUOTE, encoded)[10]).to.equal(salt)
    expectThrow(() => encodeQuoteLeg({ ...quote, expiry: 1n << 64n }, signature), 'CastOverflow')
    for (const marketId of [-1, 2 ** 32]) {
      const args = { value: BigInt(marketId), type: 'uint32' }
      expectThrow(() => encodeQuoteLeg({ ...quote, marketId }, signature), 'CastOverflow', args)
    }
    const wide = `0x1${'0'.repeat(40)}` as const
    for (const account of [{ maker: wide }, { taker: wide }]) {
      const args = { value: 1n << 160n, type: 'uint160' }
      expectThrow(() => encodeQuoteLeg({ ...quote, ...account }, signature), 'CastOverflow', args)
    }
  })
})
