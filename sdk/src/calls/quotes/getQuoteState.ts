import { makerStateFunction, standingStateFunction } from '../../abis/exchange.ts'
import { Side } from '../../core/market.ts'
import type { Quote } from '../../core/quote.ts'
import { type QuoteRecord, remainingLots } from '../../core/quoteBook.ts'
import { quoteMessage } from '../../quotes/quoteMessage.ts'
import type { Address, Hex, Returned } from '../abi.ts'
import { callOf } from '../call.ts'
import { addressOf, type ReadOptions, type Signer } from '../driver.ts'
import { epochOf } from './maker.ts'

/** Which quote to look up. */
export interface GetQuoteStateArgs extends ReadOptions {
  readonly quote: Quote
  /** The exchange it is for; the known deployment on the chain by default. */
  readonly exchange?: Address
}

/** What the chain holds about a quote; pass it to `consumeQuote` to try a fill off chain. Lots. */
export interface QuoteState extends QuoteRecord {
  readonly hash: Hex
  /** Lots that the bid can still fill; 0 when the quote is retired or cancelled. Expiry and funds are not looked at. */
  readonly bidLeft: bigint
  /** Lots that the ask can still fill, likewise. */
  readonly askLeft: bigint
}

/** How much of a quote is left, and the maker's epoch, streaming and standing state behind it. */
export async function getQuoteStateFlow(driver: Signer, args: GetQuoteStateArgs): Promise<QuoteState> {
  const { quote } = args
  const [chainId, exchange] = await Promise.all([driver.chainId(), args.exchange ?? addressOf(driver, 'exchange')])
  const hash = await driver.hashTypedData(quoteMessage(quote, { chainId, exchange }))
  const { maker, marketId } = quote
  const [epoch, stream, standing] = await Promise.all([
    epochOf(driver, exchange, maker, args),
    driver.read(callOf(makerStateFunction, exchange, [maker, marketId]), args) as Promise<
      Returned<typeof makerStateFunction>
    >,
    driver.read(callOf(standingStateFunction, exchange, [hash]), args) as Promise<
      Returned<typeof standingStateFunction>
    >,
  ])
  const record = {
    epoch,
    stream: { nonce: stream[0], bidFilled: stream[1], askFilled: stream[2], seq: stream[3] },
    standing: { bidFilled: standing[0], askFilled: standing[1], cancelled: standing[2] },
  }
  return { ...record, hash, ...lotsLeft(quote, record) }
}

function lotsLeft(quote: Quote, { epoch, stream, standing }: QuoteRecord): { bidLeft: bigint; askLeft: bigint } {
  const isStanding = quote.nonce === 0n
  const isDead = quote.epoch !== epoch || (isStanding ? standing.cancelled : quote.nonce < stream.nonce)
  if (isDead) return { bidLeft: 0n, askLeft: 0n }
  const isUntouched = !isStanding && quote.nonce > stream.nonce
  const filled = isUntouched ? { bidFilled: 0n, askFilled: 0n } : isStanding ? standing : stream
  return { bidLeft: remainingLots(quote, Side.Bid, filled), askLeft: remainingLots(quote, Side.Ask, filled) }
}
