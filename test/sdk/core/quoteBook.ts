import {
  advanceStream,
  consumeQuote,
  EMPTY_STANDING,
  EMPTY_STREAM,
  MAX_NONCE_JUMP,
  type Quote,
  type QuoteRecord,
  type QuoteTake,
  remainingLots,
  Side,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../helpers/expectError.ts'

const MAKER = '0x00000000000000000000000000000000000000a1'
const TAKER = '0x00000000000000000000000000000000000000B2'
const OTHER = '0x00000000000000000000000000000000000000c3'
const QUOTE: Quote = {
  maker: MAKER,
  marketId: 1,
  bidPrice: 99n,
  bidSize: 20n,
  askPrice: 101n,
  askSize: 30n,
  nonce: 0n,
  epoch: 0n,
  expiry: 1_000n,
  taker: '0x0000000000000000000000000000000000000000',
  salt: 0n,
}
const FRESH: QuoteRecord = { epoch: 0n, stream: EMPTY_STREAM, standing: EMPTY_STANDING }
const TAKE: QuoteTake = { side: Side.Ask, size: 10n, caller: TAKER, timestamp: 1_000n, hash: '0xab' }

describe('core quote book', () => {
  it('fills a standing quote in parts, each side for itself', () => {
    const first = consumeQuote(FRESH, QUOTE, { ...TAKE, size: 25n })
    expect([first.filled, first.seq]).to.deep.equal([25n, 1n])
    const second = consumeQuote(first.record, QUOTE, { ...TAKE, size: 25n })
    expect([second.filled, second.seq]).to.deep.equal([5n, 2n])
    const third = consumeQuote(second.record, QUOTE, { ...TAKE, side: Side.Bid, size: 8n })
    expect(third.record).to.deep.equal({
      epoch: 0n,
      standing: { bidFilled: 8n, askFilled: 30n, cancelled: false },
      stream: { nonce: 0n, bidFilled: 0n, askFilled: 0n, seq: 3n },
    })
    expect(consumeQuote(third.record, QUOTE, TAKE).filled).to.equal(0n)
  })

  it('retires older streaming quotes by a fill of a newer one', () => {
    const newer = { ...QUOTE, nonce: 5n }
    const { record } = consumeQuote(FRESH, newer, TAKE)
    expect(record.stream).to.deep.equal({ nonce: 5n, bidFilled: 0n, askFilled: 10n, seq: 1n })
    expect(record.standing).to.deep.equal(EMPTY_STANDING)
    expectThrow(() => consumeQuote(record, { ...QUOTE, nonce: 4n }, TAKE), 'QuoteRetired', { nonce: 4n, current: 5n })
    // Another quote of the same nonce shares its fills.
    expect(consumeQuote(record, { ...newer, askSize: 15n }, TAKE).filled).to.equal(5n)
    expect(consumeQuote(record, { ...newer, askSize: 7n }, TAKE).filled).to.equal(0n)
    expect(consumeQuote(record, { ...newer, nonce: 6n }, TAKE).record.stream.askFilled).to.equal(10n)
  })

  it('bounds a jump of the nonce', () => {
    expect(advanceStream(EMPTY_STREAM, MAX_NONCE_JUMP).nonce).to.equal(4_398_046_511_104n)
    expectThrow(() => advanceStream(EMPTY_STREAM, MAX_NONCE_JUMP + 1n), 'NonceJumpTooLarge', {
      nonce: 4_398_046_511_105n,
      current: 0n,
      maxJump: 4_398_046_511_104n,
    })
    const state = { nonce: 7n, bidFilled: 1n, askFilled: 2n, seq: 3n }
    expect(advanceStream(state, 7n)).to.deep.equal(state)
    expect(advanceStream(state, 8n)).to.deep.equal({ nonce: 8n, bidFilled: 0n, askFilled: 0n, seq: 3n })
  })

  it('gives nothing away at a price of zero; a side without lots needs no price', () => {
    for (const side of [Side.Bid, Side.Ask]) {
      const free: Quote = { ...QUOTE, bidPrice: 0n, askPrice: 0n }
      expectThrow(() => consumeQuote(FRESH, free, { ...TAKE, side }), 'ZeroPrice', { maker: QUOTE.maker })
      const none: Quote = { ...free, bidSize: 0n, askSize: 0n }
      expect(consumeQuote(FRESH, none, { ...TAKE, side }).filled).to.equal(0n)
    }
  })

  it('refuses in the order of the contract: expiry, taker, epoch, then cancel or nonce', () => {
    const named: Quote = { ...QUOTE, taker: OTHER, epoch: 3n }
    const dead = { ...FRESH, standing: { ...EMPTY_STANDING, cancelled: true } }
    const late = { ...TAKE, timestamp: 1_001n }
    expectThrow(() => consumeQuote(dead, named, late), 'QuoteExpired', { expiry: 1_000n, timestamp: 1_001n })
    expectThrow(() => consumeQuote(dead, named, TAKE), 'QuoteNotForTaker', { taker: OTHER, caller: TAKER })
    const other = { ...TAKE, caller: OTHER.toUpperCase() }
    expectThrow(() => consumeQuote(dead, named, other), 'QuoteEpochMismatch', { epoch: 3n, current: 0n })
    expectThrow(() => consumeQuote(dead, QUOTE, TAKE), 'CancelledQuote', { hash: '0xab' })
    // A cancel by hash says nothing about a streaming quote.
    expect(consumeQuote(dead, { ...QUOTE, nonce: 1n }, TAKE).filled).to.equal(10n)
  })

  it('never fills more than is offered, whatever the order', () => {
    const takes = fc.array(fc.record({ isAsk: fc.boolean(), size: fc.bigInt({ min: 0n, max: 12n }), nonce: fc.nat(3) }))
    fc.assert(
      fc.property(takes, (list) => {
        let record = FRESH
        const filled = new Map<string, bigint>()
        let nonce = 0
        for (const take of list) {
          nonce = Math.max(nonce, take.nonce)
          const side = take.isAsk ? Side.Ask : Side.Bid
          const quote = { ...QUOTE, nonce: BigInt(nonce) }
          const before = nonce === 0 ? record.standing : advanceStream(record.stream, quote.nonce)
          const left = remainingLots(quote, side, before)
          const outcome = consumeQuote(record, quote, { ...TAKE, side, size: take.size })
          expect(outcome.seq).to.equal(record.stream.seq + 1n)
          expect([take.size, left]).to.include(outcome.filled)
          expect(outcome.filled <= take.size && outcome.filled <= left).to.equal(true)
          record = outcome.record
          const key = `${nonce} ${side}`
          filled.set(key, (filled.get(key) ?? 0n) + outcome.filled)
          expect((filled.get(key) ?? 0n) <= (side === Side.Ask ? 30n : 20n)).to.equal(true)
        }
      }),
    )
  })
})
