import type { Hex } from 'viem'
import { exchangeAbi } from '../abis/exchange.ts'
import { Side } from '../core/market.ts'
import type { Quote } from '../core/quote.ts'
import { type QuoteRecord, remainingLots } from '../core/quoteBook.ts'
import { hashQuote } from '../quotes/hashQuote.ts'
import { chainIdOf, type ExchangeOption, exchangeOf, type TidemarkClient } from './internal/client.ts'
import { type ReadOptions, read } from './internal/read.ts'

/** Which quote to look up. */
export type GetQuoteStateParameters = { readonly quote: Quote } & ExchangeOption & ReadOptions

/** What the chain holds about a quote; pass it to `consumeQuote` to try a fill off chain. Lots. */
export interface GetQuoteStateReturnType extends QuoteRecord {
  readonly hash: Hex
  /** Lots that the bid can still fill; 0 when the quote is retired or cancelled. Expiry and funds are not looked at. */
  readonly bidLeft: bigint
  /** Lots that the ask can still fill, likewise. */
  readonly askLeft: bigint
}

/** Read how much of a quote is left, and the maker's epoch, streaming and standing state behind it. */
export async function getQuoteState(
  client: TidemarkClient,
  { quote, ...options }: GetQuoteStateParameters,
): Promise<GetQuoteStateReturnType> {
  const [chainId, exchange] = await Promise.all([chainIdOf(client), exchangeOf(client, options)])
  const hash = hashQuote(quote, { chainId, exchange })
  const on = { abi: exchangeAbi, address: exchange } as const
  const { maker, marketId } = quote
  const [epoch, stream, standing] = await Promise.all([
    read(client, { ...on, functionName: 'epochOf', args: [maker] }, options),
    read(client, { ...on, functionName: 'makerState', args: [maker, marketId] }, options),
    read(client, { ...on, functionName: 'standingState', args: [hash] }, options),
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
