import {
  askPriceUp,
  bidPriceDown,
  QUOTE_TYPES,
  quoteDomain,
  quoteSide,
  Side,
  twoSidedPrices,
  twoSidedQuote,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../helpers/expectError.ts'

const MAKER = '0x00000000000000000000000000000000000000a1'
const whole = (ticks: bigint) => ({ numerator: ticks, denominator: 1n })

describe('core quote', () => {
  it('puts both prices half a spread from mid, rounded away from it', () => {
    // 10 000 ticks, 30 bps: 9 985 and 10 015 exactly.
    expect(twoSidedPrices(10_000n, 30)).to.deep.equal({ bidPrice: 9_985n, askPrice: 10_015n })
    // 10 001 ticks, 30 bps: 9 985.9985 and 10 016.0015.
    expect([bidPriceDown(whole(10_001n), 30), askPriceUp(whole(10_001n), 30)]).to.deep.equal([9_985n, 10_017n])
    // Mid 10 000.5, no spread.
    const half = { numerator: 20_001n, denominator: 2n }
    expect(twoSidedPrices(half, 0)).to.deep.equal({ bidPrice: 10_000n, askPrice: 10_001n })
  })

  it('keeps a tick between them where they would meet', () => {
    expect(twoSidedPrices(10_000n, 0)).to.deep.equal({ bidPrice: 10_000n, askPrice: 10_001n })
    expect(twoSidedPrices(1n, 0)).to.deep.equal({ bidPrice: 1n, askPrice: 2n })
  })

  it('refuses prices that no quote can carry', () => {
    expectThrow(() => twoSidedPrices(1n, 1), 'QuotePriceOutOfRange', { bidPrice: 0n, askPrice: 2n })
    expectThrow(() => twoSidedPrices(2n ** 64n - 1n, 0), 'QuotePriceOutOfRange')
    expectThrow(() => twoSidedPrices(100n, 20_001), 'Overflow')
    expectThrow(() => twoSidedPrices({ numerator: 1n, denominator: 0n }, 1), 'DivisionByZero')
  })

  it('never quotes inside the spread it was told', () => {
    const mid = fc.record({
      numerator: fc.bigInt({ min: 10n ** 6n, max: 10n ** 15n }),
      denominator: fc.bigInt({ min: 1n, max: 100n }),
    })
    fc.assert(
      fc.property(mid, fc.integer({ min: 0, max: 5_000 }), (mid, spreadBps) => {
        const { bidPrice, askPrice } = twoSidedPrices(mid, spreadBps)
        expect(askPrice - bidPrice >= 1n).to.equal(true)
        // (ask - bid) / mid >= spread, by cross-multiplication, and less than two ticks (one more for the gap) above it.
        const width = (askPrice - bidPrice) * mid.denominator * 10_000n
        const told = mid.numerator * BigInt(spreadBps)
        expect(width >= told).to.equal(true)
        expect(width < told + 2n * mid.denominator * 10_000n).to.equal(true)
        expect(bidPrice * mid.denominator <= mid.numerator).to.equal(true)
        expect(askPrice * mid.denominator >= mid.numerator).to.equal(true)
      }),
    )
  })

  it('builds a quote with plain defaults', () => {
    const terms = {
      maker: MAKER,
      marketId: 3,
      bidSize: 5n,
      askSize: 0n,
      expiry: 99n,
      mid: 10_000n,
      spreadBps: 30,
    } as const
    const quote = twoSidedQuote(terms)
    expect(quote).to.deep.equal({
      maker: MAKER,
      marketId: 3,
      bidPrice: 9_985n,
      bidSize: 5n,
      askPrice: 10_015n,
      askSize: 0n,
      nonce: 0n,
      epoch: 0n,
      expiry: 99n,
      taker: '0x0000000000000000000000000000000000000000',
      salt: 0n,
    })
    expect(quoteSide(quote, Side.Bid)).to.deep.equal({ price: 9_985n, size: 5n })
    expect(quoteSide(quote, Side.Ask)).to.deep.equal({ price: 10_015n, size: 0n })
    expect(twoSidedQuote({ ...terms, nonce: 4n, epoch: 2n, taker: MAKER, salt: 8n })).to.deep.include({
      nonce: 4n,
      epoch: 2n,
      taker: MAKER,
      salt: 8n,
    })
    expectThrow(() => twoSidedQuote({ ...terms, askSize: 2n ** 64n }), 'CastOverflow')
  })

  it('describes itself to a wallet as the contract hashes it', () => {
    expect(QUOTE_TYPES.Quote.map(({ type, name }) => `${type} ${name}`).join(',')).to.equal(
      'address maker,uint32 marketId,uint64 bidPrice,uint64 bidSize,uint64 askPrice,uint64 askSize,' +
        'uint64 nonce,uint64 epoch,uint64 expiry,address taker,uint256 salt',
    )
    expect(quoteDomain(5, MAKER)).to.deep.equal({
      name: 'Tidemark',
      version: '1',
      chainId: 5,
      verifyingContract: MAKER,
    })
  })
})
