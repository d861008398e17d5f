import {
  advanceStream,
  consumeQuote,
  EMPTY_STANDING,
  EMPTY_STREAM,
  feeUp,
  hashQuote,
  MAX_NONCE_JUMP,
  notional,
  type Quote,
  quoteSide,
  type StandingState,
  TidemarkError,
} from '@tidemark/sdk'
import { expect } from 'chai'
import fc from 'fast-check'
import { createQuoteVenue, type QuoteVenue } from './helpers/quoteVenue.ts'

const NEVER = 2n ** 64n - 1n
/** Steps of the walk; each is a transaction, compared in full before the next. */
const STEPS = Number(process.env.TIDEMARK_PARITY_STEPS ?? 1_000)

/** What a maker and a taker might do next. */
const step = fc.record({
  // Mostly takes; the rest retires something.
  kind: fc.constantFrom('take', 'take', 'take', 'take', 'take', 'take', 'cancel', 'cancel', 'upTo', 'epoch'),
  side: fc.constantFrom(0 as const, 1 as const),
  size: fc.bigInt({ min: 1n, max: 15n }),
  offer: fc.nat(2),
  isStreaming: fc.boolean(),
  /** Relative to the current nonce. */
  ahead: fc.constantFrom(-1n, 0n, 0n, 0n, 1n, 2n, MAX_NONCE_JUMP, MAX_NONCE_JUMP + 1n),
  isOldEpoch: fc.nat(9).map((n) => n === 0),
  isExpired: fc.nat(9).map((n) => n === 0),
  isFree: fc.nat(9).map((n) => n === 0),
  taker: fc.constantFrom('anyone', 'anyone', 'taker', 'stranger'),
})

describe('quotes on chain and in core', function () {
  this.timeout(600_000)
  let venue: QuoteVenue
  before(async () => {
    venue = await createQuoteVenue()
  })

  it(`agree on every outcome of ${STEPS} random steps`, async () => {
    const { maker, taker, stranger, exchange } = venue
    let [epoch, stream] = [0n, EMPTY_STREAM]
    const standing = new Map<string, StandingState>()
    const seen = new Set<string>()
    const steps = fc.sample(step, { numRuns: STEPS, seed: 0x7469 })

    for (const { kind, side, size, ...next } of steps) {
      const nonce = stream.nonce + next.ahead
      const quote: Quote = {
        maker: maker.account.address,
        marketId: 1,
        bidPrice: next.isFree ? 0n : 9_900n + BigInt(next.offer),
        bidSize: 20n,
        askPrice: 10_100n,
        askSize: 30n * BigInt(next.offer),
        nonce: next.isStreaming && nonce > 0n ? nonce : 0n,
        epoch: next.isOldEpoch ? epoch + 1n : epoch,
        expiry: next.isExpired ? 1n : NEVER,
        taker:
          next.taker === 'anyone'
            ? ZERO
            : { taker, stranger }[next.taker === 'taker' ? 'taker' : 'stranger'].account.address,
        salt: 0n,
      }
      const { signature } = await maker.signQuote(quote)
      const hash = hashQuote(quote, { chainId: 31337, exchange })
      const known = standing.get(hash) ?? EMPTY_STANDING
      let expected: unknown
      try {
        if (kind === 'take') {
          const take = { side, size, caller: taker.account.address, timestamp: 1_000n, hash }
          const { record, filled, seq } = consumeQuote({ epoch, stream, standing: known }, quote, take)
          if (filled === 0n) throw new TidemarkError('NothingToTake', '')
          const value = notional(quoteSide(quote, side).price, 100n, filled)
          expected = [filled, seq, value, feeUp(value, 5)]
          stream = record.stream
          standing.set(hash, record.standing)
        } else if (kind === 'cancel') {
          if (quote.nonce > 0n) throw new TidemarkError('QuoteNotStanding', '')
          standing.set(hash, { ...known, cancelled: true })
          expected = hash
        } else if (kind === 'upTo') {
          stream = advanceStream(stream, nonce < 0n ? 0n : nonce)
          expected = stream.nonce
        } else {
          expected = ++epoch
        }
      } catch (error) {
        if (!(error instanceof TidemarkError)) throw error
        expected = error.code
      }

      const actual = await {
        take: async () => {
          const fill = await taker.takeQuoteSync({ quote, signature, side, size, minSize: 1n })
          return [fill.size, fill.seq, fill.notional, fill.fee]
        },
        cancel: async () => (await maker.cancelQuoteSync({ quote })).hash,
        upTo: async () =>
          (await maker.cancelQuotesUpToSync({ marketId: 1, quoteNonce: nonce < 0n ? 0n : nonce })).nonce,
        epoch: async () => (await maker.raiseEpochSync()).epoch,
      }
        [kind]()
        .catch((error: TidemarkError) => error.code)
      expect(actual, kind).to.deep.equal(expected)
      seen.add(typeof actual === 'string' && !actual.startsWith('0x') ? actual : kind)
      const state = await maker.getQuoteState({ quote })
      expect(state.stream).to.deep.equal(stream)
      expect(state.standing).to.deep.equal(standing.get(hash) ?? EMPTY_STANDING)
    }
    // The steps have been everywhere.
    expect([...seen].sort()).to.deep.equal([
      'CancelledQuote',
      'NonceJumpTooLarge',
      'NothingToTake',
      'QuoteEpochMismatch',
      'QuoteExpired',
      'QuoteNotForTaker',
      'QuoteNotStanding',
      'QuoteRetired',
      'ZeroPrice',
      'cancel',
      'epoch',
      'take',
      'upTo',
    ])
  })
})

const ZERO = '0x0000000000000000000000000000000000000000'
