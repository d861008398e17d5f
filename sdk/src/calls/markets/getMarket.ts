import { getMarketFunction } from '../../abis/exchange.ts'
import type { MarketUnits } from '../../core/market.ts'
import type { MarketScale } from '../../units/scale.ts'
import type { Address, Returned } from '../abi.ts'
import { callOf } from '../call.ts'
import { addressOf, type Reader, type ReadOptions } from '../driver.ts'
import { decimalsFunction } from '../tokens/erc20.ts'

/** Which market to read. */
export interface GetMarketArgs extends ReadOptions {
  readonly marketId: number
  /** The known deployment on the chain by default. */
  readonly exchange?: Address
}

/** A market's tokens, units and terms: all that `core` and the unit functions need to know of it. */
export interface Market extends MarketUnits, MarketScale {
  readonly marketId: number
  /** Where it trades: the spender that makers and takers approve. */
  readonly exchange: Address
  readonly base: Address
  readonly quote: Address
  /** Share of the taker fee that pools keep, in 1/10 000. */
  readonly poolFeeShareBps: number
  readonly halted: boolean
  /** Price feed, the zero address for none. */
  readonly oracle: Address
  readonly oracleBandBps: number
  /** Seconds. */
  readonly maxOracleAge: number
}

/** A market and its tokens' decimals. */
export async function getMarketFlow(driver: Reader, args: GetMarketArgs): Promise<Market> {
  const { marketId } = args
  const exchange = args.exchange ?? (await addressOf(driver, 'exchange'))
  const terms = (await driver.read(callOf(getMarketFunction, exchange, [marketId]), args)) as Returned<
    typeof getMarketFunction
  >
  const decimals = (token: Address) => driver.read(callOf(decimalsFunction, token, []), args) as Promise<number>
  const [baseDecimals, quoteDecimals] = await Promise.all([decimals(terms.base), decimals(terms.quote)])
  return { marketId, exchange, ...terms, baseDecimals, quoteDecimals }
}
