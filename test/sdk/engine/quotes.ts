import { Side, twoSidedPrices } from '@tidemark/sdk/core'
import { QuoteManager } from '@tidemark/sdk/engine'
import { isBeyond } from '@tidemark/sdk/quoting'
import { expect } from 'chai'
import fc from 'fast-check'
import { checkSteps } from '../helpers/atomic.ts'
import { expectThrow } from '../helpers/expectError.ts'

const terms = { user: 'alice', asset: 'ETH', midPrice: 1_000n, spreadBps: 100, size: 10n, timestamp: 0n }

describe('QuoteManager', () => {
  it('finds the best prices among active quotes, of equal ones the older', () => {
    const quotes = new QuoteManager()
    // 995 and 1005; 995 and 1005; 1004 and 1016; another asset.
    for (const midPrice of [1_000n, 1_000n, 1_010n]) quotes.postQuote({ ...terms, midPrice })
    quotes.postQuote({ ...terms, asset: 'BTC', midPrice: 2_000n })
    expect(quotes.getBestPrices('ETH')).to.deep.equal({
      bid: { quoteId: 3, price: 1_004n, size: 10n },
      ask: { quoteId: 1, price: 1_005n, size: 10n },
    })
    quotes.recordFill(1, Side.Ask, 10n, 1n)
    quotes.cancelQuote(3, 1n)
    expect(quotes.getBestPrices('ETH')).to.deep.equal({
      bid: { quoteId: 1, price: 995n, size: 10n },
      ask: { quoteId: 2, price: 1_005n, size: 10n },
    })
    expect(quotes.getBestPrices('SOL')).to.deep.equal({})
  })

  it('cancels at once, whatever the interval, and lets its orders go', () => {
    const quotes = new QuoteManager({ minUpdateInterval: 100n })
    const id = quotes.postQuote(terms)
    quotes.linkOrder(id, 'a')
    quotes.linkOrder(id, 'b')
    expectThrow(() => quotes.linkOrder(id, 'a'), 'Duplicate', { what: 'order', id: 'a' })
    quotes.unlinkOrder('a')
    expect(quotes.getQuote(id).orderIds).to.deep.equal(['b'])
    expectThrow(() => quotes.updateSize(id, 5n, 99n), 'TooEarly')
    quotes.cancelQuote(id, 1n)
    expectThrow(() => quotes.getQuoteOfOrder('b'), 'UnknownName')
    expectThrow(() => quotes.updateSize(id, 5n, 200n), 'Closed', { what: 'quote', id })
    expect(quotes.getQuotesByUser('alice')).to.deep.equal([])
    expect(quotes.getQuotesByUser('alice', true).map(({ isActive }) => isActive)).to.deep.equal([false])
    expect(quotes.getHistory('ETH').at(-1)).to.include({ bidSize: 0n, askSize: 0n, reason: 'MANUAL' })
  })

  it('keeps as much history as told, the newest', () => {
    const quotes = new QuoteManager({ historySize: 3 })
    expect(quotes.rules).to.deep.equal({ minSpreadBps: 0, maxSpreadBps: 10_000, minUpdateInterval: 0n, historySize: 3 })
    const id = quotes.postQuote(terms)
    for (let t = 1n; t <= 4n; t++) quotes.updateQuote(id, 1_000n + t, t)
    expect(quotes.getHistory('ETH').map(({ time }) => time)).to.deep.equal([2n, 3n, 4n])
    const copy = QuoteManager.restore(quotes.snapshot())
    copy.updateQuote(id, 1_000n, 5n)
    expect(copy.getHistory('ETH').map(({ time }) => time)).to.deep.equal([3n, 4n, 5n])
  })

  it('leaves a quote alone that an update would barely change, holds others to the interval, and says why', () => {
    // 0.2 % of price, 10 % of size.
    const gate = { priceTolerancePpm: 2_000, sizeTolerancePpm: 100_000, ttl: 0n, renewBefore: 0n }
    const quotes = new QuoteManager({ minUpdateInterval: 10n, gate })
    const id = quotes.postQuote(terms)
    // 995 and 1005 would be 995 and 1007: two of 1005 are less than 0.2 %. Not even the interval matters.
    expect(quotes.updateQuote(id, 1_001n, 3n)).to.deep.equal({ update: false, reason: 'TOLERANCE' })
    // What was told is kept, for the next update that is made.
    const stood = { bidPrice: 995n, askPrice: 1_005n, updates: 0, updatedAt: 0n }
    expect(quotes.getQuote(id)).to.include({ midPrice: 1_001n, ...stood })
    expect(quotes.updateSize(id, 11n, 20n)).to.deep.equal({ update: false, reason: 'TOLERANCE' })
    expect(quotes.getHistory('ETH')).to.have.length(1)
    // 1004 and 1016.
    expect(quotes.updateQuote(id, 1_010n, 20n)).to.deep.equal({ update: true, reason: 'MOVE' })
    expectThrow(() => quotes.updateSize(id, 12n, 29n), 'TooEarly', { timestamp: 29n, earliest: 30n })
    expect(quotes.updateSize(id, 12n, 30n)).to.deep.equal({ update: true, reason: 'MOVE' })
    // A spread of 110 bps rounds to the same prices; one of 200 is 999 and 1021.
    expect(quotes.updateSpread(id, 110, 50n).update).to.equal(false)
    expect(quotes.updateSpread(id, 200, 50n).update).to.equal(true)
    expect(quotes.getHistory('ETH').map(({ reason }) => reason)).to.deep.equal(['REFRESH', 'MOVE', 'MANUAL', 'MANUAL'])
  })

  it('starts the next update from the price and the spread that were told last, though tolerance left the prices alone', () => {
    const gate = { priceTolerancePpm: 50_000, sizeTolerancePpm: 0, ttl: 0n, renewBefore: 0n }
    const quotes = new QuoteManager({ gate })
    const id = quotes.postQuote(terms)
    // 990 and 1010: some 0.5 % from 995 and 1005.
    expect(quotes.updateSpread(id, 200, 1n)).to.deep.equal({ update: false, reason: 'TOLERANCE' })
    expect(quotes.getQuote(id)).to.include({ spreadBps: 200, bidPrice: 995n, askPrice: 1_005n })
    quotes.updateQuote(id, 2_000n, 2n)
    expect(quotes.getQuote(id)).to.include({ bidPrice: 1_980n, askPrice: 2_020n })
    // 2 % further: 2019 and 2061 round outwards from 2019.6 and 2060.4.
    expect(quotes.updateQuote(id, 2_040n, 3n).update).to.equal(false)
    expect(quotes.updateSize(id, 5n, 4n).update).to.equal(true)
    expect(quotes.getQuote(id)).to.include({ bidPrice: 2_019n, askPrice: 2_061n, bidSize: 5n })
  })

  it('moves a quote that is filled on both sides, however little, so that it is refilled at the price of the day', () => {
    const gate = { priceTolerancePpm: 50_000, sizeTolerancePpm: 0, ttl: 0n, renewBefore: 0n }
    const quotes = new QuoteManager({ minUpdateInterval: 10n, gate })
    const id = quotes.postQuote(terms)
    quotes.recordFill(id, Side.Bid, 10n, 1n)
    expect(quotes.updateQuote(id, 1_010n, 20n)).to.deep.equal({ update: false, reason: 'TOLERANCE' })
    quotes.recordFill(id, Side.Ask, 10n, 20n)
    expectThrow(() => quotes.updateQuote(id, 1_010n, 9n), 'TooEarly', { timestamp: 9n, earliest: 10n })
    expect(quotes.updateQuote(id, 1_010n, 30n)).to.deep.equal({ update: true, reason: 'MOVE' })
    expect(quotes.getQuote(id)).to.include({ bidPrice: 1_004n, askPrice: 1_016n, bidSize: 0n, askSize: 0n })
    expect(quotes.updateSize(id, 10n, 40n)).to.deep.equal({ update: true, reason: 'MOVE' })
    expect(quotes.getBestPrices('ETH').bid).to.deep.equal({ quoteId: id, price: 1_004n, size: 10n })
  })

  it('closes a quote that has run out, whether or not it was expired', () => {
    const gate = { priceTolerancePpm: 0, sizeTolerancePpm: 0, ttl: 60n, renewBefore: 5n }
    const quotes = new QuoteManager({ gate })
    const id = quotes.postQuote(terms)
    const late = () => [
      () => quotes.updateQuote(id, 1_100n, 60n),
      () => quotes.updateSpread(id, 50, 60n),
      () => quotes.updateSize(id, 5n, 60n),
      () => quotes.recordFill(id, Side.Bid, 1n, 60n),
    ]
    for (const call of late()) expectThrow(call, 'Closed', { what: 'quote', id })
    expect(quotes.expireQuotes(60n)).to.deep.equal([id])
    for (const call of late()) expectThrow(call, 'Closed', { what: 'quote', id })
  })

  it('renews what is about to run out, and lets nobody fill what has', () => {
    const gate = { priceTolerancePpm: 2_000, sizeTolerancePpm: 0, ttl: 60n, renewBefore: 5n }
    const quotes = new QuoteManager({ minUpdateInterval: 100n, gate })
    const id = quotes.postQuote(terms)
    const other = quotes.postQuote({ ...terms, midPrice: 990n, timestamp: 20n })
    expect(quotes.updateQuote(id, 1_000n, 54n)).to.deep.equal({ update: false, reason: 'TOLERANCE' })
    expect(quotes.updateQuote(id, 1_000n, 55n)).to.deep.equal({ update: true, reason: 'TTL' })
    expect(quotes.getHistory('ETH').at(-1)).to.include({ reason: 'TTL', time: 55n })
    // The other lives to 80.
    expect(quotes.getBestPrices('ETH', 79n).ask?.quoteId).to.equal(other)
    expect(quotes.getBestPrices('ETH', 80n).ask?.quoteId).to.equal(id)
    expect(quotes.getBestPrices('ETH').ask?.quoteId).to.equal(other)
    quotes.recordFill(other, Side.Ask, 1n, 79n)
    expectThrow(() => quotes.recordFill(other, Side.Ask, 1n, 80n), 'Closed', { what: 'quote', id: other })
    quotes.linkOrder(other, 'a')
    expect(quotes.expireQuotes(79n)).to.deep.equal([])
    expect(quotes.expireQuotes(80n)).to.deep.equal([other])
    expect(quotes.expireQuotes(80n)).to.deep.equal([])
    expectThrow(() => quotes.getQuoteOfOrder('a'), 'UnknownName')
    expect(quotes.getHistory('ETH').at(-1)).to.include({ bidSize: 0n, askSize: 0n, reason: 'TTL' })
    const copy = QuoteManager.restore(quotes.snapshot())
    expect(copy.rules).to.deep.equal(quotes.rules)
    expect(copy.expireQuotes(115n)).to.deep.equal([id])
  })

  it('refuses a gate that is none', () => {
    const gate = { priceTolerancePpm: 0, sizeTolerancePpm: 0, ttl: 60n, renewBefore: 5n }
    for (const wrong of [
      { renewBefore: 60n },
      { ttl: 0n },
      { ttl: -1n },
      { priceTolerancePpm: -1 },
      { sizeTolerancePpm: 1_000_001 },
    ]) {
      expectThrow(() => new QuoteManager({ gate: { ...gate, ...wrong } }), 'ValueOutOfRange')
    }
  })

  it('refuses strangers, the past, and nonsense', () => {
    const quotes = new QuoteManager()
    const id = quotes.postQuote({ ...terms, timestamp: 5n })
    expectThrow(() => quotes.updateQuote(id, 1_001n, 6n, 'bob'), 'WrongUser', { user: 'bob', expected: 'alice' })
    expectThrow(() => quotes.cancelQuote(id, 6n, 'bob'), 'WrongUser')
    expectThrow(() => quotes.updateQuote(id, 1_001n, 4n), 'TooEarly', { timestamp: 4n, earliest: 5n })
    expectThrow(() => quotes.recordFill(id, Side.Bid, 11n, 6n), 'InsufficientFunds', {
      what: 'lots',
      amount: 11n,
      available: 10n,
    })
    expectThrow(() => quotes.postQuote({ ...terms, size: 0n }), 'ValueOutOfRange')
    expectThrow(() => quotes.postQuote({ ...terms, user: '' }), 'EmptyText')
    expectThrow(() => quotes.postQuote({ ...terms, midPrice: 1n << 64n }), 'QuotePriceOutOfRange')
    expectThrow(() => quotes.postQuote({ ...terms, midPrice: 1n, spreadBps: 1 }), 'QuotePriceOutOfRange')
    expectThrow(() => new QuoteManager({ minSpreadBps: 2, maxSpreadBps: 1 }), 'ValueOutOfRange')
    expectThrow(() => quotes.getQuote(2), 'UnknownId')
  })

  const step = fc.record({
    kind: fc.constantFrom('post', 'mid', 'mid', 'spread', 'size', 'fill', 'cancel', 'link', 'unlink', 'expire'),
    id: fc.integer({ min: 0, max: 4 }),
    price: fc.bigInt({ min: 0n, max: 3_000n }),
    spreadBps: fc.integer({ min: -1, max: 10_100 }),
    size: fc.bigInt({ min: 0n, max: 20n }),
    side: fc.constantFrom(Side.Bid, Side.Ask),
    pause: fc.bigInt({ min: -1n, max: 4n }),
    order: fc.constantFrom('a', 'b', 'c', ''),
    user: fc.constantFrom(undefined, undefined, undefined, 'alice', 'bob'),
  })

  it('any steps: what is refused changes nothing, snapshots restore, bids stay below asks', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 80 }), fc.boolean(), (steps, isGated) => {
        const gate = { priceTolerancePpm: 50_000, sizeTolerancePpm: 0, ttl: 20n, renewBefore: 3n }
        const quotes = new QuoteManager({ minUpdateInterval: 2n, historySize: 7, ...(isGated && { gate }) })
        quotes.postQuote(terms)
        let now = 0n
        const times = steps.map(({ pause }) => (now = now + pause < 0n ? 0n : now + pause))
        checkSteps(
          quotes,
          (json) => QuoteManager.restore(json),
          [...steps.entries()],
          (manager, [index, { kind, id, price, spreadBps, size, side, order, user }]) => {
            const t = times[index] ?? 0n
            return {
              post: () => manager.postQuote({ ...terms, midPrice: price, spreadBps, size, timestamp: t }),
              mid: () => manager.updateQuote(id, price, t, user),
              spread: () => manager.updateSpread(id, spreadBps, t, user),
              size: () => manager.updateSize(id, size, t, user),
              fill: () => manager.recordFill(id, side, size, t),
              cancel: () => manager.cancelQuote(id, t, user),
              link: () => manager.linkOrder(id, order),
              unlink: () => manager.unlinkOrder(order),
              expire: () => manager.expireQuotes(t),
            }[kind]()
          },
        )
        for (const quote of quotes.getQuotesByUser('alice', true)) {
          const { bidPrice, bidSize, askPrice, askSize, midPrice, spreadBps } = quote
          expect(bidPrice > 0n && bidPrice < askPrice).to.equal(true)
          // What rests is priced as was told last, or within 5 % of it.
          const told = twoSidedPrices(midPrice, spreadBps)
          const isNear = (stands: bigint, wanted: bigint) =>
            isGated ? !isBeyond(stands, wanted, 50_000) : stands === wanted
          if (bidSize > 0n) expect(isNear(bidPrice, told.bidPrice)).to.equal(true)
          if (askSize > 0n) expect(isNear(askPrice, told.askPrice)).to.equal(true)
        }
        expect(quotes.getHistory('ETH').length).to.be.within(1, 7)
      }),
      { numRuns: 150 },
    )
  })
})
